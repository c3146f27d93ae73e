DROP TABLE walk_observation_photos;
DROP TABLE photo_uploads;
ALTER TABLE photos ADD COLUMN account_id INTEGER REFERENCES accounts (id);

CREATE TABLE photo_uploads (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    sent_sha256 TEXT NOT NULL,
    photo_id INTEGER NOT NULL REFERENCES photos (id),
    sent_at TEXT NOT NULL,
    UNIQUE (account_id, sent_sha256)
) STRICT;
CREATE INDEX photo_uploads_by_time ON photo_uploads (sent_at);
CREATE INDEX photo_uploads_by_photo ON photo_uploads (photo_id);
