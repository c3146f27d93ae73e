-- What a neighbourhood patrol or night walkers report after a shift; what they saw are reports of its own.
CREATE TABLE shifts (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL CHECK (ended_at > started_at),
    people INTEGER NOT NULL CHECK (people BETWEEN 2 AND 99),
    whereabouts TEXT NOT NULL,
    is_calm INTEGER NOT NULL,
    reported_at TEXT NOT NULL
) STRICT;

CREATE TABLE shift_districts (
    shift_id INTEGER NOT NULL REFERENCES shifts (id) ON DELETE CASCADE,
    district_id INTEGER NOT NULL REFERENCES districts (id),
    PRIMARY KEY (shift_id, district_id)
) STRICT;

ALTER TABLE incidents ADD COLUMN shift_id INTEGER REFERENCES shifts (id);

CREATE INDEX shifts_by_time ON shifts (started_at, id);
CREATE INDEX shifts_by_organisation ON shifts (organisation_id, started_at, id);
CREATE INDEX incidents_by_shift ON incidents (shift_id) WHERE shift_id IS NOT NULL;
