-- The last revision that the ledger has whole, and the next id.
SELECT head, next_article_id FROM ledger_state;
