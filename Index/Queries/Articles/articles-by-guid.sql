-- The articles that state guid ?1. Index: article_by_guid.
SELECT id, title, text, text_byte_count FROM article WHERE guid = ?1 ORDER BY id;
