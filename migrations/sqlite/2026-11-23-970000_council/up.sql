-- The council's meetings, and the documents that the law asks for (2023:196).
CREATE TABLE council_meetings (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    held_on TEXT NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    -- What was said, as far as the minutes do not.
    note TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE meeting_items (
    id INTEGER PRIMARY KEY NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES council_meetings (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    -- What is read with it: a released report by its number, an approved picture by its week.
    report_number INTEGER,
    picture_week TEXT,
    -- What was decided; empty while nothing is.
    decision TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (meeting_id, position)
) STRICT;

CREATE TABLE meeting_measures (
    meeting_id INTEGER NOT NULL REFERENCES council_meetings (id),
    item_id INTEGER REFERENCES meeting_items (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    PRIMARY KEY (meeting_id, measure_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statutory_documents (
    id INTEGER PRIMARY KEY NOT NULL,
    -- The two years it is about.
    from_year INTEGER NOT NULL UNIQUE,
    to_year INTEGER NOT NULL,
    begun_at TEXT NOT NULL
) STRICT;

-- The wordings of its sections; nothing is overwritten.
CREATE TABLE statutory_texts (
    id INTEGER PRIMARY KEY NOT NULL,
    document_id INTEGER NOT NULL REFERENCES statutory_documents (id),
    section TEXT NOT NULL,
    version INTEGER NOT NULL,
    words TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL,
    written_at TEXT NOT NULL,
    UNIQUE (document_id, section, version)
) STRICT;

CREATE TABLE IF NOT EXISTS kept_statutory_versions (
    id INTEGER PRIMARY KEY NOT NULL,
    from_year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL,
    manifest TEXT NOT NULL,
    previous_sha256 TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    UNIQUE (from_year, version)
) STRICT;

CREATE TABLE IF NOT EXISTS kept_statutory_files (
    id INTEGER PRIMARY KEY NOT NULL,
    version_id INTEGER NOT NULL REFERENCES kept_statutory_versions (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (version_id, name)
) STRICT;

ALTER TABLE kept_statutory_versions RENAME TO statutory_versions;
ALTER TABLE kept_statutory_files RENAME TO statutory_files;
