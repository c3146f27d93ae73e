-- The words of each report's description, so that it is found: made in Rust, parted by spaces, each once as it is and once
-- with the month before it. No parser or dictionary of the server's touches them. The key has SQLite's name for it.
CREATE TABLE incident_words (
    rowid BIGINT PRIMARY KEY REFERENCES incidents (id) ON DELETE CASCADE,
    tokens TEXT NOT NULL
);

CREATE INDEX incident_words_by_word ON incident_words USING gin (array_to_tsvector(string_to_array(tokens, ' ')));

-- Words are made in Rust: whatever is here already waits for the next start.
INSERT INTO settings (name, value)
SELECT 'words', 'missing' WHERE EXISTS (SELECT 1 FROM incidents);
