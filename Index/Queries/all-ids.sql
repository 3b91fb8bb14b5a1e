-- The ids of all articles, ascending. Scans article.
SELECT id FROM article ORDER BY id;
