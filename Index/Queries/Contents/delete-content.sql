-- Removes content ?1, whose occurrences are gone.
DELETE FROM content WHERE id = ?1;
