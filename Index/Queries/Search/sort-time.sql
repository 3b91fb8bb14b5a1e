-- The time that article ?1 sorts by.
SELECT sort_time FROM article WHERE id = ?1;
