-- How many reports count in each week, district and category; kept by the database itself whenever a report is written, so
-- that the picture's work grows with the weeks it looks at and never with the archive. 0 for the district: outside the
-- municipality, or not known.
CREATE TABLE incident_counts (
    week DATE NOT NULL,
    district_id BIGINT NOT NULL,
    category TEXT NOT NULL,
    reports BIGINT NOT NULL,
    PRIMARY KEY (week, district_id, category)
);

-- How many reports each organisation made about a week, whatever became of them: whether it was silent.
CREATE TABLE report_counts (
    week DATE NOT NULL,
    organisation_id BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    PRIMARY KEY (week, organisation_id)
);

INSERT INTO incident_counts (week, district_id, category, reports)
SELECT week, COALESCE(district_id, 0), category, COUNT(*) FROM incidents
WHERE is_counted AND audience <> 'organisation'
GROUP BY week, COALESCE(district_id, 0), category;

INSERT INTO report_counts (week, organisation_id, reports)
SELECT week, organisation_id, COUNT(*) FROM incidents GROUP BY week, organisation_id;

CREATE FUNCTION keep_counts() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
    UPDATE incident_counts SET reports = reports - 1
    WHERE week = OLD.week AND district_id = COALESCE(OLD.district_id, 0) AND category = OLD.category
        AND OLD.is_counted AND OLD.audience <> 'organisation';
    UPDATE report_counts SET reports = reports - 1 WHERE week = OLD.week AND organisation_id = OLD.organisation_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
    INSERT INTO incident_counts (week, district_id, category, reports)
    SELECT NEW.week, COALESCE(NEW.district_id, 0), NEW.category, 1 WHERE NEW.is_counted AND NEW.audience <> 'organisation'
    ON CONFLICT (week, district_id, category) DO UPDATE SET reports = incident_counts.reports + 1;
    INSERT INTO report_counts (week, organisation_id, reports) VALUES (NEW.week, NEW.organisation_id, 1)
    ON CONFLICT (week, organisation_id) DO UPDATE SET reports = report_counts.reports + 1;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER incidents_counted AFTER INSERT OR DELETE ON incidents FOR EACH ROW EXECUTE FUNCTION keep_counts();

CREATE TRIGGER incidents_counted_anew AFTER UPDATE OF week, district_id, category, is_counted, audience ON incidents
FOR EACH ROW WHEN (
    (OLD.week, OLD.district_id, OLD.category, OLD.is_counted, OLD.audience)
        IS DISTINCT FROM (NEW.week, NEW.district_id, NEW.category, NEW.is_counted, NEW.audience)
) EXECUTE FUNCTION keep_counts();

-- The picture's patterns are read from the list's index too, sixteen weeks of it and no report looked up: how well a position
-- is known decides whether it makes a place.
DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (occurred_from, id) INCLUDE (
    audience, organisation_id, district_id, category, status, severity, is_counted, latitude, longitude, occurred_to, place_id, accuracy_m
);
