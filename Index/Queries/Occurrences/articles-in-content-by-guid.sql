-- The articles of content ?2 that state guid ?1, the one at ordinal ?3 first, and where they stand; at most 16.
-- Indexes: article_by_guid, occurrence_by_article. The joins keep this order: a content may have a million pieces.
SELECT article.id, occurrence.ordinal FROM article CROSS JOIN occurrence ON occurrence.article_id = article.id
WHERE guid = ?1 AND content_id = ?2 ORDER BY occurrence.ordinal <> ?3, occurrence.ordinal LIMIT 16;
