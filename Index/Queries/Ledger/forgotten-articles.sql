-- What was taken out for good. Scans forgotten.
SELECT source_hash, ordinal, time FROM forgotten;
