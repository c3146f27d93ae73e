//! From a picture to slides. Pure: the picture in, words out.
//!
//! In the order of a meeting: the week, what stands out as a whole and one by one, what became of the last decisions, the
//! districts, the organisations' own parts, what is coming, who is placed where, what is overdue, what was decided. Slides
//! that every week has come whether there is something on them or not: a meeting should see that there is nothing.

use crate::incidents::category::{Group, Kind};
use crate::situation::chart::{self, Spark};
use crate::situation::coming::{Coming, days_in_words};
use crate::situation::compute::{Figures, Signal};
use crate::situation::coverage::Heard;
use crate::situation::decisions::Decision;
use crate::situation::findings::Finding;
use crate::situation::picture::{DistrictRow, GroupRow, Picture, Total, UNKNOWN};
use crate::situation::placements::PlacedRow;
use crate::situation::placements::model::days_of;
use crate::situation::words::{Assessment, Level, Part, Written};
use crate::texts::Language;

/// So many lines are read at five metres; the others are counted.
const MOST_LINES: usize = 6;
/// So many groups are told of a district.
const MOST_GROUPS: usize = 4;
/// Text of more characters than this is set smaller.
const LONG_TEXT: usize = 320;

/// One slide. What is empty is not drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slide {
    /// What it belongs to, above the heading.
    pub eyebrow: String,
    /// What it is about.
    pub heading: String,
    /// The judgement in a word, of a district.
    pub level: String,
    /// How the level looks: the kind of a sign.
    pub level_kind: &'static str,
    /// What it says, in a sentence or two.
    pub lead: String,
    /// The figure it is about.
    pub number: Option<Number>,
    /// Lines of a list.
    pub lines: Vec<Line>,
    /// Whether they begin with days rather than with figures.
    pub is_dated: bool,
    /// How many lines there are beyond those told, in a sentence.
    pub more: String,
    /// Who is placed where.
    pub grid: Option<Grid>,
    /// What somebody wrote, as lines.
    pub words: String,
    /// Whether that is much.
    pub is_long: bool,
    /// Who wrote it.
    pub by: String,
    /// The district it is about, by code: what a decision made here begins with.
    pub district: Option<String>,
    /// The group it is about.
    pub group: Option<Group>,
}

/// A figure, large.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// How many.
    pub count: String,
    /// What is counted.
    pub what: String,
    /// What is usual, in words.
    pub usual: String,
    /// The word of its signal: `mer än väntat`; empty when it has none.
    pub signal: String,
    /// How the signal looks: the kind of a sign.
    pub signal_kind: &'static str,
    /// Twelve weeks in a line; `None` when they are not known.
    pub spark: Option<Spark>,
    /// The same in words.
    pub spark_text: String,
    /// Further figures as names and values.
    pub beside: Vec<(String, String)>,
}

/// A line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// When, or how many.
    pub first: String,
    /// What.
    pub text: String,
    /// More about it, smaller.
    pub note: String,
    /// A word that signals; empty for none.
    pub sign: String,
    /// How it looks.
    pub sign_kind: &'static str,
}

/// Who is placed where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The days: short name.
    pub days: Vec<String>,
    /// The rows.
    pub rows: Vec<Placing>,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The district and what is placed.
    pub name: String,
    /// How many on each day; empty for none.
    pub days: Vec<String>,
    /// How many in the week.
    pub sum: String,
}

/// The slides of a picture.
#[must_use]
pub fn slides(picture: &Picture, language: Language) -> Vec<Slide> {
    let draw = Draw { picture, language };
    let mut slides = vec![draw.title(), draw.findings()];
    slides.extend(picture.findings.iter().map(|finding| draw.finding(finding)));
    slides.push(draw.decisions("wall-earlier", "wall-earlier-none", &picture.measures.earlier));
    let known = picture.districts.iter().filter(|row| row.code != UNKNOWN || row.totals.event.figures.count > 0);
    slides.extend(known.map(|row| draw.district(row)));
    slides.extend(draw.parts());
    slides.push(draw.coming());
    slides.push(draw.placements());
    slides.push(draw.decisions("wall-overdue", "wall-overdue-none", &picture.measures.overdue_list));
    slides.push(draw.decisions("wall-decided", "wall-decided-none", &picture.measures.decisions));
    slides
}

/// Draws slides of one picture in one language.
struct Draw<'a> {
    picture: &'a Picture,
    language: Language,
}

impl Draw<'_> {
    fn t(&self, key: &str) -> String {
        self.language.text(key)
    }

    fn week_title(&self) -> String {
        self.language.text_with("situation-title", &[("week", self.picture.week.number().into())])
    }

    fn title(&self) -> Slide {
        let coverage = &self.picture.coverage;
        let expected = coverage.organisations.iter().filter(|own| own.is_expected);
        let silent: Vec<String> =
            expected.clone().filter(|own| own.state == Heard::Silent).map(|own| own.organisation.clone()).collect();
        let heard = expected.clone().count() - silent.len();
        let told = |key, values: &[_]| self.language.text_with(key, values);
        let coverage = match expected.count() {
            0 => String::new(),
            all if silent.is_empty() => told("wall-all-heard", &[("count", all.into())]),
            all => told(
                "wall-some-silent",
                &[("heard", heard.into()), ("count", all.into()), ("silent", self.language.listed(&silent).into())],
            ),
        };
        let mut slide = Slide {
            eyebrow: self.language.days_of(self.picture.week),
            heading: self.week_title(),
            number: Some(self.total(&self.picture.totals.event, "wall-events-whole")),
            lead: coverage,
            ..Slide::default()
        };
        if let Some(summary) = &self.picture.words.summary {
            slide = slide.saying(&summary.words, String::new());
        }
        slide
    }

    fn findings(&self) -> Slide {
        let line = |(at, finding): (usize, &Finding)| Line {
            first: (at + 1).to_string(),
            text: finding.sentence.clone(),
            ..Line::default()
        };
        let findings = &self.picture.findings;
        Slide {
            eyebrow: self.week_title(),
            heading: self.t("wall-findings"),
            lead: if findings.is_empty() { self.t("wall-findings-none") } else { String::new() },
            // Seven at most, and each has a slide of its own.
            lines: findings.iter().enumerate().map(line).collect(),
            ..Slide::default()
        }
    }

    fn finding(&self, finding: &Finding) -> Slide {
        let row = finding.district.as_ref().and_then(|code| self.district_of(code));
        let place = row.map_or_else(|| self.t("situation-whole"), |row| row.name.clone());
        let figures = match (row, finding.group) {
            (Some(row), Some(group)) => row.group(group).copied(),
            (None, Some(group)) => self.picture.groups.iter().find(|own| own.group == group).map(|own| own.figures),
            _ => None,
        };
        let what = finding.group.map(|group| group.name(self.language).to_owned());
        let heading = what.clone().map_or_else(|| place.clone(), |what| format!("{what}: {place}"));
        let total = row.map_or(&self.picture.totals.event, |row| &row.totals.event);
        let number = match (figures, finding.expected_low) {
            (Some(figures), _) => Some(self.number(&figures, what.unwrap_or_default())),
            // All events together: the only series with a line of its own.
            (None, Some(_)) => Some(self.total(total, "wall-events")),
            // A place: its sentence holds the figures.
            (None, None) => None,
        };
        Slide {
            eyebrow: self.t("wall-findings"),
            heading,
            lead: finding.sentence.clone(),
            number,
            district: row.map(|row| row.code.clone()),
            group: finding.group,
            ..Slide::default()
        }
    }

    fn district_of(&self, code: &str) -> Option<&DistrictRow> {
        self.picture.districts.iter().find(|row| row.code == code)
    }

    fn district(&self, row: &DistrictRow) -> Slide {
        let judged: Vec<&Assessment> =
            self.picture.words.assessments.iter().filter(|own| own.district.code == row.code).collect();
        // The gravest of the districts that the row is made of.
        let level = judged.iter().filter_map(|own| own.level.map(|level| (level, own.level_name.clone()))).max();
        let mut number = self.total(&row.totals.event, "wall-events");
        let unsafe_places = row.totals.unsafe_place.figures.count;
        let observed = [("wall-unsafe-places", unsafe_places), ("wall-observations", row.observations)];
        let observed = observed.into_iter().filter(|(_, count)| *count > 0);
        number.beside.extend(observed.map(|(key, count)| (self.t(key), self.language.number(count))));
        let slide = Slide {
            eyebrow: self.week_title(),
            heading: row.name.clone(),
            level: level.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            level_kind: level.map_or("", |(level, _)| level_kind(level)),
            number: Some(number),
            lines: self.groups_of(row),
            district: (row.code != UNKNOWN).then(|| row.code.clone()),
            ..Slide::default()
        };
        let texts: Vec<&str> = judged.iter().filter_map(|own| own.text.as_ref()).map(|text| &*text.words).collect();
        slide.saying(&texts.join("\n"), String::new())
    }

    /// The groups with most events of a district.
    fn groups_of(&self, row: &DistrictRow) -> Vec<Line> {
        let mut groups: Vec<_> =
            row.groups.iter().filter(|own| own.kind == Kind::Event && own.figures.count > 0).collect();
        groups.sort_by_key(|own| std::cmp::Reverse(own.figures.count));
        let line = |own: &GroupRow| {
            let (sign, sign_kind) = match own.figures.signal {
                Signal::Rising | Signal::Falling => self.signal(own.figures.signal),
                Signal::None | Signal::TooFew => (String::new(), ""),
            };
            Line {
                first: self.language.number(own.figures.count),
                text: own.group.name(self.language).to_owned(),
                note: if sign.is_empty() { String::new() } else { self.usual(&own.figures) },
                sign,
                sign_kind,
            }
        };
        groups.into_iter().take(MOST_GROUPS).map(line).collect()
    }

    fn parts(&self) -> Vec<Slide> {
        let written = self.picture.words.parts.iter().filter_map(|part| Some((part, part.text.as_ref()?)));
        let slide = |(part, text): (&Part, &Written)| {
            let slide = Slide { eyebrow: self.t("wall-parts"), heading: part.organisation.clone(), ..Slide::default() };
            slide.saying(&text.words, text.by.clone())
        };
        written.map(slide).collect()
    }

    fn coming(&self) -> Slide {
        let coming = &self.picture.coming;
        let line = |coming: &Coming| Line {
            first: days_in_words(self.language, coming.from, coming.to),
            text: coming.title.clone(),
            note: coming.place.clone(),
            ..Line::default()
        };
        let lead = if coming.is_empty() { self.t("wall-coming-none") } else { String::new() };
        Slide {
            eyebrow: self.t("wall-coming-weeks"),
            heading: self.t("wall-coming"),
            lead,
            lines: coming.iter().take(MOST_LINES).map(line).collect(),
            is_dated: true,
            more: self.more(coming.len()),
            ..Slide::default()
        }
    }

    fn placements(&self) -> Slide {
        let week = self.picture.week.plus(1);
        let rows: Vec<&PlacedRow> = self.picture.placements.rows.iter().filter(|row| row.sum > 0).collect();
        let shown = |number: i64| if number == 0 { String::new() } else { self.language.number(number) };
        let row = |row: &&PlacedRow| Placing {
            name: format!("{}: {}", row.district, row.resource.to_lowercase()),
            days: row.days.iter().map(|number| shown(*number)).collect(),
            sum: shown(row.sum),
        };
        let days = days_of(week)
            .map(|day| self.language.text(&format!("weekday-{}-short", day.weekday().to_monday_one_offset())));
        let grid = Grid { days: days.into(), rows: rows.iter().take(MOST_LINES).map(row).collect() };
        Slide {
            eyebrow: self.language.days_of(week),
            heading: self.language.text_with("placements-title", &[("week", week.number().into())]),
            lead: if rows.is_empty() { self.t("wall-placements-none") } else { String::new() },
            grid: (!rows.is_empty()).then_some(grid),
            more: self.more(rows.len()),
            ..Slide::default()
        }
    }

    fn decisions(&self, heading: &str, nothing: &str, decisions: &[Decision]) -> Slide {
        let line = |own: &Decision| {
            let owner = own.district.as_ref().map_or(own.owner.clone(), |place| format!("{place} · {}", own.owner));
            let due = own.due_on.map(|day| days_in_words(self.language, day, day));
            let due = due.map(|day| self.language.text_with("wall-due", &[("day", day.into())]));
            let (sign, sign_kind) =
                if own.is_overdue { (self.t("measure-overdue"), "more") } else { (own.status_name.clone(), "") };
            let note = [Some(owner), due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Line { first: String::new(), text: own.title.clone(), note, sign, sign_kind }
        };
        Slide {
            eyebrow: self.week_title(),
            heading: self.t(heading),
            lead: if decisions.is_empty() { self.t(nothing) } else { String::new() },
            lines: decisions.iter().take(MOST_LINES).map(line).collect(),
            more: self.more(decisions.len()),
            ..Slide::default()
        }
    }

    fn more(&self, all: usize) -> String {
        match all.saturating_sub(MOST_LINES) {
            0 => String::new(),
            more => self.language.text_with("wall-more", &[("count", more.into())]),
        }
    }

    /// All events, with the line of twelve weeks.
    fn total(&self, total: &Total, what: &str) -> Number {
        let counts: Vec<String> = (total.weeks.iter())
            .map(|count| count.map_or_else(|| "–".to_owned(), |count| self.language.number(count)))
            .collect();
        let counts = counts.join(", ");
        Number {
            spark: Some(chart::spark(&total.weeks, total.figures.expected_low.zip(total.figures.expected_high))),
            spark_text: self.language.text_with("situation-spark", &[("counts", counts.into())]),
            ..self.number(&total.figures, self.language.text_with(what, &[("count", total.figures.count.into())]))
        }
    }

    fn number(&self, figures: &Figures, what: String) -> Number {
        let (signal, signal_kind) = self.signal(figures.signal);
        let last_year = figures.same_week_last_year.map(|count| self.language.number(count));
        Number {
            count: self.language.number(figures.count),
            what,
            usual: self.usual(figures),
            signal,
            signal_kind,
            spark: None,
            spark_text: String::new(),
            beside: last_year.map(|count| (self.t("wall-last-year"), count)).into_iter().collect(),
        }
    }

    fn usual(&self, figures: &Figures) -> String {
        match (figures.expected_low, figures.expected_high) {
            (Some(low), Some(high)) if low == high => {
                self.language.text_with("wall-usual-one", &[("count", low.into())])
            }
            (Some(low), Some(high)) => {
                self.language.text_with("wall-usual", &[("low", low.into()), ("high", high.into())])
            }
            _ => String::new(),
        }
    }

    fn signal(&self, signal: Signal) -> (String, &'static str) {
        let (key, kind) = match signal {
            Signal::Rising => ("wall-signal-rising", "more"),
            Signal::Falling => ("wall-signal-falling", "less"),
            Signal::None => ("wall-signal-none", "plain"),
            Signal::TooFew => ("wall-signal-too-few", "few"),
        };
        (self.t(key), kind)
    }
}

impl Slide {
    /// The same slide with what somebody wrote.
    fn saying(self, words: &str, by: String) -> Self {
        Self { is_long: words.chars().count() > LONG_TEXT, words: words.to_owned(), by, ..self }
    }
}

/// Words tell the levels apart; only the two upper ones are marked.
fn level_kind(level: Level) -> &'static str {
    match level {
        Level::Calm | Level::Unsettled => "",
        Level::Strained | Level::Serious => "more",
    }
}
