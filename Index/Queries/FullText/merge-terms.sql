-- Merges segments of the full-text index, writing about ?1 pages.
INSERT INTO article_index (article_index, rank) VALUES ('merge', ?1);
