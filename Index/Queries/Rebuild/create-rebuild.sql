-- The record of a rebuild of the full-text index under another analysis: one row, as long as there is one.
CREATE TABLE IF NOT EXISTS rebuild (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    from_version   INTEGER NOT NULL,        -- of the analysis that article_index was made under
    done_id        INTEGER NOT NULL,        -- article_index_next has every article up to this one
    first_later_id INTEGER NOT NULL,        -- article_index has none from this one on
    is_written     INTEGER NOT NULL CHECK (is_written IN (0, 1)) -- the new index has taken its place, the old one goes
) STRICT;
