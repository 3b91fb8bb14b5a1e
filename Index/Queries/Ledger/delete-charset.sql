-- The bytes with digest ?1 are read as they seem to be. Index: the primary key.
DELETE FROM charset WHERE digest = ?1;
