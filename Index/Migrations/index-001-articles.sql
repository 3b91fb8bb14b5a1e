-- The schema of index.sqlite, version 1. Everything here can be rebuilt from the folders and the ledger.
-- Times are milliseconds since 1970 unless the name says otherwise. Paths are BLOBs: a name is bytes, not text.

-- One row: what the whole index is at.
CREATE TABLE index_state (
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    revision         INTEGER NOT NULL,      -- the last commit
    analysis_version INTEGER NOT NULL,      -- of the tokenizer that made every row of article_index
    next_article_id  INTEGER NOT NULL,
    first_article_id INTEGER NOT NULL       -- the next id when this index began; above 1 the ledger may know ids that it does not
) STRICT;

-- The watched folders, also those that are no longer configured: their articles stay.
CREATE TABLE folder (
    id        INTEGER PRIMARY KEY,
    path      BLOB    NOT NULL UNIQUE,
    is_online INTEGER NOT NULL CHECK (is_online IN (0, 1)),
    rules     TEXT    NOT NULL              -- which names are taken, as JSON, for checks with no daemon
) STRICT;

-- Which file system had a device's number in a folder when it was last scanned: another may get the same number.
CREATE TABLE file_system (
    folder_id INTEGER NOT NULL REFERENCES folder (id),
    device    INTEGER NOT NULL,
    identity  TEXT    NOT NULL,             -- as the file system states it, in the words of who asks
    PRIMARY KEY (folder_id, device)
) STRICT, WITHOUT ROWID;

-- The bytes of a file and how they are read, whatever the paths. Complete when every article of it is committed.
CREATE TABLE content (
    id          INTEGER PRIMARY KEY,
    hash        BLOB    NOT NULL UNIQUE,    -- SHA-256 of the whole file and the name of its format; 'part N' where it was never read to its end
    byte_count  INTEGER NOT NULL,
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
    revision    INTEGER NOT NULL            -- of the last commit that added to it
) STRICT;
CREATE INDEX content_by_revision ON content (revision);

-- Every path that was ever seen, with where it stands. Deleted paths stay, so that they can be asked for.
CREATE TABLE file (
    id                  INTEGER PRIMARY KEY,
    path                BLOB    NOT NULL UNIQUE,
    folder_id           INTEGER NOT NULL REFERENCES folder (id),
    state               TEXT    NOT NULL CHECK (state IN ('pending', 'indexed', 'refused', 'deleted')),
    reason              TEXT,
    device              INTEGER,
    inode               INTEGER,
    byte_count          INTEGER,
    modification_time   INTEGER,            -- nanoseconds since 1970
    change_time         INTEGER,            -- nanoseconds since 1970
    content_id          INTEGER REFERENCES content (id),
    previous_content_id INTEGER REFERENCES content (id),  -- what a file being replaced in several commits held before
    first_seen          INTEGER NOT NULL,
    revision            INTEGER NOT NULL,   -- of the commit that last changed this row
    away_with           TEXT                -- the file system that it lies on, while another stands in the place of that
) STRICT;
CREATE INDEX file_by_content ON file (content_id) WHERE content_id IS NOT NULL;
CREATE INDEX file_by_previous_content ON file (previous_content_id) WHERE previous_content_id IS NOT NULL;
CREATE INDEX file_by_inode ON file (inode, device) WHERE state <> 'deleted';
CREATE INDEX file_by_revision ON file (revision);
CREATE INDEX file_by_state ON file (state, folder_id);

-- The articles. The text is deflated (RFC 1951, no wrapper).
CREATE TABLE article (
    id              INTEGER PRIMARY KEY,
    guid            TEXT,
    title           TEXT    NOT NULL,
    date            TEXT,                   -- as declared: YYYY-MM-DD or RFC 3339
    day             INTEGER,                -- the declared day, in days since 1970
    sort_time       INTEGER NOT NULL,       -- seconds since 1970: the declared date, else when it was first seen
    place           TEXT,
    agency          TEXT,
    language        TEXT,                   -- two letters of ISO 639-1: as declared, or what the text is in
    url             TEXT,
    first_seen      INTEGER NOT NULL,
    revision        INTEGER NOT NULL,       -- of the commit that it came or changed with
    text            BLOB    NOT NULL,
    text_byte_count INTEGER NOT NULL        -- before deflating
) STRICT;
CREATE INDEX article_by_guid ON article (guid) WHERE guid IS NOT NULL;
CREATE INDEX article_by_language ON article (language) WHERE language IS NOT NULL;
CREATE INDEX article_by_day ON article (day) WHERE day IS NOT NULL;
CREATE INDEX article_by_sort_time ON article (sort_time);
CREATE INDEX article_by_revision ON article (revision);

-- Where an article stands in a content. An article may occur in several contents (equal guid and text).
CREATE TABLE occurrence (
    content_id  INTEGER NOT NULL REFERENCES content (id),
    ordinal     INTEGER NOT NULL,           -- 0 where the file is one article; else the line or the element, from 1
    article_id  INTEGER REFERENCES article (id),          -- NULL where this piece was refused, or is to be read again
    source_hash INTEGER NOT NULL,           -- of the bytes of this piece, to know an unchanged line
    reason      TEXT,                       -- why it was refused; NULL beside a NULL article: to be read again
    PRIMARY KEY (content_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_by_article ON occurrence (article_id) WHERE article_id IS NOT NULL;

-- What the owner should know, shown in the status until it is old.
CREATE TABLE notice (
    id      INTEGER PRIMARY KEY,
    time    INTEGER NOT NULL,
    code    TEXT    NOT NULL,
    message TEXT    NOT NULL
) STRICT;

-- Before each text stands the language that its terms are made for, since a tokenizer is given text alone: 0x1E, two
-- letters or '--', 0x1E.
CREATE VIEW article_text (id, body, title) AS
SELECT id, char(30) || coalesce(language, '--') || char(30) || inflated(text, text_byte_count),
    char(30) || coalesce(language, '--') || char(30) || title
FROM article;

-- The full-text index: no text of its own, read back through the view. The body is the first column because positions in
-- any other one are marked with two bytes in each posting.
CREATE VIRTUAL TABLE article_index USING fts5 (
    body,
    title,
    content = 'article_text',
    content_rowid = 'id',
    tokenize = 'gazette'
);

-- Segments are written whole, one a commit (FORMAT.md), and merged when a level has sixteen, or in idle moments. These
-- two count only where FTS5 has to write them itself: 8 MiB of terms before a segment is written, in place of one, and
-- eight segments of a level before they are merged, in place of four.
INSERT INTO article_index (article_index, rank) VALUES ('hashsize', 8388608);
INSERT INTO article_index (article_index, rank) VALUES ('automerge', 8);

-- Leaves of the full-text index that fill a page of 8 KiB with its overhead.
INSERT INTO article_index (article_index, rank) VALUES ('pgsz', 8100);
