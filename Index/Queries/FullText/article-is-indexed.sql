-- Whether the full-text index has article ?1.
SELECT EXISTS (SELECT 1 FROM article_index_docsize WHERE id = ?1);
