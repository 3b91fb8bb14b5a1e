-- How many articles match the FTS5 expression ?1.
SELECT count(*) FROM article_index WHERE article_index MATCH ?1;
