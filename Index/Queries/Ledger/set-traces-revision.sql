-- The index has no words of what was taken out for good from revision ?1 on; NULL where that is not known, or not so.
UPDATE traces SET revision = ?1;
