-- Articles that a rebuild says are in the new full-text index, and that are not there, at most a thousand; ?1 is up to
-- where it has come, ?2 the first id that the old one has not. Scans article, for a
-- verification.
SELECT id FROM article
WHERE (id <= ?1 OR id >= ?2 OR id IN (SELECT id FROM superseded_article))
    AND NOT EXISTS (SELECT 1 FROM article_index_next_docsize AS next WHERE next.id = article.id)
ORDER BY id LIMIT 1000;
