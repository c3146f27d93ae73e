-- Filters of the list of reports that somebody has given a name; the query of the address, without days when they are the
-- usual ones.
CREATE TABLE saved_filters (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, name)
) STRICT;
