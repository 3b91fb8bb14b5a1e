-- Compares the full-text index with the articles' texts; an error when they differ.
INSERT INTO article_index (article_index, rank) VALUES ('integrity-check', 1);
