-- The hash of content ?1.
SELECT hash FROM content WHERE id = ?1;
