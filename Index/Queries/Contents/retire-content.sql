-- Content ?1 is no longer what a file with its hash holds.
UPDATE content SET is_complete = 0, hash = CAST('part ' || id AS BLOB) WHERE id = ?1;
