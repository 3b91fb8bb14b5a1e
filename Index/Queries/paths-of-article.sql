-- Where article ?1 stands, oldest first. Indexes: occurrence_by_article, file_by_content.
SELECT file.path, occurrence.ordinal, folder.is_online AND away_with IS NULL AS is_online, file.first_seen, file.id,
    occurrence.member
FROM occurrence JOIN file ON file.content_id = occurrence.content_id JOIN folder ON folder.id = file.folder_id
WHERE occurrence.article_id = ?1 AND file.state <> 'deleted'
UNION
SELECT file.path, occurrence.ordinal, folder.is_online AND away_with IS NULL AS is_online, file.first_seen, file.id,
    occurrence.member
FROM occurrence JOIN file ON file.previous_content_id = occurrence.content_id
    JOIN folder ON folder.id = file.folder_id
WHERE occurrence.article_id = ?1 AND file.state <> 'deleted'
ORDER BY 4, 5, 2;
