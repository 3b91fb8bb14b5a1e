-- What stands at ordinal ?2 of content ?1. Index: the primary key.
SELECT source_hash, article_id, reason, member FROM occurrence WHERE content_id = ?1 AND ordinal = ?2;
