-- The red thread: goals, what shows whether they are reached, who has undertaken what, and what it costs.
CREATE TABLE goals (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    -- The plan that it stands in, and when that was decided.
    plan TEXT NOT NULL,
    plan_decided_on TEXT,
    from_year INTEGER NOT NULL,
    to_year INTEGER,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE indicators (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('index', 'percent', 'count', 'per_100000')),
    -- Whether more is better; without it nothing is said to be reached by direction alone.
    better TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'unknown')),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE goal_indicators (
    goal_id INTEGER NOT NULL REFERENCES goals (id),
    indicator_id INTEGER NOT NULL REFERENCES indicators (id),
    PRIMARY KEY (goal_id, indicator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_readings (
    id INTEGER PRIMARY KEY NOT NULL,
    indicator_id INTEGER NOT NULL REFERENCES indicators (id),
    -- The ground as its source names it: `Botkyrka`, `Samtliga kommuner`, a district.
    area TEXT NOT NULL,
    -- Who was asked or counted: `all`, `women`, `men`, or an age as `16-24`.
    people TEXT NOT NULL,
    year INTEGER NOT NULL,
    outcome REAL,
    -- Half the width of its 95 % interval, in the indicator's unit.
    margin_of_error REAL,
    target REAL,
    direction TEXT NOT NULL CHECK (direction IN ('', 'increase', 'decrease')),
    source TEXT NOT NULL,
    UNIQUE (indicator_id, area, people, year)
) STRICT;

CREATE TABLE commitments (
    id INTEGER PRIMARY KEY NOT NULL,
    goal_id INTEGER NOT NULL REFERENCES goals (id),
    -- The committee or department that has undertaken it.
    committee TEXT NOT NULL,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE commitment_measures (
    commitment_id INTEGER NOT NULL REFERENCES commitments (id),
    measure_id INTEGER NOT NULL REFERENCES measures (id),
    PRIMARY KEY (commitment_id, measure_id)
) STRICT, WITHOUT ROWID;

-- Crimes reported to the police, as Brå publishes them; never mixed with our own reports.
CREATE TABLE reported_crimes (
    id INTEGER PRIMARY KEY NOT NULL,
    area TEXT NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    crimes INTEGER NOT NULL CHECK (crimes >= 0),
    population INTEGER,
    source TEXT NOT NULL,
    UNIQUE (area, kind, year)
) STRICT;

-- How the police class an area, as a dated fact with its source.
CREATE TABLE area_classifications (
    id INTEGER PRIMARY KEY NOT NULL,
    area TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('vulnerable', 'risk', 'especially_vulnerable', 'none')),
    from_on TEXT NOT NULL,
    to_on TEXT,
    source TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (area, from_on)
) STRICT;

CREATE TABLE fund_calls (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- What there is to give, in kronor.
    budget_sek INTEGER CHECK (budget_sek >= 0),
    -- How many proposals came in, where more did than are kept here.
    received INTEGER CHECK (received >= 0),
    description TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (name, year)
) STRICT;

CREATE TABLE fund_proposals (
    id INTEGER PRIMARY KEY NOT NULL,
    call_id INTEGER NOT NULL REFERENCES fund_calls (id),
    submission_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    -- The district as it is named, also where we keep none of that name.
    district TEXT NOT NULL,
    district_id INTEGER REFERENCES districts (id),
    asked_sek INTEGER CHECK (asked_sek >= 0),
    decision TEXT NOT NULL CHECK (decision IN ('waiting', 'granted', 'declined')),
    decided_on TEXT,
    reason TEXT NOT NULL,
    granted_sek INTEGER CHECK (granted_sek >= 0),
    -- The function in the line organisation that answers for it when the project is over.
    line_owner TEXT NOT NULL,
    ends_on TEXT,
    outcome TEXT NOT NULL,
    measure_id INTEGER REFERENCES measures (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE guard_costs (
    id INTEGER PRIMARY KEY NOT NULL,
    department TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- NULL: not told, which is not nothing.
    amount_sek INTEGER CHECK (amount_sek >= 0),
    -- The last day that is in the amount.
    through_on TEXT,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (department, year)
) STRICT;

CREATE INDEX indicator_readings_by_indicator ON indicator_readings (indicator_id, year);
CREATE INDEX commitments_by_goal ON commitments (goal_id, year);
CREATE INDEX commitment_measures_by_measure ON commitment_measures (measure_id);
CREATE INDEX fund_proposals_by_call ON fund_proposals (call_id, district);
