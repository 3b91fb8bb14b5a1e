-- Writes ?2 as block ?1 of the full-text index.
REPLACE INTO article_index_data (id, block) VALUES (?1, ?2);
