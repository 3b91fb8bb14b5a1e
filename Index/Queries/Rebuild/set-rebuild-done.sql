-- The rebuild has every article up to ?1.
UPDATE rebuild SET done_id = ?1;
