### What stands out: one sentence for each finding, made of how many, what, where and what is usual.

finding-rise = {$shown} {$what} {$place}, normalt {$usual}.
finding-fall = {$count ->
    [0] Inga {$what} {$place}, normalt {$usual}. Har alla rapporterat?
   *[other] {$shown} {$what} {$place}, normalt {$usual}. Har alla rapporterat?
  }
finding-place = {$before ->
    [0] {$shown} händelser {$place} på 28 dagar, inga de tolv veckorna före.
   *[other] {$shown} händelser {$place} på 28 dagar, {$before_shown} de tolv veckorna före.
  }
finding-place-first = {$shown} händelser {$place} på 28 dagar.
finding-in = i {$name}
finding-at = vid {$name}
finding-everywhere = i hela kommunen
finding-outside = utanför kommunen
finding-outside-name = Utanför kommunen
finding-usual = {$low}–{$high}
finding-usual-at-most = högst {$high}
finding-of-all = {$count ->
    [one] händelse
   *[other] händelser
  }
finding-of-skadegorelse = {$count ->
    [one] skadegörelse
   *[other] skadegörelser
  }
finding-of-brand = {$count ->
    [one] brand eller smällare
   *[other] bränder och smällare
  }
finding-of-samling = {$count ->
    [one] samling som skapar otrygghet
   *[other] samlingar som skapar otrygghet
  }
finding-of-ordning = {$count ->
    [one] bråk eller störning
   *[other] bråk och störningar
  }
finding-of-narkotika = {$count ->
    [one] händelse med narkotika
   *[other] händelser med narkotika
  }
finding-of-vald-hot = {$count ->
    [one] fall av våld eller hot
   *[other] fall av våld och hot
  }
finding-of-tillgrepp = {$count ->
    [one] inbrott eller stöld
   *[other] inbrott och stölder
  }
finding-of-trafik = {$count ->
    [one] händelse i trafiken
   *[other] händelser i trafiken
  }
finding-of-miljo = {$count ->
    [one] fall av skräp eller övergivna fordon
   *[other] fall av skräp och övergivna fordon
  }
finding-of-boende = {$count ->
    [one] fall av otillåtet boende
   *[other] fall av otillåtet boende
  }
finding-of-ovrigt = {$count ->
    [one] övrig händelse
   *[other] övriga händelser
  }
finding-of-otrygg-plats = {$count ->
    [one] rapport om en otrygg plats
   *[other] rapporter om otrygga platser
  }
finding-of-arrangemang = {$count ->
    [one] kommande arrangemang
   *[other] kommande arrangemang
  }
