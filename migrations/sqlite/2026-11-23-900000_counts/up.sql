-- How many reports count in each week, district and category; kept by the database itself whenever a report is written, so
-- that the picture's work grows with the weeks it looks at and never with the archive. 0 for the district: outside the
-- municipality, or not known.
CREATE TABLE incident_counts (
    week TEXT NOT NULL,
    district_id INTEGER NOT NULL,
    category TEXT NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (week, district_id, category)
) STRICT, WITHOUT ROWID;

-- How many reports each organisation made about a week, whatever became of them: whether it was silent.
CREATE TABLE report_counts (
    week TEXT NOT NULL,
    organisation_id INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (week, organisation_id)
) STRICT, WITHOUT ROWID;

INSERT INTO incident_counts (week, district_id, category, reports)
SELECT week, COALESCE(district_id, 0), category, COUNT(*) FROM incidents
WHERE is_counted AND audience <> 'organisation'
GROUP BY week, COALESCE(district_id, 0), category;

INSERT INTO report_counts (week, organisation_id, reports)
SELECT week, organisation_id, COUNT(*) FROM incidents GROUP BY week, organisation_id;

CREATE TRIGGER incidents_counted_in AFTER INSERT ON incidents BEGIN
    INSERT INTO incident_counts (week, district_id, category, reports)
    SELECT NEW.week, COALESCE(NEW.district_id, 0), NEW.category, 1 WHERE NEW.is_counted AND NEW.audience <> 'organisation'
    ON CONFLICT (week, district_id, category) DO UPDATE SET reports = reports + 1;
    INSERT INTO report_counts (week, organisation_id, reports) VALUES (NEW.week, NEW.organisation_id, 1)
    ON CONFLICT (week, organisation_id) DO UPDATE SET reports = reports + 1;
END;

CREATE TRIGGER incidents_counted_out AFTER DELETE ON incidents BEGIN
    UPDATE incident_counts SET reports = reports - 1
    WHERE week = OLD.week AND district_id = COALESCE(OLD.district_id, 0) AND category = OLD.category
        AND OLD.is_counted AND OLD.audience <> 'organisation';
    UPDATE report_counts SET reports = reports - 1 WHERE week = OLD.week AND organisation_id = OLD.organisation_id;
END;

CREATE TRIGGER incidents_counted_anew AFTER UPDATE OF week, district_id, category, is_counted, audience ON incidents
WHEN (OLD.week, OLD.district_id, OLD.category, OLD.is_counted, OLD.audience)
    IS NOT (NEW.week, NEW.district_id, NEW.category, NEW.is_counted, NEW.audience)
BEGIN
    UPDATE incident_counts SET reports = reports - 1
    WHERE week = OLD.week AND district_id = COALESCE(OLD.district_id, 0) AND category = OLD.category
        AND OLD.is_counted AND OLD.audience <> 'organisation';
    INSERT INTO incident_counts (week, district_id, category, reports)
    SELECT NEW.week, COALESCE(NEW.district_id, 0), NEW.category, 1 WHERE NEW.is_counted AND NEW.audience <> 'organisation'
    ON CONFLICT (week, district_id, category) DO UPDATE SET reports = reports + 1;
END;

CREATE TRIGGER incidents_reported_anew AFTER UPDATE OF week ON incidents WHEN OLD.week <> NEW.week BEGIN
    UPDATE report_counts SET reports = reports - 1 WHERE week = OLD.week AND organisation_id = OLD.organisation_id;
    INSERT INTO report_counts (week, organisation_id, reports) VALUES (NEW.week, NEW.organisation_id, 1)
    ON CONFLICT (week, organisation_id) DO UPDATE SET reports = reports + 1;
END;

-- The picture's patterns are read from the list's index too, sixteen weeks of it and no report looked up: how well a position
-- is known decides whether it makes a place.
DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (
    occurred_from, id, audience, organisation_id, district_id, category, status, severity, is_counted, latitude, longitude,
    occurred_to, place_id, accuracy_m
);
