-- The schema of index.sqlite, version 4: in which character set a text was read that neither declares one nor is UTF-8.

CREATE TABLE content_charset (
    content_id INTEGER PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE,
    charset    TEXT    NOT NULL,            -- by its usual name, as 'windows-1251'
    certainty  REAL    NOT NULL             -- of the guess, 0.5 to 1
) STRICT;
