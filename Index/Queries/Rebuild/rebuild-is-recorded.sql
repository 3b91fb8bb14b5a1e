-- Whether a rebuild of the full-text index is recorded: its table is there only then.
SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'rebuild');
