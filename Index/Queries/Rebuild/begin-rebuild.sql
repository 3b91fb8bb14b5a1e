-- Records that a rebuild begins: ?1 is the version of the analysis until now, ?2 the next id of an article.
INSERT INTO rebuild (id, from_version, done_id, first_later_id, is_written)
VALUES (1, ?1, 0, ?2, 0);
