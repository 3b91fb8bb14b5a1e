-- Starts a ledger.
INSERT INTO ledger_state (id, head, next_article_id) VALUES (1, 0, 1);
