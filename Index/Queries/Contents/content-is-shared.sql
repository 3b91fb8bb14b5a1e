-- 1 when a file other than the one at path ?2 holds content ?1. Index: file_by_content.
SELECT EXISTS (SELECT 1 FROM file WHERE content_id = ?1 AND path <> ?2 AND state <> 'deleted');
