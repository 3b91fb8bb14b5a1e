-- The first ?2 files that were refused, by path from ?1 on, with the reason. By path, so that a page costs what it has
-- and what lies between. Index: the unique one of path.
SELECT path, reason FROM file WHERE path >= ?1 AND +state = 'refused' ORDER BY path LIMIT ?2;
