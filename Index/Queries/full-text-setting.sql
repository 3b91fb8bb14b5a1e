-- One of FTS5's own settings of the full-text index: 'version' or 'pgsz'.
SELECT v FROM article_index_config WHERE k = ?1;
