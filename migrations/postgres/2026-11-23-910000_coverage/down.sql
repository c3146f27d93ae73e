DELETE FROM outbox WHERE kind IN ('coverage', 'picture');
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('news', 'question', 'measure', 'reminder'));
DROP INDEX walk_observations_by_noted;
DROP TABLE police_counts;
DROP TABLE zero_report_links;
DROP TABLE zero_reports;
