-- Rows that name a row of another table that is not there, which must be none: table, row, the other table.
PRAGMA foreign_key_check;
