-- What people write for a week's picture, every wording kept: the latest version of a text counts. What is written upon an
-- older one than the latest is refused, and both are shown.
CREATE TABLE picture_texts (
    id INTEGER PRIMARY KEY NOT NULL,
    week TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('summary', 'shared', 'feedback', 'part', 'assessment', 'notable')),
    -- The organisation of a part, the district of an assessment (0: not known), the report of a notable one; else 0.
    subject_id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    -- Of an assessment.
    level TEXT CHECK (level IN ('calm', 'unsettled', 'strained', 'serious')),
    words TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    written_at TEXT NOT NULL,
    UNIQUE (week, kind, subject_id, version),
    CHECK (level IS NULL OR kind = 'assessment')
) STRICT;

-- The problems of a week, weighed by the council's (Brå's) eight questions: one letter each, y, n or u for not known.
CREATE TABLE picture_problems (
    id INTEGER PRIMARY KEY NOT NULL,
    week TEXT NOT NULL,
    title TEXT NOT NULL,
    district_id INTEGER REFERENCES districts (id),
    answers TEXT NOT NULL CHECK (length(answers) = 8),
    words TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    written_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX picture_problems_by_week ON picture_problems (week, id);

-- What is known to come: the year's wheel, as far as the calendar does not know it by itself.
CREATE TABLE planned_events (
    id INTEGER PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'match', 'holiday', 'term', 'other')),
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    district_id INTEGER REFERENCES districts (id),
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    actor TEXT NOT NULL,
    written_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (ends_on >= starts_on)
) STRICT;
CREATE INDEX planned_events_by_end ON planned_events (ends_on, starts_on);

-- Who is placed where on a day: how many of a resource in a district.
CREATE TABLE placements (
    day TEXT NOT NULL,
    district_id INTEGER NOT NULL REFERENCES districts (id),
    resource TEXT NOT NULL CHECK (resource IN ('patrol', 'field_worker', 'property_host', 'guard', 'volunteer')),
    number INTEGER NOT NULL CHECK (number > 0),
    actor TEXT NOT NULL,
    placed_at TEXT NOT NULL,
    PRIMARY KEY (day, district_id, resource)
) STRICT, WITHOUT ROWID;
