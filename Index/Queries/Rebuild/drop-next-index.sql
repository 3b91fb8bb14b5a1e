-- Removes a full-text index that was being written.
DROP TABLE IF EXISTS article_index_next;
