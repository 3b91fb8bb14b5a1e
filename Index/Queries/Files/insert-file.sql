-- A path that has no row: folder ?2, state ?3, reason ?4, identity ?5 to ?9, content ?10, previous content ?11, first seen
-- ?12, revision ?13. A clause for one that has would make SQLite note down each page before it changes it, since a foreign
-- key may stop the statement midway.
INSERT INTO file (path, folder_id, state, reason, device, inode, byte_count, modification_time, change_time,
                  content_id, previous_content_id, first_seen, revision)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
