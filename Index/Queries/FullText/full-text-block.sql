-- Block ?1 of the full-text index: 1 its totals, 10 its list of segments, others leaves.
SELECT block FROM article_index_data WHERE id = ?1;
