-- The files that hold content ?1, or held it and are being read again; twice those that do both. Indexes: file_by_content,
-- file_by_previous_content.
SELECT file.path, folder.is_online AND away_with IS NULL AS is_online, file.first_seen, file.id
FROM file JOIN folder ON folder.id = file.folder_id
WHERE file.content_id = ?1 AND file.state <> 'deleted'
UNION ALL
SELECT file.path, folder.is_online AND away_with IS NULL, file.first_seen, file.id
FROM file JOIN folder ON folder.id = file.folder_id
WHERE file.previous_content_id = ?1 AND file.state <> 'deleted';
