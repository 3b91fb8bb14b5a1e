-- The articles declared from day ?1 to day ?2 (days since 1970), both included. Index: article_by_day.
SELECT id FROM article WHERE day BETWEEN ?1 AND ?2 ORDER BY id;
