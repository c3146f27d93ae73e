### What stands out: one sentence for each finding, made of how many, what, where and what is usual.

finding-rise = {$shown} {$what} {$place}, usually {$usual}.
finding-fall = {$count ->
    [0] No {$what} {$place}, usually {$usual}. Has everybody reported?
   *[other] {$shown} {$what} {$place}, usually {$usual}. Has everybody reported?
  }
finding-place = {$before ->
    [0] {$shown} events {$place} in 28 days, none in the twelve weeks before.
   *[other] {$shown} events {$place} in 28 days, {$before_shown} in the twelve weeks before.
  }
finding-place-first = {$shown} events {$place} in 28 days.
finding-in = in {$name}
finding-at = at {$name}
finding-everywhere = in the whole municipality
finding-outside = outside the municipality
finding-outside-name = Outside the municipality
finding-usual = {$low}–{$high}
finding-usual-at-most = at most {$high}
finding-of-all = {$count ->
    [one] event
   *[other] events
  }
finding-of-skadegorelse = {$count ->
    [one] case of damage
   *[other] cases of damage
  }
finding-of-brand = {$count ->
    [one] case of fire or fireworks
   *[other] cases of fire or fireworks
  }
finding-of-samling = {$count ->
    [one] gathering that feels unsafe
   *[other] gatherings that feel unsafe
  }
finding-of-ordning = {$count ->
    [one] quarrel or disturbance
   *[other] quarrels and disturbances
  }
finding-of-narkotika = {$count ->
    [one] event with drugs
   *[other] events with drugs
  }
finding-of-vald-hot = {$count ->
    [one] case of violence or threats
   *[other] cases of violence or threats
  }
finding-of-tillgrepp = {$count ->
    [one] break-in or theft
   *[other] break-ins and thefts
  }
finding-of-trafik = {$count ->
    [one] event in traffic
   *[other] events in traffic
  }
finding-of-miljo = {$count ->
    [one] case of litter or abandoned vehicles
   *[other] cases of litter or abandoned vehicles
  }
finding-of-boende = {$count ->
    [one] case of unlawful dwelling
   *[other] cases of unlawful dwelling
  }
finding-of-ovrigt = {$count ->
    [one] other event
   *[other] other events
  }
finding-of-otrygg-plats = {$count ->
    [one] report of an unsafe place
   *[other] reports of unsafe places
  }
finding-of-arrangemang = {$count ->
    [one] coming event
   *[other] coming events
  }
