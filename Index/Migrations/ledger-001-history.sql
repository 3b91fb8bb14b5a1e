-- The schema of ledger.sqlite, version 1: what no folder can rebuild. Entries are idempotent and stamped with the
-- revision of the index, so that they can be written again after a crash.

-- One row: the last revision of the index whose events are all here, and the ids given out so far.
CREATE TABLE ledger_state (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    head            INTEGER NOT NULL,
    next_article_id INTEGER NOT NULL
) STRICT;

-- What happened to each path.
CREATE TABLE event (
    path         BLOB    NOT NULL,
    revision     INTEGER NOT NULL,
    time         INTEGER NOT NULL,          -- milliseconds since 1970
    state        TEXT    NOT NULL,
    reason       TEXT,
    content_hash BLOB,                      -- of what the path held from then on
    PRIMARY KEY (path, revision)
) STRICT, WITHOUT ROWID;

-- Which id an article of a content has, for as long as Gazette lives.
CREATE TABLE identity (
    content_hash BLOB    NOT NULL,
    ordinal      INTEGER NOT NULL,
    article_id   INTEGER NOT NULL,
    first_seen   INTEGER NOT NULL,          -- milliseconds since 1970
    PRIMARY KEY (content_hash, ordinal)
) STRICT, WITHOUT ROWID;
