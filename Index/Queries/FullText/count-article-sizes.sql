-- How many articles FTS5 keeps the lengths of.
SELECT count(*) FROM article_index_docsize;
