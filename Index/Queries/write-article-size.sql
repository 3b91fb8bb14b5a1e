-- Writes how many positions article ?1 has in each column of the full-text index.
REPLACE INTO article_index_docsize (id, sz) VALUES (?1, ?2);
