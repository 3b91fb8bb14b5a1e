-- Sets the row of path ?1: folder ?2, state ?3, reason ?4, identity ?5 to ?9, content ?10, previous content ?11,
-- first seen ?12 (kept where the row exists), revision ?13. It is
-- not away with its file system.
INSERT INTO file (path, folder_id, state, reason, device, inode, byte_count, modification_time, change_time,
                  content_id, previous_content_id, first_seen, revision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
ON CONFLICT (path) DO UPDATE SET
    folder_id = excluded.folder_id, state = excluded.state, reason = excluded.reason, device = excluded.device,
    inode = excluded.inode, byte_count = excluded.byte_count, modification_time = excluded.modification_time,
    change_time = excluded.change_time, content_id = excluded.content_id,
    previous_content_id = excluded.previous_content_id, revision = excluded.revision, away_with = NULL;
