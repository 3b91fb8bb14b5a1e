-- Content ?1 gets the articles of content ?2 that it has not, at those ordinals that it has not. Index: the primary key.
INSERT INTO occurrence (content_id, ordinal, article_id, source_hash, member)
SELECT ?1, ordinal, article_id, source_hash, member FROM occurrence
WHERE content_id = ?2 AND article_id IS NOT NULL
    AND article_id NOT IN (SELECT article_id FROM occurrence WHERE content_id = ?1 AND article_id IS NOT NULL)
ON CONFLICT (content_id, ordinal) DO NOTHING;
