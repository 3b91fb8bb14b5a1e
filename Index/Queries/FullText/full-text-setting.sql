-- The value of one of FTS5's own settings of the full-text index, named ?1: 'version', 'pgsz', 'hashsize' or 'automerge'.
SELECT v FROM article_index_config WHERE k = ?1;
