phone-word = Trygghetsvandring
phone-door-title = Gå med på en vandring
phone-door-lead = Koden står på affischen. Du behöver inget konto, och ingen får veta vem du är.
phone-code = Kod
phone-code-hint = Stora eller små bokstäver går lika bra.
phone-code-submit = Gå vidare
phone-code-missing = Skriv koden som står på affischen.
phone-code-wrong = Den koden känner vi inte igen. Jämför med affischen: kanske har en bokstav blivit fel.
phone-code-wrong-often = Den koden känner vi inte igen. Många koder har provats härifrån, så vänta {$seconds} sekunder innan du provar nästa. Den rätta koden släpps alltid in.
phone-other-code = Skriv en annan kod
phone-opens-at = Vandringen har inte börjat än. Du kan gå med från {$at}.
phone-is-over = Vandringen är slut, och nya deltagare släpps inte in. Tack för att du ville vara med.
phone-see-protocol = Se vad vandringen kom fram till
phone-language = Språk
phone-when = När
phone-meeting-place = Samling
phone-what-happens = Det här händer med det du skriver
phone-what-happens-1 = Du är inte inloggad, och vi sparar inget som säger vem du är.
phone-what-happens-2 = Den som leder vandringen läser det du skriver, och det viktigaste blir ett protokoll utan namn.
phone-what-happens-3 = De som ansvarar svarar på protokollet, och du kan läsa vad som blir gjort.
phone-group = Räkna mig i en grupp
phone-group-which = Vilken grupp?
phone-group-hint = Bara antalet sparas, så att det syns om många olika är med.
phone-group-unsaid = Vill inte säga
phone-join = Gå med
phone-emergency = Pågår något farligt nu: ring 112.
phone-progress = {$done} av {$count} stopp påbörjade
phone-no-stops = Vandringen har inga bestämda stopp. Notera det ni ser på vägen.
phone-note-between = Notera mellan stoppen
phone-report-incident = Rapportera en händelse
phone-noted-count = { $count ->
    [0] inget än
    [one] en anteckning
   *[other] {$count} anteckningar
}
phone-judged = bedömt
phone-go-to = {$stop}: {$name}
phone-stop-of = Stopp {$position} av {$count}
phone-stop-named = Stopp {$position}: {$name}
phone-next-stop = Nästa stopp: {$name}
phone-no-more-stops = Klart: till översikten
phone-to-overview = Till översikten
phone-screen-dark = Mörk skärm
phone-screen-phone = Skärm som telefonen
phone-leave = Lämna vandringen
phone-leave-about = Då kan någon annan gå med på den här telefonen. Det du redan har skickat finns kvar på vandringen.
phone-leave-yes = Ja, lämna
phone-over-until = Vandringen är slut. Det du skrev kan du skicka till {$until}, och det märks som skickat i efterhand.
phone-too-late = Vandringen är slut sedan mer än tre dygn, och inget mer tas emot.
phone-shut-out = Koden till vandringen har dragits in, och telefoner som gick med på den är inte längre med. Fråga den som leder vandringen.
phone-between-title = Mellan stoppen
phone-between-lead = Notera något du ser på vägen.
phone-between-stops = På vägen, mellan stoppen
phone-belongs-to = Var hör det hemma?
phone-look-at = Titta efter
phone-own-notes = Det här har du noterat
phone-received-at = mottaget {$at}
phone-photo-count = { $count ->
    [one] en bild
   *[other] {$count} bilder
}
phone-what-do-you-see = Vad ser du?
phone-description = Beskriv det
phone-description-hint = Det som finns på platsen, inte vem som är där.
phone-theme = Vad handlar det om?
phone-theme-none = Välj om du vill
phone-where = Var är det?
phone-where-else = Inte precis vid stoppet?
phone-position = Koordinater
phone-position-hint = Till exempel 59.2479, 17.8612.
phone-note-submit = Spara anteckningen
phone-how-is-it = Hur är det här?
phone-how-is-it-lead = Bedöm det du vill. Resten lämnar du som ej bedömt.
phone-judged-before = Du har bedömt stoppet. Ändrar du, gäller det nya.
phone-not-judged = Ej bedömt
phone-judge-submit = Spara bedömningen
phone-kind-missing = Välj vad det är: brist, bra plats, förslag eller fråga.
phone-description-missing = Skriv några ord eller ta en bild.
phone-description-long = Texten får ha högst {$most} tecken och har {$length}.
phone-description-control = Texten innehåller tecken som inte går att spara. Skriv den på nytt.
phone-position-unreadable = Koordinaterna gick inte att läsa. Skriv till exempel 59.2479, 17.8612, eller lämna fältet tomt.
phone-stop-unknown = Stoppet finns inte på vandringen.
phone-rating-unknown = Välj 0 till 3, eller ej bedömt.
phone-rating-missing = Bedöm minst en sak innan du sparar.
phone-id-used = Något annat har redan skickats från samma formulär. Läs igenom och spara igen, så sparas det som nytt.
phone-parameter-lighting = Belysning
phone-about-lighting = Ser du tydligt runt omkring dig?
phone-low-lighting = mörkt
phone-high-lighting = ljust
phone-parameter-openness = Öppenhet
phone-about-openness = Kan du se och röra dig åt alla håll?
phone-low-openness = instängt
phone-high-openness = helt öppet
phone-parameter-visibility = Ögon på platsen
phone-about-visibility = Finns fönster, entréer eller butiker som du syns ifrån?
phone-low-visibility = inga
phone-high-visibility = många
phone-parameter-people = Människor
phone-about-people = Hur många är här? 1 är några få, 2 är fler än tio.
phone-low-people = öde
phone-high-people = trångt
phone-parameter-security = Vuxna och vakter
phone-about-security = Finns polis, ordningsvakt eller värd i närheten?
phone-low-security = ingen
phone-high-security = inom rop
phone-parameter-walk_path = Gångväg
phone-about-walk_path = Går det bra att gå här?
phone-low-walk_path = ingen gångväg
phone-high-walk_path = lätt att gå fort
phone-parameter-public_transport = Buss och tåg
phone-about-public_transport = Hur långt är det till en hållplats?
phone-low-public_transport = över 10 minuter
phone-high-public_transport = under 2 minuter
phone-parameter-gender_usage = Kvinnor och barn
phone-about-gender_usage = Rör sig kvinnor och barn här, eller mest män?
phone-low-gender_usage = inga kvinnor eller barn
phone-high-gender_usage = jämnt fördelat
phone-parameter-feeling = Hur känns det?
phone-about-feeling = Din egen känsla just nu, vad du än har svarat ovanför.
phone-feels-0 = Skrämmande
phone-feels-1 = Obehagligt
phone-feels-2 = Helt okej
phone-feels-3 = Tryggt
flash-walk-left = Du har lämnat vandringen. Tack för att du var med.
flash-walk-noted = Tack. Anteckningen är mottagen.
flash-walk-already-noted = Den anteckningen har vi redan. Den finns en gång.
flash-walk-judged = Tack. Bedömningen är mottagen.
flash-walk-already-judged = Den bedömningen har vi redan.
error-not-joined = Telefonen är inte med på vandringen
error-not-joined-text = Det du skickade togs inte emot. Gå med på vandringen i en annan flik, gå tillbaka hit och skicka igen.
error-to-walk = Till vandringen
report-who-sees-walk = Den som ordnar vandringen, och arbetsgruppen för trygghet: kommunen, polisen och bostadsbolaget. Den räknas först när en samordnare har läst den.
history-participant = en deltagare på en trygghetsvandring
flash-incident-from-walk = Tack. Rapporten är mottagen, och en samordnare läser den.
flash-incident-from-walk-already = Den rapporten har vi redan. Den finns en gång.
live-title = Följ vandringen
live-reload = Uppdatera
live-all-stops = Visa alla stopp
live-on = Sidan uppdateras av sig själv.
live-off = Sidan uppdateras inte av sig själv just nu.
live-phones = { $count ->
    [0] Ingen telefon är med än
    [one] En telefon är med
   *[other] {$count} telefoner är med
}
live-incidents = { $count ->
    [one] En händelse är rapporterad. Den väntar på samordnaren.
   *[other] {$count} händelser är rapporterade. De väntar på samordnaren.
}
live-no-stops = Här står det som kommer in, stopp för stopp.
live-judged-count = { $count ->
    [one] en har bedömt
   *[other] {$count} har bedömt
}
live-late-count = {$count} i efterhand
live-late = i efterhand
live-show-all = Visa alla {$count}
live-accuracy = inom {$metres} m
live-by-leader = av ledaren
live-photo-alt = Deltagares bild {$number}
live-hide-photo-lead = Bilden visas inte för någon mer, inte heller för dig, och det går inte att ångra. I vandringens historik står att den är dold, av vem och varför.
phone-picture-is-hidden = Bilden är dold. Varför står på sidan där vandringen följs.
walk-event-photo_hidden = Bild dold
