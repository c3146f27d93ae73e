-- Answers the list's count, its search, the map's clusters and the patterns without looking a single report up: everything
-- that decides who sees a report and what the filter asks for stands in it. Ninety days of a million reports are a stretch
-- of this index and no more.
DROP INDEX incidents_by_time;
CREATE INDEX incidents_by_time ON incidents (
    occurred_from, id, audience, organisation_id, district_id, category, status, severity, is_counted, latitude, longitude,
    occurred_to, place_id
);
