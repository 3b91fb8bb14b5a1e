-- The hash of what path ?1 held last. Index: the primary key.
SELECT content_hash FROM event WHERE path = ?1 AND content_hash IS NOT NULL ORDER BY revision DESC LIMIT 1;
