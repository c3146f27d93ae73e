-- Who reports: departments, the police, the housing company, associations.
CREATE TABLE organisations (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'police', 'housing', 'rescue', 'association', 'other')),
    reports_weekly INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reporter', 'walk_leader', 'partner', 'coordinator', 'council', 'administrator')),
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    language TEXT CHECK (language IN ('sv', 'en')),
    password_hash TEXT,
    disabled_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- The cookie's token is kept only as its SHA-256.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE sign_in_links (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

-- Who did what to which row, and when; never what it said. The label stays readable when the account is gone.
CREATE TABLE audit_entries (
    id INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER,
    detail TEXT NOT NULL
) STRICT;

-- What this installation remembers about itself.
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

-- Pages an administrator may write: accessibility, personal data.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('sv', 'en')),
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (slug, language)
) STRICT;

-- Districts last; their ground may change with a set of areas. A parent's own ground and its children's are apart.
CREATE TABLE districts (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    parent_id INTEGER REFERENCES districts (id)
) STRICT;

-- One edition of the boundaries, in force from a day on.
CREATE TABLE area_sets (
    id INTEGER PRIMARY KEY NOT NULL,
    valid_from TEXT NOT NULL UNIQUE,
    credit TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE areas (
    id INTEGER PRIMARY KEY NOT NULL,
    set_id INTEGER NOT NULL REFERENCES area_sets (id),
    district_id INTEGER NOT NULL REFERENCES districts (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    geometry TEXT NOT NULL,
    UNIQUE (set_id, code)
) STRICT;

CREATE TABLE places (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    district_id INTEGER REFERENCES districts (id),
    is_approximate INTEGER NOT NULL
) STRICT;

-- Residents unknown is a row with none: it was looked for and not found. A parent's figure includes its children.
CREATE TABLE populations (
    id INTEGER PRIMARY KEY NOT NULL,
    district_id INTEGER NOT NULL REFERENCES districts (id),
    year INTEGER NOT NULL,
    residents INTEGER CHECK (residents >= 0),
    source TEXT NOT NULL,
    UNIQUE (district_id, year)
) STRICT;

-- A report. Its week is the Monday of the ISO week in which it began, Stockholm time.
CREATE TABLE incidents (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    account_id INTEGER REFERENCES accounts (id),
    reference TEXT,
    category TEXT NOT NULL,
    occurred_from TEXT NOT NULL,
    occurred_to TEXT CHECK (occurred_to >= occurred_from),
    week TEXT NOT NULL,
    latitude REAL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL CHECK (longitude BETWEEN -180 AND 180),
    accuracy_m REAL CHECK (accuracy_m >= 0),
    place_id INTEGER REFERENCES places (id),
    area_id INTEGER REFERENCES areas (id),
    district_id INTEGER REFERENCES districts (id),
    snapped_m REAL CHECK (snapped_m >= 0),
    severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    observed TEXT NOT NULL CHECK (observed IN ('self', 'second_hand')),
    police_reported TEXT NOT NULL CHECK (police_reported IN ('yes', 'no', 'unknown')),
    description TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('new', 'reviewed', 'question', 'merged', 'set_aside')),
    version INTEGER NOT NULL,
    reported_at TEXT NOT NULL,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (area_id IS NULL OR (latitude IS NOT NULL AND district_id IS NOT NULL)),
    UNIQUE (organisation_id, reference)
) STRICT;

-- A report's history. Changes name the fields; a description's earlier wording is not kept.
CREATE TABLE incident_events (
    id INTEGER PRIMARY KEY NOT NULL,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    changes TEXT NOT NULL
) STRICT;

-- Public events of the police: context, never counted with our own.
CREATE TABLE police_events (
    id INTEGER PRIMARY KEY NOT NULL,
    occurred_at TEXT NOT NULL,
    week TEXT NOT NULL,
    published_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    url TEXT,
    district_id INTEGER REFERENCES districts (id)
) STRICT;

CREATE INDEX sessions_by_account ON sessions (account_id);
CREATE INDEX audit_by_time ON audit_entries (at, id);
-- Covers the picture's count: the work grows with the weeks shown, not with the archive.
CREATE INDEX incidents_by_week ON incidents (week, district_id, category, status);
-- The list and the export walk this one.
CREATE INDEX incidents_by_time ON incidents (occurred_from, id);
-- The same for those who see their own organisation's only.
CREATE INDEX incidents_by_organisation ON incidents (organisation_id, occurred_from, id);
CREATE INDEX incidents_by_account ON incidents (account_id, id);
CREATE INDEX incident_events_by_incident ON incident_events (incident_id, id);
CREATE INDEX police_events_by_week ON police_events (week, district_id);
