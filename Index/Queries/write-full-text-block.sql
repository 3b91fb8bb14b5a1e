-- Writes a block of the full-text index.
REPLACE INTO article_index_data (id, block) VALUES (?1, ?2);
