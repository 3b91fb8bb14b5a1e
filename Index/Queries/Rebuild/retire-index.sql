-- The full-text index of the old analysis, out of the way of the new one; SQLite renames FTS5's tables with it.
ALTER TABLE article_index RENAME TO article_index_old;
