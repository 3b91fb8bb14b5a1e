-- 1 when a piece of content ?1 is neither an article nor refused: it must be read again. Index: the primary key.
SELECT EXISTS (SELECT 1 FROM occurrence WHERE content_id = ?1 AND article_id IS NULL AND reason IS NULL);
