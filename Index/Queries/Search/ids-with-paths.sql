-- Every article with each of its paths, also those of files that are being replaced. Index: occurrence_by_article.
SELECT occurrence.article_id, file.path, occurrence.ordinal, occurrence.member
FROM occurrence JOIN file ON file.content_id = occurrence.content_id
WHERE occurrence.article_id IS NOT NULL AND file.state <> 'deleted'
UNION ALL
SELECT occurrence.article_id, file.path, occurrence.ordinal, occurrence.member
FROM occurrence JOIN file ON file.previous_content_id = occurrence.content_id
WHERE occurrence.article_id IS NOT NULL AND file.state <> 'deleted'
ORDER BY 1;
