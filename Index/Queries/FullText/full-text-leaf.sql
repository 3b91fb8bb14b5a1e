-- On which leaf of segment ?1 of the full-text index the key ?2 would stand.
SELECT pgno >> 1 FROM article_index_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC LIMIT 1;
