-- The ids of all articles, ascending, without their texts on the way.
SELECT id FROM article_index_docsize ORDER BY id;
