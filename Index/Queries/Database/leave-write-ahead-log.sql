-- Makes a copy readable without a write-ahead log beside it.
PRAGMA journal_mode = DELETE;
