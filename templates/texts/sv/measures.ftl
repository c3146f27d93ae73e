measure-status-proposed = Väntar på svar
measure-status-accepted = Lovad
measure-status-declined = Avvisad
measure-status-in_progress = Pågår
measure-status-done = Klar
measure-status-verified = Klar och kontrollerad
measure-step-handed_out = lämnade ut åtgärden
measure-step-accepted = lovade att göra den
measure-step-declined = avvisade den
measure-step-rescheduled = bytte datum
measure-step-begun = började
measure-step-done = gjorde klart
measure-step-verified = kontrollerade att det är gjort
measure-step-reopened = öppnade den igen
measure-step-noted = skrev till deltagare och allmänhet
measure-kind-physical = Platsen själv: ljus, grönska, lås
measure-kind-staffing = Bemanning eller patrull
measure-kind-social = Social insats
measure-kind-information = Information eller dialog
measure-kind-surveillance = Teknisk bevakning
measure-kind-coordination = Samordning
measure-kind-other = Annat
measure-horizon-short = Kort sikt: veckor
measure-horizon-long = Lång sikt: år
measure-urgency-overdue = Försenade
measure-urgency-unanswered = Obesvarade
measure-urgency-soon = Ska vara klara inom sju dagar
measure-urgency-unverified = Klara men inte kontrollerade

measures-title = Åtgärder
measures-count = { $count ->
    [one] 1 åtgärd
   *[other] { $shown } åtgärder
}
measures-urgent = Att göra nu
measures-search = Sök åtgärd
measures-search-hint = Ord i rubrik, beskrivning, plats eller funktion.
measures-filter-urgency = Att göra
measures-caption = Åtgärder, de öppna först och den närmaste dagen överst
measures-column-measure = Åtgärd
measures-column-owner = Ansvarig
measures-column-due = Senast
measures-previous = Föregående
measures-next = Nästa
measures-none = Inga åtgärder ännu
measures-none-text = Här står vad organisationerna har lovat att göra, till när, och om det blev gjort.
measures-none-filtered = Inga åtgärder i urvalet
measures-none-filtered-text = Välj bort något i filtret, eller visa allt.
measures-map = Åtgärderna på kartan
measures-map-about = Samma åtgärder står i listan på den här sidan. En siffra leder till listan över just de åtgärderna.
measures-without-place = { $count ->
    [one] 1 åtgärd har ingen punkt på kartan.
   *[other] { $shown } åtgärder har ingen punkt på kartan.
}
measures-here = { $count ->
    [0] Inga åtgärder på den här delen av kartan.
    [one] 1 åtgärd på den här delen av kartan.
   *[other] { $shown } åtgärder på den här delen av kartan.
}
measures-only-here = Listan visar bara åtgärder på en del av kartan.
measures-show-these = Visa åtgärder här
measures-kept = Gjort i tid
measures-kept-lead = Åtgärder som skulle vara klara från och med { $day }. I tid är det som gjordes senast den dag som först lovades, också om datumet flyttades sedan.
measures-kept-organisations = Gjort i tid, per organisation
measures-kept-districts = Gjort i tid, per kommundel
measures-kept-column = I tid
measures-kept-of = { $kept } av { $promises }
measures-kept-few = för få för att säga något
measures-reminders-no-mail = Den här installationen skickar ingen e-post, så ingen blir påmind.
measures-reminders-never = Påminnelser har inte skickats ännu.
measures-reminders-last = Påminnelserna gicks igenom { $moment }. { $count ->
    [0] Ingen åtgärd behövde en påminnelse.
    [one] 1 åtgärd fick en påminnelse.
   *[other] { $count } åtgärder fick en påminnelse.
 }
measures-reminders-failed = Det senaste försöket misslyckades; det görs om av sig självt. Administratören ser varför.

measure-new = Lämna ut en åtgärd
measure-new-lead = En åtgärd har en ägare och ett datum. Ägaren svarar själv, och svaret står kvar.
measure-number = Åtgärd nr { $number }
measure-title = Vad ska göras?
measure-title-hint = En rad, till exempel: Byt lampan i gångtunneln.
measure-title-missing = Skriv vad som ska göras.
measure-description = Mer om det
measure-description-hint = Vad som behöver göras och varför. Inga namn.
measure-kind = Slag
measure-kind-missing = Välj vilket slags åtgärd det är.
measure-where = Var?
measure-where-hint = En plats ur listan eller koordinater ger en punkt på kartan. Annars räcker kommundelen.
measure-place = Plats
measure-place-hint = Med ord, till exempel: gångtunneln under Hågelbyleden.
measure-district = Kommundel
measure-district-none = Följer av platsen
measure-where-missing = Välj en plats ur listan, skriv koordinater, eller välj kommundel.
measure-everywhere = Hela kommunen
measure-too-far = Platsen ligger { $metres } meter utanför kommunen.
measure-who = Vem äger den?
measure-organisation = Organisation
measure-organisation-choose = Välj organisation
measure-organisation-missing = Välj den organisation som ska göra det.
measure-function = Funktion i linjen
measure-function-hint = En enhet eller roll som finns kvar, aldrig en persons namn. Till exempel: Gatuenheten.
measure-function-missing = Skriv vilken funktion som svarar för det.
measure-when = När?
measure-due = Klar senast
measure-due-missing = Skriv till vilken dag det ska vara klart.
measure-due-needed = Åtgärden har inget datum än. Skriv när den är klar.
measure-due-new = Nytt datum
measure-due-same = Det är samma datum som förut.
measure-starts = Börjar
measure-day-missing = Skriv en dag.
measure-day-unreadable = Dagen går inte att läsa. Skriv den som 2026-12-17.
measure-day-passed = Den dagen har redan gått.
measure-days-order = Den dagen kommer före den första.
measure-horizon = Hur länge ska det verka?
measure-horizon-missing = Välj kort eller lång sikt.
measure-decision = Beslutet
measure-decided-by = Beslutat av
measure-decided-by-hint = Ett möte, en vandring eller en funktion.
measure-decided-by-missing = Skriv vem som beslutade.
measure-decided-on = Beslutat den
measure-decided-in-week = Veckomötet vecka { $week }
measure-money = Pengar
measure-cost = Kostnad i kronor
measure-cost-unreadable = Skriv hela kronor med siffror.
measure-fund = Betalas av
measure-evaluation = Uppföljning
measure-evaluation-hint = Tiden då det ska märkas om åtgärden hjälpte.
measure-public-note = Till deltagare och allmänhet
measure-public-note-hint = Några enkla ord om vad som händer. Det står i vandringens protokoll och hos den som rapporterade.
measure-public-note-told = Det här får deltagare och allmänhet veta
measure-hand-out = Lämna ut
measure-reason-missing = Skriv varför.
measure-outcome-missing = Skriv vad som gjordes.
measure-of-incident = Kommer ur rapport nr { $number }
measure-of-point = Kommer ur en trygghetsvandring
measure-of-week = Kommer ur lägesbilden för vecka { $week }
measure-lead = { $owner }, ska ha gjort det senast { $day }.
measure-lead-no-date = { $owner }. Inget datum än.
measure-no-date = Inget datum
measure-overdue = Försenad
measure-overdue-text = Dagen har gått, och den är inte klar.
measure-asked = Väntar på ägarens svar sedan { $day }.
measure-unverified-text = Ägaren har gjort klart. En återvandring eller samordnaren kontrollerar.
measure-reason = Därför avvisades den
measure-outcome = Det här gjordes
measure-promised = Först lovat till
measure-in-time = I tid
measure-kept = Ja, gjort senast den dag som först lovades
measure-not-kept = Nej, inte klart den dag som först lovades
measure-map-about = Platsen står också i uppgifterna om åtgärden.
measure-on-behalf = Du skriver ner vad { $owner } har svarat. Ditt namn står i historiken.
measure-decide = Vad händer nu?
measure-accept = Lova åtgärden
measure-begin = Vi har börjat
measure-finish = Den är klar
measure-finish-send = Säg att den är klar
measure-outcome-hint = Några rader om vad som gjordes på platsen.
measure-verify = Kontrollera att det är gjort
measure-verify-words = Vad såg du?
measure-verify-hint = Någon annan än ägaren har sett det på platsen.
measure-verify-send = Det är gjort
measure-reschedule = Föreslå ett annat datum
measure-reschedule-send = Byt datum
measure-why = Varför?
measure-decline = Avvisa
measure-decline-hint = Skälet står i protokollet, så att alla ser varför det inte blir av.
measure-decline-send = Avvisa åtgärden
measure-reopen = Öppna igen
measure-reopen-send = Öppna åtgärden igen
measure-note = Skriv till deltagare och allmänhet
measure-note-send = Spara
measure-told-proposed = En åtgärd är föreslagen. Den som äger frågan har inte svarat än.
measure-told-accepted = En åtgärd är lovad.
measure-told-declined = En åtgärd föreslogs, men den blir inte av.
measure-told-in_progress = En åtgärd pågår.
measure-told-done = En åtgärd är gjord. Den ska kontrolleras på platsen.
measure-told-verified = En åtgärd är gjord och kontrollerad på platsen.
measures-of-incident = Åtgärder
measures-of-incident-told = Det ledde till
measures-of-week = Åtgärder
measures-of-week-decided = Beslutade den här veckan
measures-of-week-none = Ingen åtgärd har lämnats ut ur den här veckans bild.
measures-of-week-stand = { $open ->
    [0] Inga åtgärder är öppna
    [one] 1 åtgärd är öppen
   *[other] { $open } åtgärder är öppna
 }, { $overdue ->
    [0] ingen är försenad
    [one] 1 är försenad
   *[other] { $overdue } är försenade
 } och { $soon ->
    [0] ingen ska vara klar inom sju dagar.
    [one] 1 ska vara klar inom sju dagar.
   *[other] { $soon } ska vara klara inom sju dagar.
 }
measures-of-week-new = Lämna ut en åtgärd ur veckans bild
measures-all = Se alla åtgärder

measure-fact-horizon = Verkar
measure-fact-cost = Kostnad
measure-history = Vad som har hänt

flash-measure-handed-out = Åtgärden är utlämnad. Ägaren kan svara nu.
flash-measure-already = Åtgärden var redan utlämnad. Här är den.
flash-measure-accepted = Tack. Åtgärden är lovad.
flash-measure-declined = Svaret är sparat, med skälet.
flash-measure-rescheduled = Det nya datumet är sparat.
flash-measure-begun = Sparat: arbetet har börjat.
flash-measure-done = Tack! Åtgärden är klar och väntar på att kontrolleras.
flash-measure-verified = Åtgärden är klar och kontrollerad.
flash-measure-reopened = Åtgärden är öppen igen.
flash-measure-noted = Sparat. Det är vad deltagare och allmänhet läser nu.
