-- A safety walk (trygghetsvandring): three meetings and a re-walk, which is a walk of its own that names the earlier one.
CREATE TABLE walks (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('residents', 'caretakers', 'thematic')),
    theme TEXT NOT NULL,
    light TEXT NOT NULL CHECK (light IN ('day', 'dusk', 'dark')),
    weather TEXT NOT NULL DEFAULT '',
    district_id INTEGER NOT NULL REFERENCES districts (id),
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    organisers TEXT NOT NULL,
    meeting_place TEXT NOT NULL,
    pre_meeting_at TEXT,
    pre_meeting_place TEXT NOT NULL DEFAULT '',
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
    response_at TEXT,
    response_place TEXT NOT NULL DEFAULT '',
    rewalk_at TEXT,
    earlier_walk_id INTEGER REFERENCES walks (id),
    -- As drawn on the map: a JSON list of [longitude, latitude]; empty when it goes straight from stop to stop.
    route TEXT NOT NULL DEFAULT '',
    -- Joins the walk during its hours. NULL when nobody new may join.
    code TEXT UNIQUE,
    published_at TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- Groups of participants: counted, never named.
CREATE TABLE walk_groups (
    walk_id INTEGER NOT NULL REFERENCES walks (id) ON DELETE CASCADE,
    participants TEXT NOT NULL,
    expected INTEGER CHECK (expected >= 0),
    present INTEGER CHECK (present >= 0),
    PRIMARY KEY (walk_id, participants)
) STRICT;

CREATE TABLE walk_stops (
    id INTEGER PRIMARY KEY NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position > 0),
    name TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    place_id INTEGER REFERENCES places (id),
    area_id INTEGER REFERENCES areas (id),
    -- What to look at here, one thing a line.
    checklist TEXT NOT NULL
) STRICT;

-- A phone that joined: a random token, the walk, and the group its holder chose to be counted in. Nothing that identifies.
CREATE TABLE walk_phones (
    id INTEGER PRIMARY KEY NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id),
    token_hash TEXT NOT NULL UNIQUE,
    participants TEXT,
    joined_at TEXT NOT NULL,
    -- When it was shut out, with the code it came in by.
    ended_at TEXT
) STRICT;

-- A point of the protocol: what several observations of the same thing are gathered to.
CREATE TABLE walk_points (
    id INTEGER PRIMARY KEY NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id),
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('deficiency', 'strength', 'suggestion', 'question')),
    theme TEXT NOT NULL,
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    stop_id INTEGER REFERENCES walk_stops (id),
    latitude REAL,
    longitude REAL,
    area_id INTEGER REFERENCES areas (id),
    -- Why there is no measure; empty while there is one or none has been decided.
    no_measure_reason TEXT NOT NULL DEFAULT '',
    -- On a re-walk: the earlier walk's point, and how it is now.
    earlier_point_id INTEGER REFERENCES walk_points (id),
    change TEXT CHECK (change IN ('better', 'same', 'worse', 'gone')),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (walk_id, number)
) STRICT;

-- What somebody noted: a participant's phone or a signed-in account, never both.
CREATE TABLE walk_observations (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id),
    phone_id INTEGER REFERENCES walk_phones (id),
    account_id INTEGER REFERENCES accounts (id),
    stop_id INTEGER REFERENCES walk_stops (id),
    kind TEXT NOT NULL CHECK (kind IN ('deficiency', 'strength', 'suggestion', 'question')),
    theme TEXT NOT NULL,
    description TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    accuracy_m REAL,
    area_id INTEGER REFERENCES areas (id),
    noted_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    -- Received after the walk had ended.
    is_late INTEGER NOT NULL,
    point_id INTEGER REFERENCES walk_points (id),
    -- Why it is in no point and stays out of the protocol; NULL when it is not set aside.
    set_aside_reason TEXT,
    CHECK ((phone_id IS NULL) <> (account_id IS NULL)),
    CHECK (point_id IS NULL OR set_aside_reason IS NULL)
) STRICT;

-- How a stop was judged, each parameter 0 to 3 or not at all. A later one from the same sender takes the place of the
-- earlier; both stay.
CREATE TABLE walk_judgements (
    id INTEGER PRIMARY KEY NOT NULL,
    submission_id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id),
    stop_id INTEGER NOT NULL REFERENCES walk_stops (id),
    phone_id INTEGER REFERENCES walk_phones (id),
    account_id INTEGER REFERENCES accounts (id),
    lighting INTEGER CHECK (lighting BETWEEN 0 AND 3),
    openness INTEGER CHECK (openness BETWEEN 0 AND 3),
    visibility INTEGER CHECK (visibility BETWEEN 0 AND 3),
    people INTEGER CHECK (people BETWEEN 0 AND 3),
    security INTEGER CHECK (security BETWEEN 0 AND 3),
    walk_path INTEGER CHECK (walk_path BETWEEN 0 AND 3),
    public_transport INTEGER CHECK (public_transport BETWEEN 0 AND 3),
    gender_usage INTEGER CHECK (gender_usage BETWEEN 0 AND 3),
    feeling INTEGER CHECK (feeling BETWEEN 0 AND 3),
    noted_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    is_late INTEGER NOT NULL,
    CHECK ((phone_id IS NULL) <> (account_id IS NULL))
) STRICT;

-- The history of a walk and of its points.
CREATE TABLE walk_events (
    id INTEGER PRIMARY KEY NOT NULL,
    walk_id INTEGER NOT NULL REFERENCES walks (id),
    point_id INTEGER REFERENCES walk_points (id),
    at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    changes TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;

-- The walk that a participant reported an incident from.
ALTER TABLE incidents ADD COLUMN walk_id INTEGER REFERENCES walks (id);

CREATE INDEX walks_by_time ON walks (starts_at, id);
CREATE INDEX walks_by_organisation ON walks (organisation_id, starts_at, id);
CREATE INDEX walks_by_earlier ON walks (earlier_walk_id) WHERE earlier_walk_id IS NOT NULL;
CREATE INDEX walk_stops_by_walk ON walk_stops (walk_id, position);
CREATE INDEX walk_phones_by_walk ON walk_phones (walk_id);
CREATE INDEX walk_observations_by_walk ON walk_observations (walk_id, stop_id, id);
CREATE INDEX walk_observations_by_point ON walk_observations (point_id) WHERE point_id IS NOT NULL;
CREATE INDEX walk_observations_by_latitude ON walk_observations (latitude, longitude) WHERE latitude IS NOT NULL;
CREATE INDEX walk_judgements_by_walk ON walk_judgements (walk_id, stop_id, id);
CREATE INDEX walk_points_by_earlier ON walk_points (earlier_point_id) WHERE earlier_point_id IS NOT NULL;
CREATE INDEX walk_events_by_walk ON walk_events (walk_id, id);
CREATE INDEX incidents_by_walk ON incidents (walk_id) WHERE walk_id IS NOT NULL;
