-- In folder ?1, device ?2 is the file system ?3.
INSERT INTO file_system (folder_id, device, identity) VALUES (?1, ?2, ?3)
ON CONFLICT (folder_id, device) DO UPDATE SET identity = excluded.identity;
