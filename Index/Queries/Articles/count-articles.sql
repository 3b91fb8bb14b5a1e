-- The articles. Scans article.
SELECT count(*) FROM article;
