-- 1 when article ?1 stands in a content other than ?2. Index: occurrence_by_article.
SELECT EXISTS (SELECT 1 FROM occurrence WHERE article_id = ?1 AND content_id <> ?2);
