DROP INDEX incidents_by_shift;
ALTER TABLE incidents DROP COLUMN shift_id;
DROP TABLE shift_districts;
DROP TABLE shifts;
