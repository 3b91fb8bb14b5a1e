-- The articles in language ?1. Scans article.
SELECT id FROM article WHERE language = ?1 ORDER BY id;
