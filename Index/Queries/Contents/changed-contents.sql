-- Where articles stand in contents that were added to after revision ?1. Index: content_by_revision. The joins keep
-- this order: few contents are new.
SELECT content.hash, occurrence.ordinal, occurrence.article_id, article.first_seen
FROM content CROSS JOIN occurrence ON occurrence.content_id = content.id
    CROSS JOIN article ON article.id = occurrence.article_id
WHERE content.revision > ?1;
