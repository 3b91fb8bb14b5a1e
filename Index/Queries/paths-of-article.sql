-- Where article ?1 stands, oldest first; a place twice where both the present and the former content of a file have the
-- article there. Indexes: occurrence_by_article, file_by_content, file_by_previous_content.
SELECT file.path, occurrence.ordinal, folder.is_online AND away_with IS NULL AS is_online, file.first_seen, file.id,
    occurrence.member
FROM occurrence
    JOIN file ON file.content_id = occurrence.content_id OR file.previous_content_id = occurrence.content_id
    JOIN folder ON folder.id = file.folder_id
WHERE occurrence.article_id = ?1 AND file.state <> 'deleted'
ORDER BY file.first_seen, file.id, occurrence.ordinal, occurrence.member;
