-- Content ?1 is no longer written to its end.
UPDATE content SET is_complete = 0 WHERE id = ?1;
