-- Where article ?1 stands. Index: occurrence_by_article.
SELECT content_id, ordinal, source_hash, member FROM occurrence WHERE article_id = ?1;
