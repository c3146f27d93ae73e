shared-title = Lägesbild vecka {$week}
shared-edition-draft = delad utgåva, utkast
shared-edition-version = delad utgåva, version {$version}
shared-whole = Hela kommunen
shared-all-events = Händelser
shared-lead = {$count ->
    [0] Inga händelser rapporterades i kommunen.
   *[other] {$count} händelser rapporterades i kommunen.
  }
shared-lead-few = Färre än fem händelser rapporterades i kommunen.
shared-lead-withheld = Några händelser rapporterades i kommunen; hur många sägs inte, därför att det skulle avslöja ensamma händelser.
shared-lead-signal = Det är {$signal}.
shared-lead-too-few = Det är för få för att säga om det är mer eller mindre än väntat.
shared-as-expected = som väntat
shared-more = mer än väntat
shared-less = mindre än väntat
shared-too-few = för få för att säga
shared-stands-out = Det som sticker ut
shared-stands-out-none = Inget sticker ut som går att berätta i den här utgåvan.
shared-stands-out-more = {$what}, {$place}: {$count}. Det är mer än väntat.
shared-stands-out-less = {$what}, {$place}: {$count}. Det är mindre än väntat.
shared-stands-out-group = {$what}, {$place}: mer än väntat.
shared-coverage = Vilka som hörts av
shared-heard-all = Alla organisationer som väntas rapportera har hörts av.
shared-heard-most = De flesta organisationer som väntas rapportera har hörts av. Tystnad är inte detsamma som lugn.
shared-heard-some = Hälften eller färre av organisationerna som väntas rapportera har hörts av. Tystnad är inte detsamma som lugn.
shared-heard-nobody = Ingen av organisationerna som väntas rapportera har hörts av. Tystnad är inte detsamma som lugn.
shared-heard-unknown = Det är inte bestämt vilka organisationer som väntas rapportera varje vecka.
shared-coverage-differs = Det skiljer sig från veckorna före: jämför veckorna med försiktighet.
shared-districts = Kommundelarna
shared-column-district = Kommundel
shared-column-events = Händelser
shared-column-signal = Jämfört med det vanliga
shared-column-rate = Per tusen boende
shared-column-unsafe = Otrygga platser
shared-column-planned = Kommande arrangemang
shared-column-observed = Sett på vandringar
shared-column-level = Bedömning
shared-column-group = Grupp
shared-groups = Vad det gäller
shared-level-calm = lugnt
shared-level-unsettled = viss oro
shared-level-strained = ansträngt
shared-level-serious = allvarligt
shared-level-none = inte bedömd
shared-measures = Åtgärder
shared-measures-decided = Beslutade i veckan
shared-measures-open = Öppna
shared-measures-overdue = Försenade
shared-measures-soon = Ska vara klara inom en vecka
shared-feedback = Till dem som rapporterat
shared-notes = Så är det räknat
shared-note-few = <5 är en till fyra. Två punkter (..) är ett antal som inte sägs, därför att ett annat antal då kunde räknas fram. Noll är noll. Så kan ingen enskild händelse kännas igen.
shared-note-usual = Mer eller mindre än väntat är sagt mot de tolv veckorna före. Där antalet inte sägs, sägs inte heller det.
shared-note-rate = Per tusen boende är veckans antal för varje tusental boende på samma mark. Ett centrum har fler besökare än boende: läs antalet först.
shared-note-groups = En vecka är för kort för att berätta vad det gällde utan att någon kan kännas igen. Det står månad för månad i rapporterna.
shared-note-kept = Antalen är de som sades när veckan först fastställdes. Det som har rättats eller kommit in sedan räknas i rapporterna.
shared-note-reports = Rapporter är iakttagelser, inte anmälda brott. Fler rapporter kan betyda att fler rapporterar. Händelser, otrygga platser, arrangemang och vad som setts på vandringar läggs aldrig ihop.
shared-note-cut-off = Räknat {$moment}.
shared-views = Lägesbilder
shared-view-draft = Veckans utkast
shared-view-archive = Arkiv
shared-view-compare = Jämför två veckor
shared-view-month = Månad
shared-view-tertial = Tertial
shared-week-of-year = Vecka {$week} {$year}
shared-archive-title = Fastställda lägesbilder
shared-archive-lead = Veckorna som kommunen, polisen och de andra har kommit överens om. Små antal sägs inte, så att ingen enskild händelse kan kännas igen.
shared-archive-lead-exact = Veckorna som ni har kommit överens om, som de fastställdes.
shared-archive-none = Här kommer de fastställda lägesbilderna att stå
shared-archive-none-text = När trygghetssamordnaren har fastställt en veckas lägesbild finns den kvar här, oförändrad.
shared-archive-found = {$count ->
    [0] Ingen lägesbild innehåller de orden.
    [one] En lägesbild innehåller de orden.
   *[other] {$count} lägesbilder innehåller de orden.
  }
shared-archive-approved = Version {$version}, fastställd {$day}.
shared-search = Sök i lägesbilderna
shared-search-hint = Ord som står i texten. Flera ord: alla ska finnas.
shared-search-clear = Visa alla
shared-years = År
shared-not-approved = Veckans lägesbild är inte fastställd än
shared-not-approved-text = Den blir klar efter veckomötet. Då kan du läsa den här.
shared-to-archive = Till de fastställda lägesbilderna
shared-compare-title = Jämför två veckor
shared-compare-lead = Samma siffror för två veckor, och vad som går att säga om skillnaden.
shared-compare-more = Det var fler händelser den andra veckan, fler än slumpen brukar göra.
shared-compare-fewer = Det var färre händelser den andra veckan, färre än slumpen brukar göra.
shared-compare-chance = Skillnaden i antal händelser kan vara slump.
shared-compare-same = Lika många händelser båda veckorna.
shared-compare-few = Det är för få händelser för att säga något om skillnaden.
shared-compare-not-told = Skillnaden i antal händelser går inte att säga.
shared-compare-one = Den ena veckan
shared-compare-other = Den andra veckan
shared-compare-go = Jämför
shared-compare-heading = {$one} och {$other}
shared-compare-too-few = Det behövs minst två veckor för att jämföra.
shared-compare-missing = Minst en av veckorna är inte fastställd, eller så finns den inte. Välj två veckor ur listorna.
shared-compare-coverage = Det är inte samma organisationer som hörts av de två veckorna. En skillnad i antal kan bero på det.
shared-compare-heard-only = Bara vecka {$week}: {$names}.
shared-compare-note = En skillnad kallas mer eller färre när slumpen sällan gör en så stor, med hänsyn till hur många rader som jämförs. Under fem händelser tillsammans är det för få för att säga.
shared-choice-version = {$week}, version {$version}
shared-choice-draft = {$week}, utkast
shared-column-week = Vecka {$week}
shared-column-week-draft = Vecka {$week}, utkast
shared-column-change = Skillnad
shared-change-more = fler
shared-change-same = lika många
shared-change-fewer = färre
shared-change-chance = kan vara slump
shared-change-not-told = går inte att säga
shared-tertial = Tertial {$number} {$year}, {$from}–{$to}
shared-period-weeks = Vecka {$first}–{$last}
shared-period-its-weeks = Veckorna
shared-period-lead = {$weeks ->
    [one] {$count ->
        [one] En händelse på en hel vecka.
       *[other] {$count} händelser på en hel vecka.
      }
   *[other] {$count ->
        [one] En händelse på {$weeks} hela veckor.
       *[other] {$count} händelser på {$weeks} hela veckor.
      }
  }
shared-period-lead-told = {$approved} av {$weeks} veckor är fastställda.
shared-period-none-over = Ingen vecka är över än, eller så ligger de före den första rapporten.
shared-period-none-approved = Ingen av veckorna är fastställd än.
shared-period-note-now = Räknat nu, ur rapporterna som de är: det som rättas eller kommer in sent ändrar siffrorna. De fastställda veckorna står kvar som de var. Bara veckor som är över räknas med.
shared-period-note-means = En vecka hör till den månad och det tertial som dess torsdag ligger i. Snittet är per vecka, så att långa och korta perioder går att jämföra. Skillnaden är mot perioden före.
shared-period-note-added = Hopräknat ur de fastställda veckorna, och bara av det som sägs där. Där ett antal inte sägs blir summan ett från–till, eller minst så många. En vecka hör till den månad och det tertial som dess torsdag ligger i.
shared-column-sum = Antal
shared-column-mean = I veckan
shared-column-before = Perioden före, i veckan
shared-column-last-year = I fjol, i veckan
shared-column-change-before = Mot perioden före
shared-week-events = {$count ->
    [0] Inga händelser.
    [one] En händelse.
   *[other] {$count} händelser.
  }
shared-week-version = Fastställd, version {$version}.
shared-week-draft = Utkast.
shared-week-ongoing = Veckan pågår.
shared-week-not-approved = Inte fastställd.
shared-at-least = minst {$count}
shared-no-such-period = Den perioden finns inte
shared-no-such-period-text = Den är skriven på ett annat sätt än 2026-11 eller 2026-T3, eller har inte börjat än.
shared-home = Lägesbild vecka {$week}
shared-home-action = Läs lägesbilden
