-- Starts an index at revision ?1 under analysis version ?2, with ?3 as its first id.
INSERT INTO index_state (id, revision, analysis_version, next_article_id, first_article_id) VALUES (1, ?1, ?2, ?3, ?3);
