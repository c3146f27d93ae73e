-- What is to be told by mail: to whom and where to look, never what happened. `next_try_at` is empty once it was sent or
-- given up.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('news', 'question')),
    path TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    attempts INTEGER NOT NULL,
    next_try_at TEXT,
    last_error TEXT
) STRICT;

CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE next_try_at IS NOT NULL;
