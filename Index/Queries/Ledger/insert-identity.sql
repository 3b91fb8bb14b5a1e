-- The article at ordinal ?2 of the content with hash ?1 has id ?3 and was first seen at ?4.
INSERT INTO identity (content_hash, ordinal, article_id, first_seen) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (content_hash, ordinal) DO UPDATE SET article_id = excluded.article_id, first_seen = excluded.first_seen;
