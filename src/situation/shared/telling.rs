//! The shared edition told: its sections, in the order they are read.

use super::model::{HeardShare, SharedDistrict, SharedFigure, SharedPicture, StandsOut};
use crate::error::AppError;
use crate::incidents::category::Group;
use crate::situation::chart::{Gauge as Marks, drawn};
use crate::situation::compute::Signal;
use crate::situation::document::model::{Block, Cell, Document, Head, Item, Row, Said, Section, Table, Width};
use crate::situation::picture::UNKNOWN;
use crate::situation::words::Level;
use crate::statistics::Told;
use crate::texts::Language;

/// What stands where there is nothing to tell.
const NOTHING: &str = "–";

/// The edition as it is read.
///
/// # Errors
/// [`AppError::Internal`] when a drawing's template fails.
pub(super) fn document(picture: &SharedPicture, language: Language) -> Result<Document, AppError> {
    let telling = Telling { picture, language };
    let title = language.text_with("shared-title", &[("week", picture.week.number().into())]);
    let status = if picture.version == 0 {
        telling.t("shared-edition-draft")
    } else {
        language.text_with("shared-edition-version", &[("version", picture.version.into())])
    };
    let hash = picture.sha256.as_ref().map(|hash| format!("SHA-256 {hash}"));
    let foot = [Some(format!("{title} {}", picture.week.year())), Some(status.clone()), hash];
    let counted = language.text_with("shared-note-cut-off", &[("moment", language.moment(picture.cut_off).into())]);
    Ok(Document {
        lang: language.code(),
        days: language.days_of(picture.week),
        lead: picture.lead(language),
        foot: foot.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        title,
        status,
        sections: telling.sections(&counted)?,
        counted,
    })
}

impl SharedPicture {
    /// The week in a sentence or two: how many events, and whether that is usual.
    #[must_use]
    pub fn lead(&self, language: Language) -> String {
        let SharedFigure { count, signal, .. } = self.totals.event;
        let signal = signal.map(|signal| match signal {
            Signal::TooFew => language.text("shared-lead-too-few"),
            said => language.text_with("shared-lead-signal", &[("signal", signal_of(said, language).1.into())]),
        });
        let count = match count {
            Told::Count(count) => language.text_with("shared-lead", &[("count", count.into())]),
            Told::Few => language.text("shared-lead-few"),
            Told::Withheld => language.text("shared-lead-withheld"),
        };
        [Some(count), signal].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A count as a cell of a table.
pub(in crate::situation) fn told_cell(told: Told, language: Language) -> Cell {
    match told {
        Told::Count(0) => Cell { class: "n nothing", ..Cell::figure("0") },
        told => Cell::figure(told_in_words(told, language)),
    }
}

/// A count as it stands in a row of words and figures.
fn told_in_words(told: Told, language: Language) -> String {
    told.count().map_or_else(|| told.to_string(), |count| language.number(i64::from(count)))
}

/// The name of a group.
pub(in crate::situation) fn name_of(group: Group, language: Language) -> String {
    match language {
        Language::Swedish => group.name_sv(),
        Language::English => group.name_en(),
    }
    .to_owned()
}

/// What is said of a week beside what is usual: how the word is drawn, and the word.
fn signal_of(signal: Signal, language: Language) -> (&'static str, String) {
    let (sign, key) = match signal {
        Signal::None => ("plain", "shared-as-expected"),
        Signal::Rising => ("more", "shared-more"),
        Signal::Falling => ("less", "shared-less"),
        Signal::TooFew => ("few", "shared-too-few"),
    };
    (sign, language.text(key))
}

/// Tells an edition in a language.
#[derive(Clone, Copy)]
struct Telling<'a> {
    picture: &'a SharedPicture,
    language: Language,
}

impl Telling<'_> {
    fn t(self, key: &str) -> String {
        self.language.text(key)
    }

    fn sections(self, counted: &str) -> Result<Vec<Section>, AppError> {
        let feedback = paragraphs(self.picture.feedback.as_deref());
        let feedback = (!feedback.is_empty()).then(|| Section {
            id: super::document::FEEDBACK,
            heading: self.t("shared-feedback"),
            blocks: vec![Block::Said(Said { paragraphs: feedback, ..Said::default() })],
            ..Section::default()
        });
        let sections = [self.brief(), self.at_a_glance(), self.districts()?];
        Ok(sections.into_iter().chain(feedback).chain([self.notes(counted)]).collect())
    }

    /// What the coordinator writes, and what stands out.
    fn brief(self) -> Section {
        let picture = self.picture;
        let words = paragraphs(picture.words.as_deref());
        let mut blocks = Vec::new();
        if !words.is_empty() {
            blocks.push(Block::Said(Said { paragraphs: words, ..Said::default() }));
        }
        if picture.stands_out.is_empty() {
            blocks.push(Block::soft(self.t("shared-stands-out-none")));
        } else {
            let items = picture.stands_out.iter().map(|finding| self.sentence(finding)).collect();
            blocks.push(Block::Numbered { items });
        }
        Section { id: "brief", heading: self.t("shared-stands-out"), width: Width::Main, blocks, ..Section::default() }
    }

    fn sentence(self, finding: &StandsOut) -> String {
        let what = finding.group.map_or_else(|| self.t("shared-all-events"), |group| name_of(group, self.language));
        let place = finding.district.clone().unwrap_or_else(|| self.t("shared-whole"));
        let Some(count) = finding.count else {
            return self
                .language
                .text_with("shared-stands-out-group", &[("what", what.into()), ("place", place.into())]);
        };
        let key = if finding.is_more { "shared-stands-out-more" } else { "shared-stands-out-less" };
        self.language.text_with(key, &[("what", what.into()), ("place", place.into()), ("count", count.into())])
    }

    /// Measures, and who was heard.
    fn at_a_glance(self) -> Section {
        let SharedPicture { measures, coverage, .. } = self.picture;
        let pair = |key: &str, told: Told| (self.t(key), told_in_words(told, self.language));
        let heard = self.t(match coverage.heard {
            HeardShare::All => "shared-heard-all",
            HeardShare::Most => "shared-heard-most",
            HeardShare::Some => "shared-heard-some",
            HeardShare::Nobody => "shared-heard-nobody",
            HeardShare::Unknown => "shared-heard-unknown",
        });
        let mut blocks = vec![
            Block::Facts {
                pairs: vec![
                    pair("shared-measures-decided", measures.decided),
                    pair("shared-measures-open", measures.open),
                    pair("shared-measures-overdue", measures.overdue),
                    pair("shared-measures-soon", measures.due_soon),
                ],
            },
            Block::heading(self.t("shared-coverage")),
            Block::line(heard),
        ];
        if coverage.differs {
            blocks.push(Block::line(self.t("shared-coverage-differs")));
        }
        Section {
            id: "glance",
            heading: self.t("shared-measures"),
            width: Width::Aside,
            tone: "card",
            blocks,
            ..Section::default()
        }
    }

    /// The districts, and at last the whole.
    fn rows(self) -> impl Iterator<Item = SharedDistrict> {
        let whole = SharedDistrict {
            code: String::new(),
            name: self.t("shared-whole"),
            population: None,
            level: None,
            totals: self.picture.totals,
            observations: self.picture.observations,
        };
        self.picture.districts.clone().into_iter().chain([whole])
    }

    fn districts(self) -> Result<Section, AppError> {
        let heads = vec![
            Head::words(self.t("shared-column-district"), 2.2),
            Head::figure(self.t("shared-column-events")),
            Head::words(self.t("shared-column-signal"), 1.8),
            Head { share: 1.2, ..Head::figure(self.t("shared-column-rate")) },
            Head { share: 1.2, ..Head::figure(self.t("shared-column-unsafe")) },
            Head { share: 1.6, ..Head::figure(self.t("shared-column-planned")) },
            Head { share: 1.5, ..Head::figure(self.t("shared-column-observed")) },
            Head::words(self.t("shared-column-level"), 1.7),
        ];
        let rows = self.rows().map(|row| self.district(&row)).collect::<Result<_, _>>()?;
        let caption = self.t("shared-districts");
        Ok(Section {
            id: "districts",
            heading: caption.clone(),
            blocks: vec![Block::Table(Table { caption, class: "figures", heads, rows })],
            ..Section::default()
        })
    }

    fn district(self, row: &SharedDistrict) -> Result<Row, AppError> {
        let SharedFigure { count, per_1000, signal } = row.totals.event;
        let is_whole = row.code.is_empty();
        let is_judged = !is_whole && row.code != UNKNOWN;
        let signal = match signal {
            Some(signal) => {
                let (sign, text) = signal_of(signal, self.language);
                Cell { text, sign, class: "early whole", ..Cell::default() }
            }
            None => Cell { class: "early whole", ..Cell::words(NOTHING) },
        };
        let level = match row.level {
            Some(level) => self.level(level)?,
            None => Cell::words(if is_judged { self.t("shared-level-none") } else { NOTHING.to_owned() }),
        };
        let told = |told: Told| told_cell(told, self.language);
        let cells = vec![
            Cell::words(row.name.clone()),
            Cell { class: "n main", ..told(count) },
            signal,
            Cell::figure(per_1000.map_or_else(|| NOTHING.to_owned(), |rate| self.language.decimal(rate, 2))),
            told(row.totals.unsafe_place.count),
            told(row.totals.planned_event.count),
            told(row.observations),
            level,
        ];
        Ok(Row { class: if is_whole { "total" } else { "" }, cells })
    }

    fn level(self, level: Level) -> Result<Cell, AppError> {
        let filled = Level::ALL.iter().position(|own| *own == level).map_or(1, |place| place + 1);
        let text = self.t(&format!("shared-level-{}", level.word()));
        Ok(Cell { text, svg: drawn(&Marks { filled })?, class: "level whole", ..Cell::default() })
    }

    fn notes(self, counted: &str) -> Section {
        let notes =
            ["shared-note-few", "shared-note-usual", "shared-note-rate", "shared-note-groups", "shared-note-reports"];
        let kept = (self.picture.version > 1).then(|| self.t("shared-note-kept"));
        let item = |words: String| Item { words, ..Item::default() };
        let notes = notes.map(|key| self.t(key)).into_iter().chain(kept).chain([counted.to_owned()]);
        let items = notes.map(item).collect();
        Section {
            id: "notes",
            heading: self.t("shared-notes"),
            tone: "notes",
            blocks: vec![Block::Items { items }],
            ..Section::default()
        }
    }
}

fn paragraphs(words: Option<&str>) -> Vec<String> {
    let lines = words.unwrap_or_default().lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}
