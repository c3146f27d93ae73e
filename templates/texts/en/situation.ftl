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
situation-map = Map: events by district
situation-map-about = The same figures stand in the table.
situation-map-legend = Events of the week. Press a district to come to its page.
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
situation-note-means = Means are per week, over the 4 and 12 weeks before, quiet weeks included. Last year is week {$week} of the year before ({$days}).
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
situation-police-somewhere = no district named
