# What waits on the phone to be sent, and pages that are shown without a network. #count, #time, #done and #all are filled in by the
# browser.
queue-title = Sparat på telefonen
queue-report = Rapport
queue-shift = Skiftrapport
queue-count-one = 1 ej skickad.
queue-count = #count ej skickade.
queue-none = Inget väntar på att skickas.
queue-all-sent = Allt är skickat.
queue-saved = Sparad på telefonen.
queue-sending = Skickar …
queue-when-sync = Skickas av sig självt när nätet är tillbaka, också om du stänger sidan.
queue-when-open = Skickas när nätet är tillbaka och du har Lykta öppen.
queue-when-sign-in = Skickas när du har loggat in.
queue-state-waiting = Skriven #time. Väntar på nät.
queue-state-sending = Skickas nu.
queue-state-signed-out = Skriven #time. Väntar på att du loggar in.
queue-state-refused = Skriven #time. Den kom tillbaka och behöver rättas.
queue-state-taken = Skriven #time. Något annat har redan skickats under samma nummer: öppna, se efter och skicka igen.
queue-state-gone = Skriven #time. Den tas inte emot längre.
queue-received = Mottagen #time.
queue-look = Visa
queue-show = Visa vad
queue-send = Skicka nu
queue-save = Spara som fil
queue-hide = Göm det som är mottaget
queue-mend = Öppna och rätta
queue-remove = Ta bort
queue-remove-sure = Ja, ta bort det jag skrev
queue-leave-text = Det ligger kvar på den här telefonen och skickas nästa gång du är inne här. Ingen annan kan skicka det. Vill du vara säker, spara det som en fil.
queue-leave-stay = Stanna kvar
queue-leave-go = Låt det ligga kvar och lämna
queue-leave-drop = Ta bort det och lämna

pack-busy = Sparar vandringen på telefonen: #done av #all.
pack-whole = Allt finns på telefonen. Du kan gå utan nät.
pack-part = Allt kunde inte sparas på telefonen. Öppna sidan igen där det finns nät.

from-phone = Du är utan nät. Sidan visas från telefonen, och det du skickar sparas här tills nätet är tillbaka.

away-title = Du är utan nät
away-lead = Den här sidan finns inte på telefonen. Försök igen när nätet är tillbaka.
away-saved-title = Sparad på telefonen
away-saved-lead = Nätet är borta just nu. Det du skrev är inte skickat än, men det ligger tryggt här.
away-report = Skriv en rapport
away-shift = Skriv en skiftrapport
away-walk = Till vandringen
away-home = Till startsidan
