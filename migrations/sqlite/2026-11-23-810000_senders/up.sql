-- Who sent a picture is known of what it belongs to; a participant's phone has no account.

-- SQLite drops no column that refers to another table: both tables are made anew, the one that refers first.
CREATE TABLE photos_kept (
    id INTEGER PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    created_at TEXT NOT NULL,
    small BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
INSERT INTO photos_kept SELECT id, sha256, width, height, created_at, small, bytes FROM photos;
CREATE TABLE incident_photos_kept (
    id INTEGER PRIMARY KEY NOT NULL,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    photo_id INTEGER NOT NULL REFERENCES photos_kept (id),
    position INTEGER NOT NULL CHECK (position > 0),
    hidden_at TEXT,
    hidden_by TEXT,
    hidden_reason TEXT,
    UNIQUE (incident_id, position),
    UNIQUE (incident_id, photo_id),
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason IS NULL))
) STRICT;
INSERT INTO incident_photos_kept
SELECT id, incident_id, photo_id, position, hidden_at, hidden_by, hidden_reason FROM incident_photos;
DROP TABLE photo_uploads;
DROP TABLE incident_photos;
DROP TABLE photos;
ALTER TABLE photos_kept RENAME TO photos;
ALTER TABLE incident_photos_kept RENAME TO incident_photos;
CREATE INDEX incident_photos_by_photo ON incident_photos (photo_id);

-- Who sent which file lately, an account or a participant's phone: kept for a day, so nothing is carried over.
CREATE TABLE photo_uploads (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id),
    phone_id INTEGER REFERENCES walk_phones (id),
    sent_sha256 TEXT NOT NULL,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    sent_at TEXT NOT NULL,
    UNIQUE (account_id, sent_sha256),
    UNIQUE (phone_id, sent_sha256),
    CHECK ((phone_id IS NULL) <> (account_id IS NULL))
) STRICT;
CREATE INDEX photo_uploads_by_time ON photo_uploads (sent_at);
CREATE INDEX photo_uploads_by_photo ON photo_uploads (photo_id);

-- The pictures of an observation, in order. One that was hidden stays, and is shown to nobody.
CREATE TABLE walk_observation_photos (
    id INTEGER PRIMARY KEY NOT NULL,
    observation_id INTEGER NOT NULL REFERENCES walk_observations (id),
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    position INTEGER NOT NULL CHECK (position > 0),
    hidden_at TEXT,
    hidden_by TEXT,
    hidden_reason TEXT,
    UNIQUE (observation_id, position),
    UNIQUE (observation_id, photo_id),
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason IS NULL))
) STRICT;

CREATE INDEX walk_observation_photos_by_photo ON walk_observation_photos (photo_id);
