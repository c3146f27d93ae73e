situation-title = Lägesbild vecka {$week}
situation-week = Vecka {$week}
situation-to-week = Till vecka {$week}
situation-draft = Utkast
situation-ongoing = veckan pågår
situation-counted = Räknat {$moment}. Det som rapporteras eller rättas senare ändrar siffrorna.
situation-unknown = Utanför eller okänd plats
situation-whole = Hela kommunen
situation-lead-12 = {$count ->
    [0] Inga händelser rapporterade. De tolv veckorna före var det {$mean} i veckan.
    [one] En händelse. De tolv veckorna före var det {$mean} i veckan.
   *[other] {$count} händelser. De tolv veckorna före var det {$mean} i veckan.
  }
situation-lead-4 = {$count ->
    [0] Inga händelser rapporterade. De fyra veckorna före var det {$mean} i veckan.
    [one] En händelse. De fyra veckorna före var det {$mean} i veckan.
   *[other] {$count} händelser. De fyra veckorna före var det {$mean} i veckan.
  }
situation-lead = {$count ->
    [0] Inga händelser rapporterade.
    [one] En händelse.
   *[other] {$count} händelser.
  }
situation-divisions = Indelning
situation-division = {$rows} kommundelar
situation-districts = Kommundelarna
situation-caption-events = Händelser per kommundel vecka {$week}
situation-events = Händelser
situation-unsafe-places = Otrygga platser
situation-caption-unsafe-places = Otrygga platser per kommundel vecka {$week}
situation-planned-events = Kommande arrangemang
situation-caption-planned-events = Kommande arrangemang per kommundel vecka {$week}
situation-no-events = Inga händelser är rapporterade den här veckan. Tystnad är inte detsamma som lugn.
situation-no-unsafe-places = Inga otrygga platser är rapporterade den här veckan.
situation-no-planned-events = Inga arrangemang är rapporterade den här veckan.
situation-mean-before = De tolv veckorna före var det {$mean} i veckan.
situation-column-district = Kommundel
situation-column-count = Antal
situation-column-line = 12 veckor
situation-column-mean-4 = Snitt 4 v.
situation-column-mean-12 = Snitt 12 v.
situation-column-last-year = I fjol
situation-column-per-1000 = Per 1 000
situation-column-group = Grupp
situation-spark = Tolv veckor, den senaste sist: {$counts}
situation-groups = Vad det gäller
situation-caption-groups = Händelser per grupp och kommundel
situation-all-events = Alla händelser
situation-quiet-groups = Inget på länge: {$groups}.
situation-reports = Veckans rapporter
situation-empty = Här kommer lägesbilden att stå
situation-empty-text = Ännu finns inga rapporter. Med den första börjar tabellen, kartan och jämförelserna.
situation-empty-action = Skriv den första rapporten
situation-before-history = De första rapporterna är från vecka {$week} {$year}. Vad som hände före dess går inte att säga.
situation-to-first-week = Till den första veckan
situation-no-such-week = Den veckan har ingen lägesbild
situation-no-such-week-text = Veckan är skriven på ett annat sätt än 2026-W47, finns inte det året eller har inte börjat än.
situation-notes = Så är det räknat
situation-note-reports = Rapporter är iakttagelser, inte anmälda brott. Fler rapporter kan betyda att fler rapporterar. Rapporter som förts ihop med en annan eller ställts åt sidan räknas inte.
situation-note-unknown = Ett streck (–) betyder att det inte går att säga: rapporterna börjar vecka {$week} {$year}, och inte alla folkmängder är kända.
situation-note-unknown-yet = Ett streck (–) betyder att det inte går att säga.
situation-note-rates = Per 1 000 är veckans antal för varje tusental boende på samma mark (folkmängd {$years}). Ett centrum har fler besökare än boende: läs antalet först.
situation-note-kinds = Händelser, otrygga platser och kommande arrangemang läggs aldrig ihop.
situation-police = Polisens egna händelser
situation-police-lead = Vad polisen har publicerat om kommunen den här veckan. Det är ett urval, kommer från polisen.se och ingår inte i siffrorna ovan.
situation-police-none = Polisen har inte publicerat något om kommunen den här veckan, eller så är det inte inläst.
situation-police-source = Källa: polisen.se
situation-police-made-up = De här händelserna är påhittade. I verklig drift står polisens egna här, med källa.
situation-police-read = Läs hos polisen
situation-map = Karta med antal händelser per kommundel: {$districts}. Samma siffror står i tabellen.
situation-map-legend = Händelser i veckan. En pil uppåt betyder fler än väntat, nedåt färre.
situation-version = Version {$version}
situation-lead-usual = {$count ->
    [0] Inga händelser rapporterade. En vanlig vecka är de {$low}–{$high}.
    [one] En händelse. En vanlig vecka är de {$low}–{$high}.
   *[other] {$count} händelser. En vanlig vecka är de {$low}–{$high}.
  }
situation-beside-usual = {$count} (normalt {$usual}), {$signal}
situation-brief = Kort sagt
situation-glance = Veckan i siffror
situation-summary-none = Ännu har ingen sammanfattat veckan.
situation-write-summary = Skriv sammanfattningen
situation-write-on = Skriv vidare
situation-write-shared = Det alla får läsa
situation-write-feedback = Svaret till dem som rapporterat
situation-write-part = Skriv er del
situation-stands-out = Det som sticker ut
situation-nothing-stands-out = Inget skiljer sig mer från det vanliga än slumpen kan göra.
situation-too-early = Det är för tidigt att säga vad som sticker ut: det krävs fler veckor att jämföra med.
situation-observations = Iakttagelser från vandringar
situation-heard = Har hörts av
situation-heard-of = {$heard} av {$expected} organisationer
situation-zero = Inget att rapportera
situation-silent = Tysta
situation-earlier = Förra veckans beslut
situation-earlier-none = Inga åtgärder beslutades veckan före.
situation-coming = Det som kommer
situation-coming-none = Inget är antecknat för de två veckor som kommer.
situation-to-planned-events = Planerade händelser
situation-overdue = försenad
situation-overdue-measures = Försenade
situation-coverage-differs = Andra organisationer har hörts av den här veckan än veckorna före. Läs jämförelserna med försiktighet.
situation-column-usual = Normalt
situation-column-signal = Läge
situation-column-level = Bedömning
situation-column-observations = Iakttagelser
situation-band = Bandet bakom linjen är det normala för veckan. Iakttagelser är från vandringar och räknas för sig.
situation-signal-none = som väntat
situation-signal-rising = mer än väntat
situation-signal-falling = mindre än väntat
situation-signal-too-few = för få för att säga
situation-ground = På kartan
situation-assessments = Bedömning av kommundelarna
situation-assessments-none = Kommundelarna är inte bedömda.
situation-not-judged = Inte bedömd än.
situation-judge = Bedöm
situation-whole-short = Totalt
situation-hours = När på veckan
situation-hours-alt = Händelserna över veckans timmar. Flest {$heaviest}. Samma siffror står i tabellen.
situation-hours-legend = Ju längre stapel, desto fler händelser den timmen.
situation-hours-too-few = {$events ->
    [one] En enda händelse visar inget mönster.
   *[other] {$events} händelser är för få för att visa ett mönster.
  }
situation-hours-uncertain = {$uncertain ->
    [one] En av händelserna har ingen exakt tid; den är fördelad över den tid den kan ha hänt.
   *[other] {$uncertain} av händelserna har ingen exakt tid; de är fördelade över den tid de kan ha hänt.
  }
situation-column-hours = Klockan
situation-column-all-days = Alla
situation-all-hours = Alla
situation-caption-hours = Händelser per dag och tid, tre timmar i taget
situation-places = Platser som återkommer
situation-places-none = Ingen plats har tre händelser på 28 dagar inom 100 meter.
situation-places-alt = Karta över platserna: {$places}. Samma platser står i tabellen.
situation-places-legend = Bokstäverna är platserna i tabellen; skuggade rutor har fler händelser än sin omgivning.
situation-caption-places = Platser med minst tre händelser på 28 dagar
situation-column-place = Plats
situation-column-this-week = Veckan
situation-column-28-days = 28 dagar
situation-column-before = 12 veckor före
situation-column-mostly = Mest
situation-place-new = inga, ny plats
situation-place-about = {$district}, inom {$reach} m
situation-heat = {$squares ->
    [0] Ingen ruta på 250 meter har fler händelser än slumpen ger.
    [one] En ruta på 250 meter har fler händelser än slumpen ger, räknat på 28 dagar.
   *[other] {$squares} rutor på 250 meter har fler händelser än slumpen ger, räknat på 28 dagar.
  }
situation-heat-too-few = Det är för få händelser för att säga om någon ruta på kartan har fler än slumpen ger.
situation-notable = Värt att berätta om
situation-notable-untold = Ännu inte berättad i egna ord.
situation-column-measure = Åtgärd
situation-column-owner = Ansvarig
situation-column-due = Klart senast
situation-column-status = Status
situation-placements = Vem är var, vecka {$week}
situation-placements-none = Ingen är placerad än.
situation-place-resources = Placera
situation-caption-placements = Resurser per kommundel och dag, vecka {$week}
situation-column-resource = Kommundel och resurs
situation-column-week = Veckan
situation-column-week-before = Veckan före
situation-parts = Var och en berättar
situation-part-none = Har inte skrivit något än.
situation-problems = Problem att väga
situation-problems-none = Inga problem är vägda än.
situation-weigh-problems = Väg problemen
situation-caption-problems = Problemen vägda efter Brås åtta frågor
situation-column-problem = Problem
situation-column-points = Ja
situation-question-common = Vanligt?
situation-question-rising = Ökar?
situation-question-deviates = Avviker?
situation-question-local = Avgränsat?
situation-question-influence = Går att påverka?
situation-question-costly = Kostsamt?
situation-question-many = Berör många?
situation-question-signal = Signalbrott?
situation-answer-yes = Ja
situation-answer-no = Nej
situation-coverage = Vem har rapporterat?
situation-coverage-none = Inga organisationer väntas rapportera varje vecka.
situation-caption-coverage = Organisationer och vad som hördes av dem
situation-column-organisation = Organisation
situation-column-heard = Hördes
situation-column-reports = Rapporter
situation-state-reported = rapporterat
situation-state-zero = inget att rapportera
situation-state-silent = tyst
situation-not-expected = väntas inte varje vecka
situation-coverage-week = v. {$week}: {$heard} av {$expected}
situation-coverage-weeks = Veckor då någon var tyst: {$weeks}.
situation-police-counts = Polisens egna siffror
situation-police-events = Vad polisen har publicerat
situation-column-category = Slag
situation-column-source = Källa
situation-note-usual = Normalt är det intervall som en vanlig vecka hamnar i, räknat på de tolv veckorna före. I fjol är vecka {$week} förra året ({$days}).
situation-note-stands-out = Det som sticker ut är högst sju saker som slumpen sällan gör. Vid få händelser säger vi hellre för få för att säga.
situation-note-hours = Där tiden inte är känd är händelsen fördelad jämnt över den tid den kan ha hänt.
situation-file-week = Vecka
situation-file-code = Kod
situation-file-kind = Slag
situation-file-low = Normalt från
situation-file-high = Normalt till
situation-to-wall = Visa på väggen
situation-to-approval = Fastställ
situation-to-archive = Fastställda lägesbilder
situation-to-correction = Rätta
situation-draft-pdf = PDF
situation-draft-csv = CSV
situation-draft-json = JSON
situation-draft-files = Utkastet som fil
situation-file-name = lagesbild
situation-signal-chance = kan vara slump
situation-load-police-counts = Läs in polisens siffror
situation-to-year-wheel = Årshjulet
