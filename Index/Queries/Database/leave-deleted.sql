-- What this connection deletes stays on free pages, as ever.
PRAGMA secure_delete = OFF;
