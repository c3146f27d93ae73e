DROP TABLE jobs;
DROP TABLE measure_reminders;
DROP TABLE measure_events;
DROP TABLE measures;
