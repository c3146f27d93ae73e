DROP TRIGGER incidents_counted_anew ON incidents;
DROP TRIGGER incidents_counted ON incidents;
DROP FUNCTION keep_counts;
DROP TABLE report_counts;
DROP TABLE incident_counts;
