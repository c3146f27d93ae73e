# The audit log: who did what to what. A new word in Rust needs its text here.
audit-action-added = added
audit-action-changed = changed
audit-action-disabled = closed
audit-action-enabled = opened
audit-action-exported = exported
audit-action-imported = imported
audit-action-link_made = made a one-time link for
audit-action-opened = opened
audit-action-reporter_read = read who sent
audit-action-signed_in = signed in to
audit-action-signed_out = signed out of
audit-subject-account = account
audit-subject-area_set = area boundaries
audit-subject-district = district
audit-subject-incident = report
audit-subject-shift = shift
audit-subject-measure = measure
audit-subject-organisation = organisation
audit-subject-places = places
audit-subject-police_events = the police’s events
audit-subject-population = population
audit-subject-statement = statement

# Administration.
admin-title = Administration
admin-lead = Accounts, organisations, districts and texts. Reports are not shown here.
admin-overview = Overview
admin-accounts = Accounts
admin-organisations = Organisations
admin-districts = Districts
admin-statements = Texts
admin-audit = Log
admin-save = Save
admin-state = State
admin-warning-alone = Only one open account is an administrator. If it is lost, nobody else can let people in. Give one more person the role.
admin-warning-alone-action = Open accounts
admin-warning-statement = The accessibility statement is the one that comes with Lykta. The law asks for the municipality’s own, with an address where shortcomings can be reported.
admin-warning-statement-action = Write the statement
admin-accounts-stand = { $all ->
    [one] { $all } account
   *[other] { $all } accounts
 }, { $some } of them open
admin-organisations-stand = { $all ->
    [one] { $all } organisation
   *[other] { $all } organisations
 }, { $some } of them expected to report every week
admin-districts-stand = Residents, and which districts are parts of which
admin-statements-stand = Accessibility and personal data, in Swedish and English
admin-audit-stand = Who has done what, and when

admin-accounts-lead = An account is one person. Whoever leaves has it closed, so that the log can still be read later.
admin-account = Account
admin-account-add = Add an account
admin-account-add-lead = When the account is added, a one-time link is shown. With it the person chooses their own password.
admin-name-hint = The name of the person or the function. It stands in the log.
admin-choose-role = Choose a role
admin-choose-organisation = Choose an organisation
admin-open = open
admin-disabled = closed
admin-disabled-since = Closed since { $when }.
admin-name-missing = Write a name.
admin-name-too-long = The name may have at most { $most } letters.
admin-name-taken = There is an organisation with that name already.
admin-email-wrong = Write a whole e-mail address, like name@municipality.se.
admin-email-taken = The address belongs to another account already.
admin-role-missing = Choose a role.
admin-organisation-missing = Choose an organisation.
admin-own-role = You cannot take the administrator’s role away from yourself. Ask another administrator.
admin-own-disable = You cannot close your own account. Ask another administrator.
admin-last-administrator = It is the last open administrator’s account. Give the role to somebody else first.
admin-disable-title = Close the account
admin-disable-lead = The person is signed out everywhere at once and cannot sign in. Their reports stay.
admin-enable-title = Open the account again
admin-enable-lead = The person can sign in with their old password, or with a new one-time link.

admin-link-title = One-time link
admin-link-lead = For somebody who has never signed in or has forgotten the password. A new link makes the one before it invalid. The old password works until the link is used.
admin-link-make = Make a new one-time link
admin-link-added = { $name } is added
admin-link-made = New one-time link for { $name }
admin-link-shown-once = Copy the link now. It is shown only this once.
admin-link-step-send = Send the link to the person themselves, in a way that nobody else reads.
admin-link-step-password = The link opens a page where the person chooses a password.
admin-link-hours = It works once, for { $hours } hours.
admin-link-step-new = If it is lost, make a new one on the account’s page.
admin-link-done = To the accounts
admin-link-while-disabled = The account is closed. Open it before you make a link.

admin-organisations-lead = Those who report and take on measures. Whoever is expected to report every week shows as silent in the situation picture when nothing comes.
admin-organisation-add = Add an organisation
field-name = Name
field-kind = Kind
field-weekly = Expected to report every week
admin-weekly-hint = Weeks without a report count as silent, not as calm.
admin-weekly-yes = yes
admin-weekly-no = no
admin-kind-missing = Choose a kind.

admin-statements-lead = What everybody may read, without an account too. The links stand at the foot of every page.
admin-statement-name = Text
admin-statement-language = Language
admin-statement-built-in = The text that comes with Lykta
admin-statement-changed = The municipality’s own, changed { $when }
admin-statement-body = Text
admin-statement-hint = Write Markdown: ## for a heading, - for a point, **bold**, [link](https://…) and <name@municipality.se>. Empty the box and save to get back the text that comes with Lykta.
admin-statement-preview = This is how the saved text looks at
admin-statement-too-long = The text may have at most { $most } letters.
statement-accessibility = Accessibility statement
statement-privacy = How personal data is handled
statement-support = Support after a crime
statement-changed = Last changed { $when }.

admin-audit-lead = Who has done what. Contents never stand here.
admin-audit-when = When
admin-audit-who = Who
admin-audit-what = What
admin-audit-latest = To the latest
admin-to = Open
audit-actor-host = The server
audit-detail-changed = changed
audit-detail-added = added
audit-detail-new = new
audit-detail-approved = approved
audit-detail-recategorised = category changed
audit-detail-moved = moved
audit-detail-asked = question asked
audit-detail-answered = question answered
audit-detail-merged = merged
audit-detail-split = split again
audit-detail-set_aside = set aside
audit-detail-reopened = back in the queue
audit-detail-status = status
audit-detail-due_on = date
audit-detail-public_note = what the public is told
