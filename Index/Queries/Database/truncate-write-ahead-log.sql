-- Copies the whole write-ahead log into the database, waiting for readers, and empties it.
PRAGMA wal_checkpoint(TRUNCATE);
