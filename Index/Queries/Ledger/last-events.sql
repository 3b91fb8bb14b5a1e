-- What happened to at most ?1 paths in the last revision in which anything did. Scans event: for a snapshot that is imported.
SELECT path, revision, time FROM event WHERE revision = (SELECT max(revision) FROM event) LIMIT ?1;
