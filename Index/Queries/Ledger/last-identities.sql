-- The articles with the last ?1 ids of those that have any, and when each was first seen. Scans identity: for a snapshot that
-- is imported.
SELECT article_id, first_seen FROM identity WHERE article_id > (SELECT max(article_id) FROM identity) - ?1;
