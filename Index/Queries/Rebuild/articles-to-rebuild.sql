-- Title, language and deflated text of the articles above ?1 whose terms are of the old analysis, ascending.
SELECT id, title, language, text, text_byte_count FROM article
WHERE id > ?1 AND NOT EXISTS (SELECT 1 FROM article_index_next_docsize AS next WHERE next.id = article.id)
ORDER BY id;
