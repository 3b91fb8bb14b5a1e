-- The full-text index of the new analysis, in the place of the old one.
ALTER TABLE article_index_next RENAME TO article_index;
