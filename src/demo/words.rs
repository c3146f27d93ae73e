//! What is told: short, plain, about the place and the situation, never about who (`domain.md` 4.4).

/// What is told of a category. Fits any place.
#[expect(clippy::too_many_lines, reason = "a table, one line a text")]
pub(super) fn told_of(category: &str) -> &'static [&'static str] {
    match category {
        "SKA1" => &[
            "En ruta i entrén är krossad.",
            "Hissen är förstörd invändigt, panelen bortbruten.",
            "Papperskorgar och bänkar omkullvälta och trasiga.",
            "Busskur med krossat glas.",
            "Dörren till cykelrummet är sparkad sönder.",
            "Sönderslagen belysning i trapphuset.",
        ],
        "SKA2" => &[
            "Klotter på fasad, ungefär två kvadratmeter.",
            "Klotter i gångtunneln.",
            "Nytt klotter på elskåp och papperskorgar.",
            "Klotter på skolans gavel.",
        ],
        "SKA3" => &[
            "Brand i container, släckt av räddningstjänsten.",
            "Papperskorg har brunnit. Sot på väggen.",
            "En moped har brunnit på parkeringen.",
            "Brand i ett soprum, ingen skadad.",
        ],
        "SKA4" => &[
            "Smällare på gården under kvällen.",
            "Raketer avfyrade längs marken.",
            "Kraftig smäll hördes, inga synliga skador.",
            "Fyrverkerier riktade mot husfasad.",
        ],
        "SAM1" => &[
            "En större grupp samlad vid lekplatsen.",
            "Samling vid parkeringen, musik ur bilar.",
            "En grupp vid bänkarna, lugn stämning men flera kände sig otrygga.",
            "Folk samlade vid grillplatsen, högljutt.",
        ],
        "SAM2" => &[
            "Samling i trapphuset, skräp på golvet efteråt.",
            "En grupp håller till i källargången.",
            "Flera personer i garaget sent på kvällen.",
            "Tvättstugan används som tillhåll.",
        ],
        "SAM3" => &[
            "En grupp utanför entrén till centrum, svårt att passera.",
            "Samling vid stationens utgång.",
            "Många samlade på torget efter stängning.",
            "Personal i butik upplever samlingen som otrygg.",
        ],
        "ORD1" => &[
            "Högljutt bråk på gården, upphörde efter en stund.",
            "Hög musik och rop sent på kvällen.",
            "Skrik och spring i trapphuset.",
            "Fest som störde flera våningar.",
            "Ägg kastade mot fönster.",
        ],
        "ORD2" => &[
            "Påverkade personer på bänkarna vid torget.",
            "Berusade personer i väntkuren.",
            "Några påverkade personer utanför butiken, lugnt.",
        ],
        "ORD3" => &[
            "Glåpord mot förbipasserande.",
            "Besökare blev följd och ropad åt på väg till stationen.",
            "Ofredande utanför butik, personalen ingrep.",
        ],
        "NAR1" => &[
            "Återkommande korta möten vid parkeringen.",
            "Misstänkt överlämning vid cykelställen.",
            "Många korta besök vid samma port under kvällen.",
        ],
        "NAR2" => &[
            "Sprutor hittade i buskaget, omhändertagna.",
            "Små påsar på marken vid bänken.",
            "Förpackningar och folie i trapphuset.",
        ],
        "VAL1" => &[
            "Slagsmål som avstyrdes innan polis kom.",
            "Knuffar och slag utanför centrum.",
            "Bråk mellan två grupper, skingrades.",
        ],
        "VAL2" => &[
            "Hotfulla ord mot personal i receptionen.",
            "Hot i samband med att lokalen stängdes.",
            "Hotfull stämning vid busshållplatsen.",
        ],
        "VAL3" => &["Mobiltelefon rånad på väg från stationen.", "Försök till rån vid gångvägen, ingen skadad."],
        "VAL4" => {
            &["Kniv hittad i buskage, överlämnad till polisen.", "Smällar som kan ha varit skott, polisen underrättad."]
        }
        "VAL5" => &[
            "Föremål kastade mot utryckningsfordon.",
            "Personal hindrades i arbetet.",
            "Väktare blev bemötta med knuffar.",
        ],
        "TIL1" => &[
            "Inbrott i källarförråd, flera förråd uppbrutna.",
            "Uppbruten altandörr.",
            "Försök till inbrott, märken på dörrkarmen.",
        ],
        "TIL2" => {
            &["Inbrott i förskolans förråd.", "Uppbrutet fönster i föreningslokal.", "Inbrottsförsök i skolans kök."]
        }
        "TIL3" => &[
            "Cykel stulen ur låst cykelrum.",
            "Bilruta krossad, stöld ur bilen.",
            "Moped saknas från parkeringen.",
            "Registreringsskyltar stulna från flera bilar.",
        ],
        "TIL4" => {
            &["Stöld ur omklädningsrum.", "Verktyg stulna från arbetsplats.", "Stöld ur butik, personalen anmälde."]
        }
        "TRA1" => &[
            "Mopeder kör fort på gångvägen.",
            "A-traktor med hög musik fram och tillbaka.",
            "Fyrhjuling körs över gräsmattorna.",
            "Bil sladdar på parkeringen.",
        ],
        "TRA2" => {
            &["Bilar parkerade på gångvägen.", "Genomfart på gångväg trots bom.", "Lastbil blockerar cykelbanan."]
        }
        "MIL1" => &[
            "Grovsopor dumpade vid återvinningen.",
            "Mycket skräp efter helgen.",
            "Glaskross på lekplatsen, städat.",
            "Byggavfall dumpat vid skogskanten.",
            "Överfulla kärl, fåglar drar ut soporna.",
        ],
        "MIL2" => &["Övergiven bil utan skyltar.", "Skrotad moped i diket.", "Bil har stått orörd i flera månader."],
        "PLA1" => &[
            "Lampa trasig vid gångvägen.",
            "Tre stolpar i rad släckta.",
            "Belysningen i tunneln blinkar.",
            "Mörkt vid övergångsstället.",
        ],
        "PLA2" => &[
            "Buskage skymmer sikten vid korsningen.",
            "Häcken täcker gångvägens belysning.",
            "Skymd sikt vid trappan.",
        ],
        "PLA3" => &[
            "Ödsligt efter att butiken stängt.",
            "Gångvägen upplevs som otrygg på kvällen.",
            "Tom lokal, skräp och mörker.",
        ],
        "PLA4" => &[
            "Porten går inte i lås.",
            "Staketet är nedklippt.",
            "Trasigt lås till soprummet.",
            "Grinden till skolgården hänger löst.",
        ],
        "BOE1" => &["Sovplats i trapphusets källare.", "Tält i skogsdungen.", "Spår av övernattning i cykelrummet."],
        "OVR1" => &[
            "Elever pratar om ett väntat bråk, ingen tid eller plats nämnd.",
            "Rykte i sociala medier skapar oro bland föräldrar.",
            "Oro på fritidsgården efter uppgifter på nätet.",
        ],
        _ => &[
            "Okänt larm tjöt under natten.",
            "Drönare över bostadsgården.",
            "Lös hund på skolgården.",
            "Vattenläcka på gångvägen, halt.",
        ],
    }
}

/// Announced events: what, where (district and named place), at which hour and for how many hours.
pub(super) const ANNOUNCED: [(&str, &str, &str, i64, i64); 8] = [
    ("Loppmarknad på torget. Omkring 200 besökare väntas.", "hallunda-norsborg", "Hallunda centrum (T-bana)", 10, 5),
    ("Fotbollsturnering för ungdomar. Extra trafik till parkeringen.", "tullinge", "Tullinge station", 9, 8),
    ("Öppet hus på fritidsgården, stängning klockan 23.", "fittja", "Fittja centrum (T-bana)", 17, 6),
    ("Konsert i kulturhuset.", "hallunda-norsborg", "Hallunda centrum (T-bana)", 19, 3),
    ("Marknadsdag i centrum med musik.", "tumba", "Tumba station", 11, 6),
    ("Nattvandring med föräldrar, samling vid stationen.", "alby", "Alby centrum (T-bana)", 20, 4),
    ("Familjedag med tipspromenad.", "storvreten", "Storvretens centrum", 12, 4),
    ("Hembygdsdag med veteranbilar.", "varsta-grodinge", "Vårsta centrum", 11, 5),
];

/// What the police would tell: type and text, where `{}` stands for the place.
pub(super) const POLICE_EVENTS: [(&str, &str, u32); 9] = [
    ("Brand", "En container har brunnit {}. Branden är släckt.", 4),
    ("Trafikolycka, personskada", "Två bilar har krockat {}. Lindriga skador.", 4),
    ("Trafikolycka", "En bil har kört av vägen {}. Ingen skadad.", 3),
    ("Misshandel", "Larm om slagsmål {}. Anmälan upprättas.", 3),
    ("Rattfylleri", "En förare har kontrollerats {} och misstänks för rattfylleri.", 3),
    ("Stöld/inbrott", "Inbrott i en lokal {}. Teknisk undersökning görs.", 2),
    ("Skadegörelse", "Flera rutor har krossats {}. Anmälan upprättas.", 2),
    ("Rån", "En person har blivit av med sin telefon {}. Polisen söker vittnen.", 1),
    ("Narkotikabrott", "Kontroll {} ledde till en anmälan om narkotikabrott.", 1),
];

/// How those texts begin, so that none can be taken for one of the police's own.
pub(super) const NOT_REAL: &str = "Påhittad händelse.";

/// Where the police say something was: words, and the code of the district they name.
pub(super) const POLICE_PLACES: [(&str, Option<&str>, u32); 10] = [
    ("i Alby", Some("alby"), 3),
    ("i Fittja", Some("fittja"), 3),
    ("vid Hallunda centrum", Some("hallunda-norsborg"), 2),
    ("i Norsborg", Some("hallunda-norsborg"), 4),
    ("i Tumba", Some("tumba"), 4),
    ("i Tullinge", Some("tullinge"), 3),
    ("i Storvreten", Some("storvreten"), 1),
    ("i Grödinge", Some("varsta-grodinge"), 1),
    ("på en större väg", None, 5),
    ("i ett bostadsområde", None, 5),
];
