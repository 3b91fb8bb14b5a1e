-- FTS5's own check that its segments are whole, without comparing them with the articles.
INSERT INTO article_index (article_index, rank) VALUES ('integrity-check', 0);
