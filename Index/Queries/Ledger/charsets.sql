-- The character sets that people named, by the digests of files. Scans charset.
SELECT digest, charset FROM charset;
