-- What the old index has of article ?1 counts no more.
INSERT OR IGNORE INTO superseded_article (id) VALUES (?1);
