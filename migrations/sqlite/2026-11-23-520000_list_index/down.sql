DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (occurred_from, id);
