-- Makes the folder with path ?1 known; it is online when ?2 is 1, and takes names by the rules ?3.
INSERT INTO folder (path, is_online, rules) VALUES (?1, ?2, ?3)
ON CONFLICT (path) DO UPDATE SET is_online = excluded.is_online, rules = excluded.rules
RETURNING id;
