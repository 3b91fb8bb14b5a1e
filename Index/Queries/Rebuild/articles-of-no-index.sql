-- The articles that neither index has, which come from a commit that only the index that is thrown away had; ?1 is the
-- first id that the old one has not. Scans article, which happens once.
SELECT id, title, language, text, text_byte_count FROM article
WHERE (id >= ?1 OR id IN (SELECT id FROM superseded_article))
    AND NOT EXISTS (SELECT 1 FROM article_index_next_docsize AS next WHERE next.id = article.id)
ORDER BY id;
