-- The files that are not deleted, from path ?1 up to but without path ?2, by path, at most ?3.
-- Index: the unique one of path.
SELECT file.id, file.path, folder_id, state, reason, file.device, inode, file.byte_count, modification_time, change_time,
       content_id, previous_content_id, first_seen, file.revision,
       folder.is_online AND away_with IS NULL, away_with
FROM file JOIN folder ON folder.id = file.folder_id
WHERE file.path >= ?1 AND file.path < ?2 AND state <> 'deleted' ORDER BY file.path LIMIT ?3;
