-- All pieces of content ?1, in order. Index: the primary key.
SELECT ordinal, article_id, source_hash, reason, member FROM occurrence WHERE content_id = ?1 ORDER BY ordinal;
