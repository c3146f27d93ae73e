-- Pictures of our own making, each once, whoever sent it. The small one is for lists.
CREATE TABLE photos (
    id INTEGER PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    small BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- Which account sent which file, by the hash of what was sent: how a form that comes back keeps its pictures, and how the
-- same file again is known. Kept for a day.
CREATE TABLE photo_uploads (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    sent_sha256 TEXT NOT NULL,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    sent_at TEXT NOT NULL,
    UNIQUE (account_id, sent_sha256)
) STRICT;

-- The pictures of a report, in order. One that was hidden stays, and is shown to nobody.
CREATE TABLE incident_photos (
    id INTEGER PRIMARY KEY NOT NULL,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    position INTEGER NOT NULL CHECK (position > 0),
    hidden_at TEXT,
    hidden_by TEXT,
    hidden_reason TEXT,
    UNIQUE (incident_id, position),
    UNIQUE (incident_id, photo_id),
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL) AND (hidden_at IS NULL) = (hidden_reason IS NULL))
) STRICT;

CREATE INDEX photo_uploads_by_time ON photo_uploads (sent_at);
CREATE INDEX photo_uploads_by_photo ON photo_uploads (photo_id);
CREATE INDEX incident_photos_by_photo ON incident_photos (photo_id);
