-- The bytes with digest ?1 are read in character set ?2 from time ?3 on.
INSERT OR REPLACE INTO charset (digest, charset, time) VALUES (?1, ?2, ?3);
