-- Writes how many positions article ?1 has in each column of the full-text index: ?2, a varint a column.
REPLACE INTO article_index_docsize (id, sz) VALUES (?1, ?2);
