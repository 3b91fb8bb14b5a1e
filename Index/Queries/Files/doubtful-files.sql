-- The first ?4 files whose character set was guessed with a certainty below ?1, the least certain first: those behind
-- certainty ?2 and path ?3. Scans content_charset. Index: file_by_content.
SELECT file.path, charset, certainty FROM content_charset CROSS JOIN file ON file.content_id = content_charset.content_id
WHERE certainty < ?1 AND certainty >= ?2 AND (certainty > ?2 OR file.path > ?3) AND state <> 'deleted'
ORDER BY certainty, file.path LIMIT ?4;
