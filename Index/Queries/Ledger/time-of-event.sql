-- When that happened which is noted of path ?1 in revision ?2. Index: the primary key.
SELECT time FROM event WHERE path = ?1 AND revision = ?2;
