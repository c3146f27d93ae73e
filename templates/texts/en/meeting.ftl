# The meeting: wall mode, decisions on the spot, who is placed where, what is coming.

wall-place = { $number } of { $count }
wall-next = Next
wall-earlier-slide = Previous
wall-first = Beginning
wall-end = Back to the situation picture
wall-leave = Leave
wall-decide = Decide here
wall-controls = Slides
wall-keys = Arrows and space turn the slides. Home goes to the beginning, End to the end.
wall-events = { $count ->
    [one] event
   *[other] events
}
wall-events-whole = { $count ->
    [one] event in the municipality
   *[other] events in the municipality
}
wall-usual = Normally { $low }–{ $high }
wall-usual-one = Normally { $count }
wall-last-year = Same week last year
wall-unsafe-places = Unsafe places
wall-observations = Observations on walks
wall-signal-rising = more than expected
wall-signal-falling = less than expected
wall-signal-none = as expected
wall-signal-too-few = too few to say
wall-all-heard = { $count ->
    [one] The organisation that usually reports has been heard.
   *[other] All { $count } organisations that usually report have been heard.
}
wall-some-silent = { $heard } of { $count } organisations have been heard. Silent: { $silent }.
wall-findings = What stands out
wall-findings-none = Nothing stands out this week. What happened is about as much as usual.
wall-earlier = What became of last week's decisions?
wall-earlier-none = Nothing was decided last week.
wall-parts = The organisations tell
wall-coming = Coming up
wall-coming-weeks = The next two weeks
wall-coming-none = Nothing is written down for the next two weeks.
wall-placements-none = Nobody has been placed yet.
wall-overdue = Overdue measures
wall-overdue-none = No measure is overdue.
wall-decided = Decided now
wall-decided-none = Nothing has been decided yet.
wall-due = by { $day }
wall-more = { $count ->
    [one] And one more, in the picture.
   *[other] And { $count } more, in the picture.
}
wall-who-where = Who and where
wall-sum = Total

decide-title = Decide a measure
decide-lead = What is decided becomes a measure with an owner and a date. The owner is told and answers.
decide-what = What is to be done?
decide-description = More about it
decide-description-hint = Why, and what is needed. No names.
decide-more = Kind, time and function
decide-function-open = Named by the organisation
decide-about-group = About { $group }.
decide-submit = Decide
decide-to-slide = Back to the slide
decide-to-picture = To the situation picture

resource-patrol = Patrol
resource-field_worker = Field worker
resource-property_host = Property host
resource-guard = Guard
resource-volunteer = Neighbourhood patrol

placements-title = Placed in week { $week }
placements-lead = How many are where, day by day. What stands here is in the picture, on the wall and on paper.
placements-summary = As it stands
placements-summary-caption = Placed by district and day, beside the week before
placements-none = Nobody is placed this week, nor was the week before.
placements-column-who = Who
placements-column-sum = Total
placements-column-before = Week before
placements-change = Change
placements-change-lead = Write how many are there. An empty cell is nobody. If somebody else changes the same cell while you write you are told, and nothing is overwritten.
placements-copy = Fill in as the week before
placements-copied = The cells are filled in as the week before. Nothing is saved yet: change what should be otherwise and save.
placements-save = Save
placements-clashes = Some cells had been changed by somebody else
placements-clashes-lead = Everything else is saved. These cells stay as they are now. Write them anew if need be.
placements-clash = { $cell }: you wrote { $wanted }, but { $who } has put { $number }.
placements-clash-emptied = { $cell }: you wrote { $wanted }, but somebody else has emptied the cell.
placements-unreadable = { $cell }: write a number from 0 to 99, or leave the cell empty.

planned-events = Planned events
planned-events-lead = Matches, markets, demonstrations, school holidays and whatever else matters to a week. They stand in the picture two weeks ahead, and in the year wheel.
planned-none = Nothing is written down yet.
planned-list = What is coming
planned-add = Write down something that is coming
planned-save = Write down
planned-title = What is it?
planned-title-hint = One line, for example: Match at Brantbrinks IP.
planned-title-missing = Write what it is.
planned-kind = Kind
planned-kind-missing = Choose what kind it is.
planned-kind-event = Event
planned-kind-match = Match
planned-kind-holiday = Holiday
planned-kind-term = School begins or ends
planned-kind-other = Something else
planned-starts = First day
planned-ends = Last day
planned-ends-hint = Leave it empty for a single day.
planned-day-missing = Write the day on which it begins.
planned-day-unreadable = The day cannot be read. Write it as 2026-12-17.
planned-days-order = The last day comes before the first.
planned-days-many = That is more than a year. Write it down for each year.
planned-district = District
planned-district-unknown = Choose a district from the list.
planned-everywhere = The whole municipality
planned-place = Place
planned-place-hint = In words, if it has a place of its own.
planned-words = More about it
planned-words-hint = For example how many are expected. No names of persons.
planned-text-long = The text is too long. { $most } characters at most.
planned-written-by = Written by { $who }
planned-change = Save
planned-remove = Remove
planned-remove-lead = It disappears from the year wheel and from drafts. Approved pictures do not change.
planned-meanwhile = Somebody else changed it while you wrote
planned-meanwhile-lead = This is how it stands now. Your words are still in the form: save again if they are to count.

wheel-title = Year wheel { $year }
wheel-lead = What comes every year, and what somebody has written down. Easter holidays and the days school begins and ends are decided locally: write them down.
wheel-years = Years
wheel-week = w. { $week }
wheel-now = now
wheel-quiet = Nothing written down.
wheel-add = Write down something that is coming

yearly-new_years_day = New Year's Day
yearly-sports_holiday = Sports holiday (school)
yearly-easter = Easter
yearly-walpurgis = Walpurgis Night
yearly-first_of_may = First of May
yearly-ascension = Ascension Day
yearly-national_day = National Day
yearly-midsummer = Midsummer
yearly-autumn_holiday = Autumn holiday (school)
yearly-halloween = Halloween
yearly-all_saints = All Saints' Day
yearly-lucia = Lucia
yearly-christmas = Christmas
yearly-new_years_eve = New Year's Eve

flash-placements-saved = Saved. This is how it stands.
flash-planned-added = Written down.
flash-planned-already = It was written down already.
flash-planned-changed = Changed.
flash-planned-removed = Removed.

audit-action-called_off = removed
audit-subject-placements = placements
audit-subject-planned_event = planned event
