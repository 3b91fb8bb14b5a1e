-- Puts the terms of article ?1 with title ?2 and body ?3 into the full-text index.
INSERT INTO article_index (rowid, title, body) VALUES (?1, ?2, ?3);
