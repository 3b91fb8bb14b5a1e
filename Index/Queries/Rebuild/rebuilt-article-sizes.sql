-- The tokens of title and body of the articles above ?1 and up to ?2, which a rebuild has come to meanwhile.
SELECT id, sz FROM article_index_next_docsize WHERE id > ?1 AND id <= ?2;
