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
situation-map = Karta: händelser per kommundel
situation-map-about = Samma siffror står i tabellen.
situation-map-legend = Händelser i veckan. Trycker du på en kommundel kommer du till dess sida.
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
situation-note-means = Snitt är medeltalet per vecka för de 4 och 12 veckorna före, lugna veckor medräknade. I fjol är vecka {$week} förra året ({$days}).
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
situation-police-somewhere = kommundel inte nämnd
