-- Folder ?1 is there when ?2 is 1.
UPDATE folder SET is_online = ?2 WHERE id = ?1 AND is_online <> ?2;
