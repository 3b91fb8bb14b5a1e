-- SQLite's quick check of every page; one row 'ok' when all is well.
PRAGMA quick_check(1);
