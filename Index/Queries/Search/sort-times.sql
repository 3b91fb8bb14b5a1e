-- The time that every article sorts by. Index: article_by_sort_time. Scans article.
SELECT id, sort_time FROM article INDEXED BY article_by_sort_time;
