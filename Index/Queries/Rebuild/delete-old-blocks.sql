-- Removes ?1 blocks of the full-text index of the old analysis, but for the records in its first rows.
DELETE FROM article_index_old_data WHERE id IN (SELECT id FROM article_index_old_data WHERE id > 10 LIMIT ?1);
