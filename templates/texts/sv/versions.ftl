# Godkända lägesbilder.
versions-name = Lägesbild vecka { $week }, version { $version }
versions-name-year = Vecka { $week } { $year }, version { $version }
versions-approved = Fastställd
versions-status = fastställd, version { $version }
versions-archive = Fastställda lägesbilder
versions-editions = Utgåvor
versions-edition-working_group = Arbetsgruppens utgåva
versions-edition-shared = Delad utgåva
versions-file-json = JSON
versions-file-html = Fristående sida
versions-file-pdf = PDF
versions-file-csv = Tabell (CSV)

# Att fastställa.
versions-approve-title = Fastställ lägesbilden för vecka { $week }
versions-correct-title = Rätta lägesbilden för vecka { $week }
versions-approve-lead = Så som lägesbilden är nu blir den en version som aldrig ändras: en utgåva för arbetsgruppen och en för alla andra.
versions-opens = Lägesbilden kan fastställas från { $moment }. Fram till dess kan alla rapportera.
versions-too-early = Lägesbilden kan fastställas från { $moment }.
versions-frozen = Det här fastställs
versions-fact-version = Version
versions-fact-events = Händelser
versions-fact-unsafe = Otrygga platser
versions-fact-heard = Organisationer som hörts av
versions-fact-findings = Sådant som sticker ut
versions-fact-parts = Skrivna delar
versions-fact-judged = Bedömda kommundelar
versions-fact-decided = Beslutade åtgärder
versions-of = { $done } av { $all }
versions-look-over = Att se över först
versions-look-over-about = Inget av detta hindrar dig från att fastställa lägesbilden.
versions-nothing-missing = Allt är skrivet och inget väntar.
versions-warn-silent = Har inte hörts av: { $names }.
versions-warn-parts = Har inte skrivit sin del: { $names }.
versions-warn-judged = Saknar bedömning: { $names }.
versions-warn-notable = Utvalda rapporter utan din egen mening: { $names }.
versions-warn-summary = Sammanfattningen är inte skriven.
versions-warn-shared = Texten till den delade utgåvan är inte skriven.
versions-warn-feedback = Återkopplingen till dem som rapporterat är inte skriven.
versions-reason = Varför rättas lägesbilden?
versions-reason-hint = Alla som får läsa lägesbilden ser skälet.
versions-reason-missing = Skriv skälet.
versions-too-long = Texten är för lång. Den får ha högst { $most } tecken.
versions-approve-about = Alla som har rapporterat om veckan får ett mejl om att lägesbilden är fastställd, om Lykta skickar mejl.
versions-approve-submit = Fastställ lägesbilden
versions-busy = Det kommer in så mycket just nu att lägesbilden inte hann fastställas. Försök igen om en stund.

# En fastställd version.
versions-approved-by = Fastställd { $moment } av { $name }. Räknad { $counted }.
versions-cover = Om den här versionen
versions-fact-reason = Skäl till rättelsen
versions-fact-fingerprint = Kontrollsumma i sidfoten
versions-fact-record = Versionens kontrollsumma
versions-fact-previous = Kontrollsumma för versionen före
versions-unchanged = Kontrollerad nu: filerna och hela kedjan av versioner är som de fastställdes.
versions-changed = Något har ändrats efter att det fastställdes
versions-changed-about = Det som är sparat stämmer inte med kontrollsummorna. Lita inte på det, och be den som sköter Lykta att jämföra med en säkerhetskopia.
versions-fault-record = protokollet är ändrat.
versions-fault-chain = följer inte på versionen före. En version är ändrad, borttagen eller inlagd.
versions-fault-row = uppgifterna om versionen är ändrade.
versions-fault-file = en fil är ändrad eller saknas ({ $edition }, { $format }).
versions-fault-signature = underskriften från { $organisation } gäller något annat.
versions-file-changed = Filen är inte längre den som fastställdes. Därför lämnas den inte ut.
versions-banner = Lägesbilden är fastställd som version { $version }. Det här är hur veckan ser ut nu.
versions-older = Det finns en senare version av veckans lägesbild.
versions-newer = Läs version { $version }
versions-late = Sedan dess: +{ $count }. { $count ->
    [one] En rapport om veckan har kommit in efter att lägesbilden räknades.
   *[other] { $count } rapporter om veckan har kommit in efter att lägesbilden räknades.
}
versions-late-some = Sedan dess har fler rapporter om veckan kommit in.
versions-removed = En mening togs bort { $day } av { $name }. Skäl: { $reason }
versions-removed-hash = Meningens kontrollsumma:
versions-tombstone = [Här stod en mening som togs bort { $day }. Skäl: { $reason } Kontrollsumma { $hash }…]
versions-feedback = Till alla som rapporterade om veckan
versions-signatures = Underskrifter
versions-signatures-none = Ingen har skrivit under än.
versions-signed-by = { $name }, { $moment }
versions-signed-before = { $name }, { $moment }, innan en mening togs bort
versions-sign = Skriv under för { $organisation }
versions-sign-about = Underskriften sparas tillsammans med versionens kontrollsumma.
versions-all = Veckans versioner
versions-other = Version { $version }, fastställd { $moment }
versions-correct = Rätta med en ny version
versions-remove = Ta bort en mening
versions-unreadable = Lägesbilden kan inte visas här. Öppna en av filerna ovanför.

# Att ta bort en mening.
versions-remove-title = Ta bort en mening
versions-remove-lead = När något inte får stå kvar, till exempel en uppgift om en person. Är något bara fel är det bättre att rätta med en ny version.
versions-sentence = Meningen som ska bort
versions-sentence-hint = Skriv av den precis som den står, minst två ord.
versions-sentence-short = Skriv minst två ord av meningen.
versions-sentence-not-there = De orden står inte i någon av veckans fastställda versioner. Jämför bokstav för bokstav.
versions-remove-reason = Varför ska den bort?
versions-remove-about = Meningen tas bort ur alla veckans versioner i båda utgåvorna och ur det som skrivits för veckan. På dess plats står dagen, skälet och en kontrollsumma. Det går inte att ångra.
versions-remove-submit = Ta bort meningen

flash-version-approved = Lägesbilden är fastställd.
flash-version-already = Lägesbilden var redan fastställd. Här är den.
flash-version-signed = Tack, underskriften är sparad.
flash-version-signed-already = Din organisation har redan skrivit under.
flash-version-redacted = Meningen är borttagen.

audit-action-approved = fastställde
audit-action-signed = skrev under
audit-action-redacted = tog bort en mening ur
audit-subject-picture_version = lägesbild
