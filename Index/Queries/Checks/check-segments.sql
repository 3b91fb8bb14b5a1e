-- Has FTS5 check how its segments hang together, without the articles' texts; an error where it finds damage.
INSERT INTO article_index (article_index) VALUES ('integrity-check');
