-- Where fields of article ?1 are from.
SELECT origin FROM article_origin WHERE article_id = ?1;
