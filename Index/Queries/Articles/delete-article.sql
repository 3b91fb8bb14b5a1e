-- Removes article ?1, whose terms are out of article_index already.
DELETE FROM article WHERE id = ?1;
