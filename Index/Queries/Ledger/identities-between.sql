-- The articles with ids from ?1 to ?2, and when each was first seen. Scans identity: for a snapshot that is imported.
SELECT article_id, first_seen FROM identity WHERE article_id BETWEEN ?1 AND ?2;
