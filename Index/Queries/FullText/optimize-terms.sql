-- Merges all segments of the full-text index into one, in which nothing is left of what was deleted.
INSERT INTO article_index (article_index) VALUES ('optimize');
