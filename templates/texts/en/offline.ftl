# What waits on the phone to be sent, and pages that are shown without a network. #count, #time, #done and #all are filled in by the
# browser.
queue-title = Saved on the phone
queue-report = Report
queue-shift = Shift report
queue-count-one = 1 not sent.
queue-count = #count not sent.
queue-none = Nothing is waiting to be sent.
queue-all-sent = Everything has been sent.
queue-saved = Saved on the phone.
queue-sending = Sending …
queue-when-sync = It is sent by itself when the network is back, also if you close the page.
queue-when-open = It is sent when the network is back and you have Lykta open.
queue-when-sign-in = It is sent when you have signed in.
queue-state-waiting = Written #time. Waiting for the network.
queue-state-sending = Being sent now.
queue-state-signed-out = Written #time. Waiting for you to sign in.
queue-state-refused = Written #time. It came back and needs to be put right.
queue-state-taken = Written #time. Something else has already been sent under the same number: open it, check and send again.
queue-state-gone = Written #time. It is no longer accepted.
queue-received = Received #time.
queue-look = Show
queue-show = Show what
queue-send = Send now
queue-save = Save as a file
queue-hide = Hide what has been received
queue-mend = Open and put right
queue-remove = Remove
queue-remove-sure = Yes, remove what I wrote
queue-leave-text = It stays on this phone and is sent the next time you are in here. Nobody else can send it. To be sure, save it as a file.
queue-leave-stay = Stay
queue-leave-go = Leave it here and go
queue-leave-drop = Remove it and go

pack-busy = Saving the walk on the phone: #done of #all.
pack-whole = Everything is on the phone. You can walk without a network.
pack-part = Not everything could be saved on the phone. Open the page again where there is a network.

from-phone = You have no network. The page is shown from the phone, and what you send is kept here until the network is back.

away-title = You have no network
away-lead = This page is not on the phone. Try again when the network is back.
away-saved-title = Saved on the phone
away-saved-lead = The network is away just now. What you wrote has not been sent yet, but it is safe here.
away-report = Write a report
away-shift = Write a shift report
away-walk = To the walk
away-home = To the first page
