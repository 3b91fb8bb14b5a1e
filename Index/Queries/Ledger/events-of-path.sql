-- The last ?2 things that happened to path ?1, newest first. Index: the primary key.
SELECT revision, time, state, reason FROM event WHERE path = ?1 ORDER BY revision DESC LIMIT ?2;
