//! Who tells a picture: the picture, the language and what the reader may do; and the words that all sections share.

use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::Date;

use super::Tools;
use super::model::{Block, Cell, Document, Gauge, Link, Said, Section};
use crate::error::AppError;
use crate::incidents::category::Group;
use crate::situation::Picture;
use crate::situation::chart::{self, drawn};
use crate::situation::compute::{Figures, Signal};
use crate::situation::picture::Status;
use crate::situation::words::{Level, Written};
use crate::texts::Language;

/// What stands where a figure cannot be told.
pub(super) const NOT_KNOWN: &str = "–";

/// What is to be said of a count beside what is usual. One that lies outside the interval without being a signal is what
/// chance does now and then; to call it expected would contradict the interval beside it.
pub(super) fn signal_in_words(figures: &Figures, language: Language) -> String {
    let is_within = |count: i64| {
        let (low, high) = (figures.expected_low.map(i64::from), figures.expected_high.map(i64::from));
        low.is_none_or(|low| low <= count) && high.is_none_or(|high| count <= high)
    };
    language.text(match figures.signal {
        Signal::None if is_within(figures.count) => "situation-signal-none",
        Signal::None => "situation-signal-chance",
        Signal::Rising => "situation-signal-rising",
        Signal::Falling => "situation-signal-falling",
        Signal::TooFew => "situation-signal-too-few",
    })
}

/// Tells a picture in a language to a reader.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub picture: &'a Picture,
    pub language: Language,
    pub tools: Option<&'a Tools>,
}

impl Document {
    /// The picture told: as a draft to whoever may do something about it, or as it is frozen.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a drawing's template fails.
    pub fn of(picture: &Picture, language: Language, tools: Option<&Tools>) -> Result<Self, AppError> {
        Telling { picture, language, tools }.document()
    }
}

impl Telling<'_> {
    fn document(self) -> Result<Document, AppError> {
        let picture = self.picture;
        let week: FluentValue<'_> = picture.week.number().into();
        let title = self.t_with("situation-title", &[("week", week.clone())]);
        let status = match picture.status {
            Status::Draft => self.t("situation-draft"),
            Status::Approved => self.t_with("situation-version", &[("version", picture.version.into())]),
        };
        let hash = picture.sha256.as_ref().map(|hash| format!("SHA-256 {hash}"));
        let foot = [Some(format!("{title} {}", picture.week.year())), Some(status.clone()), hash];
        let moment = self.language.moment(picture.cut_off);
        Ok(Document {
            lang: self.language.code(),
            days: self.language.days_of(picture.week),
            lead: self.lead(),
            counted: self.t_with("situation-counted", &[("moment", moment.into())]),
            foot: foot.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            title,
            status,
            sections: self.sections()?,
        })
    }

    /// What is read, in order: first what one needs to know, then what it rests on.
    fn sections(self) -> Result<Vec<Section>, AppError> {
        let mut sections = vec![self.brief(), self.at_a_glance(), self.earlier(), self.coming()];
        if self.has_reports() {
            sections.push(self.districts()?);
        }
        sections.push(self.assessments()?);
        if self.has_reports() {
            sections.extend(self.ground()?);
            sections.push(self.groups());
            sections.extend(self.hours()?);
            sections.extend(self.places()?);
            sections.extend(self.lesser_kinds()?);
        }
        sections.extend(self.notable());
        sections.push(self.measures());
        sections.extend(self.placements());
        sections.extend(self.parts());
        sections.extend(self.problems());
        sections.push(self.coverage());
        sections.push(self.police());
        sections.push(self.notes());
        Ok(sections)
    }

    /// Whether anything can be counted in the week at all: before the first report nothing is known.
    pub fn has_reports(self) -> bool {
        self.picture.first_week.is_some_and(|first| first <= self.picture.week)
    }

    pub fn t(self, key: &str) -> String {
        self.language.text(key)
    }

    pub fn t_with(self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        self.language.text_with(key, values)
    }

    /// What the reader may do, when they may write the picture.
    pub fn writes_picture(self) -> bool {
        self.tools.is_some_and(|tools| tools.writes_picture)
    }

    /// Somewhere to go, for a reader who may.
    #[expect(clippy::unused_self, reason = "what a telling offers stands with what it tells")]
    pub fn link_if(self, may: bool, href: impl FnOnce() -> String, label: &str) -> Option<Link> {
        may.then(|| Link { href: href(), label: label.to_owned() })
    }

    pub fn number(self, number: i64) -> String {
        self.language.number(number)
    }

    /// A number, or the sign for what is not known.
    pub fn known(self, number: Option<i64>) -> String {
        number.map_or_else(|| NOT_KNOWN.to_owned(), |number| self.number(number))
    }

    /// What is usual: `3–8`.
    pub fn usual(self, figures: &Figures) -> String {
        match (figures.expected_low, figures.expected_high) {
            (Some(low), Some(high)) => format!("{}–{}", self.number(low.into()), self.number(high.into())),
            _ => NOT_KNOWN.to_owned(),
        }
    }

    /// What is to be said of a count, as a word that signals.
    pub fn signal(self, figures: &Figures) -> Cell {
        let sign = match figures.signal {
            Signal::None => "plain",
            Signal::Rising => "more",
            Signal::Falling => "less",
            Signal::TooFew => "few",
        };
        Cell { text: signal_in_words(figures, self.language), sign, class: "early whole", ..Cell::default() }
    }

    pub fn group_name(self, group: Group) -> String {
        match self.language {
            Language::Swedish => group.name_sv(),
            Language::English => group.name_en(),
        }
        .to_owned()
    }

    /// A day without its year, when that is the week's own: `16 november`.
    pub fn day(self, day: Date) -> String {
        let full = self.language.day(day);
        let year = format!(" {}", self.picture.week.year());
        full.strip_suffix(&year).map_or(full.clone(), ToOwned::to_owned)
    }

    /// From a day to another, with nothing said twice.
    pub fn days(self, from: Date, to: Date) -> String {
        if from == to {
            return self.day(from);
        }
        if (from.year(), from.month()) == (to.year(), to.month()) {
            return format!("{}–{}", from.day(), self.day(to));
        }
        format!("{}–{}", self.day(from), self.day(to))
    }

    /// What somebody wrote, by whom and when.
    pub fn said(self, text: Option<&Written>) -> Said {
        let Some(text) = text else { return Said::default() };
        let paragraphs = text.words.lines().map(str::trim).filter(|line| !line.is_empty());
        Said {
            paragraphs: paragraphs.map(ToOwned::to_owned).collect(),
            by: format!("{}, {}", text.by, self.language.moment(text.at)),
            ..Said::default()
        }
    }

    /// A level's word with its drawing.
    #[expect(clippy::unused_self, reason = "as for a link")]
    pub fn gauge(self, level: Option<Level>, word: &str) -> Result<Option<Gauge>, AppError> {
        let Some(level) = level else { return Ok(None) };
        let filled = Level::ALL.iter().position(|own| *own == level).map_or(1, |place| place + 1);
        let svg = drawn(&chart::Gauge { filled })?;
        Ok(Some(Gauge { word: word.to_owned(), svg }))
    }

    /// A mark beside comparisons when other organisations were heard than in the weeks before.
    pub fn differing_coverage(self) -> Option<Block> {
        self.picture.coverage.differs.then(|| Block::Note { text: self.t("situation-coverage-differs") })
    }
}
