# The meeting: wall mode, decisions on the spot, who is placed where, what is coming.

wall-place = { $number } av { $count }
wall-next = Nästa
wall-earlier-slide = Föregående
wall-first = Början
wall-end = Tillbaka till lägesbilden
wall-leave = Avsluta
wall-decide = Besluta här
wall-controls = Bilder
wall-keys = Pilarna och mellanslag bläddrar. Home går till början, End till slutet.
wall-events = { $count ->
    [one] händelse
   *[other] händelser
}
wall-events-whole = { $count ->
    [one] händelse i kommunen
   *[other] händelser i kommunen
}
wall-usual = Normalt { $low }–{ $high }
wall-usual-one = Normalt { $count }
wall-last-year = Samma vecka i fjol
wall-unsafe-places = Otrygga platser
wall-observations = Iakttagelser på vandringar
wall-signal-rising = mer än väntat
wall-signal-falling = mindre än väntat
wall-signal-none = som väntat
wall-signal-too-few = för få för att säga
wall-all-heard = { $count ->
    [one] Den organisation som brukar rapportera har hörts av.
   *[other] Alla { $count } organisationer som brukar rapportera har hörts av.
}
wall-some-silent = { $heard } av { $count } organisationer har hörts av. Tyst är det från { $silent }.
wall-findings = Det som sticker ut
wall-findings-none = Inget sticker ut den här veckan. Det som hänt är ungefär så mycket som det brukar vara.
wall-earlier = Vad blev det av förra veckans beslut?
wall-earlier-none = Inget beslutades förra veckan.
wall-parts = Organisationerna berättar
wall-coming = På gång
wall-coming-weeks = De två närmaste veckorna
wall-coming-none = Inget är inskrivet för de två närmaste veckorna.
wall-placements-none = Ingen är utplacerad ännu.
wall-overdue = Försenade åtgärder
wall-overdue-none = Ingen åtgärd är försenad.
wall-decided = Beslutat nu
wall-decided-none = Inget är beslutat ännu.
wall-due = senast { $day }
wall-more = { $count ->
    [one] Och en till, i lägesbilden.
   *[other] Och { $count } till, i lägesbilden.
}
wall-who-where = Vem och var
wall-sum = Summa

decide-title = Besluta en åtgärd
decide-lead = Det som beslutas blir en åtgärd med ägare och datum. Ägaren får veta det och svarar själv.
decide-what = Vad ska göras?
decide-description = Mer om det
decide-description-hint = Varför, och vad som behövs. Inga namn.
decide-more = Slag, tid och funktion
decide-function-open = Utses av organisationen
decide-about-group = Gäller { $group }.
decide-submit = Besluta
decide-to-slide = Tillbaka till bilden
decide-to-picture = Till lägesbilden

resource-patrol = Patrull
resource-field_worker = Fältarbetare
resource-property_host = Fastighetsvärd
resource-guard = Ordningsvakt
resource-volunteer = Grannstöd eller nattvandrare

placements-title = Utplacerade vecka { $week }
placements-lead = Hur många som är var, dag för dag. Det som står här kommer med i lägesbilden, på väggen och på papper.
placements-summary = Så är det
placements-summary-caption = Utplacerade per kommundel och dag, bredvid veckan före
placements-none = Ingen är utplacerad den här veckan, och inte veckan före.
placements-column-who = Vem
placements-column-sum = Summa
placements-column-before = Veckan före
placements-change = Ändra
placements-change-lead = Skriv hur många som är på plats. En tom ruta är ingen. Ändrar någon annan samma ruta medan du skriver får du veta det, och inget skrivs över.
placements-copy = Fyll i som veckan före
placements-copied = Rutorna är ifyllda som veckan före. Inget är sparat än: ändra det som ska vara annorlunda och spara.
placements-save = Spara
placements-clashes = Några rutor hade ändrats av någon annan
placements-clashes-lead = Allt annat är sparat. De här rutorna står kvar så som de är nu. Skriv om dem om det behövs.
placements-clash = { $cell }: du skrev { $wanted }, men { $who } har satt { $number }.
placements-clash-emptied = { $cell }: du skrev { $wanted }, men någon annan har tömt rutan.
placements-unreadable = { $cell }: skriv ett tal från 0 till 99, eller lämna rutan tom.

planned-events = Planerade händelser
planned-events-lead = Matcher, marknader, demonstrationer, skollov och annat som påverkar veckan. De kommer med i lägesbilden två veckor i förväg och står i årshjulet.
planned-none = Inget är inskrivet ännu.
planned-list = Det som kommer
planned-add = Skriv in något som kommer
planned-save = Skriv in
planned-title = Vad är det?
planned-title-hint = En rad, till exempel: Match på Brantbrinks IP.
planned-title-missing = Skriv vad det är.
planned-kind = Slag
planned-kind-missing = Välj vilket slag det är.
planned-kind-event = Arrangemang
planned-kind-match = Match
planned-kind-holiday = Helg eller lov
planned-kind-term = Skolstart eller skolavslutning
planned-kind-other = Annat
planned-starts = Första dagen
planned-ends = Sista dagen
planned-ends-hint = Lämna tomt om det bara är en dag.
planned-day-missing = Skriv vilken dag det börjar.
planned-day-unreadable = Dagen går inte att läsa. Skriv den som 2026-12-17.
planned-days-order = Den sista dagen kommer före den första.
planned-days-many = Det är mer än ett år. Skriv in det för varje år för sig.
planned-district = Kommundel
planned-district-unknown = Välj en kommundel ur listan.
planned-everywhere = Hela kommunen
planned-place = Plats
planned-place-hint = Med ord, om det är på en bestämd plats.
planned-words = Mer om det
planned-words-hint = Till exempel hur många som väntas. Inga namn på personer.
planned-text-long = Texten är för lång. Högst { $most } tecken.
planned-written-by = Skrivet av { $who }
planned-change = Spara
planned-remove = Ta bort
planned-remove-lead = Det försvinner ur årshjulet och ur utkast. Godkända lägesbilder ändras inte.
planned-meanwhile = Någon annan ändrade det medan du skrev
planned-meanwhile-lead = Så här står det nu. Dina ord står kvar i formuläret: spara igen om de ska gälla.

wheel-title = Årshjul { $year }
wheel-lead = Det som kommer varje år, och det som någon har skrivit in. Påsklov, skolstart och skolavslutning bestäms lokalt: skriv in dem.
wheel-years = År
wheel-week = v. { $week }
wheel-now = nu
wheel-quiet = Inget inskrivet.
wheel-add = Skriv in något som kommer

yearly-new_years_day = Nyårsdagen
yearly-sports_holiday = Sportlov
yearly-easter = Påsk
yearly-walpurgis = Valborg
yearly-first_of_may = Första maj
yearly-ascension = Kristi himmelsfärdsdag
yearly-national_day = Nationaldagen
yearly-midsummer = Midsommar
yearly-autumn_holiday = Höstlov
yearly-halloween = Halloween
yearly-all_saints = Alla helgons dag
yearly-lucia = Lucia
yearly-christmas = Jul
yearly-new_years_eve = Nyårsafton

flash-placements-saved = Sparat. Så här är det nu.
flash-planned-added = Inskrivet.
flash-planned-already = Det var redan inskrivet.
flash-planned-changed = Ändrat.
flash-planned-removed = Borttaget.

audit-action-called_off = tog bort
audit-subject-placements = utplacering
audit-subject-planned_event = planerad händelse
