-- Contents that no file holds, which must be none. Scans content.
SELECT id FROM content WHERE NOT EXISTS (SELECT 1 FROM file WHERE content_id = content.id)
    AND NOT EXISTS (SELECT 1 FROM file WHERE previous_content_id = content.id) LIMIT 1000;
