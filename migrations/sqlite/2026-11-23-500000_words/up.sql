-- The words of each report's description, so that it is found: made in Rust, parted by spaces, each once as it is and once
-- with the month before it. The tokenizer splits at spaces and no more; nothing of the text is kept.
CREATE VIRTUAL TABLE incident_words USING fts5 (
    tokens,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars '-:'"
);

CREATE TRIGGER incident_words_go_with_the_report AFTER DELETE ON incidents BEGIN
    DELETE FROM incident_words WHERE rowid = old.id;
END;

-- Words are made in Rust: whatever is here already waits for the next start.
INSERT INTO settings (name, value)
SELECT 'words', 'missing' WHERE EXISTS (SELECT 1 FROM incidents);
