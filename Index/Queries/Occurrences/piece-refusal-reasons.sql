-- Why articles were refused in files of many, and how many of them for each reason. Scans occurrence.
SELECT reason, count(*) AS articles FROM occurrence WHERE article_id IS NULL AND reason IS NOT NULL GROUP BY reason;
