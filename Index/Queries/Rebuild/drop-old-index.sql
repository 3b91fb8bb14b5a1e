-- Removes what is left of the full-text index of the old analysis.
DROP TABLE IF EXISTS article_index_old;
