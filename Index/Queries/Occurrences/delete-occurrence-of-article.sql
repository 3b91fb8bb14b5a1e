-- Content ?1 no longer has article ?2. Index: occurrence_by_article.
DELETE FROM occurrence WHERE article_id = ?2 AND content_id = ?1;
