-- The hashes of all contents that were read to their ends, in the order of their commits. Scans content.
SELECT hash FROM content WHERE +is_complete = 1 ORDER BY +revision;
