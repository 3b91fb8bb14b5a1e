-- The article at ordinal ?2 of the bytes with hash ?1 is taken out for good at time ?3.
INSERT OR IGNORE INTO forgotten (source_hash, ordinal, time) VALUES (?1, ?2, ?3);
