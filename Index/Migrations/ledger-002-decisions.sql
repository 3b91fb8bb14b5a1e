-- The schema of ledger.sqlite, version 2: what people decided of files and articles, which a rebuild follows again.

-- In which character set the bytes of a file are read, whatever they seem to be in.
CREATE TABLE charset (
    digest  BLOB    PRIMARY KEY,            -- SHA-256 of the file
    charset TEXT    NOT NULL,
    time    INTEGER NOT NULL                -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

-- The articles that were taken out for good: which bytes they were read from, and not what these say.
CREATE TABLE forgotten (
    source_hash INTEGER NOT NULL,           -- of the bytes of the article, as in occurrence
    ordinal     INTEGER NOT NULL,           -- where that stood: its line or element; 0 where the file was one article
    time        INTEGER NOT NULL,           -- milliseconds since 1970
    PRIMARY KEY (source_hash, ordinal)
) STRICT, WITHOUT ROWID;
