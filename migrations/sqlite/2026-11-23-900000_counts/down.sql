DROP TRIGGER incidents_reported_anew;
DROP TRIGGER incidents_counted_anew;
DROP TRIGGER incidents_counted_out;
DROP TRIGGER incidents_counted_in;
DROP TABLE report_counts;
DROP TABLE incident_counts;
