-- The files whose rows changed after revision ?1, with the hash of what they hold. Index: file_by_revision.
SELECT file.path, file.state, file.reason, file.revision, content.hash
FROM file LEFT JOIN content ON content.id = file.content_id WHERE file.revision > ?1 ORDER BY file.revision;
