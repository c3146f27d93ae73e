# Who was heard, and what the police tell.
coverage-so-far = So far {$heard} of {$expected} expected organisations have been heard.
coverage-heard = {$silent ->
    [0] All {$expected} expected organisations have been heard.
   *[other] {$heard} of {$expected} expected organisations have been heard.
  }
coverage-heard-usual = {$silent ->
    [0] All {$expected} expected organisations have been heard; in the {$weeks} weeks before it was mostly {$usual}.
   *[other] {$heard} of {$expected} expected organisations have been heard; in the {$weeks} weeks before it was mostly {$usual}.
  }
coverage-fell-silent = {$count ->
    [one] Compare with earlier weeks with care: {$names} is usually heard but is silent.
   *[other] Compare with earlier weeks with care: {$names} are usually heard but are silent.
  }
coverage-newly-heard = Compare with earlier weeks with care: {$names} have seldom been heard before.
coverage-zero-title = How was week {$week}?
coverage-zero-lead = Calm? With one click you say for {$organisation} that you have nothing to report about week {$week}. Then it shows that it was calm, not just silent.
coverage-zero-button = We have nothing to report
coverage-zero-withdraw = Take this back
coverage-zero-closes = It can be changed until {$moment}. If you report something after all, the report counts.
coverage-zero-said = You have said that you had nothing to report about week {$week}. It was said {$moment}.
coverage-zero-reported = {$count ->
    [one] You have made one report about week {$week}. No more is needed.
   *[other] You have made {$count} reports about week {$week}. No more is needed.
  }
coverage-zero-shift = You have reported a calm shift in week {$week}. No more is needed.
coverage-zero-closed = The last time to say so was {$moment}. If you still have something to tell, tell the safety coordinator.
coverage-zero-instead = Report something you saw instead
coverage-closed = The last time to speak about that week has passed. Tell the safety coordinator if something needs to be put right.
coverage-link-gone = The link is for one week, and the last time to speak about it has passed. Sign in if you want to tell something.
coverage-home-ask-text = Your organisation has not been heard yet. Report what you saw, or say that you have nothing to report. By {$moment}.
coverage-home-said = Week {$week} was calm
coverage-home-said-text = Your organisation has said that you have nothing to report. If you report something after all, the report counts.
coverage-home-silent = Not heard for week {$week}
coverage-home-figure = {$silent} of {$expected}
coverage-home-awaited = We are waiting for {$names}. By {$moment}.
coverage-home-silent-text = The last time has passed. We heard nothing of {$names}.
coverage-home-all = All {$expected} expected organisations have reported or said that they have nothing to report.
coverage-home-link = Open the situation picture
flash-coverage-zero = Thank you. We have noted that you have nothing to report.
flash-coverage-zero-already = That had been said already. Thank you.
flash-coverage-zero-reported = Your organisation has already been heard about the week. No more is needed.
flash-coverage-zero-withdrawn = It has been taken back.
audit-action-withdrawn = took back
audit-subject-zero_report = word of a calm week
audit-subject-police_counts = the police's figures
job-coverage_reminders = Reminders to be heard
counts-title = The police's own figures for week {$week}
counts-lead = They are shown beside our reports and never added to them: the police count other things in other ways.
counts-kept = Loaded
counts-caption = The police's own figures for week {$week}
counts-latest = Last loaded {$moment} by {$actor}.
counts-none = Nothing has been loaded for this week.
counts-no-district = District not named
counts-column-category = Category
counts-column-district = District
counts-column-count = Count
counts-column-source = Source
counts-load = Load a file
counts-format = A table as CSV with the columns week, district, category, count and source. Leave district empty if it is not known. The same file again adds nothing, and a corrected figure takes the place of the old one. It may look like this:
counts-example = Example of a file
counts-file = File
counts-file-hint = CSV, saved as UTF-8.
counts-submit = Load
counts-loaded = The file is loaded: {$new} new, {$changed} changed, {$known} that were there already.
counts-refused = {$count ->
    [one] Nothing was loaded. One line of the file needs to be put right.
   *[other] Nothing was loaded. {$count} lines of the file need to be put right.
  }
counts-lines = Lines to put right
counts-column-line = Line
counts-column-fault = What is wrong
counts-more = {$count} more lines need to be put right.
counts-file-missing = Choose a file.
counts-file-large = The file is larger than 20 MB.
counts-unreadable = The file could not be read.
counts-empty = The file is empty.
counts-columns = These columns are missing: {$columns}.
counts-column-twice = The column {$column} is there twice.
counts-not-utf8 = The line is not UTF-8. Save the file as “CSV UTF-8”.
counts-cells = The line has {$found} cells, the header has {$expected}.
counts-open-quote = A quotation mark is opened and never closed.
counts-too-many = The file has more than {$most} lines.
counts-repeated = The same week, district, category and source stands on line {$line} already.
counts-week = “{$week}” is no week. Write it as 2026-W47.
counts-week-future = Week {$week} has not begun.
counts-district = “{$district}” is none of the districts. Leave the cell empty if it is not known.
counts-category-missing = The category is missing.
counts-count = “{$count}” is no number. Write a whole number, 0 or more.
counts-source-missing = The source is missing.
counts-words = The text is longer than {$most} characters or has characters that belong in no text.
counts-person-stop = The text has a personal identity number. We do not take that in.
counts-person-warn = The text may point out a person.
