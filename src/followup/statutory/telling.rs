//! From a document to its sections in words: what people wrote, and what is known beside it. The page, the page that stands
//! alone and the PDF all set this one value.

use super::facts::{Crime, DistrictLevels, Facts, MoneyYear, Undertaken};
use super::model::{Pack, Part};
use crate::followup::meetings::Standing;
use crate::situation::document::model::{Block, Cell, Document, Head, Item, Link, Row, Said, Section, Table};
use crate::situation::words::{Level, Written, level_name};
use crate::statistics::{Bounds, FEWEST_TOLD, Told};
use crate::texts::Language;
use crate::time::{Month, local_day};
use crate::urls;

/// The document as it is read. `offers_writing`: whether its reader writes it; what is frozen offers nothing.
#[must_use]
pub fn document(pack: &Pack, language: Language, offers_writing: bool) -> Document {
    let years = years(pack);
    let told = Telling { pack, language };
    let status = match &pack.sha256 {
        None => language.text("statutory-draft"),
        Some(_) => told.with("statutory-approved-version", &[("version", pack.version.to_string())]),
    };
    let foot = match &pack.sha256 {
        None => told.with("statutory-foot-draft", &[("years", years.clone())]),
        Some(hash) => {
            let values = [("years", years.clone()), ("version", pack.version.to_string()), ("hash", hash.clone())];
            told.with("statutory-foot", &values)
        }
    };
    Document {
        lang: language.code(),
        title: told.with("statutory-document", &[("years", years.clone())]),
        days: years,
        status,
        lead: language.text("statutory-law"),
        counted: told.with("statutory-counted", &[("moment", language.moment(pack.cut_off))]),
        foot,
        sections: Part::ALL.iter().map(|part| told.section(*part, offers_writing)).collect(),
    }
}

/// `2025–2026`.
#[must_use]
pub fn years(pack: &Pack) -> String {
    format!("{}–{}", pack.from_year, pack.to_year)
}

/// The heading of a part.
#[must_use]
pub fn heading(part: Part, language: Language) -> String {
    language.text(&format!("statutory-part-{}", part.word()))
}

/// What a part begins with before anybody has written it: sentences made of what is known, to be written on. Empty where
/// figures have nothing to say. It tells no small count.
#[must_use]
pub fn begun(part: Part, pack: &Pack, language: Language) -> String {
    Telling { pack, language }.begun(part).join("\n\n")
}

struct Telling<'a> {
    pack: &'a Pack,
    language: Language,
}

impl Telling<'_> {
    fn t(&self, key: &str) -> String {
        self.language.text(key)
    }

    fn with(&self, key: &str, values: &[(&'static str, String)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        self.language.text_with(key, &values)
    }

    fn facts(&self) -> &Facts {
        &self.pack.facts
    }

    fn section(&self, part: Part, offers_writing: bool) -> Section {
        let mut blocks = vec![match self.pack.written(part) {
            Some(written) => self.written(written),
            None => self.unwritten(part),
        }];
        blocks.extend(self.known(part));
        let link = || Link {
            href: urls::statutory_section(self.pack.from_year, part.word()),
            label: self.with("statutory-write", &[("part", heading(part, self.language))]),
        };
        Section {
            id: part.word(),
            heading: heading(part, self.language),
            blocks,
            links: offers_writing.then(link).into_iter().collect(),
            ..Section::default()
        }
    }

    fn written(&self, written: &Written) -> Block {
        let values = [("who", written.by.clone()), ("day", self.language.day(local_day(written.at)))];
        Block::Said(Said {
            paragraphs: paragraphs(&written.words),
            by: self.with("statutory-written-by", &values),
            ..Said::default()
        })
    }

    /// What stands there while nobody has written it.
    fn unwritten(&self, part: Part) -> Block {
        let begun = self.begun(part);
        if begun.is_empty() {
            return Block::soft(self.t("statutory-unwritten"));
        }
        Block::Said(Said { paragraphs: begun, by: self.t("statutory-begun-only"), ..Said::default() })
    }

    fn begun(&self, part: Part) -> Vec<String> {
        let facts = self.facts();
        let sentences = match part {
            Part::Summary => {
                vec![self.with("statutory-begin-summary", &[("years", years(self.pack))])]
            }
            Part::Crime => vec![self.begun_reports(), self.begun_crimes()],
            Part::Consequences => {
                vec![if facts.indicators.is_empty() { String::new() } else { self.t("statutory-begin-consequences") }]
            }
            Part::Other => vec![self.begun_pictures(), self.begun_walks()],
            Part::Analysis => Vec::new(),
            Part::Plan => vec![if facts.commitments.is_empty() && facts.decisions.is_empty() {
                String::new()
            } else {
                self.t("statutory-begin-plan")
            }],
            Part::FollowUp => {
                let next = (self.pack.to_year + 1).to_string();
                vec![self.with("statutory-begin-followup", &[("year", next)])]
            }
        };
        sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect()
    }

    /// What was released of our own reports: its sum, when it is one number, and what reports are not.
    fn begun_reports(&self) -> String {
        let months = &self.facts().months;
        let (Some((first, _)), Some((last, _))) = (months.first(), months.last()) else { return String::new() };
        let all: Bounds = months.iter().map(|(_, told)| *told).sum();
        let values =
            [("from", self.month(*first)), ("to", self.month(*last)), ("count", bounds_in_words(all, self.language))];
        self.with("statutory-begin-reports", &values)
    }

    fn begun_crimes(&self) -> String {
        let mut sources: Vec<String> = self.facts().crimes.iter().map(|crime| crime.source.clone()).collect();
        sources.sort();
        sources.dedup();
        sources.retain(|source| !source.is_empty());
        match (self.facts().crimes.is_empty(), sources.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.t("statutory-begin-crimes"),
            (false, false) => self.with("statutory-begin-crimes-of", &[("sources", self.language.listed(&sources))]),
        }
    }

    fn begun_pictures(&self) -> String {
        if self.facts().pictures == 0 { String::new() } else { self.t("statutory-begin-pictures") }
    }

    fn begun_walks(&self) -> String {
        if self.facts().walks.iter().any(|year| year.walks > 0) {
            self.t("statutory-begin-walks")
        } else {
            String::new()
        }
    }

    /// What is known that belongs to a part.
    fn known(&self, part: Part) -> Vec<Block> {
        match part {
            Part::Summary | Part::Analysis => Vec::new(),
            Part::Crime => [self.reports(), self.crimes()].concat(),
            Part::Consequences => self.indicators(),
            Part::Other => [self.levels(), self.walks()].concat(),
            Part::Plan => [self.commitments(), self.decisions(), self.money()].concat(),
            Part::FollowUp => self.measures(),
        }
    }

    fn reports(&self) -> Vec<Block> {
        let Facts { months, groups, .. } = self.facts();
        let heading = Block::heading(self.t("statutory-reports"));
        if months.is_empty() {
            return vec![heading, Block::soft(self.t("statutory-reports-none"))];
        }
        let by_year: Vec<i16> = (self.pack.from_year..=self.pack.to_year).collect();
        let told = |year: i16, number: i8| {
            let month = Month::new(year, number)?;
            months.iter().find(|(known, _)| *known == month).map(|(_, told)| told_in_words(*told, self.language))
        };
        let month_rows = (1..=12_i8).map(|number| {
            let name = Cell::words(self.t(&format!("date-month-{number}")));
            let not_yet = || self.t("statutory-not-released");
            let cells = by_year.iter().map(|year| Cell::figure(told(*year, number).unwrap_or_else(not_yet)));
            Row { cells: std::iter::once(name).chain(cells).collect(), ..Row::default() }
        });
        let heads = by_year.iter().map(|year| Head::figure(year.to_string()));
        let month_head = std::iter::once(Head::words(self.t("statutory-month"), 1.6));
        let mut blocks = vec![
            heading,
            Block::soft(self.with("statutory-reports-about", &[("fewest", FEWEST_TOLD.to_string())])),
            Block::Table(Table {
                caption: self.t("statutory-reports-by-month"),
                class: "figures",
                heads: month_head.chain(heads).collect(),
                rows: month_rows.collect(),
            }),
        ];
        let group_rows = groups.iter().map(|(group, bounds)| Row {
            cells: vec![Cell::words(group.name(self.language)), Cell::figure(bounds_in_words(*bounds, self.language))],
            ..Row::default()
        });
        blocks.push(Block::Table(Table {
            caption: self.t("statutory-reports-by-group"),
            class: "figures",
            heads: vec![Head::words(self.t("statutory-group"), 2.0), Head::figure(self.t("statutory-reported"))],
            rows: group_rows.collect(),
        }));
        blocks
    }

    fn crimes(&self) -> Vec<Block> {
        let heading = Block::heading(self.t("statutory-crimes"));
        if self.facts().crimes.is_empty() {
            return vec![heading, Block::soft(self.t("statutory-crimes-none"))];
        }
        let row = |crime: &Crime| Row {
            cells: vec![
                Cell::words(&*crime.kind),
                Cell::words(&*crime.area),
                Cell::figure(crime.year.to_string()),
                Cell::figure(self.language.number(crime.crimes)),
                Cell::figure(crime.per_100000.map_or_else(String::new, |rate| self.language.decimal(rate, 0))),
            ],
            ..Row::default()
        };
        let table = Table {
            caption: self.t("statutory-crimes"),
            class: "figures",
            heads: vec![
                Head::words(self.t("statutory-crime-kind"), 2.2),
                Head::words(self.t("statutory-area"), 1.4),
                Head::figure(self.t("statutory-year")),
                Head::figure(self.t("statutory-crimes-reported")),
                Head::figure(self.t("statutory-per-100000")),
            ],
            rows: self.facts().crimes.iter().map(row).collect(),
        };
        vec![heading, Block::soft(self.t("statutory-crimes-about")), Block::Table(table)]
    }

    fn indicators(&self) -> Vec<Block> {
        let heading = Block::heading(self.t("statutory-indicators"));
        if self.facts().indicators.is_empty() {
            return vec![heading, Block::soft(self.t("statutory-indicators-none"))];
        }
        let rows = self.facts().indicators.iter().map(|line| Row {
            cells: [&line.title, &line.area, &line.outcome, &line.aim, &line.verdict]
                .map(|text| Cell::words(&**text))
                .to_vec(),
            ..Row::default()
        });
        let head = |key: &str, share| Head::words(self.t(key), share);
        let table = Table {
            caption: self.t("statutory-indicators"),
            class: "",
            heads: vec![
                head("statutory-indicator", 2.6),
                head("statutory-area", 1.2),
                head("statutory-outcome", 1.4),
                head("statutory-aim", 1.4),
                head("statutory-verdict", 1.2),
            ],
            rows: rows.collect(),
        };
        vec![heading, Block::Table(table)]
    }

    fn levels(&self) -> Vec<Block> {
        let Facts { pictures, levels, .. } = self.facts();
        let heading = Block::heading(self.t("statutory-levels"));
        if *pictures == 0 {
            return vec![heading, Block::soft(self.t("statutory-levels-none"))];
        }
        let row = |district: &DistrictLevels| {
            let weeks = |level: &Level| {
                let found = district.weeks.iter().find(|(known, _)| known == level);
                Cell::figure(found.map_or(0, |(_, count)| *count).to_string())
            };
            let name = std::iter::once(Cell::words(&*district.name));
            Row { cells: name.chain(Level::ALL.iter().map(weeks)).collect(), ..Row::default() }
        };
        let level_heads = Level::ALL.iter().map(|level| Head::figure(level_name(*level, self.language)));
        let name = std::iter::once(Head::words(self.t("statutory-district"), 2.0));
        let table = Table {
            caption: self.t("statutory-levels"),
            class: "figures",
            heads: name.chain(level_heads).collect(),
            rows: levels.iter().map(row).collect(),
        };
        let about = self.with("statutory-levels-about", &[("count", pictures.to_string())]);
        vec![heading, Block::soft(about), Block::Table(table)]
    }

    fn walks(&self) -> Vec<Block> {
        let walks = &self.facts().walks;
        let heading = Block::heading(self.t("statutory-walks"));
        if walks.iter().all(|year| year.walks == 0) {
            return vec![heading, Block::soft(self.t("statutory-walks-none"))];
        }
        let rows = walks.iter().map(|year| {
            let figures = [year.walks, year.points, year.promised, year.kept];
            let figures = figures.map(|figure| Cell::figure(self.language.number(figure.into())));
            Row {
                cells: std::iter::once(Cell::words(year.year.to_string())).chain(figures).collect(),
                ..Row::default()
            }
        });
        let figures =
            ["statutory-walks-held", "statutory-walks-points", "statutory-walks-promised", "statutory-walks-kept"];
        let year = std::iter::once(Head::words(self.t("statutory-year"), 1.0));
        let table = Table {
            caption: self.t("statutory-walks"),
            class: "figures",
            heads: year.chain(figures.map(|key| Head::figure(self.t(key)))).collect(),
            rows: rows.collect(),
        };
        vec![heading, Block::soft(self.t("statutory-walks-about")), Block::Table(table)]
    }

    fn commitments(&self) -> Vec<Block> {
        let heading = Block::heading(self.t("statutory-commitments"));
        if self.facts().commitments.is_empty() {
            return vec![heading, Block::soft(self.t("statutory-commitments-none"))];
        }
        let row = |undertaken: &Undertaken| Row {
            cells: vec![
                Cell::words(&*undertaken.title),
                Cell::words(&*undertaken.goal),
                Cell::words(&*undertaken.committee),
                Cell::figure(undertaken.year.to_string()),
                Cell::words(self.standing_or(&undertaken.standing, "statutory-no-measures")),
            ],
            ..Row::default()
        };
        let head = |key: &str, share| Head::words(self.t(key), share);
        let table = Table {
            caption: self.t("statutory-commitments"),
            class: "",
            heads: vec![
                head("statutory-commitment", 2.2),
                head("statutory-goal", 1.8),
                head("statutory-committee", 1.4),
                Head::figure(self.t("statutory-year")),
                head("statutory-standing", 2.0),
            ],
            rows: self.facts().commitments.iter().map(row).collect(),
        };
        vec![heading, Block::Table(table)]
    }

    fn decisions(&self) -> Vec<Block> {
        let heading = Block::heading(self.t("statutory-decisions"));
        let items: Vec<Item> = self
            .facts()
            .decisions
            .iter()
            .map(|decided| Item {
                name: decided.title.clone(),
                aside: self.language.day(decided.day),
                words: format!("{} {}", decided.words, self.standing_or(&decided.standing, "meetings-no-measure")),
                ..Item::default()
            })
            .collect();
        if items.is_empty() {
            return vec![heading, Block::soft(self.t("statutory-decisions-none"))];
        }
        vec![heading, Block::Items { items }]
    }

    fn standing_or(&self, standing: &Standing, nothing: &str) -> String {
        let told = standing.told(self.language);
        if told.is_empty() { self.t(nothing) } else { told }
    }

    fn money(&self) -> Vec<Block> {
        if self.facts().money.is_empty() {
            return Vec::new();
        }
        let kronor = |sek: Option<i64>| {
            sek.map_or_else(|| self.t("statutory-money-missing"), |sek| format!("{} kr", self.language.number(sek)))
        };
        let row = |year: &MoneyYear| {
            let guards = Cell::figure(kronor(year.guards_sek));
            let is_part = year.guards_sek.is_some() && !year.guards_are_whole;
            Row {
                cells: vec![
                    Cell::words(year.year.to_string()),
                    Cell::figure(kronor(year.granted_sek)),
                    if is_part { guards.noted(self.t("statutory-money-part")) } else { guards },
                ],
                ..Row::default()
            }
        };
        let table = Table {
            caption: self.t("statutory-money"),
            class: "figures",
            heads: vec![
                Head::words(self.t("statutory-year"), 1.0),
                Head::figure(self.t("statutory-money-granted")),
                Head::figure(self.t("statutory-money-guards")),
            ],
            rows: self.facts().money.iter().map(row).collect(),
        };
        vec![Block::heading(self.t("statutory-money")), Block::Table(table)]
    }

    fn measures(&self) -> Vec<Block> {
        let told = self.standing_or(&self.facts().measures, "statutory-measures-none");
        vec![Block::heading(self.t("statutory-measures")), Block::line(told)]
    }

    fn month(&self, month: Month) -> String {
        format!("{} {}", self.t(&format!("date-month-{}", month.number())), month.year())
    }
}

/// What is told of a count: `23`, `<5`, `..`.
fn told_in_words(told: Told, language: Language) -> String {
    told.count().map_or_else(|| told.to_string(), |count| language.number(count.into()))
}

/// What is known of a sum: `23`, `23–26`, `minst 12`.
fn bounds_in_words(bounds: Bounds, language: Language) -> String {
    let low = language.number(bounds.low.into());
    match bounds.high {
        Some(high) if high == bounds.low => low,
        Some(high) => format!("{low}–{}", language.number(high.into())),
        None => language.text_with("statutory-at-least", &[("count", low.into())]),
    }
}

/// A text's paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}
