-- Article ?1 stands nowhere any more, for reason ?2. Index: occurrence_by_article.
UPDATE occurrence SET article_id = NULL, reason = ?2 WHERE article_id = ?1;
