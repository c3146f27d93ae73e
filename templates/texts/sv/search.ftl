search-label = Sök i rapporternas text
search-hint = Hela ord eller början på ord, till exempel klott tunnel.
search-go = Sök
search-none = Ingen rapport har de orden
search-none-text = Pröva färre ord eller bara början på dem, eller sök bland fler dagar. Sökningen läser beskrivningarna, inte platsernas namn.
filter-told-words = med orden ”{$words}”
filter-told-severity = allvar {$word}
filter-save = Spara urvalet
incidents-views = Samma rapporter på olika sätt
incidents-view-list = Lista och karta
incidents-view-patterns = När och var
saved-title = Sparade urval
saved-lead = Ett sparat urval öppnas med ett tryck över listan. Bara du ser dina.
saved-this = Urvalet:
saved-name = Namn
saved-name-hint = Till exempel Klotter i Alby.
saved-name-missing = Ge urvalet ett namn.
saved-name-long = Namnet får ha högst {$most} tecken, på en rad.
saved-name-taken = Du har redan ett annat urval som heter så. Välj ett annat namn.
saved-nothing = Det finns inget urval att spara: välj något över listan först.
saved-too-many = Du har redan {$most} sparade urval. Ta bort något du inte använder.
saved-save = Spara
saved-delete = Ta bort
saved-manage = Ändra
saved-none = Inga sparade urval ännu
saved-none-text = Gör ett urval över listan med rapporter och välj Spara urvalet.
saved-days = {$from} till {$to}
saved-days-recent = de senaste 90 dagarna
patterns-title = När och var
patterns-when = När i veckan
patterns-where = Var
patterns-chart = Rapporter per timme i veckan
patterns-heaviest = Flest rapporter: {$hours}.
patterns-too-few = { $count ->
    [one] En rapport är för lite för att säga något om när i veckan det händer. Mönster visas från {$least} rapporter.
   *[other] {$count} rapporter är för få för att säga något om när i veckan det händer. Mönster visas från {$least} rapporter.
 }
patterns-uncertain = { $count ->
    [one] En rapport har en osäker tid: den är fördelad över minuterna mellan tidigast och senast.
   *[other] {$count} rapporter har en osäker tid: var och en är fördelad över minuterna mellan tidigast och senast. Därför blir antalen inte hela tal.
 }
patterns-left-out = { $count ->
    [one] En rapport räknas inte: den är sammanförd med en annan, lagd åt sidan eller väntar på granskning.
   *[other] {$count} rapporter räknas inte: de är sammanförda med andra, lagda åt sidan eller väntar på granskning.
 }
patterns-places = Namngivna platser
patterns-places-none = Ingen av rapporterna är lagd på en namngiven plats.
patterns-other-places = { $count ->
    [one] En rapport till är från någon annan plats.
   *[other] {$count} rapporter till är från andra platser.
 }
patterns-figures = Siffrorna timme för timme
patterns-caption-hours = Rapporter per timme och veckodag
patterns-caption-districts = Rapporter per kommundel
patterns-caption-places = Rapporter per namngiven plats
patterns-column-hour = Timme
patterns-column-all-days = Alla
patterns-all-hours = Alla
patterns-column-district = Kommundel
patterns-column-place = Plats
patterns-column-count = Antal
weekday-1 = måndag
weekday-2 = tisdag
weekday-3 = onsdag
weekday-4 = torsdag
weekday-5 = fredag
weekday-6 = lördag
weekday-7 = söndag
weekday-1-short = mån
weekday-2-short = tis
weekday-3-short = ons
weekday-4-short = tor
weekday-5-short = fre
weekday-6-short = lör
weekday-7-short = sön
flash-filter-saved = Urvalet är sparat. Du hittar det ovanför listan.
flash-filter-deleted = Urvalet är borttaget.
