-- A number that changes with the tables of a database.
PRAGMA schema_version;
