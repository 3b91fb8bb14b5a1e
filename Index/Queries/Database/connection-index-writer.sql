-- How a connection that may write the index behaves; each reason stands where the statement is used.
PRAGMA page_size = 8192;
PRAGMA secure_delete = OFF;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = 67108864;
PRAGMA cache_size = -16384;
