-- The first leaf of segment ?1 of the full-text index on which a term above ?2 may begin.
SELECT pgno >> 1 FROM article_index_idx WHERE segid = ?1 AND term > ?2 ORDER BY term LIMIT 1;
