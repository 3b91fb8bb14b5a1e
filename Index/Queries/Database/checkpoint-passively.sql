-- Copies the write-ahead log into the database as far as readers allow.
PRAGMA wal_checkpoint(PASSIVE);
