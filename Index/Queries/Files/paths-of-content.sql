-- The files that hold content ?1, oldest first. Index: file_by_content.
SELECT path FROM file WHERE content_id = ?1 AND state <> 'deleted' ORDER BY first_seen, id;
