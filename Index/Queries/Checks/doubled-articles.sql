-- Articles that no content holds, which must be none. Scans article.
SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM occurrence WHERE article_id = article.id) LIMIT 1000;
