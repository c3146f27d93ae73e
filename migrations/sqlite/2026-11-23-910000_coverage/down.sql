DELETE FROM outbox WHERE kind IN ('coverage', 'picture');
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
DROP INDEX walk_observations_by_noted;
DROP TABLE police_counts;
DROP TABLE zero_report_links;
DROP TABLE zero_reports;
