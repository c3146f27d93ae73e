home-title = Home
home-today = {$day}, week {$week}
home-good-morning = Good morning, {$name}.
home-good-day = Hello {$name}.
home-good-evening = Good evening, {$name}.
home-good-night = Hello {$name}, this late.
home-report-lead = Have you seen something that makes people uneasy? It takes less than a minute to tell.
home-lead-administrator = From here you keep accounts, organisations and texts. You see no reports.
home-lead-council = Here you read about the parts of the municipality. Only those who work with the reports see them.
home-own = Your latest reports
home-own-none = You have not reported anything yet. What you send will stand here, with what became of it.
home-waiting = New reports
home-waiting-text = {$count -> 
    [0] Everything has been gone through.
    [one] is waiting to be read.
   *[other] are waiting to be read.
 }
home-waiting-action = Read them
home-review-action = Review them
home-question = A question for you
home-week = This week's picture
home-week-text = Draft for week {$week}: counts by district, against earlier weeks.
home-week-action = Open the picture
home-accounts = Accounts
home-accounts-text = Add, change or shut accounts, and make one-time links.
home-accounts-action = Open accounts
home-audit = Log
home-audit-text = Who did what, and when.
home-audit-action = Open the log
home-districts = Districts
home-districts-text = Map, areas and population.
home-districts-action = See the districts
home-overdue = Overdue measures
home-overdue-text = { $count ->
    [one] has passed its day without being done.
   *[other] have passed their day without being done.
 }
home-unanswered = Unanswered measures
home-unanswered-text = { $count ->
    [one] waits for its owner's answer.
   *[other] wait for their owners' answers.
 }
home-soon = Due within seven days
home-soon-text = { $count ->
    [one] is to be done within seven days.
   *[other] are to be done within seven days.
 }
home-unverified = To verify
home-unverified-text = { $count ->
    [one] is done but not verified.
   *[other] are done but not verified.
 }
home-to-answer = Measures to answer
home-to-answer-text = { $count ->
    [one] waits for your organisation's answer.
   *[other] wait for your organisation's answer.
 }
home-measures = Your measures
home-measures-text = { $count ->
    [one] owned by your organisation is open.
   *[other] owned by your organisation are open.
 }
home-measures-action = Show them
