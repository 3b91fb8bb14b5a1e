-- A new content: hash ?1, size ?2, complete ?3, revision ?4.
INSERT INTO content (hash, byte_count, is_complete, revision) VALUES (?1, ?2, ?3, ?4);
