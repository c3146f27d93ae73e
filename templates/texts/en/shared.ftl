shared-title = Situation picture week {$week}
shared-edition-draft = shared edition, draft
shared-edition-version = shared edition, version {$version}
shared-whole = The whole municipality
shared-all-events = Events
shared-lead = {$count ->
    [0] No events were reported in the municipality.
   *[other] {$count} events were reported in the municipality.
  }
shared-lead-few = Fewer than five events were reported in the municipality.
shared-lead-withheld = Some events were reported in the municipality; how many is not told, because it would reveal single ones.
shared-lead-signal = That is {$signal}.
shared-lead-too-few = That is too few to say whether it is more or less than expected.
shared-as-expected = as expected
shared-more = more than expected
shared-less = less than expected
shared-too-few = too few to say
shared-stands-out = What stands out
shared-stands-out-none = Nothing stands out that can be told in this edition.
shared-stands-out-more = {$what}, {$place}: {$count}. That is more than expected.
shared-stands-out-less = {$what}, {$place}: {$count}. That is less than expected.
shared-stands-out-group = {$what}, {$place}: more than expected.
shared-coverage = Who was heard
shared-heard-all = All organisations that are expected to report were heard.
shared-heard-most = Most organisations that are expected to report were heard. Silence is not the same as calm.
shared-heard-some = Half or fewer of the organisations that are expected to report were heard. Silence is not the same as calm.
shared-heard-nobody = None of the organisations that are expected to report was heard. Silence is not the same as calm.
shared-heard-unknown = It is not decided which organisations are expected to report each week.
shared-coverage-differs = That differs from the weeks before: compare the weeks with care.
shared-districts = The districts
shared-column-district = District
shared-column-events = Events
shared-column-signal = Beside what is usual
shared-column-rate = Per thousand residents
shared-column-unsafe = Unsafe places
shared-column-planned = Coming events
shared-column-observed = Seen on walks
shared-column-level = Assessment
shared-column-group = Group
shared-groups = What it is about
shared-level-calm = calm
shared-level-unsettled = some concern
shared-level-strained = strained
shared-level-serious = serious
shared-level-none = not assessed
shared-measures = Measures
shared-measures-decided = Decided in the week
shared-measures-open = Open
shared-measures-overdue = Overdue
shared-measures-soon = To be done within a week
shared-feedback = To those who reported
shared-notes = How it is counted
shared-note-few = <5 is one to four. Two dots (..) stand for a count that is not told, because another one could then be worked out. Nought is nought. In that way no single event can be recognised.
shared-note-usual = More or less than expected is said against the twelve weeks before. Where the count is not told, neither is that.
shared-note-rate = Per thousand residents is the week's count for every thousand residents of the same ground. A centre has more visitors than residents: read the count first.
shared-note-groups = A week is too short to tell what it was about without anybody being recognised. That stands month by month in the reports.
shared-note-kept = The counts are those that were told when the week was first approved. What was corrected or came in since is counted in the reports.
shared-note-reports = Reports are observations, not reported crimes. More reports may mean that more people report. Events, unsafe places, coming events and what was seen on walks are never added together.
shared-note-cut-off = Counted {$moment}.
shared-views = Situation pictures
shared-view-draft = This week's draft
shared-view-archive = Archive
shared-view-compare = Compare two weeks
shared-view-month = Month
shared-view-tertial = Tertial
shared-week-of-year = Week {$week} {$year}
shared-archive-title = Approved situation pictures
shared-archive-lead = The weeks that the municipality, the police and the others have agreed upon. Small counts are not told, so that no single event can be recognised.
shared-archive-lead-exact = The weeks you have agreed upon, as they were approved.
shared-archive-none = This is where approved situation pictures will be
shared-archive-none-text = Once the safety coordinator has approved a week's picture it stays here, unchanged.
shared-archive-found = {$count ->
    [0] No situation picture holds those words.
    [one] One situation picture holds those words.
   *[other] {$count} situation pictures hold those words.
  }
shared-archive-approved = Version {$version}, approved {$day}.
shared-search = Search the situation pictures
shared-search-hint = Words of the text. Several words: all of them must be there.
shared-search-clear = Show all
shared-years = Years
shared-not-approved = The week's picture is not approved yet
shared-not-approved-text = It will be ready after the weekly meeting. Then you can read it here.
shared-to-archive = To the approved pictures
shared-compare-title = Compare two weeks
shared-compare-lead = The same figures of two weeks, and what can be said of the difference.
shared-compare-more = There were more events in the other week, more than chance usually makes.
shared-compare-same = As many events in both weeks.
shared-compare-fewer = There were fewer events in the other week, fewer than chance usually makes.
shared-compare-chance = The difference in the number of events may be chance.
shared-compare-few = There are too few events to say anything of the difference.
shared-compare-not-told = The difference in the number of events cannot be told.
shared-compare-one = The one week
shared-compare-other = The other week
shared-compare-go = Compare
shared-compare-heading = {$one} and {$other}
shared-compare-too-few = It takes at least two weeks to compare.
shared-compare-missing = At least one of the weeks is not approved, or there is no such week. Choose two weeks from the lists.
shared-compare-coverage = It is not the same organisations that were heard in the two weeks. A difference in counts may come from that.
shared-compare-heard-only = Only week {$week}: {$names}.
shared-compare-note = A difference is called more or fewer when chance seldom makes one as large, considering how many rows are compared. Below five events together it is too few to say.
shared-choice-version = {$week}, version {$version}
shared-choice-draft = {$week}, draft
shared-column-week = Week {$week}
shared-column-week-draft = Week {$week}, draft
shared-column-change = Difference
shared-change-more = more
shared-change-same = as many
shared-change-fewer = fewer
shared-change-chance = may be chance
shared-change-not-told = cannot be told
shared-tertial = Tertial {$number} {$year}, {$from}–{$to}
shared-period-weeks = Weeks {$first}–{$last}
shared-period-its-weeks = The weeks
shared-period-lead = {$weeks ->
    [one] {$count ->
        [one] One event in one whole week.
       *[other] {$count} events in one whole week.
      }
   *[other] {$count ->
        [one] One event in {$weeks} whole weeks.
       *[other] {$count} events in {$weeks} whole weeks.
      }
  }
shared-period-lead-told = {$approved} of {$weeks} weeks are approved.
shared-period-none-over = No week is over yet, or they lie before the first report.
shared-period-none-approved = None of the weeks is approved yet.
shared-period-note-now = Counted now, from the reports as they are: what is corrected or comes in late changes the figures. The approved weeks stay as they were. Only weeks that are over are counted.
shared-period-note-means = A week belongs to the month and the tertial in which its Thursday lies. Means are per week, so that long and short periods can be compared. The difference is from the period before.
shared-period-note-added = Added up from the approved weeks, and only from what is told there. Where a count is not told the sum becomes a from–to, or at least so many. A week belongs to the month and the tertial in which its Thursday lies.
shared-column-sum = Count
shared-column-mean = A week
shared-column-before = Period before, a week
shared-column-last-year = Last year, a week
shared-column-change-before = From the period before
shared-week-events = {$count ->
    [0] No events.
    [one] One event.
   *[other] {$count} events.
  }
shared-week-version = Approved, version {$version}.
shared-week-draft = Draft.
shared-week-ongoing = The week is going on.
shared-week-not-approved = Not approved.
shared-at-least = at least {$count}
shared-no-such-period = There is no such period
shared-no-such-period-text = It is written in another way than 2026-11 or 2026-T3, or has not begun yet.
shared-home = Situation picture week {$week}
shared-home-action = Read the picture
