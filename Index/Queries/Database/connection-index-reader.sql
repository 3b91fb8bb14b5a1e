-- How a connection that reads the index beside its writer behaves; the reason stands where the statement is used.
PRAGMA cache_size = -8192;
