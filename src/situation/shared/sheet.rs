//! The shared edition in words: what its page and its PDF both show, in the order in which they show it.

use super::model::{HeardShare, SharedDistrict, SharedFigure, SharedPicture, StandsOut};
use crate::incidents::category::Group;
use crate::situation::compute::Signal;
use crate::situation::picture::UNKNOWN;
use crate::statistics::Told;
use crate::texts::Language;

/// What stands where there is nothing to tell.
const NOTHING: &str = "–";

/// Everything that is shown of an edition.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) days: String,
    pub(super) lead: String,
    pub(super) words: Vec<String>,
    pub(super) stands_out: Vec<String>,
    pub(super) coverage: Vec<String>,
    pub(super) district_heads: Vec<String>,
    pub(super) districts: Vec<DistrictLine>,
    pub(super) group_heads: Vec<String>,
    pub(super) groups: Vec<GroupLine>,
    /// The groups nothing was reported of, in a sentence; empty when there are none.
    pub(super) quiet: String,
    pub(super) measures: Vec<(String, Cell)>,
    pub(super) feedback: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) foot: String,
}

/// A district and what is told of it, below the heads in their order.
pub(super) struct DistrictLine {
    pub(super) class: &'static str,
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// A group in every district, and in the whole.
pub(super) struct GroupLine {
    pub(super) icon: &'static str,
    pub(super) name: String,
    pub(super) cells: Vec<Cell>,
}

/// What stands in a table.
#[derive(Clone, Debug)]
pub(in crate::situation) struct Cell {
    pub(in crate::situation) shown: String,
    /// The same in words, where it is a sign; otherwise empty.
    pub(in crate::situation) spoken: String,
    /// How it is set: `n` for numbers, `n nothing` for none of them, `whole` for words.
    pub(in crate::situation) class: &'static str,
}

impl Cell {
    /// A count as it is told.
    pub(in crate::situation) fn count(told: Told, language: Language) -> Self {
        let key = match told {
            Told::Count(count) => {
                let shown = language.number(i64::from(count));
                let class = if count == 0 { "n nothing" } else { "n" };
                return Self { shown, spoken: String::new(), class };
            }
            Told::Few => "shared-few",
            Told::Withheld => "shared-withheld",
        };
        Self { shown: told.to_string(), spoken: language.text(key), class: "n" }
    }

    /// Words.
    pub(in crate::situation) fn words(shown: String) -> Self {
        Self { shown, spoken: String::new(), class: "whole" }
    }

    /// A number that is no count.
    pub(in crate::situation) fn number(shown: String) -> Self {
        Self { shown, spoken: String::new(), class: "n" }
    }

    /// What is read aloud of it.
    pub(super) fn said(&self) -> &str {
        if self.spoken.is_empty() { &self.shown } else { &self.spoken }
    }
}

impl Sheet {
    pub(super) fn of(picture: &SharedPicture, language: Language) -> Self {
        let t = |key: &str| language.text(key);
        let whole = SharedDistrict {
            code: String::new(),
            name: t("shared-whole"),
            population: None,
            level: None,
            groups: picture.groups.clone(),
            totals: picture.totals,
            observations: picture.observations,
        };
        let rows = picture.districts.iter().chain([&whole]);
        let (told, quiet): (Vec<Group>, Vec<Group>) = picture
            .groups
            .iter()
            .map(|row| row.group)
            .partition(|group| rows.clone().any(|row| count_of(row, *group) != Told::Count(0)));
        let quiet: Vec<String> = quiet.into_iter().map(|group| name_of(group, language).to_lowercase()).collect();
        let edition = if picture.version == 0 {
            t("shared-edition-draft")
        } else {
            language.text_with("shared-edition-version", &[("version", picture.version.into())])
        };
        let title = language.text_with("shared-title", &[("week", picture.week.number().into())]);
        let hash = picture.sha256.as_ref().map(|hash| format!("SHA-256 {hash}"));
        let foot = [Some(format!("{title} {}", picture.week.year())), Some(edition), hash];
        Self {
            days: language.days_of(picture.week),
            lead: picture.lead(language),
            words: paragraphs(picture.words.as_deref()),
            stands_out: picture.stands_out.iter().map(|finding| sentence(finding, language)).collect(),
            coverage: coverage(picture, language),
            district_heads: [
                "shared-column-district",
                "shared-column-events",
                "shared-column-signal",
                "shared-column-rate",
                "shared-column-unsafe",
                "shared-column-planned",
                "shared-column-observed",
                "shared-column-level",
            ]
            .map(t)
            .into(),
            districts: rows.clone().map(|row| DistrictLine::of(row, language)).collect(),
            group_heads: [t("shared-column-group")]
                .into_iter()
                .chain(rows.clone().map(|row| row.name.clone()))
                .collect(),
            groups: told
                .into_iter()
                .map(|group| GroupLine {
                    icon: group.code(),
                    name: name_of(group, language),
                    cells: rows.clone().map(|row| Cell::count(count_of(row, group), language)).collect(),
                })
                .collect(),
            quiet: if quiet.is_empty() {
                String::new()
            } else {
                language.text_with("shared-quiet", &[("groups", language.listed(&quiet).into())])
            },
            measures: vec![
                (t("shared-measures-decided"), Cell::count(picture.measures.decided, language)),
                (t("shared-measures-open"), Cell::count(picture.measures.open, language)),
                (t("shared-measures-overdue"), Cell::count(picture.measures.overdue, language)),
                (t("shared-measures-soon"), Cell::count(picture.measures.due_soon, language)),
            ],
            feedback: paragraphs(picture.feedback.as_deref()),
            notes: vec![
                t("shared-note-few"),
                t("shared-note-usual"),
                t("shared-note-rate"),
                t("shared-note-reports"),
                language.text_with("shared-note-cut-off", &[("moment", language.moment(picture.cut_off).into())]),
            ],
            foot: foot.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            title,
        }
    }
}

impl SharedPicture {
    /// The week in a sentence or two: how many events, and whether that is usual.
    #[must_use]
    pub fn lead(&self, language: Language) -> String {
        lead(self.totals.event, language)
    }
}

impl DistrictLine {
    fn of(row: &SharedDistrict, language: Language) -> Self {
        let SharedFigure { count, per_1000, signal } = row.totals.event;
        let is_whole = row.code.is_empty();
        let level = match row.level {
            Some(level) => language.text(&format!("shared-level-{}", level.word())),
            // The whole and the unknown are not judged.
            None if is_whole || row.code == UNKNOWN => NOTHING.to_owned(),
            None => language.text("shared-level-none"),
        };
        Self {
            class: if is_whole { "total" } else { "" },
            name: row.name.clone(),
            cells: vec![
                Cell::count(count, language),
                Cell::words(signal.map_or_else(|| NOTHING.to_owned(), |signal| signal_in_words(signal, language))),
                Cell::number(per_1000.map_or_else(|| NOTHING.to_owned(), |rate| language.decimal(rate, 2))),
                Cell::count(row.totals.unsafe_place.count, language),
                Cell::count(row.totals.planned_event.count, language),
                Cell::count(row.observations, language),
                Cell::words(level),
            ],
        }
    }
}

/// What is said of a week beside what is usual.
fn signal_in_words(signal: Signal, language: Language) -> String {
    language.text(match signal {
        Signal::None => "shared-as-expected",
        Signal::Rising => "shared-more",
        Signal::Falling => "shared-less",
        Signal::TooFew => "shared-too-few",
    })
}

/// The name of a group.
pub(in crate::situation) fn name_of(group: Group, language: Language) -> String {
    match language {
        Language::Swedish => group.name_sv(),
        Language::English => group.name_en(),
    }
    .to_owned()
}

fn count_of(row: &SharedDistrict, group: Group) -> Told {
    row.groups.iter().find(|own| own.group == group).map_or(Told::Count(0), |own| own.figure.count)
}

/// How many events there were in the whole municipality, and what is to be said of it.
fn lead(whole: SharedFigure, language: Language) -> String {
    let signal = whole.signal.map(|signal| match signal {
        Signal::TooFew => language.text("shared-lead-too-few"),
        said => language.text_with("shared-lead-signal", &[("signal", signal_in_words(said, language).into())]),
    });
    let count = match whole.count {
        Told::Count(count) => language.text_with("shared-lead", &[("count", count.into())]),
        Told::Few => language.text("shared-lead-few"),
        Told::Withheld => language.text("shared-lead-withheld"),
    };
    [Some(count), signal].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn sentence(finding: &StandsOut, language: Language) -> String {
    let what = finding.group.map_or_else(|| language.text("shared-all-events"), |group| name_of(group, language));
    let place = finding.district.clone().unwrap_or_else(|| language.text("shared-whole"));
    let key = if finding.is_more { "shared-stands-out-more" } else { "shared-stands-out-less" };
    let values = [("what", what.into()), ("place", place.into()), ("count", finding.count.into())];
    language.text_with(key, &values)
}

fn coverage(picture: &SharedPicture, language: Language) -> Vec<String> {
    let heard = language.text(match picture.coverage.heard {
        HeardShare::All => "shared-heard-all",
        HeardShare::Most => "shared-heard-most",
        HeardShare::Some => "shared-heard-some",
        HeardShare::Nobody => "shared-heard-nobody",
        HeardShare::Unknown => "shared-heard-unknown",
    });
    let differs = picture.coverage.differs.then(|| language.text("shared-coverage-differs"));
    [Some(heard), differs].into_iter().flatten().collect()
}

fn paragraphs(words: Option<&str>) -> Vec<String> {
    let lines = words.unwrap_or_default().lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}
