# The frame around every page.
frame-skip = Hoppa till innehållet
frame-made-up = Allt här är påhittat.
frame-made-up-more = Personer, händelser och siffror är till för att prova med.
frame-main-menu = Huvudmeny
frame-menu = Meny
frame-account = Ditt konto
frame-sign-in = Logga in
frame-sign-out = Logga ut
frame-emergency = Pågående brott eller fara: ring 112.
frame-emergency-more = Tips till polisen: 114 14.
frame-support = Stöd efter brott
frame-accessibility = Tillgänglighet
frame-figures = Offentliga siffror
frame-privacy = Personuppgifter

# Words that forms and lists share.
frame-required = krävs
frame-optional = frivilligt
frame-faults = Det här behöver rättas
frame-paging = Sidor
frame-newer = Nyare
frame-older = Äldre
frame-weeks = Byt vecka
frame-earlier = Tidigare
frame-later = Senare

# The page for things that went wrong.
frame-error-eyebrow = Det gick inte
frame-error-code = Felkod
frame-error-reference = referens
