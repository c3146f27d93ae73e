# The council's meetings: agenda, decisions and what becomes of them.
meetings-title = Council meetings
meetings-lead = Agenda, what is read with it, decisions, and how far they have come.
meetings-to-come = Meetings to come
meetings-none-coming = No meeting is called.
meetings-were-held = Earlier meetings
meetings-items = { $count ->
    [0] Nothing on the agenda
    [one] One item on the agenda
   *[other] { $count } items on the agenda
}
meetings-new = Call a meeting
meetings-edit = Change the meeting
meetings-call = Call the meeting
meetings-save = Save the meeting
meetings-name = Name of the meeting
meetings-name-hint = For example: Local crime-prevention council, meeting 5.
meetings-title-missing = Write what the meeting is called.
meetings-day = Day
meetings-day-missing = Choose the day.
meetings-day-unreadable = Write the day as 2026-12-03.
meetings-place = Time and place
meetings-place-hint = For example: 13:00–15:00, town hall.
meetings-note = Notes
meetings-note-hint = What belongs to no item. No names.
meetings-meanwhile = Somebody else was first
meetings-meanwhile-lead = This is how it stands now. What you wrote is still in the form. If you save again, yours counts.
meetings-call-off = Call off the meeting
meetings-call-off-not = The meeting has an agenda. Take its items away first, if it is to be called off.

# One meeting.
meetings-today = Today
meetings-coming = To come
meetings-held = Held
meetings-pack = Agenda with what is read (PDF)
meetings-pack-foot = Agenda printed { $day }
meetings-before = From the meeting of { $day }
meetings-before-nothing = Nothing was decided then.
meetings-before-read = Read that meeting’s agenda
meetings-agenda = Agenda
meetings-agenda-empty = No items yet.
meetings-read = To read:
meetings-read-with = To read
meetings-report = Report { $number }: { $title }
meetings-picture = Situation picture, week { $week } { $year }, version { $version }
meetings-week = Week { $week } { $year }
meetings-fingerprint = Fingerprint { $hash }.
meetings-decision = Decision
meetings-decision-hint = What the meeting decided. Leave it empty until then.
meetings-no-measure = No measure has been handed out for this decision.
meetings-standing = { $count ->
    [one] One measure: { $statuses }.
   *[other] { $count } measures: { $statuses }.
}
meetings-standing-overdue = { $count ->
    [one] The day of one of them has passed.
   *[other] The day of { $count } of them has passed.
}
meetings-status-proposed = { $count ->
    [one] one waits for an answer
   *[other] { $count } wait for an answer
}
meetings-status-accepted = { $count ->
    [one] one is promised
   *[other] { $count } are promised
}
meetings-status-declined = { $count ->
    [one] one is declined
   *[other] { $count } are declined
}
meetings-status-in_progress = { $count ->
    [one] one is under way
   *[other] { $count } are under way
}
meetings-status-done = { $count ->
    [one] one is done
   *[other] { $count } are done
}
meetings-status-verified = { $count ->
    [one] one is done and verified
   *[other] { $count } are done and verified
}

# An item.
meetings-item-new = Add an item
meetings-item-edit = Change the item
meetings-item-change-or-decide = Change the item or write a decision
meetings-item-add = Add the item
meetings-item-save = Save the item
meetings-item-title = Heading
meetings-item-title-missing = Write a heading.
meetings-item-words = What it is about
meetings-item-words-hint = No names. Write so that everybody on the council can read it beforehand.
meetings-item-report = Released report
meetings-item-week = Approved situation picture
meetings-item-week-hint = The council reads the shared edition.
meetings-report-none = No report
meetings-report-unknown = Choose a report that is released.
meetings-week-none = No situation picture
meetings-week-unknown = Choose a week whose picture is approved.
meetings-item-place = Place on the agenda
meetings-item-earlier = Move up
meetings-item-later = Move down
meetings-item-remove = Take the item away
meetings-item-remove-not = A measure has come of the decision. The item stays, so that it can be seen where it came from.
meetings-hand-out = Make the decision a measure
meetings-decided-by = Local crime-prevention council { $day }

# Home.
meetings-home = Next council meeting
meetings-home-text = { $day }. { $items }.
meetings-home-action = Read the agenda

flash-meeting-called = The meeting is called.
flash-meeting-already = The meeting was called already.
flash-meeting-changed = The meeting is changed.
flash-meeting-called-off = The meeting is called off.
flash-item-added = The item is on the agenda.
flash-item-already = The item was on the agenda already.
flash-item-changed = The item is changed.
flash-item-removed = The item is taken away.

audit-subject-council_meeting = council meeting
audit-subject-meeting_item = agenda item
