-- The tokens of title and body of every article, as FTS5 records them.
SELECT id, sz FROM article_index_docsize;
