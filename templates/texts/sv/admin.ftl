# The audit log: who did what to what. A new word in Rust needs its text here.
audit-action-added = lade till
audit-action-changed = ändrade
audit-action-disabled = stängde
audit-action-enabled = öppnade
audit-action-exported = förde ut
audit-action-imported = läste in
audit-action-link_made = gjorde en engångslänk till
audit-action-opened = öppnade
audit-action-reporter_read = läste vem som rapporterat
audit-action-signed_in = loggade in på
audit-action-signed_out = loggade ut från
audit-subject-account = konto
audit-subject-area_set = områdesgränser
audit-subject-district = kommundel
audit-subject-incident = rapport
audit-subject-shift = pass
audit-subject-measure = åtgärd
audit-subject-organisation = organisation
audit-subject-places = platser
audit-subject-police_events = polisens händelser
audit-subject-population = folkmängd
audit-subject-statement = text

# Administration.
admin-title = Administration
admin-lead = Konton, organisationer, kommundelar och texter. Rapporter visas inte här.
admin-overview = Översikt
admin-accounts = Konton
admin-organisations = Organisationer
admin-districts = Kommundelar
admin-statements = Texter
admin-audit = Logg
admin-save = Spara
admin-state = Läge
admin-warning-alone = Bara ett öppet konto är administratör. Går det förlorat kan ingen annan släppa in folk. Ge en person till rollen.
admin-warning-alone-action = Öppna konton
admin-warning-statement = Tillgänglighetsredogörelsen är den som följer med Lykta. Lagen kräver kommunens egen, med en adress dit brister kan rapporteras.
admin-warning-statement-action = Skriv redogörelsen
admin-accounts-stand = { $all ->
    [one] { $all } konto
   *[other] { $all } konton
 }, varav { $some ->
    [one] { $some } öppet
   *[other] { $some } öppna
 }
admin-organisations-stand = { $all ->
    [one] { $all } organisation
   *[other] { $all } organisationer
 }, varav { $some } väntas rapportera varje vecka
admin-districts-stand = Invånare, och vilka kommundelar som är del av vilka
admin-statements-stand = Tillgänglighet och personuppgifter, på svenska och engelska
admin-audit-stand = Vem som har gjort vad, och när

admin-accounts-lead = Ett konto är en person. Den som slutar får kontot stängt, så att loggen går att läsa även senare.
admin-account = Konto
admin-account-add = Lägg till konto
admin-account-add-lead = När kontot är tillagt visas en engångslänk. Med den väljer personen sitt eget lösenord.
admin-name-hint = Personens eller funktionens namn. Det står i loggen.
admin-choose-role = Välj roll
admin-choose-organisation = Välj organisation
admin-open = öppet
admin-disabled = stängt
admin-disabled-since = Stängt sedan { $when }.
admin-name-missing = Skriv ett namn.
admin-name-too-long = Namnet får ha högst { $most } tecken.
admin-name-taken = Det finns redan en organisation med det namnet.
admin-email-wrong = Skriv en hel e-postadress, som namn@kommun.se.
admin-email-taken = Adressen hör redan till ett annat konto.
admin-role-missing = Välj en roll.
admin-organisation-missing = Välj en organisation.
admin-own-role = Du kan inte ta ifrån dig själv rollen som administratör. Be en annan administratör.
admin-own-disable = Du kan inte stänga ditt eget konto. Be en annan administratör.
admin-last-administrator = Det är det sista öppna kontot som administratör. Ge någon annan rollen först.
admin-disable-title = Stäng kontot
admin-disable-lead = Personen loggas ut överallt med en gång och kan inte logga in. Rapporterna finns kvar.
admin-enable-title = Öppna kontot igen
admin-enable-lead = Personen kan logga in med sitt gamla lösenord, eller med en ny engångslänk.

admin-link-title = Engångslänk
admin-link-lead = För den som aldrig har loggat in eller har glömt lösenordet. En ny länk gör den förra ogiltig. Det gamla lösenordet gäller tills länken är använd.
admin-link-make = Gör en ny engångslänk
admin-link-added = { $name } är tillagd
admin-link-made = Ny engångslänk till { $name }
admin-link-shown-once = Kopiera länken nu. Den visas bara den här gången.
admin-link-step-send = Skicka länken till personen själv, på ett sätt där ingen annan läser den.
admin-link-step-password = Länken öppnar en sida där personen väljer sitt lösenord.
admin-link-hours = Den fungerar en gång, i { $hours } timmar.
admin-link-step-new = Kom den bort, gör en ny på kontots sida.
admin-link-done = Till kontona
admin-link-while-disabled = Kontot är stängt. Öppna det innan du gör en länk.

admin-organisations-lead = De som rapporterar och tar emot åtgärder. Den som väntas rapportera varje vecka syns som tyst i lägesbilden när inget kommer.
admin-organisation-add = Lägg till organisation
field-name = Namn
field-kind = Slag
field-weekly = Väntas rapportera varje vecka
admin-weekly-hint = Veckor utan rapport räknas som tysta, inte som lugna.
admin-weekly-yes = ja
admin-weekly-no = nej
admin-kind-missing = Välj ett slag.

admin-statements-lead = Det som alla får läsa, även utan konto. Länkarna står längst ner på varje sida.
admin-statement-name = Text
admin-statement-language = Språk
admin-statement-built-in = Texten som följer med Lykta
admin-statement-changed = Kommunens egen, ändrad { $when }
admin-statement-body = Text
admin-statement-hint = Skriv i Markdown: ## för rubrik, - för punkt, **fet**, [länk](https://…) och <namn@kommun.se>. Töm rutan och spara för att få tillbaka texten som följer med Lykta.
admin-statement-preview = Så här ser den sparade texten ut på
admin-statement-too-long = Texten får ha högst { $most } tecken.
statement-accessibility = Tillgänglighets­redogörelse
statement-privacy = Så hanteras personuppgifter
statement-support = Stöd efter brott
statement-changed = Senast ändrad { $when }.

admin-audit-lead = Vem som har gjort vad. Innehåll står aldrig här.
admin-audit-when = När
admin-audit-who = Vem
admin-audit-what = Vad
admin-audit-latest = Till de senaste
admin-to = Öppna
audit-actor-host = Servern
audit-detail-changed = ändrade
audit-detail-added = tillagda
audit-detail-new = nya
audit-detail-approved = godkänd
audit-detail-recategorised = kategori bytt
audit-detail-moved = flyttad
audit-detail-asked = fråga ställd
audit-detail-answered = fråga besvarad
audit-detail-merged = sammanförd
audit-detail-split = delad igen
audit-detail-set_aside = lagd åt sidan
audit-detail-reopened = tillbaka i kön
audit-detail-status = läge
audit-detail-due_on = datum
audit-detail-public_note = vad allmänheten får veta
admin-jobs = Jobb
admin-jobs-lead = Det som körs av klockan, en gång om dagen. Av flera servrar kör en.
admin-jobs-stand = Påminnelser och annat som körs av klockan
jobs-none = Inget har körts ännu
jobs-none-text = Det första jobbet körs när servern har varit i gång en halv minut.
jobs-no-mail = Den här installationen skickar ingen e-post. Påminnelser når därför ingen.
jobs-column-job = Jobb
jobs-column-last = Gick bra senast
jobs-column-done = Antal
jobs-column-failure = Läge
jobs-never = Aldrig
jobs-fine = Går som det ska
jobs-worrying = Behöver ses om
job-measure_reminders = Påminnelser om åtgärder
