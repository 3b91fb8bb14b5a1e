-- Takes the length of article ?1 out of the full-text index.
DELETE FROM article_index_docsize WHERE id = ?1;
