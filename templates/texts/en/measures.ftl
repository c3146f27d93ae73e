measure-status-proposed = Waiting for an answer
measure-status-accepted = Promised
measure-status-declined = Declined
measure-status-in_progress = In progress
measure-status-done = Done
measure-status-verified = Done and verified
measure-step-handed_out = handed out the measure
measure-step-accepted = promised to do it
measure-step-declined = declined it
measure-step-rescheduled = changed the date
measure-step-begun = began
measure-step-done = finished it
measure-step-verified = saw that it was done
measure-step-reopened = opened it again
measure-step-noted = wrote to participants and the public
measure-kind-physical = The place itself: light, plants, locks
measure-kind-staffing = Staff or patrol
measure-kind-social = Social work
measure-kind-information = Information or dialogue
measure-kind-surveillance = Technical surveillance
measure-kind-coordination = Coordination
measure-kind-other = Something else
measure-horizon-short = Short term: weeks
measure-horizon-long = Long term: years
measure-urgency-overdue = Overdue
measure-urgency-unanswered = Unanswered
measure-urgency-soon = Due within seven days
measure-urgency-unverified = Done but not verified

measures-title = Measures
measures-count = { $count ->
    [one] 1 measure
   *[other] { $shown } measures
}
measures-urgent = To do now
measures-search = Search measures
measures-search-hint = Words in title, description, place or function.
measures-filter-urgency = To do
measures-caption = Measures, the open ones first and the nearest day on top
measures-column-measure = Measure
measures-column-owner = Owner
measures-column-due = By
measures-previous = Previous
measures-next = Next
measures-none = No measures yet
measures-none-text = What organisations have promised to do stands here, by when, and whether it was done.
measures-none-filtered = No measures in the selection
measures-none-filtered-text = Choose less in the filter, or show everything.
measures-map = The measures on the map
measures-map-about = The same measures stand in the list on this page. A number leads to the list of just those measures.
measures-without-place = { $count ->
    [one] 1 measure has no point on the map.
   *[other] { $shown } measures have no point on the map.
}
measures-here = { $count ->
    [0] No measures on this part of the map.
    [one] 1 measure on this part of the map.
   *[other] { $shown } measures on this part of the map.
}
measures-only-here = The list shows only measures on a part of the map.
measures-show-these = Show measures here
measures-kept = Done in time
measures-kept-lead = Measures that were to be done from { $day } on. In time means done by the day that was first promised, also when the date was moved later.
measures-kept-organisations = Done in time, by organisation
measures-kept-districts = Done in time, by district
measures-kept-column = In time
measures-kept-of = { $kept } of { $promises }
measures-kept-few = too few to say
measures-reminders-no-mail = This installation sends no e-mail, so nobody is reminded.
measures-reminders-never = No reminders have been sent yet.
measures-reminders-last = Reminders were looked through { $moment }. { $count ->
    [0] No measure needed one.
    [one] 1 measure got a reminder.
   *[other] { $count } measures got a reminder.
 }
measures-reminders-failed = The last try failed; it is done again by itself. The administrator sees why.

measure-new = Hand out a measure
measure-new-lead = A measure has an owner and a date. The owner answers itself, and the answer stays.
measure-number = Measure no. { $number }
measure-title = What is to be done?
measure-title-hint = One line, for example: Change the lamp in the underpass.
measure-title-missing = Write what is to be done.
measure-description = More about it
measure-description-hint = What needs to be done and why. No names.
measure-kind = Kind
measure-kind-missing = Choose what kind of measure it is.
measure-where = Where?
measure-where-hint = A place from the list or coordinates give a point on the map. Otherwise the district is enough.
measure-place = Place
measure-place-hint = In words, for example: the underpass below Hågelbyleden.
measure-district = District
measure-district-none = Follows from the place
measure-where-missing = Choose a place from the list, write coordinates, or choose a district.
measure-everywhere = The whole municipality
measure-too-far = The place lies { $metres } metres outside the municipality.
measure-who = Who owns it?
measure-organisation = Organisation
measure-organisation-choose = Choose an organisation
measure-organisation-missing = Choose the organisation that is to do it.
measure-function = Function in the line organisation
measure-function-hint = A unit or role that stays, never a person's name. For example: the street unit.
measure-function-missing = Write which function answers for it.
measure-when = When?
measure-due = Done by
measure-due-missing = Write by which day it is to be done.
measure-due-needed = The measure has no date yet. Write when it will be done.
measure-due-new = New date
measure-due-same = That is the same date as before.
measure-starts = Begins
measure-day-missing = Write a day.
measure-day-unreadable = The day cannot be read. Write it as 2026-12-17.
measure-day-passed = That day has already passed.
measure-days-order = That day comes before the first one.
measure-horizon = How long is it to work?
measure-horizon-missing = Choose short or long term.
measure-decision = The decision
measure-decided-by = Decided by
measure-decided-by-hint = A meeting, a walk or a function.
measure-decided-by-missing = Write who decided.
measure-decided-on = Decided on
measure-decided-in-week = The weekly meeting, week { $week }
measure-money = Money
measure-cost = Cost in kronor
measure-cost-unreadable = Write whole kronor in figures.
measure-fund = Paid by
measure-evaluation = Evaluation
measure-evaluation-hint = The time in which it should show whether the measure helped.
measure-public-note = To participants and the public
measure-public-note-hint = A few plain words about what happens. It stands in the walk's protocol and with whoever reported.
measure-public-note-told = This is what participants and the public are told
measure-hand-out = Hand out
measure-reason-missing = Write why.
measure-outcome-missing = Write what was done.
measure-of-incident = Comes from report no. { $number }
measure-of-point = Comes from a safety walk
measure-of-week = Comes from the picture of week { $week }
measure-lead = { $owner }, is to have done it by { $day }.
measure-lead-no-date = { $owner }. No date yet.
measure-no-date = No date
measure-overdue = Overdue
measure-overdue-text = Its day has passed, and it is not done.
measure-asked = Has waited for the owner's answer since { $day }.
measure-unverified-text = The owner has done it. A re-walk or the coordinator verifies.
measure-reason = Why it was declined
measure-outcome = What was done
measure-promised = First promised for
measure-in-time = In time
measure-kept = Yes, done by the day first promised
measure-not-kept = No, not done by the day first promised
measure-map-about = The place also stands in the facts about the measure.
measure-on-behalf = You write down what { $owner } has answered. Your name stands in the history.
measure-decide = What happens now?
measure-accept = Promise the measure
measure-begin = We have begun
measure-finish = It is done
measure-finish-send = Say that it is done
measure-outcome-hint = A few lines about what was done at the place.
measure-verify = Verify that it was done
measure-verify-words = What did you see?
measure-verify-hint = Somebody other than the owner has seen it at the place.
measure-verify-send = It was done
measure-reschedule = Suggest another date
measure-reschedule-send = Change the date
measure-why = Why?
measure-decline = Decline
measure-decline-hint = The reason stands in the protocol, so that everybody sees why it will not happen.
measure-decline-send = Decline the measure
measure-reopen = Open again
measure-reopen-send = Open the measure again
measure-note = Write to participants and the public
measure-note-send = Save
measure-told-proposed = A measure has been proposed. Whoever owns the matter has not answered yet.
measure-told-accepted = A measure has been promised.
measure-told-declined = A measure was proposed, but it will not happen.
measure-told-in_progress = A measure is in progress.
measure-told-done = A measure has been done. It is to be verified at the place.
measure-told-verified = A measure has been done and verified at the place.
measures-of-incident = Measures
measures-of-incident-told = It led to
measures-of-week = Measures
measures-of-week-decided = Decided this week
measures-of-week-none = No measure has been handed out from this week's picture.
measures-of-week-stand = { $open ->
    [0] No measures are open
    [one] 1 measure is open
   *[other] { $open } measures are open
 }, { $overdue ->
    [0] none is overdue
    [one] 1 is overdue
   *[other] { $overdue } are overdue
 } and { $soon ->
    [0] none is due within seven days.
    [one] 1 is due within seven days.
   *[other] { $soon } are due within seven days.
 }
measures-of-week-new = Hand out a measure from this week's picture
measures-all = See all measures

measure-fact-horizon = Works for
measure-fact-cost = Cost
measure-history = What has happened

flash-measure-handed-out = The measure has been handed out. Its owner can answer now.
flash-measure-already = The measure had already been handed out. Here it is.
flash-measure-accepted = Thank you. The measure is promised.
flash-measure-declined = The answer is saved, with the reason.
flash-measure-rescheduled = The new date is saved.
flash-measure-begun = Saved: the work has begun.
flash-measure-done = Thank you! The measure is done and waits to be verified.
flash-measure-verified = The measure is done and verified.
flash-measure-reopened = The measure is open again.
flash-measure-noted = Saved. This is what participants and the public read now.
