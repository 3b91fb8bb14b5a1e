-- The tokens of title and body of article ?1.
SELECT sz FROM article_index_docsize WHERE id = ?1;
