-- An organisation's word that its week was calm. Silence is not calm.
CREATE TABLE zero_reports (
    id INTEGER PRIMARY KEY NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    week TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    reported_at TEXT NOT NULL,
    UNIQUE (organisation_id, week)
) STRICT;
CREATE INDEX zero_reports_by_week ON zero_reports (week, organisation_id);

-- What a reminder's link opens without signing in: one organisation's word about one week, nothing else. One a week and account.
CREATE TABLE zero_report_links (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    week TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    UNIQUE (account_id, week)
) STRICT;

-- What the police count themselves, shown beside the reports and never added. 0 for the district: not told.
CREATE TABLE police_counts (
    id INTEGER PRIMARY KEY NOT NULL,
    week TEXT NOT NULL,
    district_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    reports INTEGER NOT NULL CHECK (reports >= 0),
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    UNIQUE (week, district_id, category, source)
) STRICT;

-- How many observations walks made in a week: by when they were noted.
CREATE INDEX walk_observations_by_noted ON walk_observations (noted_at, area_id) WHERE set_aside_reason IS NULL;

-- Mail that asks who is silent, and that tells what became of a week. SQLite changes no CHECK: the table is made anew.
CREATE TABLE outbox_kept (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'question', 'measure', 'reminder', 'coverage', 'picture')),
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
