-- The full-text index that a rebuild writes, of the same form as article_index.
CREATE VIRTUAL TABLE IF NOT EXISTS article_index_next USING fts5 (
    body,
    title,
    content = 'article_text',
    content_rowid = 'id',
    tokenize = 'gazette'
);
