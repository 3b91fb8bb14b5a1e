-- Sets ?1 of the full-text index to ?2.
INSERT INTO article_index (article_index, rank) VALUES (?1, ?2);
