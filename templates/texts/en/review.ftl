review-title = To review
review-waiting = {$count ->
    [0] Nothing waits
    [one] One report waits
   *[other] {$count} reports wait
 }
review-waiting-many = At least {$count} reports wait
review-uncounted = {$count ->
    [one] One report waits to be reviewed and does not count yet.
   *[other] {$count} reports wait to be reviewed and do not count yet.
 }
review-rule = The most severe stand first, and among equals the one that has waited longest.
review-caption = Reports that wait to be reviewed, in order
review-begin = Begin to review
review-more = And {$count} more, which will stand here when the first are done.
review-empty = The desk is empty
review-empty-text = Everything is reviewed. New reports come here by themselves.
review-empty-action = To this week’s picture
review-age-fresh = just now
review-age-hours = {$count ->
    [one] an hour ago
   *[other] {$count} hours ago
 }
review-age-days = {$count} days ago
column-waited = Came in
review-heading = Review: {$category}
review-back-to = Back to
review-previous = Previous
review-next = Next
review-decide = Your decision
review-approve = Approve
review-thank = Approve with thanks
review-thanks = A word to the reporter
review-thanks-hint = Stands on the report’s page. For example what you are going to do about it.
review-thank-send = Approve and thank
review-ask = Ask the reporter
review-question = Your question
review-question-hint = Ask about what, where and when. Never about who.
review-ask-send = Send the question
review-recategorise = Change category
review-category = Category
review-why = Why?
review-change = Only change
review-change-approve = Change and approve
review-move = Move
review-move-only = Only move
review-move-approve = Move and approve
review-merge = Merge with another one
review-into = The other report’s number
review-into-hint = That one counts, and this text stands with it. They can be split again.
review-into-missing = Write the number of the report about the same event.
review-into-unknown = We find no report with that number.
review-into-itself = That is the same report, or one that has already been merged into it.
review-into-set-aside = That report is set aside, so the event would not count at all. Reopen it first.
review-into-narrower = That report is for its own organisation alone, so the event would vanish from the picture. Merge them the other way round.
review-merge-send = Merge
review-same-event = Same event
review-set-aside = Set aside
review-reason = Why?
review-reason-hint = The reporter reads it. The report no longer counts but is kept.
review-why-missing = Write why. The reporter should be able to understand it.
review-question-missing = Write what you want to ask.
review-set-aside-send = Set aside
review-split = Split them again
review-reopen = Put back into the queue
review-keys = Keyboard shortcuts
review-keys-on = Shortcuts on
review-keys-hint = They work only while you are not typing in a field. The choice stays in this browser.
review-near = Nearby
review-near-none = Nothing else was reported within {$metres} metres in the last four weeks.
review-near-no-point = The report has no exact place.
review-plan = Plan of what was reported within {$metres} metres. The same reports stand in the list.
review-alike = Perhaps the same event
review-others = {$count ->
    [one] One other report in the last four weeks
   *[other] {$count} other reports in the last four weeks
 }
review-metres = {$metres} m away
review-counts-not-yet = The report counts in the picture only once you have approved it.
became-new = Received. A coordinator will read it as soon as possible.
became-reviewed = Reviewed. It is part of the picture.
became-question = We have a question before the report is done.
became-merged = Somebody else has reported the same event. Your reports now belong together and count once.
became-set_aside = Set aside. It does not count in the picture.
incident-became = What became of it?
incident-same-event = Read the other report
incident-question = The question
incident-thanks = A word from the coordinator
incident-reason = The reason
incident-answer = Your answer
incident-answer-hint = What, not who. At most 500 characters.
incident-answer-send = Send the answer
incident-answer-missing = Write an answer.
incident-told-along = Others have told about the same event
incident-review = Review the report
incident-support = Does anybody need support?
incident-support-text = What has happened can leave its mark, also on those who only saw it. There are people who listen and help, free of charge and without anything being reported.
incident-support-action = See where to turn
history-approved = Approved the report.
history-recategorised = Changed the category.
history-moved = Moved the report.
history-asked = Asked a question.
history-answered = Answered.
history-merged = Merged it with another report of the same event.
history-joined = Merged a report of the same event into this one.
history-split = Split the reports again.
history-parted = Took away a report that was about something else.
history-set_aside = Set the report aside.
history-reopened = Put the report back into the queue.
history-other-report = A report that is not shown to you
