-- The schema of ledger.sqlite, version 3: where words of what was taken out for good may still stand.

-- One row, once anything was taken out: in pages of the index, in its write-ahead log alone, or nowhere any more.
CREATE TABLE traces (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    place TEXT    NOT NULL CHECK (place IN ('index', 'log', 'nowhere')),
    time  INTEGER NOT NULL          -- milliseconds since 1970: since when they stand there, or are nowhere
) STRICT;
