search-label = Search the reports' text
search-hint = Whole words or how they begin, such as graff tunnel.
search-go = Search
search-none = No report has those words
search-none-text = Try fewer words or only how they begin, or search more days. The search reads the descriptions, not the names of places.
filter-told-words = with the words “{$words}”
filter-told-severity = severity {$word}
filter-save = Save this filter
incidents-views = The same reports in different ways
incidents-view-list = List and map
incidents-view-patterns = When and where
saved-title = Saved filters
saved-lead = A saved filter opens with one touch above the list. Only you see yours.
saved-this = The filter:
saved-name = Name
saved-name-hint = For example Graffiti in Alby.
saved-name-missing = Give the filter a name.
saved-name-long = The name takes at most {$most} characters, on one line.
saved-name-taken = You already have another filter of that name. Choose another one.
saved-nothing = There is no filter to save: choose something above the list first.
saved-too-many = You already have {$most} saved filters. Remove one that you do not use.
saved-save = Save
saved-delete = Remove
saved-manage = Change
saved-none = No saved filters yet
saved-none-text = Choose something above the list of reports and press Save this filter.
saved-days = {$from} to {$to}
saved-days-recent = the last 90 days
patterns-title = When and where
patterns-when = When in the week
patterns-where = Where
patterns-chart = Reports by hour of the week
patterns-heaviest = Most reports: {$hours}.
patterns-too-few = { $count ->
    [one] One report is too few to say anything about when in the week it happens. Patterns are shown from {$least} reports on.
   *[other] {$count} reports are too few to say anything about when in the week it happens. Patterns are shown from {$least} reports on.
 }
patterns-uncertain = { $count ->
    [one] One report has an uncertain time: it is spread over the minutes between earliest and latest.
   *[other] {$count} reports have an uncertain time: each is spread over the minutes between earliest and latest. This is why the figures are not whole numbers.
 }
patterns-left-out = { $count ->
    [one] One report is not counted: it was merged into another, set aside or waits for review.
   *[other] {$count} reports are not counted: they were merged into others, set aside or wait for review.
 }
patterns-places = Named places
patterns-places-none = None of the reports is at a named place.
patterns-other-places = { $count ->
    [one] One more report is from another place.
   *[other] {$count} more reports are from other places.
 }
patterns-figures = The figures hour by hour
patterns-caption-hours = Reports by hour and day of the week
patterns-caption-districts = Reports by district
patterns-caption-places = Reports by named place
patterns-column-hour = Hour
patterns-column-all-days = All
patterns-all-hours = All
patterns-column-district = District
patterns-column-place = Place
patterns-column-count = Number
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-1-short = Mon
weekday-2-short = Tue
weekday-3-short = Wed
weekday-4-short = Thu
weekday-5-short = Fri
weekday-6-short = Sat
weekday-7-short = Sun
flash-filter-saved = The filter is saved. You find it above the list.
flash-filter-deleted = The filter is removed.
