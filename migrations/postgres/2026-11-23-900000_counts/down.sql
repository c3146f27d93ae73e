DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (occurred_from, id) INCLUDE (
    audience, organisation_id, district_id, category, status, severity, is_counted, latitude, longitude, occurred_to, place_id
);
DROP TRIGGER incidents_counted_anew ON incidents;
DROP TRIGGER incidents_counted ON incidents;
DROP FUNCTION keep_counts;
DROP TABLE report_counts;
DROP TABLE incident_counts;
