-- The guid that article ?1 states.
SELECT guid FROM article WHERE id = ?1;
