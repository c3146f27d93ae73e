DROP TABLE placements;
DROP TABLE planned_events;
DROP TABLE picture_problems;
DROP TABLE picture_texts;
