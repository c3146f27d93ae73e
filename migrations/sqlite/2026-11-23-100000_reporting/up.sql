-- Who may see a report; the council and the public are given counts, never the report itself.
ALTER TABLE incidents ADD COLUMN audience TEXT NOT NULL DEFAULT 'working_group'
    CHECK (audience IN ('organisation', 'working_group', 'council', 'public'));
-- Whether it was told on behalf of somebody else, who phoned.
ALTER TABLE incidents ADD COLUMN is_on_behalf INTEGER NOT NULL DEFAULT 0;
-- Whether the reporter wants an e-mail when something happens to it.
ALTER TABLE incidents ADD COLUMN wants_mail INTEGER NOT NULL DEFAULT 0;
-- Whether it counts only once a coordinator has looked at it: so it is for organisations that are no authority.
ALTER TABLE incidents ADD COLUMN needs_review INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN reviewed_at TEXT;
-- The same event as that one; and: the same kind of thing again where that one was.
ALTER TABLE incidents ADD COLUMN merged_into INTEGER REFERENCES incidents (id);
ALTER TABLE incidents ADD COLUMN again_of INTEGER REFERENCES incidents (id);
-- Whether it counts. A column and no expression, so that the index below answers the count alone; the rule watches it.
-- Never NULL once this has run: SQLite adds no column that is NOT NULL and differs from row to row.
ALTER TABLE incidents ADD COLUMN is_counted INTEGER
    CHECK (is_counted = (status NOT IN ('merged', 'set_aside') AND (NOT needs_review OR reviewed_at IS NOT NULL)));
UPDATE incidents SET is_counted = status NOT IN ('merged', 'set_aside');

DROP INDEX incidents_by_week;
-- Covers the picture's count: the work grows with the weeks shown, not with the archive.
CREATE INDEX incidents_by_week ON incidents (week, district_id, category, is_counted, audience);
CREATE INDEX incidents_by_merged_into ON incidents (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX incidents_by_again_of ON incidents (again_of) WHERE again_of IS NOT NULL;
