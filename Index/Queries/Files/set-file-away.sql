-- File ?1 is away with the file system ?2.
UPDATE file SET away_with = ?2 WHERE id = ?1;
