-- Puts the terms of article ?1 with body ?2 and title ?3 into the full-text index.
INSERT INTO article_index (rowid, body, title) VALUES (?1, ?2, ?3);
