-- The time that the articles sort by that came or changed after revision ?1. Index: article_by_revision.
SELECT id, sort_time FROM article WHERE revision > ?1;
