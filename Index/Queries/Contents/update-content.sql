-- Content ?1 is complete when ?2 is 1, and was added to in revision ?3.
UPDATE content SET is_complete = ?2, revision = ?3 WHERE id = ?1;
