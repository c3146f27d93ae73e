# Lokala Brås möten: dagordning, beslut och vad som blir av dem.
meetings-title = Lokala Brås möten
meetings-lead = Dagordning, underlag och beslut, och hur långt besluten har kommit.
meetings-to-come = Kommande möten
meetings-none-coming = Inget möte är kallat.
meetings-were-held = Tidigare möten
meetings-items = { $count ->
    [0] Ingen punkt på dagordningen
    [one] En punkt på dagordningen
   *[other] { $count } punkter på dagordningen
}
meetings-new = Kalla till möte
meetings-edit = Ändra mötet
meetings-call = Kalla till mötet
meetings-save = Spara mötet
meetings-name = Mötets namn
meetings-name-hint = Till exempel: Lokalt Brå, möte 5.
meetings-title-missing = Skriv vad mötet heter.
meetings-day = Dag
meetings-day-missing = Välj dagen.
meetings-day-unreadable = Skriv dagen som 2026-12-03.
meetings-place = Tid och plats
meetings-place-hint = Till exempel: Klockan 13–15, kommunalhuset.
meetings-note = Anteckningar
meetings-note-hint = Sådant som inte hör till någon punkt. Inga namn.
meetings-meanwhile = Någon annan hann före
meetings-meanwhile-lead = Så här står det nu. Det du har skrivit står kvar i formuläret. Sparar du igen gäller det.
meetings-call-off = Ställ in mötet
meetings-call-off-not = Mötet har en dagordning. Ta bort punkterna först, om det ska ställas in.

# Ett möte.
meetings-today = I dag
meetings-coming = Kommande
meetings-held = Hållet
meetings-pack = Dagordning med underlag (PDF)
meetings-pack-foot = Dagordning utskriven { $day }
meetings-before = Från mötet { $day }
meetings-before-nothing = Inget beslutades då.
meetings-before-read = Läs det mötets dagordning
meetings-agenda = Dagordning
meetings-agenda-empty = Inga punkter än.
meetings-read = Underlag:
meetings-read-with = Underlag
meetings-report = Rapport { $number }: { $title }
meetings-picture = Lägesbild vecka { $week } { $year }, version { $version }
meetings-week = Vecka { $week } { $year }
meetings-fingerprint = Kontrollsumma { $hash }.
meetings-decision = Beslut
meetings-decision-hint = Vad mötet beslutade. Lämna tomt till dess.
meetings-no-measure = Ingen åtgärd är utdelad för beslutet.
meetings-standing = { $count ->
    [one] En åtgärd: { $statuses }.
   *[other] { $count } åtgärder: { $statuses }.
}
meetings-standing-overdue = { $count ->
    [one] Dagen har gått för en av dem.
   *[other] Dagen har gått för { $count } av dem.
}
meetings-status-proposed = { $count ->
    [one] en väntar på svar
   *[other] { $count } väntar på svar
}
meetings-status-accepted = { $count ->
    [one] en är lovad
   *[other] { $count } är lovade
}
meetings-status-declined = { $count ->
    [one] en är avvisad
   *[other] { $count } är avvisade
}
meetings-status-in_progress = { $count ->
    [one] en pågår
   *[other] { $count } pågår
}
meetings-status-done = { $count ->
    [one] en är klar
   *[other] { $count } är klara
}
meetings-status-verified = { $count ->
    [one] en är klar och kontrollerad
   *[other] { $count } är klara och kontrollerade
}

# En punkt.
meetings-item-new = Lägg till en punkt
meetings-item-edit = Ändra punkten
meetings-item-change-or-decide = Ändra punkten eller skriv beslut
meetings-item-add = Lägg till punkten
meetings-item-save = Spara punkten
meetings-item-title = Rubrik
meetings-item-title-missing = Skriv en rubrik.
meetings-item-words = Vad det gäller
meetings-item-words-hint = Inga namn. Skriv så att alla i rådet kan läsa det i förväg.
meetings-item-report = Släppt rapport
meetings-item-week = Fastställd lägesbild
meetings-item-week-hint = Rådet läser den delade utgåvan.
meetings-report-none = Ingen rapport
meetings-report-unknown = Välj en rapport som är släppt.
meetings-week-none = Ingen lägesbild
meetings-week-unknown = Välj en vecka vars lägesbild är fastställd.
meetings-item-place = Plats på dagordningen
meetings-item-earlier = Flytta uppåt
meetings-item-later = Flytta nedåt
meetings-item-remove = Ta bort punkten
meetings-item-remove-not = En åtgärd har blivit av beslutet. Punkten står kvar, så att det syns varifrån den kom.
meetings-hand-out = Gör beslutet till en åtgärd
meetings-decided-by = Lokalt Brå { $day }

# Startsidan.
meetings-home = Nästa möte med lokalt Brå
meetings-home-text = { $day }. { $items }.
meetings-home-action = Läs dagordningen

flash-meeting-called = Mötet är kallat.
flash-meeting-already = Mötet var redan kallat.
flash-meeting-changed = Mötet är ändrat.
flash-meeting-called-off = Mötet är inställt.
flash-item-added = Punkten står på dagordningen.
flash-item-already = Punkten stod redan på dagordningen.
flash-item-changed = Punkten är ändrad.
flash-item-removed = Punkten är borttagen.

audit-subject-council_meeting = möte med lokalt Brå
audit-subject-meeting_item = punkt på dagordningen
