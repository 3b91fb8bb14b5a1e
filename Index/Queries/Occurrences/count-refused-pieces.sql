-- The lines and elements that were refused. Scans occurrence.
SELECT count(*) FROM occurrence WHERE article_id IS NULL AND reason IS NOT NULL;
