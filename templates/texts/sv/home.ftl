home-title = Hem
home-today = {$day}, vecka {$week}
home-good-morning = God morgon, {$name}.
home-good-day = Hej {$name}.
home-good-evening = God kväll, {$name}.
home-good-night = Hej {$name}, så här sent.
home-report-lead = Har du sett något som skapar oro? Det tar under en minut att berätta.
home-lead-administrator = Härifrån sköter du konton, organisationer och texter. Rapporter ser du inte.
home-lead-council = Här läser du om kommunens delar. Rapporterna själva ser bara de som arbetar med dem.
home-own = Dina senaste rapporter
home-own-none = Du har inte rapporterat något ännu. Det du skickar står här, med vad som blev av det.
home-waiting = Nya rapporter
home-waiting-text = {$count -> 
    [0] Allt är genomgånget.
    [one] väntar på att läsas.
   *[other] väntar på att läsas.
 }
home-waiting-action = Läs dem
home-review-action = Granska dem
home-question = Fråga till dig
home-week = Veckans lägesbild
home-week-text = Utkast för vecka {$week}: antal per kommundel, mot tidigare veckor.
home-week-action = Öppna lägesbilden
home-accounts = Konton
home-accounts-text = Lägg till, ändra eller stäng konton, och gör engångslänkar.
home-accounts-action = Öppna konton
home-audit = Logg
home-audit-text = Vem har gjort vad, när.
home-audit-action = Öppna loggen
home-districts = Kommundelar
home-districts-text = Karta, områden och folkmängd.
home-districts-action = Se kommundelarna
home-overdue = Försenade åtgärder
home-overdue-text = { $count ->
    [one] har passerat sin dag utan att bli klar.
   *[other] har passerat sin dag utan att bli klara.
 }
home-unanswered = Obesvarade åtgärder
home-unanswered-text = { $count ->
    [one] väntar på att ägaren svarar.
   *[other] väntar på att ägarna svarar.
 }
home-soon = Klara inom sju dagar
home-soon-text = { $count ->
    [one] ska vara klar inom sju dagar.
   *[other] ska vara klara inom sju dagar.
 }
home-unverified = Att kontrollera
home-unverified-text = { $count ->
    [one] är klar men inte kontrollerad.
   *[other] är klara men inte kontrollerade.
 }
home-to-answer = Åtgärder att svara på
home-to-answer-text = { $count ->
    [one] väntar på er organisations svar.
   *[other] väntar på er organisations svar.
 }
home-measures = Era åtgärder
home-measures-text = { $count ->
    [one] som er organisation äger är öppen.
   *[other] som er organisation äger är öppna.
 }
home-measures-action = Visa dem
