-- The live files of inode ?1 on device ?2. Index: file_by_inode.
SELECT file.id, file.path, folder_id, state, reason, file.device, inode, file.byte_count, modification_time, change_time,
       content_id, previous_content_id, first_seen, file.revision,
       folder.is_online AND away_with IS NULL, away_with
FROM file JOIN folder ON folder.id = file.folder_id
WHERE inode = ?1 AND file.device = ?2 AND state <> 'deleted';
