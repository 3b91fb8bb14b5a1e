-- The end of a rebuild.
DROP TABLE IF EXISTS rebuild;
