money-sek = { $amount } kr
money-more = { $amount } mer
money-less = { $amount } mindre
money-same = lika mycket
money-year-unreadable = Skriv året med fyra siffror, till exempel 2026.
money-imported = { $changed ->
    [0] Filen är inläst: { $read } rader. Allt fanns redan, ingenting ändrades.
    [one] Filen är inläst: { $read } rader, varav 1 var ny eller ändrad.
   *[other] Filen är inläst: { $read } rader, varav { $changed } var nya eller ändrade.
  }
money-columns-unknown = De här kolumnerna känner vi inte till: { $columns }. Ta bort dem ur filen så att inget går förlorat utan att det märks.
money-repeated = Samma uppgift står redan på rad { $line }.

fund-title = Fonder och bidrag
fund-lead = Vad som har utlysts, vad som beviljades, vem i linjen som svarar för det efteråt och vad det blev.
fund-new = Ny utlysning
fund-none = Inga utlysningar ännu
fund-none-text = Här står Trygghetsmiljonen och andra bidrag: förslag, beslut och vad pengarna ledde till.
fund-caption = Utlysningar, den senaste överst
fund-call = Utlysning
fund-proposals = Förslag
fund-proposal = Förslag
fund-proposals-caption = Förslag i utlysningen, efter kommundel
fund-granted = Beviljat
fund-granted-of = { $granted } av { $received } förslag fick pengar.
fund-waiting = { $count ->
    [one] 1 väntar på beslut.
   *[other] { $count } väntar på beslut.
  }
fund-left = { $amount } kvar
fund-over = { $amount } mer än vad som fanns
fund-nothing-granted = Inget är beviljat ännu.
fund-lead-of = { $districts ->
    [0] { $amount }, inte till någon enskild kommundel.
    [one] { $amount } till en kommundel.
   *[other] { $amount } till { $districts } kommundelar.
  }
fund-budget = Att dela ut
fund-money-left = Kvar
fund-lack-owner = { $count ->
    [one] För 1 beviljat förslag står det inte vem i linjen som svarar för det när projektet är slut.
   *[other] För { $count } beviljade förslag står det inte vem i linjen som svarar för dem när projektet är slut.
  }
fund-lack-outcome = { $count ->
    [one] För 1 beviljat förslag står det inte vad det blev.
   *[other] För { $count } beviljade förslag står det inte vad det blev.
  }
fund-not-kept = { $count ->
    [one] 1 förslag som kom in står inte här.
   *[other] { $count } förslag som kom in står inte här.
  }
fund-no-proposals = Inga förslag är inskrivna ännu.
fund-by-district = Per kommundel och invånare
fund-by-district-about = Invånarna är räknade för samma mark som pengarna. Under antalet står vilket år de räknades.
fund-district = Kommundel
fund-granted-count = Beviljade förslag
fund-residents = Invånare
fund-residents-unknown = inte kända
fund-each = Per invånare
fund-total = Summa
fund-change = Ändra utlysningen
fund-change-of = Ändra { $fund }
fund-import = Läs in beviljade
fund-import-of = Läs in vad { $fund } beviljade
fund-import-lead = En tabell som CSV med kolumnerna district, title och amount_sek. Varje rad är ett beviljat förslag. Samma fil en gång till lägger inte till något, och ett rättat belopp ersätter det gamla. Så här kan den se ut:
fund-name = Vad fonden heter
fund-name-hint = Till exempel Trygghetsmiljonen. Året skrivs för sig.
fund-name-missing = Skriv vad fonden heter.
fund-year = År
fund-budget-field = Kronor att dela ut
fund-kronor-hint = Hela kronor.
fund-received = Antal förslag som kom in
fund-received-hint = Fyll i om fler kom in än de som skrivs in här. Annars räknas de som står här.
fund-received-unreadable = Skriv ett antal med siffror.
fund-description = Vad pengarna är till för
fund-description-hint = Ändamål, regler och vem som beslutar. Inga namn på personer.
fund-open = Lägg upp utlysningen
fund-save = Spara
fund-known = Det finns redan en utlysning med det namnet för samma år.
fund-proposal-new = Nytt förslag
fund-proposal-change = Ändra förslaget
fund-proposal-save = Spara förslaget
fund-proposal-title = Förslaget i en rad
fund-proposal-title-hint = Till exempel Förbättrad belysning vid Gymnasieparken.
fund-proposal-remove = Ta bort förslaget
fund-proposal-remove-lead = Om det skrevs in av misstag. Ett förslag som det är beslutat om kan inte tas bort.
fund-title-missing = Skriv vad förslaget är.
fund-district-hint = Välj en kommundel, eller skriv till exempel Hela kommunen.
fund-district-missing = Skriv vilken kommundel det gäller.
fund-asked = Sökt belopp
fund-asked-field = Sökt belopp i kronor
fund-asked-for = sökte { $amount }
fund-desk = Beslut och uppföljning
fund-decide = Besluta
fund-decide-again = Rätta beslutet
fund-decide-send = Spara beslutet
fund-decision = Beslut
fund-decision-waiting = Väntar på beslut
fund-decision-granted = Beviljat
fund-decision-declined = Avslag
fund-decision-missing = Välj beviljat eller avslag.
fund-decided-on = Beslutsdag
fund-day-to-come = Dagen har inte kommit än.
fund-reason = Skäl för beslutet
fund-reason-hint = Så att den som föreslog förstår. Inga namn på personer.
fund-reason-missing = Skriv varför.
fund-if-granted = Om det beviljas
fund-granted-field = Beviljat belopp i kronor
fund-granted-missing = Skriv hur många kronor som beviljades.
fund-owner = Svarar för det efteråt
fund-owner-hint = En funktion i linjeorganisationen, till exempel Gatuenheten. Den tar vid när projektets pengar är slut.
fund-owner-missing = Skriv vilken funktion i linjen som svarar för det när projektet är slut.
fund-owner-none = Ingen ännu
fund-owner-gap = Det står inte vem i linjen som svarar för det här när projektet är slut.
fund-ends-on = Projektets sista dag
fund-tell-outcome = Berätta vad det blev
fund-outcome = Vad det blev
fund-outcome-hint = Vad som gjordes och vad det ledde till. Inga namn på personer.
fund-outcome-gap = Det står inte vad det blev.
fund-measure = Åtgärd som det blev
fund-measure-hint = Så att den går att följa till den är klar och kontrollerad.
fund-measure-none = Ingen åtgärd
fund-measure-unknown = Välj en åtgärd ur listan.
fund-measure-stands = Åtgärden: { $status }
fund-became-measure = Blev åtgärden

cost-title = Kostnader för bevakning
cost-lead = Vad ordningsvakter, väktare och annan bevakning kostar varje förvaltning. En uppgift som saknas räknas inte som noll kronor.
cost-new = Ny uppgift
cost-of = { $department } { $year }
cost-none = Inga kostnader ännu
cost-none-text = Här står vad bevakningen kostar, förvaltning för förvaltning och år för år.
cost-sums = Summor
cost-not-told = uppgift saknas
cost-nothing-told = Ingen förvaltning har lämnat uppgift.
cost-sum-of = { $count ->
    [one] Summan gäller 1 förvaltning.
   *[other] Summan gäller { $count } förvaltningar.
  }
cost-missing = Uppgift saknas för { $departments }. Den kostnaden ingår inte i summan.
cost-partial = Bara en del av året ingår för { $departments }.
cost-part-through = { $department } (till och med { $last })
cost-part-unclear = { $department } (det står inte till och med när)
cost-whole = Alla förvaltningar och hela året ingår.
cost-by-department = Per förvaltning
cost-caption = Kostnad för bevakning per förvaltning och år
cost-department = Förvaltning
cost-department-missing = Skriv vilken förvaltning det gäller.
cost-year = År
cost-total = Summa av det som är känt
cost-total-lacks = { $count ->
    [one] uppgift saknas för 1 förvaltning
   *[other] uppgift saknas för { $count } förvaltningar
  }
cost-total-partial = { $count ->
    [one] en del av året för 1 förvaltning
   *[other] en del av året för { $count } förvaltningar
  }
cost-through-in-words = till och med { $last }
cost-unclear = det står inte till och med när
cost-compare = Två år bredvid varandra
cost-compare-before = Från
cost-compare-after = Till
cost-compare-show = Jämför
cost-compare-caption = Kostnad för bevakning de två åren, och skillnaden där åren går att jämföra
cost-difference = Skillnad
cost-stretch = till och med { $last } båda åren
cost-not-compared = Jämförs inte: { $reasons }.
cost-obstacle-missing = uppgift saknas för { $year }
cost-obstacle-unclear = det står inte hur mycket av { $year } som ingår
cost-obstacle-part = för { $year } ingår bara tiden till och med { $last }
cost-sums-compared = Summan av { $after } jämfört med { $before }: { $difference }.
cost-sums-not-compared = { $count ->
    [one] Summorna för { $before } och { $after } jämförs inte: för 1 förvaltning saknas en uppgift, eller så gäller den en annan del av året.
   *[other] Summorna för { $before } och { $after } jämförs inte: för { $count } förvaltningar saknas en uppgift, eller så gäller den en annan del av året.
  }
cost-like-for-like = { $count ->
    [one] 1 förvaltning har samma tid båda åren: { $sum_before } för { $before } och { $sum_after } för { $after }.
   *[other] { $count } förvaltningar har samma tid båda åren, tillsammans { $sum_before } för { $before } och { $sum_after } för { $after }.
  }
cost-amount = Kronor
cost-amount-hint = Hela kronor. Lämna tomt om uppgiften saknas: det är inte detsamma som 0.
cost-through = Till och med
cost-through-hint = Den sista månaden som ingår, till exempel 2026-08. För ett helt år: 2026-12.
cost-through-unreadable = Skriv månaden som 2026-08 eller dagen som 2026-08-31.
cost-through-other-year = Månaden ligger inte i samma år.
cost-note = Anmärkning
cost-note-hint = Till exempel cirka, eller vad som ingår.
cost-save = Lägg till
cost-correct = Spara rättelsen
cost-known = Förvaltningen har redan en uppgift för det året. Rätta den i stället.
cost-remove = Ta bort uppgiften
cost-remove-lead = Om den skrevs in av misstag. En uppgift som saknas rättas till genom att lämna beloppet tomt.
cost-import = Läs in kostnader
cost-import-lead = En tabell som CSV med kolumnerna department, year, amount_sek, through och note. Lämna amount_sek tomt om uppgiften saknas. Samma fil en gång till lägger inte till något, och en rättad uppgift ersätter den gamla. Så här kan den se ut:

flash-fund-opened = Utlysningen är upplagd.
flash-fund-saved = Utlysningen är ändrad.
flash-fund-proposed = Förslaget är inskrivet.
flash-fund-proposal-saved = Det är sparat.
flash-fund-proposal-removed = Förslaget är borttaget.
flash-cost-saved = Uppgiften är sparad.
flash-cost-removed = Uppgiften är borttagen.

audit-action-granted = beviljade
audit-action-declined = avslog
audit-subject-fund_call = utlysning
audit-subject-fund_proposal = förslag om bidrag
audit-subject-guard_cost = kostnad för bevakning
