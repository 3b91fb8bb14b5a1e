-- Every article with the hash of the bytes that it was read from, where it stands. Scans occurrence.
SELECT article_id, source_hash, ordinal FROM occurrence WHERE +article_id IS NOT NULL;
