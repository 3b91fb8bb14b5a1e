-- Version 2: articles of archives and mails go by the names of their members.
ALTER TABLE occurrence ADD COLUMN member TEXT;  -- its name in the content, which no other piece has; NULL: its number

-- Files that may have such names are read once more, and seem to have changed for that. Their articles stay. Of what the
-- hash of a content ends in, these formats have lines and elements, and no members.
UPDATE file SET change_time = 0 WHERE state = 'indexed' AND content_id IN (
    SELECT id FROM content WHERE CAST(substr(hash, 33) AS TEXT) NOT IN ('json', 'lines', 'xml')
        AND id IN (SELECT content_id FROM occurrence WHERE ordinal > 0)
);
UPDATE content SET is_complete = 0 WHERE id IN (SELECT content_id FROM file WHERE change_time = 0);
