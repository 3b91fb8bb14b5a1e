-- Writes the database anew, without free pages.
VACUUM;
