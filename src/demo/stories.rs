//! What is out of the ordinary just now, so that the picture has something to tell. Stories move with the present week.

use super::people::{HOUSING, LEISURE, NEIGHBOURS, NIGHT_WALKERS, STREETS};
use super::rhythm::{Hours, Weight};

/// Something that stands out at one place.
pub(super) struct Story {
    /// The code of its district.
    pub(super) district: &'static str,
    /// Its middle: degrees north and east, WGS84.
    pub(super) middle: (f64, f64),
    /// Standard deviation around it, in metres.
    pub(super) spread_m: f64,
    /// Reports a day, so many weeks before the present one.
    pub(super) daily: fn(weeks_ago: i32) -> f64,
    /// When in the week and the day.
    pub(super) hours: Hours,
    /// Who tells of it and how often.
    pub(super) tellers: &'static [(&'static str, u32)],
    /// How often nobody saw it, and it was found in the morning.
    pub(super) unseen: f64,
    /// How disturbing it is.
    pub(super) weight: Weight,
    /// Categories, what is told of them, and how often.
    pub(super) told: &'static [((&'static str, &'static str), u32)],
}

/// All of them.
pub(super) const STORIES: [Story; 4] = [
    // Damage rises around Alby centrum: so much that last week stands out, and this one as soon as it is a few days old.
    Story {
        district: "alby",
        middle: (59.239_3, 17.846_1),
        spread_m: 70.0,
        daily: |weeks_ago| match weeks_ago {
            0 | 1 => 2.4,
            2 => 0.5,
            _ => 0.0,
        },
        hours: Hours::Night,
        tellers: &[(HOUSING, 6), (NEIGHBOURS, 2), (STREETS, 2)],
        unseen: 0.75,
        weight: Weight::Middling,
        told: &[
            (("SKA1", "Krossade rutor i två entréer på gångstråket mot centrum."), 3),
            (("SKA1", "Flera fönster i cykelrummet krossade."), 2),
            (("SKA2", "Klotter på fasaden längs gångstråket, samma märke som tidigare i veckan."), 4),
            (("SKA1", "Entrédörren sönderslagen. Glas på gången, sopat."), 2),
            (("SKA1", "Brevlådor uppbrutna i två trapphus."), 2),
            (("SKA1", "Busskuren vid centrum har krossade sidor."), 2),
        ],
    },
    // People gather in the tunnel at Fittja centrum, week after week.
    Story {
        district: "fittja",
        middle: (59.248_1, 17.860_4),
        spread_m: 18.0,
        daily: |weeks_ago| if weeks_ago < 9 { 0.55 } else { 0.0 },
        hours: Hours::Evening,
        tellers: &[(NIGHT_WALKERS, 4), (NEIGHBOURS, 3), (LEISURE, 2)],
        unseen: 0.0,
        weight: Weight::Middling,
        told: &[
            (("SAM3", "En grupp står i gångtunneln vid centrum. Flera som passerar vänder."), 4),
            (("SAM3", "Samling i gångtunneln, hög musik. Två av lamporna är släckta."), 3),
            (("SAM3", "Omkring tio personer i tunneln. Lugnt, men svårt att komma förbi."), 3),
            (("PLA1", "Hälften av lamporna i gångtunneln är släckta."), 1),
            (("ORD1", "Högljutt bråk i gångtunneln, över när nattvandrarna kom."), 1),
            (("SAM3", "Flera boende säger att de går en omväg i stället för genom tunneln."), 2),
        ],
    },
    // Mopeds on the paths of Riksten, until something was done about it six weeks ago.
    Story {
        district: "tullinge",
        middle: (59.182_4, 17.914_6),
        spread_m: 160.0,
        daily: |weeks_ago| if (6..15).contains(&weeks_ago) { 0.6 } else { 0.0 },
        hours: Hours::Evening,
        tellers: &[(NEIGHBOURS, 4), (STREETS, 3), (LEISURE, 3)],
        unseen: 0.0,
        weight: Weight::Middling,
        told: &[
            (("TRA1", "Mopeder kör fort på gångvägen mot skolan."), 4),
            (("TRA1", "A-traktor kör runt på parkeringen med hög musik."), 3),
            (("TRA1", "Två mopeder på gångvägen, barn fick kliva åt sidan."), 3),
            (("TRA2", "Bilar tar genvägen över gångvägen vid skolan."), 1),
        ],
    },
    // The lamps along the path at Storvretens centrum, two weeks in a row.
    Story {
        district: "storvreten",
        middle: (59.190_9, 17.849_2),
        spread_m: 60.0,
        daily: |weeks_ago| if weeks_ago < 2 { 0.6 } else { 0.0 },
        hours: Hours::AllDay,
        tellers: &[(STREETS, 3), (NIGHT_WALKERS, 2), (HOUSING, 2)],
        unseen: 0.0,
        weight: Weight::Light,
        told: &[
            (("PLA1", "Fyra lampor i rad är släckta längs gångvägen."), 2),
            (("PLA1", "Mörkt på sträckan mellan centrum och skolan."), 1),
            (("PLA1", "Lampan vid trappan blinkar och slocknar."), 1),
        ],
    },
];
