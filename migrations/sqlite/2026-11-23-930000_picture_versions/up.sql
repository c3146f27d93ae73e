-- What was approved stays, whatever becomes of the rows it was counted from, and whatever becomes of this schema: going back
-- puts these tables aside and coming again takes them out. So nothing here refers to a row elsewhere.
CREATE TABLE IF NOT EXISTS kept_picture_versions (
    id INTEGER PRIMARY KEY NOT NULL,
    week TEXT NOT NULL,
    -- 1, and one more for each correction.
    version INTEGER NOT NULL,
    -- 0 as it was approved; one more each time a sentence had to go.
    revision INTEGER NOT NULL,
    -- Why it was corrected, or why the sentence went; empty for the first of a week.
    reason TEXT NOT NULL,
    cut_off TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL,
    -- Everything its hash is made of, as canonical JSON, with the hash of the one before it (of any week).
    manifest TEXT NOT NULL,
    previous_sha256 TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    -- What a search looks through, in small letters, in each edition.
    searched TEXT NOT NULL,
    searched_shared TEXT NOT NULL,
    UNIQUE (week, version, revision)
) STRICT;

CREATE TABLE IF NOT EXISTS kept_picture_files (
    id INTEGER PRIMARY KEY NOT NULL,
    version_id INTEGER NOT NULL REFERENCES kept_picture_versions (id),
    edition TEXT NOT NULL CHECK (edition IN ('working_group', 'shared')),
    format TEXT NOT NULL CHECK (format IN ('json', 'html', 'pdf')),
    sha256 TEXT NOT NULL,
    -- NULL once a later revision stands in its place.
    bytes BLOB,
    UNIQUE (version_id, edition, format)
) STRICT;

CREATE TABLE IF NOT EXISTS kept_picture_signatures (
    id INTEGER PRIMARY KEY NOT NULL,
    version_id INTEGER NOT NULL REFERENCES kept_picture_versions (id),
    organisation_id INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    actor TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    -- The version's hash, as the one who signed saw it.
    sha256 TEXT NOT NULL,
    UNIQUE (version_id, organisation_id)
) STRICT;

ALTER TABLE kept_picture_versions RENAME TO picture_versions;
ALTER TABLE kept_picture_files RENAME TO picture_files;
ALTER TABLE kept_picture_signatures RENAME TO picture_signatures;
