# Vem som hörts av, och vad polisen berättar.
coverage-so-far = Hittills har {$heard} av {$expected} väntade organisationer hörts av.
coverage-heard = {$silent ->
    [0] Alla {$expected} väntade organisationer har hörts av.
   *[other] {$heard} av {$expected} väntade organisationer har hörts av.
  }
coverage-heard-usual = {$silent ->
    [0] Alla {$expected} väntade organisationer har hörts av; de {$weeks} veckorna före var det oftast {$usual}.
   *[other] {$heard} av {$expected} väntade organisationer har hörts av; de {$weeks} veckorna före var det oftast {$usual}.
  }
coverage-fell-silent = {$count ->
    [one] Jämför försiktigt med tidigare veckor: {$names} brukar höras men är tyst.
   *[other] Jämför försiktigt med tidigare veckor: {$names} brukar höras men är tysta.
  }
coverage-newly-heard = Jämför försiktigt med tidigare veckor: {$names} har sällan hörts av förut.
coverage-zero-title = Hur var vecka {$week}?
coverage-zero-lead = Lugnt? Med ett klick säger du för {$organisation} att ni inte har något att rapportera om vecka {$week}. Då syns det att det var lugnt, inte bara tyst.
coverage-zero-button = Vi har inget att rapportera
coverage-zero-withdraw = Ta tillbaka beskedet
coverage-zero-closes = Det går att ändra till {$moment}. Rapporterar ni något ändå så gäller rapporten.
coverage-zero-said = Ni har sagt att ni inte hade något att rapportera om vecka {$week}. Det sades {$moment}.
coverage-zero-reported = {$count ->
    [one] Ni har gjort en rapport om vecka {$week}. Något mer besked behövs inte.
   *[other] Ni har gjort {$count} rapporter om vecka {$week}. Något mer besked behövs inte.
  }
coverage-zero-shift = Ni har rapporterat ett lugnt pass vecka {$week}. Något mer besked behövs inte.
coverage-zero-closed = Sista tiden för besked var {$moment}. Har ni ändå något att berätta, säg det till trygghetssamordnaren.
coverage-zero-instead = Rapportera något ni sett i stället
coverage-closed = Sista tiden för besked om den veckan har gått ut. Säg till trygghetssamordnaren om något behöver rättas.
coverage-link-gone = Länken gäller en vecka, och sista tiden för besked om den har gått ut. Logga in om du vill berätta något.
coverage-home-ask-text = Din organisation har inte hörts av ännu. Rapportera det ni sett, eller säg att ni inte har något att rapportera. Senast {$moment}.
coverage-home-said = Vecka {$week} var lugn
coverage-home-said-text = Din organisation har sagt att ni inte har något att rapportera. Rapporterar ni något ändå så gäller rapporten.
coverage-home-silent = Inte hörda vecka {$week}
coverage-home-figure = {$silent} av {$expected}
coverage-home-awaited = Vi väntar på {$names}. Sista tid {$moment}.
coverage-home-silent-text = Sista tiden har gått ut. Vi hörde inget av {$names}.
coverage-home-all = Alla {$expected} väntade organisationer har rapporterat eller sagt att de inte har något att rapportera.
coverage-home-link = Öppna lägesbilden
flash-coverage-zero = Tack. Vi har noterat att ni inte har något att rapportera.
flash-coverage-zero-already = Det var redan sagt. Tack.
flash-coverage-zero-reported = Din organisation har redan hörts av om veckan. Något mer besked behövs inte.
flash-coverage-zero-withdrawn = Beskedet är tillbakataget.
audit-action-withdrawn = tog tillbaka
audit-subject-zero_report = besked om lugn vecka
audit-subject-police_counts = polisens siffror
job-coverage_reminders = Påminnelser om att höras av
counts-title = Polisens egna siffror vecka {$week}
counts-lead = De visas bredvid våra rapporter och läggs aldrig ihop med dem: polisen räknar annat och på annat sätt.
counts-kept = Inläst
counts-caption = Polisens egna siffror vecka {$week}
counts-latest = Senast inläst {$moment} av {$actor}.
counts-none = Inget är inläst för den här veckan.
counts-no-district = Kommundel inte nämnd
counts-column-category = Kategori
counts-column-district = Kommundel
counts-column-count = Antal
counts-column-source = Källa
counts-load = Läs in en fil
counts-format = En tabell som CSV med kolumnerna week, district, category, count och source. Lämna district tomt om kommundelen inte är känd. Samma fil en gång till lägger inte till något, och en rättad siffra ersätter den gamla. Så här kan den se ut:
counts-example = Exempel på en fil
counts-file = Fil
counts-file-hint = CSV, sparad som UTF-8.
counts-submit = Läs in
counts-loaded = Filen är inläst: {$new} nya, {$changed} ändrade, {$known} som redan fanns.
counts-refused = {$count ->
    [one] Inget är inläst. En rad i filen behöver rättas.
   *[other] Inget är inläst. {$count} rader i filen behöver rättas.
  }
counts-lines = Rader att rätta
counts-column-line = Rad
counts-column-fault = Vad som är fel
counts-more = Ytterligare {$count} rader behöver rättas.
counts-file-missing = Välj en fil.
counts-file-large = Filen är större än 20 MB.
counts-unreadable = Filen gick inte att läsa.
counts-empty = Filen är tom.
counts-columns = De här kolumnerna saknas: {$columns}.
counts-column-twice = Kolumnen {$column} finns två gånger.
counts-not-utf8 = Raden är inte UTF-8. Spara filen som ”CSV UTF-8”.
counts-cells = Raden har {$found} celler, rubrikraden har {$expected}.
counts-open-quote = Ett citattecken öppnas och stängs aldrig.
counts-too-many = Filen har fler än {$most} rader.
counts-repeated = Samma vecka, kommundel, kategori och källa står redan på rad {$line}.
counts-week = ”{$week}” är ingen vecka. Skriv den som 2026-W47.
counts-week-future = Vecka {$week} har inte börjat.
counts-district = ”{$district}” är ingen av kommundelarna. Lämna cellen tom om den inte är känd.
counts-category-missing = Kategorin saknas.
counts-count = ”{$count}” är inget antal. Skriv ett heltal, 0 eller mer.
counts-source-missing = Källan saknas.
counts-words = Texten är längre än {$most} tecken eller har tecken som inte hör hemma i en text.
counts-person-stop = Texten har ett personnummer. Sådant tar vi inte emot.
counts-person-warn = Texten kan peka ut en person.
