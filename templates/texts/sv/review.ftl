review-title = Att granska
review-waiting = {$count ->
    [0] Inget väntar
    [one] En rapport väntar
   *[other] {$count} rapporter väntar
 }
review-waiting-many = Minst {$count} rapporter väntar
review-uncounted = {$count ->
    [one] En rapport väntar på granskning och räknas inte än.
   *[other] {$count} rapporter väntar på granskning och räknas inte än.
 }
review-rule = Det allvarligaste står först, och av lika allvar det som väntat längst.
review-caption = Rapporter som väntar på granskning, i ordning
review-begin = Börja granska
review-more = Och {$count} till, som står här när de första är klara.
review-empty = Skrivbordet är tomt
review-empty-text = Allt är granskat. Nya rapporter kommer hit av sig själva.
review-empty-action = Till veckans lägesbild
review-age-fresh = nyss
review-age-hours = {$count ->
    [one] för en timme sedan
   *[other] för {$count} timmar sedan
 }
review-age-days = för {$count} dagar sedan
column-waited = Kom in
review-heading = Granska: {$category}
review-back-to = Tillbaka till
review-previous = Föregående
review-next = Nästa
review-decide = Ditt beslut
review-approve = Godkänn
review-thank = Godkänn med ett tack
review-thanks = Ett ord till rapportören
review-thanks-hint = Står på rapportens sida. Till exempel vad ni tänker göra åt det.
review-thank-send = Godkänn och tacka
review-ask = Fråga rapportören
review-question = Din fråga
review-question-hint = Fråga om vad, var och när. Aldrig om vem.
review-ask-send = Skicka frågan
review-recategorise = Byt kategori
review-category = Kategori
review-why = Varför?
review-change = Ändra bara
review-change-approve = Ändra och godkänn
review-move = Flytta
review-move-only = Flytta bara
review-move-approve = Flytta och godkänn
review-merge = Slå ihop med en annan
review-into = Den andra rapportens nummer
review-into-hint = Den räknas, och den här texten står med den. Det går att dela på dem igen.
review-into-missing = Skriv numret på rapporten som gäller samma händelse.
review-into-unknown = Vi hittar ingen rapport med det numret.
review-into-itself = Det är samma rapport, eller en som redan är sammanförd med den.
review-into-set-aside = Den rapporten är lagd åt sidan, så händelsen skulle inte räknas alls. Öppna den igen först.
review-into-narrower = Den rapporten är bara för sin egen organisation, så händelsen skulle försvinna ur lägesbilden. Slå ihop dem åt andra hållet.
review-merge-send = Slå ihop
review-same-event = Samma händelse
review-set-aside = Lägg åt sidan
review-reason = Varför?
review-reason-hint = Rapportören läser det. Rapporten räknas inte längre men finns kvar.
review-why-missing = Skriv varför. Rapportören ska kunna förstå det.
review-question-missing = Skriv vad du vill fråga.
review-set-aside-send = Lägg åt sidan
review-split = Dela på dem igen
review-reopen = Lägg tillbaka i kön
review-keys = Snabbtangenter
review-keys-on = Snabbtangenter på
review-keys-hint = Gäller bara när du inte skriver i ett fält. Valet sparas i den här webbläsaren.
review-near = I närheten
review-near-none = Inget annat är rapporterat inom {$metres} meter de senaste fyra veckorna.
review-near-no-point = Rapporten har ingen exakt plats.
review-plan = Plan över det som rapporterats inom {$metres} meter. Samma rapporter står i listan.
review-alike = Kanske samma händelse
review-others = {$count ->
    [one] En annan rapport de senaste fyra veckorna
   *[other] {$count} andra rapporter de senaste fyra veckorna
 }
review-metres = {$metres} m bort
review-counts-not-yet = Rapporten räknas i lägesbilden först när du har godkänt den.
became-new = Mottagen. En samordnare läser den så snart det går.
became-reviewed = Granskad. Den är med i lägesbilden.
became-question = Vi har en fråga innan rapporten är klar.
became-merged = Någon annan har rapporterat samma händelse. Era rapporter hör nu ihop och räknas en gång.
became-set_aside = Lagd åt sidan. Den räknas inte i lägesbilden.
incident-became = Vad har blivit av det?
incident-same-event = Läs den andra rapporten
incident-question = Frågan
incident-thanks = Ett ord från samordnaren
incident-reason = Därför
incident-answer = Ditt svar
incident-answer-hint = Vad, inte vem. Högst 500 tecken.
incident-answer-send = Skicka svaret
incident-answer-missing = Skriv ett svar.
incident-told-along = Andra har berättat om samma händelse
incident-review = Granska rapporten
incident-support = Behöver någon stöd?
incident-support-text = Det som har hänt kan sätta spår, också hos den som bara såg det. Det finns människor som lyssnar och hjälper, gratis och utan att något är anmält.
incident-support-action = Se vart man kan vända sig
history-approved = Godkände rapporten.
history-recategorised = Bytte kategori.
history-moved = Flyttade rapporten.
history-asked = Ställde en fråga.
history-answered = Svarade.
history-merged = Förde ihop den med en annan rapport om samma händelse.
history-joined = Förde hit en rapport om samma händelse.
history-split = Delade på rapporterna igen.
history-parted = Förde bort en rapport som gällde något annat.
history-set_aside = Lade rapporten åt sidan.
history-reopened = Lade tillbaka rapporten i kön.
history-other-report = En rapport som inte visas för dig
