-- SQLite's own check of every page; one row 'ok' when all is well.
PRAGMA integrity_check(100);
