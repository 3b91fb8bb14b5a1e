-- The ids of the articles that match the FTS5 expression ?1, ascending.
SELECT rowid FROM article_index WHERE article_index MATCH ?1;
