-- Forgets where fields of article ?1 were from.
DELETE FROM article_origin WHERE article_id = ?1;
