-- Where fields of article ?1 are from: ?2.
INSERT OR REPLACE INTO article_origin (article_id, origin) VALUES (?1, ?2);
