-- The new index has taken the place of the old one, which is to be removed.
UPDATE rebuild SET is_written = 1;
