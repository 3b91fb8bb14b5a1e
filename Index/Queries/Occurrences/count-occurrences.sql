-- How many pieces of content ?1 are written. Index: the primary key.
SELECT count(*) FROM occurrence WHERE content_id = ?1;
