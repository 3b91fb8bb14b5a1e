-- The ledger is whole up to revision ?1; ?2 is the next id. Neither ever goes back.
UPDATE ledger_state SET head = max(head, ?1), next_article_id = max(next_article_id, ?2);
