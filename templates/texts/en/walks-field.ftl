phone-word = Safety walk
phone-door-title = Join a walk
phone-door-lead = The code is on the poster. You need no account, and nobody learns who you are.
phone-code = Code
phone-code-hint = Capital and small letters work alike.
phone-code-submit = Go on
phone-code-missing = Type the code on the poster.
phone-code-wrong = We do not know that code. Compare it with the poster: a letter may be wrong.
phone-code-wrong-often = We do not know that code. Many codes have been tried from here, so wait {$seconds} seconds before the next one. The right code is always let in.
phone-other-code = Type another code
phone-opens-at = The walk has not begun yet. You can join from {$at}.
phone-is-over = The walk is over, and nobody new is let in. Thank you for wanting to join.
phone-see-protocol = See what the walk led to
phone-language = Language
phone-when = When
phone-meeting-place = Meeting place
phone-what-happens = What happens with what you write
phone-what-happens-1 = You are not signed in, and we keep nothing that says who you are.
phone-what-happens-2 = Whoever leads the walk reads what you write, and the most important becomes a protocol without names.
phone-what-happens-3 = Those responsible answer the protocol, and you can read what is done.
phone-group = Count me in a group
phone-group-which = Which group?
phone-group-hint = Only the number is kept, to show whether many different people take part.
phone-group-unsaid = Rather not say
phone-join = Join
phone-emergency = If something dangerous is going on now: call 112.
phone-progress = {$done} of {$count} stops begun
phone-no-stops = The walk has no fixed stops. Note what you see on the way.
phone-note-between = Note something between stops
phone-report-incident = Report an incident
phone-noted-count = { $count ->
    [0] nothing yet
    [one] one note
   *[other] {$count} notes
}
phone-judged = judged
phone-go-to = {$stop}: {$name}
phone-stop-of = Stop {$position} of {$count}
phone-stop-named = Stop {$position}: {$name}
phone-next-stop = Next stop: {$name}
phone-no-more-stops = Done: to the overview
phone-to-overview = To the overview
phone-screen-dark = Dark screen
phone-screen-phone = Screen as the phone
phone-leave = Leave the walk
phone-leave-about = Then somebody else can join on this phone. What you have sent stays on the walk.
phone-leave-yes = Yes, leave
phone-over-until = The walk is over. What you wrote can be sent until {$until}, and is marked as sent afterwards.
phone-too-late = The walk ended more than three days ago, and nothing more is taken.
phone-shut-out = The code of the walk was withdrawn, and phones that joined with it are no longer part of it. Ask whoever leads the walk.
phone-between-title = Between stops
phone-between-lead = Note something you see on the way.
phone-between-stops = On the way, between stops
phone-belongs-to = Where does it belong?
phone-look-at = Look at
phone-own-notes = What you have noted
phone-received-at = received {$at}
phone-photo-count = { $count ->
    [one] one picture
   *[other] {$count} pictures
}
phone-what-do-you-see = What do you see?
phone-description = Describe it
phone-description-hint = What is at the place, not who is there.
phone-theme = What is it about?
phone-theme-none = Choose if you like
phone-where = Where is it?
phone-where-else = Not quite at the stop?
phone-position = Coordinates
phone-position-hint = For example 59.2479, 17.8612.
phone-note-submit = Save the note
phone-how-is-it = How is it here?
phone-how-is-it-lead = Judge what you like. Leave the rest as not judged.
phone-judged-before = You have judged this stop. If you change it, the new answer holds.
phone-not-judged = Not judged
phone-judge-submit = Save the judgement
phone-kind-missing = Choose what it is: something wrong, a good place, a suggestion or a question.
phone-description-missing = Write a few words or take a picture.
phone-description-long = The text may have at most {$most} characters and has {$length}.
phone-description-control = The text has characters that cannot be kept. Write it anew.
phone-position-unreadable = The coordinates could not be read. Write for example 59.2479, 17.8612, or leave the field empty.
phone-stop-unknown = The walk has no such stop.
phone-rating-unknown = Choose 0 to 3, or not judged.
phone-rating-missing = Judge at least one thing before you save.
phone-id-used = Something else was sent from the same form before. Read it through and save again, and it is kept as new.
phone-parameter-lighting = Lighting
phone-about-lighting = Do you see clearly all around you?
phone-low-lighting = dark
phone-high-lighting = bright
phone-parameter-openness = Openness
phone-about-openness = Can you see and move in all directions?
phone-low-openness = closed in
phone-high-openness = fully open
phone-parameter-visibility = Eyes on the place
phone-about-visibility = Are there windows, entrances or shops you are seen from?
phone-low-visibility = none
phone-high-visibility = many
phone-parameter-people = People
phone-about-people = How many are here? 1 is a few, 2 is more than ten.
phone-low-people = deserted
phone-high-people = crowded
phone-parameter-security = Adults and guards
phone-about-security = Are police, guards or hosts nearby?
phone-low-security = none
phone-high-security = within call
phone-parameter-walk_path = Walkway
phone-about-walk_path = Is it easy to walk here?
phone-low-walk_path = no walkway
phone-high-walk_path = easy to walk fast
phone-parameter-public_transport = Bus and train
phone-about-public_transport = How far is it to a stop?
phone-low-public_transport = over 10 minutes
phone-high-public_transport = under 2 minutes
phone-parameter-gender_usage = Women and children
phone-about-gender_usage = Are women and children about, or mostly men?
phone-low-gender_usage = no women or children
phone-high-gender_usage = evenly spread
phone-parameter-feeling = How does it feel?
phone-about-feeling = Your own feeling right now, whatever you answered above.
phone-feels-0 = Frightening
phone-feels-1 = Uncomfortable
phone-feels-2 = All right
phone-feels-3 = Safe
flash-walk-left = You have left the walk. Thank you for taking part.
flash-walk-noted = Thank you. The note is received.
flash-walk-already-noted = We have that note already. It is there once.
flash-walk-judged = Thank you. The judgement is received.
flash-walk-already-judged = We have that judgement already.
error-not-joined = The phone is not part of the walk
error-not-joined-text = What you sent was not received. Join the walk in another tab, go back here and send it again.
error-to-walk = To the walk
report-who-sees-walk = Whoever arranges the walk, and the working group for safety: the municipality, the police and the housing company. It counts once a coordinator has read it.
history-participant = a participant of a safety walk
flash-incident-from-walk = Thank you. The report is received, and a coordinator reads it.
flash-incident-from-walk-already = We have that report already. It is there once.
live-title = Follow the walk
live-reload = Refresh
live-all-stops = Show all stops
live-on = The page refreshes by itself.
live-off = The page does not refresh by itself just now.
live-phones = { $count ->
    [0] No phone has joined yet
    [one] One phone has joined
   *[other] {$count} phones have joined
}
live-incidents = { $count ->
    [one] One incident is reported. It waits for the coordinator.
   *[other] {$count} incidents are reported. They wait for the coordinator.
}
live-no-stops = What comes in stands here, stop by stop.
live-judged-count = { $count ->
    [one] one has judged
   *[other] {$count} have judged
}
live-late-count = {$count} afterwards
live-late = afterwards
live-show-all = Show all {$count}
live-accuracy = within {$metres} m
live-by-leader = by the leader
live-photo-alt = Participant’s picture {$number}
live-hide-photo-lead = The picture is shown to nobody any more, not to you either, and that cannot be undone. The walk’s history says that it is hidden, by whom and why.
phone-picture-is-hidden = The picture is hidden. Why is said on the page where the walk is followed.
walk-event-photo_hidden = Picture hidden
