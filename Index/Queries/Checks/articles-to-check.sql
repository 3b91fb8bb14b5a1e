-- What the terms of the articles from ?1 to ?2 are made of, and how many FTS5 says that each has.
SELECT id, language, title, text, text_byte_count,
    (SELECT sz FROM article_index_docsize WHERE article_index_docsize.id = article.id)
FROM article WHERE id BETWEEN ?1 AND ?2;
