-- How a connection that may write the ledger behaves.
PRAGMA synchronous = FULL;
