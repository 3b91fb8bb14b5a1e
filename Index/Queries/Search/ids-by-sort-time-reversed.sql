-- The ids of all articles, earliest first. Index: article_by_sort_time. Scans article.
SELECT id FROM article ORDER BY sort_time, id;
