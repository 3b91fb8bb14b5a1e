-- The schema of index.sqlite, version 3: where fields of an article are from that its file does not declare as such.

-- One line for a person, as 'place, agency from the dateline ...'. Most articles have none, so it is no column of theirs.
CREATE TABLE article_origin (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    origin     TEXT    NOT NULL
) STRICT;
