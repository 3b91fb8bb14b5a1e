-- The first ?3 articles that were refused in files of many, behind ordinal ?2 of content ?1, each with the oldest file that
-- holds it; with the oldest that is being read again where it is of what that held before, and of nothing else. A page
-- costs what it has and what lies between. Indexes: the primary key, file_by_content, file_by_previous_content.
SELECT content_id, ordinal, member, reason,
    coalesce(
        (SELECT path FROM file WHERE file.content_id = occurrence.content_id AND state <> 'deleted'
         ORDER BY first_seen, id LIMIT 1),
        (SELECT path FROM file WHERE file.previous_content_id = occurrence.content_id AND state <> 'deleted'
         ORDER BY first_seen, id LIMIT 1)) AS path
FROM occurrence WHERE (content_id, ordinal) > (?1, ?2) AND article_id IS NULL AND reason IS NOT NULL
ORDER BY content_id, ordinal LIMIT ?3;
