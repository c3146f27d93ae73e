situation-title = Situation in week {$week}
situation-week = Week {$week}
situation-to-week = To week {$week}
situation-draft = Draft
situation-ongoing = week in progress
situation-counted = Counted {$moment}. What is reported or corrected later changes the figures.
situation-unknown = Outside or place unknown
situation-whole = The whole municipality
situation-lead-12 = {$count ->
    [0] No events reported. The twelve weeks before had {$mean} a week.
    [one] One event. The twelve weeks before had {$mean} a week.
   *[other] {$count} events. The twelve weeks before had {$mean} a week.
  }
situation-lead-4 = {$count ->
    [0] No events reported. The four weeks before had {$mean} a week.
    [one] One event. The four weeks before had {$mean} a week.
   *[other] {$count} events. The four weeks before had {$mean} a week.
  }
situation-lead = {$count ->
    [0] No events reported.
    [one] One event.
   *[other] {$count} events.
  }
situation-divisions = Division
situation-division = {$rows} districts
situation-districts = The districts
situation-caption-events = Events by district in week {$week}
situation-events = Events
situation-unsafe-places = Unsafe places
situation-caption-unsafe-places = Unsafe places by district in week {$week}
situation-planned-events = Coming events
situation-caption-planned-events = Coming events by district in week {$week}
situation-no-events = No events were reported this week. Silence is not calm.
situation-no-unsafe-places = No unsafe places were reported this week.
situation-no-planned-events = No coming events were reported this week.
situation-mean-before = The twelve weeks before had {$mean} a week.
situation-column-district = District
situation-column-count = Count
situation-column-line = 12 weeks
situation-column-mean-4 = Mean 4 w.
situation-column-mean-12 = Mean 12 w.
situation-column-last-year = Last year
situation-column-per-1000 = Per 1,000
situation-column-group = Group
situation-spark = Twelve weeks, the latest last: {$counts}
situation-groups = What it is about
situation-caption-groups = Events by group and district
situation-all-events = All events
situation-quiet-groups = Nothing for long: {$groups}.
situation-reports = Reports of the week
situation-empty = The situation picture will stand here
situation-empty-text = There are no reports yet. The first one begins the table, the map and the comparisons.
situation-empty-action = Write the first report
situation-before-history = The first reports are from week {$week} of {$year}. What happened before cannot be told.
situation-to-first-week = To the first week
situation-no-such-week = That week has no situation picture
situation-no-such-week-text = The week is written otherwise than 2026-W47, does not exist in that year or has not begun.
situation-notes = How this is counted
situation-note-reports = Reports are observations, not reported crimes. More reports may mean that more people report. Reports that were merged into another or set aside do not count.
situation-note-unknown = A dash (–) means that it cannot be told: reports begin in week {$week} of {$year}, and not all populations are known.
situation-note-unknown-yet = A dash (–) means that it cannot be told.
situation-note-rates = Per 1,000 is the count of the week for each thousand residents of the same ground (population of {$years}). A centre has more visitors than residents: read the count first.
situation-note-kinds = Events, unsafe places and coming events are never added together.
situation-police = The police's own events
situation-police-lead = What the police have published about the municipality this week. It is a selection from polisen.se and no part of the figures above.
situation-police-none = The police have published nothing about the municipality this week, or it has not been read in.
situation-police-source = Source: polisen.se
situation-police-made-up = These events are made up. In real use the police's own stand here, with their source.
situation-police-read = Read at the police
situation-map = Map with the number of events by district: {$districts}. The same figures stand in the table.
situation-map-legend = Events of the week. An arrow up means more than expected, down fewer.
situation-version = Version {$version}
situation-lead-usual = {$count ->
    [0] No events reported. In an ordinary week there are {$low}–{$high}.
    [one] One event. In an ordinary week there are {$low}–{$high}.
   *[other] {$count} events. In an ordinary week there are {$low}–{$high}.
  }
situation-beside-usual = {$count} (usually {$usual}), {$signal}
situation-brief = In short
situation-glance = The week in figures
situation-summary-none = Nobody has summed up the week yet.
situation-write-summary = Write the summary
situation-write-on = Edit
situation-write-shared = What everybody may read
situation-write-feedback = The answer to those who reported
situation-write-part = Write your part
situation-stands-out = What stands out
situation-nothing-stands-out = Nothing differs more from the usual than chance may make it.
situation-too-early = It is too early to say what stands out: there must be more weeks to compare with.
situation-observations = Observations from walks
situation-heard = Were heard
situation-heard-of = {$heard} of {$expected} organisations
situation-zero = Nothing to report
situation-silent = Silent
situation-earlier = Last week's decisions
situation-earlier-none = No measures were decided the week before.
situation-coming = What is coming
situation-coming-none = Nothing is noted for the next two weeks.
situation-to-planned-events = Planned events
situation-overdue = overdue
situation-overdue-measures = Overdue
situation-coverage-differs = Other organisations were heard this week than in the weeks before. Read the comparisons with care.
situation-column-usual = Usual
situation-column-signal = Signal
situation-column-level = Judged
situation-column-observations = Observations
situation-band = The band behind the line is what is usual for the week. Observations are from walks and counted apart.
situation-signal-none = as expected
situation-signal-rising = more than expected
situation-signal-falling = less than expected
situation-signal-too-few = too few to say
situation-ground = On the map
situation-assessments = How the districts are judged
situation-assessments-none = The districts have not been judged.
situation-not-judged = Not judged yet.
situation-judge = Judge
situation-whole-short = Total
situation-hours = When in the week
situation-hours-alt = The events over the hours of the week. Most {$heaviest}. The same figures stand in the table.
situation-hours-legend = The longer the bar, the more events in that hour.
situation-hours-too-few = {$events ->
    [one] A single event shows no pattern.
   *[other] {$events} events are too few to show a pattern.
  }
situation-hours-uncertain = {$uncertain ->
    [one] One of the events has no exact time; it is spread over the time in which it may have happened.
   *[other] {$uncertain} of the events have no exact time; they are spread over the time in which they may have happened.
  }
situation-column-hours = Hours
situation-column-all-days = All
situation-all-hours = All
situation-caption-hours = Events by day and time, three hours at a time
situation-places = Places that recur
situation-places-none = No place has three events in 28 days within 100 metres.
situation-places-alt = Map of the places: {$places}. The same places stand in the table.
situation-places-legend = The letters are the places in the table; shaded squares have more events than their surroundings.
situation-caption-places = Places with at least three events in 28 days
situation-column-place = Place
situation-column-this-week = Week
situation-column-28-days = 28 days
situation-column-before = 12 weeks before
situation-column-mostly = Mostly
situation-place-new = none, new place
situation-place-about = {$district}, within {$reach} m
situation-heat = {$squares ->
    [0] No square of 250 metres has more events than chance gives.
    [one] One square of 250 metres has more events than chance gives, over 28 days.
   *[other] {$squares} squares of 250 metres have more events than chance gives, over 28 days.
  }
situation-heat-too-few = There are too few events to say whether any square of the map has more than chance gives.
situation-notable = Worth telling of
situation-notable-untold = Not told in words of its own yet.
situation-column-measure = Measure
situation-column-owner = Responsible
situation-column-due = Done by
situation-column-status = Status
situation-placements = Who is where, week {$week}
situation-placements-none = Nobody is placed yet.
situation-place-resources = Place
situation-caption-placements = Resources by district and day, week {$week}
situation-column-resource = District and resource
situation-column-week = Week
situation-column-week-before = Week before
situation-parts = Each tells
situation-part-none = Has not written anything yet.
situation-problems = Problems weighed
situation-problems-none = No problems have been weighed yet.
situation-weigh-problems = Weigh the problems
situation-caption-problems = The problems weighed by Brå's eight questions
situation-column-problem = Problem
situation-column-points = Yes
situation-question-common = Common?
situation-question-rising = Rising?
situation-question-deviates = Deviates?
situation-question-local = Limited?
situation-question-influence = Can be changed?
situation-question-costly = Costly?
situation-question-many = Affects many?
situation-question-signal = Signal crime?
situation-answer-yes = Yes
situation-answer-no = No
situation-coverage = Who reported?
situation-coverage-none = No organisations are expected to report each week.
situation-caption-coverage = Organisations and what was heard of them
situation-column-organisation = Organisation
situation-column-heard = Heard
situation-column-reports = Reports
situation-state-reported = reported
situation-state-zero = nothing to report
situation-state-silent = silent
situation-not-expected = not expected each week
situation-coverage-week = w. {$week}: {$heard} of {$expected}
situation-coverage-weeks = Weeks in which somebody was silent: {$weeks}.
situation-police-counts = The police's own figures
situation-police-events = What the police have published
situation-column-category = Kind
situation-column-source = Source
situation-note-usual = Usual is the interval that an ordinary week falls in, reckoned from the twelve weeks before. Last year is week {$week} of the year before ({$days}).
situation-note-stands-out = What stands out is at most seven things that chance seldom makes. Where there are few events we rather say too few to say.
situation-note-hours = Where the time is not known the event is spread evenly over the time in which it may have happened.
situation-file-week = Week
situation-file-code = Code
situation-file-kind = Kind
situation-file-low = Usual from
situation-file-high = Usual to
situation-to-wall = Show on the wall
situation-to-approval = Approve
situation-to-archive = Approved pictures
situation-to-correction = Correct
situation-draft-pdf = PDF
situation-draft-csv = CSV
situation-draft-json = JSON
situation-draft-files = The draft as a file
situation-file-name = situation-picture
situation-signal-chance = may be chance
situation-load-police-counts = Load the police's figures
situation-to-year-wheel = The wheel of the year
