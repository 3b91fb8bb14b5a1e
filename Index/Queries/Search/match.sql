-- The articles that match the FTS5 expression ?1, by id, each with its counts (see FORMAT.md, match_counts).
SELECT rowid, match_counts(article_index) FROM article_index WHERE article_index MATCH ?1;
