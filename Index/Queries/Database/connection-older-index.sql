-- For a connection that may only read an index of the first schema, whose articles had no names in their files: the
-- column that the other statements ask for.
CREATE TEMP VIEW occurrence AS
SELECT content_id, ordinal, article_id, source_hash, reason, NULL AS member FROM main.occurrence;
