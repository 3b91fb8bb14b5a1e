-- The last of the ?2 articles from id ?1 on; NULL where there is none.
SELECT max(id) FROM (SELECT id FROM article WHERE id >= ?1 ORDER BY id LIMIT ?2);
