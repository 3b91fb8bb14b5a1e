-- The files whose character set was guessed with a certainty below ?1, the least certain first. Scans content_charset.
-- Index: file_by_content.
SELECT file.path, charset, certainty FROM content_charset CROSS JOIN file ON file.content_id = content_charset.content_id
WHERE certainty < ?1 AND state <> 'deleted' ORDER BY certainty, file.path;
