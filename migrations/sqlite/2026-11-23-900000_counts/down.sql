DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (
    occurred_from, id, audience, organisation_id, district_id, category, status, severity, is_counted, latitude, longitude,
    occurred_to, place_id
);
DROP TRIGGER incidents_reported_anew;
DROP TRIGGER incidents_counted_anew;
DROP TRIGGER incidents_counted_out;
DROP TRIGGER incidents_counted_in;
DROP TABLE report_counts;
DROP TABLE incident_counts;
