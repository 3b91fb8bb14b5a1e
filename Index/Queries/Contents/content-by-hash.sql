-- The content with hash ?1. Index: the unique one of hash.
SELECT id, is_complete FROM content WHERE hash = ?1;
