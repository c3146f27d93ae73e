DROP INDEX incidents_by_status;
ALTER TABLE incident_events DROP COLUMN words;
