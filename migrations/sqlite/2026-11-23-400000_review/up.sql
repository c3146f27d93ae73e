-- What was said with a line of a report's history: a question, an answer, a word of thanks, a reason. Judged by the guard
-- of personal data like every free text.
ALTER TABLE incident_events ADD COLUMN words TEXT NOT NULL DEFAULT '';

-- The queue of review in its order, and how many wait.
CREATE INDEX incidents_by_status ON incidents (status, severity, reported_at, id);
