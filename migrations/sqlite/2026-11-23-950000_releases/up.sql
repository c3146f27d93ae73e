-- What has been given away. Cells are frozen at their first release: what is told later of the same months is made of them.
-- Nothing here refers to a row elsewhere, and going back puts these tables aside: what was released stays.
CREATE TABLE IF NOT EXISTS kept_council_reports (
    id INTEGER PRIMARY KEY NOT NULL,
    -- 1, 2, 3 … over all reports.
    number INTEGER NOT NULL UNIQUE,
    title TEXT NOT NULL,
    -- The first day of its first month, and of its last.
    from_month TEXT NOT NULL,
    to_month TEXT NOT NULL,
    cut_off TEXT NOT NULL,
    released_at TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL,
    -- Everything its hash is made of, as canonical JSON, with the hash of the report before it.
    manifest TEXT NOT NULL,
    previous_sha256 TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE IF NOT EXISTS kept_council_report_files (
    id INTEGER PRIMARY KEY NOT NULL,
    report_id INTEGER NOT NULL REFERENCES kept_council_reports (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (report_id, name)
) STRICT;

-- What is told of some months on end, decided once for all of them together.
CREATE TABLE IF NOT EXISTS kept_released_blocks (
    id INTEGER PRIMARY KEY NOT NULL,
    -- What is counted: `events`, `unsafe_places`, `observations`.
    subject TEXT NOT NULL,
    from_month TEXT NOT NULL,
    to_month TEXT NOT NULL,
    -- As `statistics::disclosure` tells it, as JSON; no count that is not told stands here.
    told TEXT NOT NULL,
    released_at TEXT NOT NULL,
    UNIQUE (subject, from_month)
) STRICT;

-- What everybody is told, rounded, by quarter.
CREATE TABLE IF NOT EXISTS kept_public_quarters (
    id INTEGER PRIMARY KEY NOT NULL,
    -- The first day of the quarter.
    quarter TEXT NOT NULL UNIQUE,
    told TEXT NOT NULL,
    released_at TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL
) STRICT;

-- What left the house, to whom, under which filter, and what it was.
CREATE TABLE IF NOT EXISTS kept_disclosures (
    id INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    account_id INTEGER,
    actor TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('working_group', 'council', 'public')),
    -- `incidents`, `observations`, `measures`, `council_report`, `picture`, `public_quarter` …
    subject TEXT NOT NULL,
    format TEXT NOT NULL,
    filter TEXT NOT NULL,
    -- NULL while it is under way. When it broke off: what had left until then.
    rows INTEGER,
    bytes INTEGER,
    sha256 TEXT,
    finished_at TEXT,
    -- Why it broke off; empty when it did not.
    failure TEXT NOT NULL,
    -- What the file says of itself, as JSON, with its hash; empty for what has a manifest of its own, or none.
    manifest TEXT NOT NULL DEFAULT ''
) STRICT;

ALTER TABLE kept_council_reports RENAME TO council_reports;
ALTER TABLE kept_council_report_files RENAME TO council_report_files;
ALTER TABLE kept_released_blocks RENAME TO released_blocks;
ALTER TABLE kept_public_quarters RENAME TO public_quarters;
ALTER TABLE kept_disclosures RENAME TO disclosures;

CREATE INDEX disclosures_by_time ON disclosures (at, id);
