# Kartan: läge i rapporten och händelser på listan

where-from = { $distance } från { $name }
where-at = vid { $name }
where-outside = utanför kommunen, { $distance } från gränsen

map-form-title = Karta för att välja plats
map-form-how = Tryck på kartan där det hände. Med tangentbordet: flytta kartan med piltangenterna, zooma med plus och minus, och välj platsen i hårkorset med Enter.
map-form-here = Min position
map-form-waiting = Söker din position …
map-form-refused = Webbläsaren fick inte lämna ut din position. Tillåt det i webbläsarens inställningar, eller välj platsen på något av de andra sätten.
map-form-insecure = Din position kan bara hämtas över en säker anslutning (https). Välj platsen på något av de andra sätten.
map-form-unavailable = Din position gick inte att hitta just nu. Försök igen utomhus, eller välj platsen på något av de andra sätten.
map-form-chosen = Vald plats:
map-form-accuracy = din position, ±
map-zoom-in = Zooma in
map-zoom-out = Zooma ut
map-credit = Karta:

map-heading = Karta
map-list-title = Rapporterna på kartan
map-list-about = Samma rapporter står i listan på den här sidan. En siffra leder till listan över just de rapporterna.
map-reports = { $count ->
    [one] 1 rapport
   *[other] { $shown } rapporter
}
map-reports-around = { $reports } omkring { $district }
map-without-place = { $count ->
    [one] 1 rapport saknar plats på kartan.
   *[other] { $shown } rapporter saknar plats på kartan.
}
map-here = { $count ->
    [0] Inga rapporter på den här delen av kartan.
    [one] 1 rapport på den här delen av kartan.
   *[other] { $shown } rapporter på den här delen av kartan.
}
map-show-these = Visa rapporter här
map-show-everywhere = Visa hela kommunen
map-to-list = Till listan
map-only-here = Listan visar bara rapporter på en del av kartan.
map-spot-title = Platsen på kartan
map-spot-about = Platsen står också i uppgifterna om rapporten.
filter-told-box = en del av kartan
