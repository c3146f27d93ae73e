# The audit log: who did what to what. A new word in Rust needs its text here.
audit-action-added = lade till
audit-action-changed = ändrade
audit-action-disabled = stängde
audit-action-enabled = öppnade
audit-action-imported = läste in
audit-action-link_made = gjorde en engångslänk till
audit-action-opened = öppnade
audit-action-reporter_read = läste vem som rapporterat
audit-action-signed_in = loggade in på
audit-subject-account = konto
audit-subject-area_set = områdesgränser
audit-subject-incident = rapport
audit-subject-organisation = organisation
audit-subject-places = platser
audit-subject-police_events = polisens händelser
audit-subject-population = folkmängd
audit-subject-statement = text
