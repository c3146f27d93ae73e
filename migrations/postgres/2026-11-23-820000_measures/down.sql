DELETE FROM outbox WHERE kind IN ('measure', 'reminder');
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('news', 'question'));
DROP TABLE jobs;
DROP TABLE measure_reminders;
DROP TABLE measure_events;
DROP TABLE measures;
