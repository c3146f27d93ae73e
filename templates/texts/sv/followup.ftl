# The red thread: goals, commitments, the way between goal and result, the action plan.

thread-title = Den röda tråden
thread-heading = Från mål till resultat { $year }
thread-lead = Vad kommunen vill nå, hur man ser om det går åt rätt håll, vem som har åtagit sig vad och vad det har blivit av det. Tråden går att följa åt båda hållen.
thread-years = Byt år
thread-goal = Mål
thread-summary = Här hänger { $things } ihop.
thread-summary-done = { $done } av { $count } åtaganden är genomförda.
thread-goals = { $count ->
    [one] 1 mål
   *[other] { $count } mål
}
thread-indicators = { $count ->
    [one] 1 indikator
   *[other] { $count } indikatorer
}
thread-commitments = { $count ->
    [one] 1 åtagande
   *[other] { $count } åtaganden
}
thread-measures = { $count ->
    [one] 1 åtgärd
   *[other] { $count } åtgärder
}
thread-empty = Inga mål än
thread-empty-text = Här syns målen i kommunens planer, vad som visar om de nås och vad nämnder och förvaltningar gör för dem.

thread-step-indicators = Det visar om vi når dit
thread-step-commitments = Det gör nämnder och förvaltningar
thread-no-indicators = Ingen indikator visar om målet nås.
thread-no-commitments = Ingen har åtagit sig något för målet.
thread-target = Mål:
thread-outcome = Senaste utfall:
thread-result = Resultat
thread-titles-within = Åtgärdernas namn läses inom arbetsgruppen.

thread-progress-nothing = utan åtgärd
thread-progress-late = försenat
thread-progress-not_begun = inte påbörjat
thread-progress-under_way = pågår
thread-progress-done = gjort
thread-progress-verified = gjort och kontrollerat
thread-tally-nothing = { $count ->
    [one] 1 avböjd
   *[other] { $count } avböjda
}
thread-tally-late = { $count ->
    [one] 1 försenad
   *[other] { $count } försenade
}
thread-tally-not_begun = { $count ->
    [one] 1 inte påbörjad
   *[other] { $count } inte påbörjade
}
thread-tally-under_way = { $count ->
    [one] 1 pågår
   *[other] { $count } pågår
}
thread-tally-done = { $count ->
    [one] 1 gjord
   *[other] { $count } gjorda
}
thread-tally-verified = { $count ->
    [one] 1 gjord och kontrollerad
   *[other] { $count } gjorda och kontrollerade
}

thread-loose = Det som hänger löst
thread-loose-lead = Det här är inte fel i sig. Men det som inte hänger ihop går inte heller att följa från mål till resultat.
thread-nothing-loose = Inget hänger löst: varje mål har en indikator, varje åtagande en åtgärd och varje åtgärd ett åtagande.
thread-loose-goals = { $count ->
    [one] 1 mål har ingen indikator. Då går det inte att se om det nås.
   *[other] { $count } mål har ingen indikator. Då går det inte att se om de nås.
}
thread-loose-indicators = { $count ->
    [one] 1 indikator hör inte till något mål.
   *[other] { $count } indikatorer hör inte till något mål.
}
thread-loose-commitments = { $count ->
    [one] 1 åtagande har ingen åtgärd.
   *[other] { $count } åtaganden har ingen åtgärd.
}
thread-loose-title = Åtgärder utan åtagande
thread-loose-measures = { $count ->
    [one] 1 åtgärd från { $year } hör inte till något åtagande.
   *[other] { $count } åtgärder från { $year } hör inte till något åtagande.
}
thread-loose-measures-show = Visa åtgärderna

thread-parts = Mer i uppföljningen
thread-part-indicators = Indikatorer
thread-part-indicators-about = Utfall, mål och felmarginaler, år för år
thread-part-crime = Anmälda brott
thread-part-crime-about = Brås statistik för kommun, län och land
thread-part-funds = Fonder och bidrag
thread-part-funds-about = Trygghetsmiljonen: förslag, beslut och vad det blev
thread-part-costs = Kostnader för bevakning
thread-part-costs-about = Per förvaltning och år, med det som saknas
thread-part-meetings = Brås möten
thread-part-meetings-about = Dagordning, beslut och vad de ledde till
thread-part-statutory = Lägesbild enligt lag
thread-part-statutory-about = Vartannat år, med åtgärdsplan (2023:196)
thread-part-classifications = Polisens indelning av områden
thread-part-classifications-about = Daterade uppgifter med källa
thread-part-audit = Revisionens frågor
thread-part-audit-about = Sex frågor, besvarade med dagens siffror

thread-of-measure = Åtgärdens väg till målet
thread-of-indicator = Indikatorns väg till målet
thread-to-measure = Till åtgärden
thread-to-indicator = Alla utfall och mål
thread-way = Vägen tillbaka
thread-way-commitment = Hör till åtagandet
thread-way-goal = Som är till för målet
thread-measure-loose = Åtgärden hör inte till något åtagande.
thread-indicator-loose = Indikatorn hör inte till något mål.
thread-measure-tie = Lägg till ett åtagande
thread-measure-commitment = Åtagande från samma år som åtgärden
thread-measure-none-offered = Det finns inget åtagande från samma år att välja.
measure-thread = Mål och åtaganden

thread-meanwhile = Någon annan har ändrat under tiden
thread-meanwhile-lead = Så här står det nu. Det du skrev finns kvar nedanför. Sparar du igen gäller ditt.

goal-new = Nytt mål
goal-edit = Ändra målet
goal-form-lead = Skriv målet som det står i planen, så att det går att känna igen.
goal-code = Nummer
goal-code-hint = Som i planen, till exempel 6:1.
goal-code-missing = Skriv målets nummer.
goal-code-taken = Ett annat mål har det numret.
goal-name = Mål
goal-name-hint = Med en mening.
goal-name-missing = Skriv vad målet är.
goal-description = Förklaring
goal-plan = Plan
goal-plan-hint = Planen eller beslutet som målet står i.
goal-plan-decided = Planen beslutad
goal-plan-decided-hint = Så syns det hur gammal planen är.
goal-from-year = Från år
goal-to-year = Till år
goal-to-year-hint = Tomt när det gäller tills vidare.
goal-year-unreadable = Skriv ett årtal mellan 2000 och 2100.
goal-day-unreadable = Skriv dagen som 2026-11-19.
goal-years-order = Det sista året kan inte komma före det första.
goal-from-year-on = från { $year }
goal-decided-on = beslutad { $day }
goal-save = Spara målet
goal-remove = Ta bort målet
goal-remove-lead = Ingen har åtagit sig något för målet, så det går att ta bort.
goal-has-commitments = Målet kan inte tas bort: någon har åtagit sig något för det.
goal-choose-indicators = Välj indikatorer
goal-indicators = Indikatorer
goal-indicators-hint = Det som visar om målet nås.
goal-indicators-save = Spara valet
goal-no-indicators = Det finns inga indikatorer att välja än.
flash-goal-added = Målet är sparat.
flash-goal-already = Målet fanns redan.
flash-goal-changed = Ändringen är sparad.
flash-goal-removed = Målet är borttaget.

commitment-new = Nytt åtagande
commitment-edit = Ändra åtagandet
commitment-form-lead = Ett åtagande är vad en nämnd eller förvaltning har lovat att göra under ett år.
commitment-goal = För målet
commitment-goal-choose = Välj ett mål
commitment-goal-missing = Välj vilket mål åtagandet är till för.
commitment-committee = Nämnd eller förvaltning
commitment-committee-hint = Som den heter. Inga namn på personer.
commitment-committee-missing = Skriv vem som har åtagit sig det.
commitment-year = År
commitment-title = Åtagande
commitment-title-hint = Vad som ska göras, med en mening.
commitment-title-missing = Skriv vad som ska göras.
commitment-description = Förklaring
commitment-save = Spara åtagandet
commitment-remove = Ta bort åtagandet
commitment-remove-lead = Åtgärderna finns kvar men hör inte längre till åtagandet.
commitment-measures = Åtgärder
commitment-no-measures = Ingen åtgärd hör till åtagandet än.
commitment-untie = Ta bort härifrån
commitment-tie = Lägg till åtgärder
commitment-tie-send = Lägg till
commitment-search = Sök bland åtgärderna
commitment-search-hint = Utan sökord visas de senaste från samma år som inte hör till något åtagande.
commitment-search-go = Sök
commitment-offered = Åtgärder att lägga till
commitment-none-offered = Inga åtgärder att lägga till.
flash-commitment-added = Åtagandet är sparat.
flash-commitment-already = Åtagandet fanns redan.
flash-commitment-changed = Ändringen är sparad.
flash-commitment-removed = Åtagandet är borttaget. Åtgärderna finns kvar.
flash-commitment-tied = Åtgärden hör nu till åtagandet.
flash-commitment-untied = Åtgärden hör inte längre till åtagandet.
flash-commitment-unchanged = Inget ändrades.

plan-title = Handlingsplan { $year }
plan-lead = Mål, åtaganden och åtgärder som de ser ut { $day }.
plan-empty = Det finns inga mål för året.
plan-indicator = Indikator
plan-outcome = Senaste utfall
plan-target = Mål
plan-commitment = Åtagande
plan-measures = Åtgärder

audit-subject-goal = mål
audit-subject-commitment = åtagande
