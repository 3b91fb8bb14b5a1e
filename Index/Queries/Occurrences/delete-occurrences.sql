-- Removes all pieces of content ?1.
DELETE FROM occurrence WHERE content_id = ?1;
