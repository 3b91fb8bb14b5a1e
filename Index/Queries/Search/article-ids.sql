-- The ids of all articles, ascending, where no full-text index has all of them. Scans article, by one of its indexes.
SELECT id FROM article ORDER BY id;
