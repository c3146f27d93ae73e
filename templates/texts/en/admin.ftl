# The audit log: who did what to what. A new word in Rust needs its text here.
audit-action-added = added
audit-action-changed = changed
audit-action-disabled = closed
audit-action-enabled = opened
audit-action-imported = imported
audit-action-link_made = made a one-time link for
audit-action-opened = opened
audit-action-reporter_read = read who sent
audit-action-signed_in = signed in to
audit-subject-account = account
audit-subject-area_set = area boundaries
audit-subject-incident = report
audit-subject-organisation = organisation
audit-subject-places = places
audit-subject-police_events = the police’s events
audit-subject-population = population
audit-subject-statement = statement
