-- 1 when article ?1 stands at one place and no other. Index: occurrence_by_article.
SELECT count(*) = 1 FROM (SELECT 1 FROM occurrence WHERE article_id = ?1 LIMIT 2);
