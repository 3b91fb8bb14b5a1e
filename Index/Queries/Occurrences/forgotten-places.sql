-- What the pieces of files were read from that are refused for reason ?1. Scans occurrence.
SELECT source_hash, ordinal FROM occurrence WHERE reason = ?1;
