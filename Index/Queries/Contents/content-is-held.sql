-- 1 when any file holds content ?1. Indexes: file_by_content, file_by_previous_content.
SELECT EXISTS (SELECT 1 FROM file WHERE content_id = ?1)
    OR EXISTS (SELECT 1 FROM file WHERE previous_content_id = ?1);
