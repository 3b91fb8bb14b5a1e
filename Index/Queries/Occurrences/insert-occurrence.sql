-- Article ?3 (NULL where refused for reason ?5) stands at ordinal ?2 of content ?1, which has none there yet; ?4 is the
-- hash of its source, ?6 its name in the content. Without a clause for one that has, as insert-file.
INSERT INTO occurrence (content_id, ordinal, article_id, source_hash, reason, member) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
