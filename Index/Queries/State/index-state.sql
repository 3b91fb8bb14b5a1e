-- Revision, analysis version, next id and first id of the index.
SELECT revision, analysis_version, next_article_id, first_article_id FROM index_state;
