-- The tokens of title and body of the articles above ?1, which a rebuild has not come to.
SELECT id, sz FROM article_index_docsize WHERE id > ?1;
