# Approved situation pictures.
versions-name = Situation picture, week { $week }, version { $version }
versions-name-year = Week { $week } { $year }, version { $version }
versions-approved = Approved
versions-status = approved, version { $version }
versions-archive = Approved situation pictures
versions-editions = Editions
versions-edition-working_group = The working group's edition
versions-edition-shared = Shared edition
versions-file-json = JSON
versions-file-html = Stand-alone page
versions-file-pdf = PDF
versions-file-csv = Table (CSV)

# Approving.
versions-approve-title = Approve the situation picture of week { $week }
versions-correct-title = Correct the situation picture of week { $week }
versions-approve-lead = As the picture is now, it becomes a version that never changes: one edition for the working group and one for everybody else.
versions-opens = The picture can be approved from { $moment }. Until then everybody can report.
versions-too-early = The picture can be approved from { $moment }.
versions-frozen = What is approved
versions-fact-version = Version
versions-fact-events = Events
versions-fact-unsafe = Unsafe places
versions-fact-heard = Organisations heard from
versions-fact-findings = What stands out
versions-fact-parts = Parts written
versions-fact-judged = Districts assessed
versions-fact-decided = Measures decided
versions-of = { $done } of { $all }
versions-look-over = To look over first
versions-look-over-about = None of this keeps you from approving the picture.
versions-nothing-missing = Everything is written and nothing waits.
versions-warn-silent = Not heard from: { $names }.
versions-warn-parts = Have not written their part: { $names }.
versions-warn-judged = Without an assessment: { $names }.
versions-warn-notable = Chosen reports without a sentence of your own: { $names }.
versions-warn-summary = The summary is not written.
versions-warn-shared = The text of the shared edition is not written.
versions-warn-feedback = The feedback to those who reported is not written.
versions-reason = Why is the picture corrected?
versions-reason-hint = Everybody who may read the picture sees the reason.
versions-reason-missing = Write the reason.
versions-too-long = The text is too long. It may have { $most } characters at most.
versions-approve-about = Everybody who reported about the week gets an e-mail that the picture is approved, if Lykta sends e-mail.
versions-approve-submit = Approve the picture
versions-busy = So much is coming in just now that the picture could not be approved. Try again in a while.

# An approved version.
versions-approved-by = Approved { $moment } by { $name }. Counted { $counted }.
versions-cover = About this version
versions-fact-reason = Reason for the correction
versions-fact-fingerprint = Checksum in the footer
versions-fact-record = The version's checksum
versions-fact-previous = Checksum of the version before
versions-unchanged = Checked now: the files and the whole chain of versions are as they were approved.
versions-changed = Something was changed after it was approved
versions-changed-about = What is stored does not match the checksums. Do not rely on it, and ask whoever looks after Lykta to compare it with a backup.
versions-fault-record = the record was changed.
versions-fault-chain = it does not follow the version before it. A version was changed, taken out or put in.
versions-fault-row = what is said about the version was changed.
versions-fault-file = a file was changed or is missing ({ $edition }, { $format }).
versions-fault-signature = the signature of { $organisation } is about something else.
versions-file-changed = The file is no longer the one that was approved. So it is not handed out.
versions-banner = The picture is approved as version { $version }. This is how the week looks now.
versions-older = There is a later version of the week's picture.
versions-newer = Read version { $version }
versions-late = Since then: +{ $count }. { $count ->
    [one] One report about the week has come in after the picture was counted.
   *[other] { $count } reports about the week have come in after the picture was counted.
}
versions-late-some = More reports about the week have come in since then.
versions-removed = A sentence was taken out on { $day } by { $name }. Reason: { $reason }
versions-removed-hash = The sentence's checksum:
versions-tombstone = [A sentence that stood here was taken out on { $day }. Reason: { $reason } Checksum { $hash }…]
versions-feedback = To everybody who reported about the week
versions-signatures = Signatures
versions-signatures-none = Nobody has signed yet.
versions-signed-by = { $name }, { $moment }
versions-signed-before = { $name }, { $moment }, before a sentence was taken out
versions-sign = Sign for { $organisation }
versions-sign-about = The signature is kept together with the version's checksum.
versions-all = The week's versions
versions-other = Version { $version }, approved { $moment }
versions-correct = Correct with a new version
versions-remove = Take out a sentence
versions-unreadable = The picture cannot be shown here. Open one of the files above.

# Taking out a sentence.
versions-remove-title = Take out a sentence
versions-remove-lead = When something must not stay, such as a detail about a person. If something is merely wrong, it is better to correct it with a new version.
versions-sentence = The sentence that must go
versions-sentence-hint = Copy it exactly as it stands, two words at least.
versions-sentence-short = Write at least two words of the sentence.
versions-sentence-not-there = Those words stand in none of the week's approved versions. Compare letter by letter.
versions-remove-reason = Why must it go?
versions-remove-about = The sentence is taken out of all the week's versions, in both editions, and out of what was written for the week. The day, the reason and a checksum stand in its place. It cannot be undone.
versions-remove-submit = Take out the sentence

flash-version-approved = The picture is approved.
flash-version-already = The picture was approved already. Here it is.
flash-version-signed = Thank you, the signature is kept.
flash-version-signed-already = Your organisation has signed already.
flash-version-redacted = The sentence is taken out.

audit-action-approved = approved
audit-action-signed = signed
audit-action-redacted = took a sentence out of
audit-subject-picture_version = situation picture
