//! What a report is about: the categories, the groups they are counted in, and the kinds that are never added together.
//!
//! The categories stand in `static/categories.csv`, which also fills the database's table: a municipality may end one
//! and begin another there, but a code is never used again for something else. The list follows the groups of EST, the
//! Swedish method of coordinated safety work, and names beside each category where the crime-prevention council's
//! (Brå's) statistics would put it (`domain.md` 3.4).
//!
//! A report is an observation and no reported crime; the counts are not crime statistics.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::audience::Audience;
use crate::texts::Language;

/// What sort of record a category makes. Figures of different kinds are never added together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that happened.
    Event,
    /// A place that is or feels unsafe, whether or not anything happened there.
    UnsafePlace,
    /// Something that is going to take place and draws people.
    PlannedEvent,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Event, Self::UnsafePlace, Self::PlannedEvent];

    /// The word it has in the database, in files and in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::UnsafePlace => "unsafe_place",
            Self::PlannedEvent => "planned_event",
        }
    }
}

/// The group a category is counted in. The order is the one in which groups are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Damage and graffiti.
    Skadegorelse,
    /// Fires set on purpose, fireworks, explosions.
    Brand,
    /// Gatherings that others find unsafe.
    Samling,
    /// Disturbances of public order.
    Ordning,
    /// Dealing in drugs and traces of it.
    Narkotika,
    /// Violence, threats, robbery, weapons.
    ValdHot,
    /// Break-ins and thefts.
    Tillgrepp,
    /// Reckless and unlawful driving.
    Trafik,
    /// Litter and abandoned vehicles.
    Miljo,
    /// Dwellings and sleeping places where nobody may live.
    Boende,
    /// Rumours, and what fits nowhere else.
    Ovrigt,
    /// Places that are or feel unsafe.
    OtryggPlats,
    /// What is going to take place.
    Arrangemang,
}

impl Group {
    /// Every group, in the order in which they are shown: events first, then unsafe places, then planned events.
    pub const ALL: [Self; 13] = [
        Self::Skadegorelse,
        Self::Brand,
        Self::Samling,
        Self::Ordning,
        Self::Narkotika,
        Self::ValdHot,
        Self::Tillgrepp,
        Self::Trafik,
        Self::Miljo,
        Self::Boende,
        Self::Ovrigt,
        Self::OtryggPlats,
        Self::Arrangemang,
    ];

    /// The word it has in the database, in files and in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Skadegorelse => "skadegorelse",
            Self::Brand => "brand",
            Self::Samling => "samling",
            Self::Ordning => "ordning",
            Self::Narkotika => "narkotika",
            Self::ValdHot => "vald-hot",
            Self::Tillgrepp => "tillgrepp",
            Self::Trafik => "trafik",
            Self::Miljo => "miljo",
            Self::Boende => "boende",
            Self::Ovrigt => "ovrigt",
            Self::OtryggPlats => "otrygg-plats",
            Self::Arrangemang => "arrangemang",
        }
    }

    /// What people call it in Swedish.
    #[must_use]
    pub fn name_sv(self) -> &'static str {
        match self {
            Self::Skadegorelse => "Skadegörelse och klotter",
            Self::Brand => "Brand och smällare",
            Self::Samling => "Samlingar som skapar otrygghet",
            Self::Ordning => "Bråk och störningar",
            Self::Narkotika => "Narkotika",
            Self::ValdHot => "Våld och hot",
            Self::Tillgrepp => "Inbrott och stöld",
            Self::Trafik => "Trafik",
            Self::Miljo => "Skräp och övergivna fordon",
            Self::Boende => "Otillåtet boende",
            Self::Ovrigt => "Övrigt",
            Self::OtryggPlats => "Otrygga platser",
            Self::Arrangemang => "Kommande arrangemang",
        }
    }

    /// What people call it in English.
    #[must_use]
    pub fn name_en(self) -> &'static str {
        match self {
            Self::Skadegorelse => "Damage and graffiti",
            Self::Brand => "Fire and fireworks",
            Self::Samling => "Gatherings that feel unsafe",
            Self::Ordning => "Quarrels and disturbances",
            Self::Narkotika => "Drugs",
            Self::ValdHot => "Violence and threats",
            Self::Tillgrepp => "Break-ins and theft",
            Self::Trafik => "Traffic",
            Self::Miljo => "Litter and abandoned vehicles",
            Self::Boende => "Unlawful dwelling",
            Self::Ovrigt => "Other",
            Self::OtryggPlats => "Unsafe places",
            Self::Arrangemang => "Coming events",
        }
    }

    /// The kind of everything in the group: no group holds two kinds, so a group can be summed.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::OtryggPlats => Kind::UnsafePlace,
            Self::Arrangemang => Kind::PlannedEvent,
            _ => Kind::Event,
        }
    }
}

/// The word is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word we know")]
pub struct UnknownWord;

impl FromStr for Kind {
    type Err = UnknownWord;

    fn from_str(code: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(UnknownWord)
    }
}

impl FromStr for Group {
    type Err = UnknownWord;

    fn from_str(code: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|group| group.code() == code).ok_or(UnknownWord)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Categories after which somebody may need support: crime against a person, and a break-in where people live. A shooting is
/// among them although nobody may have been hit: those who heard it remember.
const HURTS: [&str; 7] = ["VAL1", "VAL2", "VAL3", "VAL4", "VAL5", "ORD3", "TIL1"];

/// Categories that nobody outside the working group is told of by district, but for the whole municipality only. Of what
/// `domain.md` 4.3 names (sexual offences, violence at home, events at a named school or refuge, incidents against a named
/// employee) only the last has a category; a category for another of them belongs here.
const SENSITIVE: [&str; 1] = ["VAL5"];

/// One category.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Category {
    /// The stable code, such as `SKA1`.
    pub code: String,
    /// The group it is counted in.
    pub group: Group,
    /// What sort of record it makes; always its group's.
    pub kind: Kind,
    /// What people call it in Swedish.
    pub name_sv: String,
    /// What people call it in English.
    pub name_en: String,
    /// The group of EST reports it belongs to: `1` to `5`, two with a slash, or who else names it; empty when none
    /// does.
    pub embrace_group: String,
    /// Where Brå's statistics would put it: a chapter of the criminal code or a law; empty when it is no crime.
    pub bra_group: String,
    /// The first day on which it may be used.
    #[serde(deserialize_with = "read_day")]
    pub valid_from: Date,
    /// Whom its reports reach when nobody says otherwise, and at most: what is sensitive goes less far.
    pub audience: Audience,
    /// Within so many metres reports of its group may tell of the same event.
    pub radius_m: f64,
}

impl Category {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.name_sv,
            Language::English => &self.name_en,
        }
    }
}

impl Category {
    /// Whether whoever reports it may need somebody to talk to.
    #[must_use]
    pub fn hurts(&self) -> bool {
        HURTS.contains(&self.code.as_str())
    }

    /// Whether it is told for the whole municipality only, outside the working group.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        SENSITIVE.contains(&self.code.as_str())
    }
}

impl Group {
    /// Its name in a language.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match language {
            Language::Swedish => self.name_sv(),
            Language::English => self.name_en(),
        }
    }
}

fn read_day<'de, D: Deserializer<'de>>(field: D) -> Result<Date, D::Error> {
    String::deserialize(field)?.parse().map_err(D::Error::custom)
}

/// All categories, in the order in which they are shown.
///
/// Reports keep the code alone. A category that is no longer used keeps its line, so that old reports keep their name.
#[must_use]
pub fn categories() -> &'static [Category] {
    #[expect(clippy::expect_used, reason = "the file is built in, and a test reads all of it")]
    static CATEGORIES: LazyLock<Vec<Category>> = LazyLock::new(|| {
        let file = include_str!("../../static/categories.csv");
        let categories: Result<_, _> = csv::Reader::from_reader(file.as_bytes()).into_deserialize().collect();
        categories.expect("the categories built in can be read")
    });
    &CATEGORIES
}

/// The category of this code.
#[must_use]
pub fn find_category(code: &str) -> Option<&'static Category> {
    categories().iter().find(|category| category.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_category_built_in_is_read_and_has_a_code_of_its_own() {
        let codes: HashSet<_> = categories().iter().map(|category| category.code.as_str()).collect();
        assert_eq!((categories().len(), codes.len()), (33, 33));
        for code in codes {
            let (letters, digit) = code.split_at(3);
            assert!(letters.bytes().all(|b| b.is_ascii_uppercase()) && digit.len() == 1, "{code}");
        }
        assert_eq!(find_category("TIL3").map(|category| category.group), Some(Group::Tillgrepp));
        assert_eq!(find_category("til3"), None);
    }

    #[test]
    fn only_unsafe_places_and_planned_events_are_no_events() {
        let of_kind = |kind| {
            let found = categories().iter().filter(move |category| category.kind == kind);
            found.map(|category| category.code.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of_kind(Kind::UnsafePlace), ["PLA1", "PLA2", "PLA3", "PLA4"]);
        assert_eq!(of_kind(Kind::PlannedEvent), ["OVR2"]);
        assert_eq!(of_kind(Kind::Event).len(), 28);
    }

    #[test]
    fn no_group_mixes_kinds_and_none_is_empty() {
        for category in categories() {
            assert_eq!(category.kind, category.group.kind(), "{}", category.code);
        }
        for group in Group::ALL {
            assert!(categories().iter().any(|category| category.group == group), "{group}");
        }
        assert!(Group::ALL.is_sorted());
        assert!(Group::ALL.is_sorted_by_key(|group| group.kind()));
    }

    #[test]
    fn everything_has_a_name_of_its_own_in_both_languages() {
        let names = |name: fn(&Category) -> &str| categories().iter().map(name).collect::<HashSet<_>>();
        for names in [names(|category| &category.name_sv), names(|category| &category.name_en)] {
            assert_eq!(names.len(), categories().len());
            assert!(names.iter().all(|name| !name.is_empty() && name.trim() == *name));
        }
        let groups = |name: fn(Group) -> &'static str| Group::ALL.map(name).into_iter().collect::<HashSet<_>>().len();
        assert_eq!((groups(Group::name_sv), groups(Group::name_en)), (Group::ALL.len(), Group::ALL.len()));
    }

    #[test]
    fn code_words_are_read_as_they_are_written() {
        for group in Group::ALL {
            assert_eq!(group.code().parse(), Ok(group));
        }
        for kind in Kind::ALL {
            assert_eq!(kind.code().parse(), Ok(kind));
        }
        assert_eq!("Brand".parse::<Group>(), Err(UnknownWord));
    }
}
