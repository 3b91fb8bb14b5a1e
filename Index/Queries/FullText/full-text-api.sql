-- The table of FTS5's functions, written to the pointer ?1.
SELECT fts5(?1);
