-- What an organisation has promised to do (åtgärd), and what became of it.
CREATE TABLE measures (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('physical', 'staffing', 'social', 'information', 'surveillance', 'coordination', 'other')),
    place TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    area_id INTEGER REFERENCES areas (id),
    district_id INTEGER REFERENCES districts (id),
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    -- The function in the line organisation that answers for it: never a name.
    line_function TEXT NOT NULL,
    -- What it comes from, at most one of them; none when it was made by hand.
    incident_id INTEGER REFERENCES incidents (id),
    walk_point_id INTEGER REFERENCES walk_points (id),
    picture_week TEXT,
    decided_by TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    starts_on TEXT,
    due_on TEXT,
    -- The date that was first agreed: by this one it is judged whether it was kept in time.
    promised_on TEXT,
    horizon TEXT NOT NULL CHECK (horizon IN ('short', 'long')),
    cost_sek INTEGER CHECK (cost_sek >= 0),
    fund TEXT NOT NULL,
    evaluate_from TEXT,
    evaluate_to TEXT,
    status TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'declined', 'in_progress', 'done', 'verified')),
    -- Why it was declined; empty otherwise.
    reason TEXT NOT NULL,
    -- What was done; empty until then.
    outcome TEXT NOT NULL,
    -- What participants and the public are told, in plain words.
    public_note TEXT NOT NULL,
    -- Since when it waits for its owner's answer, or waited for the one that came.
    asked_at TEXT NOT NULL,
    answered_at TEXT,
    done_at TEXT,
    verified_at TEXT,
    -- What a search looks through: title, description, place and function in small letters.
    searched TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((incident_id IS NULL OR walk_point_id IS NULL) AND (incident_id IS NULL OR picture_week IS NULL)
        AND (walk_point_id IS NULL OR picture_week IS NULL)),
    CHECK ((status = 'declined') = (reason <> '')),
    CHECK (status NOT IN ('done', 'verified') OR done_at IS NOT NULL),
    CHECK ((status = 'verified') = (verified_at IS NOT NULL))
) STRICT;

CREATE TABLE measure_events (
    id INTEGER PRIMARY KEY NOT NULL,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    changes TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;

-- Reminders that were handed in for sending: one a measure, kind and day, whoever of two servers comes first.
CREATE TABLE measure_reminders (
    id INTEGER PRIMARY KEY NOT NULL,
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    kind TEXT NOT NULL CHECK (kind IN ('unanswered', 'due', 'overdue')),
    of_day TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (measure_id, kind, of_day)
) STRICT;

-- What runs by the clock: when it ran last, how that went, and who has it now.
CREATE TABLE jobs (
    name TEXT PRIMARY KEY NOT NULL,
    claimed_until TEXT,
    started_at TEXT,
    finished_at TEXT,
    -- When it last went well.
    succeeded_at TEXT,
    -- How many things it did; what went wrong, empty when nothing did.
    done INTEGER NOT NULL,
    failure TEXT NOT NULL
) STRICT;

CREATE INDEX measures_by_due ON measures (status, due_on, id);
CREATE INDEX measures_by_organisation ON measures (organisation_id, status, due_on, id);
CREATE INDEX measures_by_district ON measures (district_id, status, due_on, id);
CREATE INDEX measures_by_incident ON measures (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX measures_by_walk_point ON measures (walk_point_id) WHERE walk_point_id IS NOT NULL;
CREATE INDEX measures_by_picture_week ON measures (picture_week) WHERE picture_week IS NOT NULL;
CREATE INDEX measures_by_latitude ON measures (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE INDEX measure_events_by_measure ON measure_events (measure_id, id);

-- Mail about measures. SQLite changes no CHECK: the table is made anew.
CREATE TABLE outbox_kept (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'question', 'measure', 'reminder')),
    path TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    attempts INTEGER NOT NULL,
    next_try_at TEXT,
    last_error TEXT
) STRICT;
INSERT INTO outbox_kept
SELECT id, account_id, kind, path, created_at, sent_at, attempts, next_try_at, last_error FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_kept RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE next_try_at IS NOT NULL;
