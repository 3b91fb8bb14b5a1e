-- Article ?3 (NULL where refused for reason ?5) stands at ordinal ?2 of content ?1; ?4 is the hash of its source,
-- ?6 its name in the content.
INSERT INTO occurrence (content_id, ordinal, article_id, source_hash, reason, member) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (content_id, ordinal) DO UPDATE SET
    article_id = excluded.article_id, source_hash = excluded.source_hash, reason = excluded.reason,
    member = excluded.member;
