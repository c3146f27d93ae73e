//! A report told: its sections, in the order they are read. The page, the page that stands alone and the PDF are set from
//! this one value, so that the same counts are withheld in each.

use super::chart::{IntervalChart, MonthChart, highest, map};
use super::model::{DistrictLine, GroupLine, Line, MonthLine, Percent, Report, Span};
use super::words::{self, NOT_TOLD, exactly};
use crate::error::AppError;
use crate::incidents::category::Group;
use crate::situation::chart::drawn;
use crate::situation::document::model::{Block, Cell, Document, Head, Item, Row, Section, Table, Width};
use crate::situation::document::set;
use crate::situation::picture::UNKNOWN;
use crate::situation::words::Level;
use crate::statistics::{Bounds, Figure, Observed, Told, e_test};
use crate::texts::Language;
use crate::time::{Month, Months};

/// A difference that chance alone makes less often than this is said to be one (`domain.md` 5.3).
const CHANCE: f64 = 0.05;

/// Decimals of rates and of changes in per cent.
const DECIMALS: usize = 1;

/// The report as the inner part of a page, below its heading.
///
/// # Errors
/// [`AppError::Internal`] when a template fails.
pub fn body(report: &Report, language: Language) -> Result<String, AppError> {
    set(&document(report, language)?.sections)
}

/// The report as it is read.
///
/// # Errors
/// [`AppError::Internal`] when a drawing's template fails.
pub fn document(report: &Report, language: Language) -> Result<Document, AppError> {
    let telling = Telling { report, language };
    let period = months_in_words(report.months, language);
    let status = status(report, language);
    let hash = report.sha256.as_ref().map(|hash| format!("SHA-256 {hash}"));
    let foot = [Some(report.title.clone()), Some(period.clone()), Some(status.clone()), hash];
    Ok(Document {
        lang: language.code(),
        title: report.title.clone(),
        days: period,
        status,
        lead: lead(report, language),
        counted: counted(report, language),
        foot: foot.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        sections: telling.sections()?,
    })
}

/// How far it has come: `Rapport 3`, or that it is a preview.
#[must_use]
pub fn status(report: &Report, language: Language) -> String {
    match report.number {
        0 => language.text("reports-preview"),
        number => language.text_with("reports-number", &[("number", number.into())]),
    }
}

/// When it was counted.
#[must_use]
pub fn counted(report: &Report, language: Language) -> String {
    language.text_with("reports-counted", &[("moment", language.moment(report.cut_off).into())])
}

/// Months in words, with nothing said twice: `september–november 2026`, `november 2025–februari 2026`.
#[must_use]
pub fn months_in_words(months: Months, language: Language) -> String {
    let Months { first, last } = months;
    if first == last {
        month_in_words(first, language)
    } else if first.year() == last.year() {
        format!("{}–{}", name_of_month(first, language), month_in_words(last, language))
    } else {
        format!("{}–{}", month_in_words(first, language), month_in_words(last, language))
    }
}

fn month_in_words(month: Month, language: Language) -> String {
    format!("{} {}", name_of_month(month, language), month.year())
}

fn name_of_month(month: Month, language: Language) -> String {
    language.text(&format!("date-month-{}", month.number()))
}

/// The period in a sentence or two: how many events, and whether that differs from the same months a year earlier.
#[must_use]
pub fn lead(report: &Report, language: Language) -> String {
    let Span { count, before, .. } = report.events.period;
    let Some(count) = count else { return language.text("reports-lead-unknown") };
    let said = language.text_with("reports-lead", &[("count", words::bounds(count, language).into())]);
    let (Some(now), Some(base)) = (exactly(count), before.and_then(exactly)) else { return said };
    let compared = match e_test(Observed::once(now), Observed::once(base)) {
        Figure::TooFew => "reports-lead-too-few",
        Figure::Said(chance) if chance >= CHANCE => "reports-lead-chance",
        Figure::Said(_) if now > base => "reports-lead-more",
        Figure::Said(_) => "reports-lead-fewer",
    };
    let compared = language.text_with(compared, &[("before", language.number(base.into()).into())]);
    format!("{said} {compared}")
}

/// What the figures are and what they are not, in sentences.
#[must_use]
pub fn method(report: &Report, language: Language) -> Vec<String> {
    let t = |key: &str| language.text(key);
    let known = report
        .known_from
        .map(|month| language.text_with("reports-method-known", &[("month", month_in_words(month, language).into())]));
    let sentences = [
        Some(t("reports-method-reports")),
        Some(t("reports-method-months")),
        known,
        Some(language.text_with("reports-method-control", &[("fewest", report.fewest_told.into())])),
        Some(t("reports-method-frozen")),
        Some(t("reports-method-change")),
        Some(t("reports-method-rates")),
        Some(t("reports-method-kinds")),
        Some(t("reports-method-unknown")),
        Some(t("reports-method-measures")),
        Some(t("reports-method-walks")),
        Some(t("reports-method-none")),
    ];
    sentences.into_iter().flatten().collect()
}

/// How many counts of the report's tables are told exactly, and how many there are; for the preview.
#[must_use]
pub fn count_told(report: &Report) -> (usize, usize) {
    let spans = |line: &Line| [line.period.count, line.year.count, line.twelve.count];
    let lines = report.groups.iter().map(|group| &group.line).chain([&report.events, &report.unsafe_places]);
    let lines = lines.chain([&report.observations]).chain(report.districts.iter().map(|district| &district.line));
    let cells = report
        .districts
        .iter()
        .flat_map(|own| own.groups.iter().copied().chain([own.unsafe_places, own.observations]).collect::<Vec<_>>());
    let months = report.lines.iter().flat_map(|line| &line.counts).copied();
    let all: Vec<Option<Bounds>> = lines.flat_map(spans).chain(cells).chain(months).collect();
    (all.iter().filter(|count| count.and_then(exactly).is_some()).count(), all.len())
}

/// A report in a language.
#[derive(Clone, Copy)]
struct Telling<'a> {
    report: &'a Report,
    language: Language,
}

impl Telling<'_> {
    fn t(self, key: &str) -> String {
        self.language.text(key)
    }

    fn t_with(self, key: &str, value: (&'static str, impl Into<String>)) -> String {
        self.language.text_with(key, &[(value.0, value.1.into().into())])
    }

    fn sections(self) -> Result<Vec<Section>, AppError> {
        let mut sections = vec![self.figures(), self.districts()?, self.months()?, self.by_group()];
        sections.extend(self.ground()?);
        sections.extend([self.others(), self.assessments(), self.measures(), self.walks(), self.coverage()]);
        sections.push(self.method());
        Ok(sections)
    }

    /// Table P1: the period, the year so far and the last twelve months, by group.
    fn figures(self) -> Section {
        let span = |span: &str| {
            let figure = |key: &str| Head::figure(self.language.text_with(key, &[("span", self.t(span).into())]));
            [figure("reports-column-count"), figure("reports-column-change"), figure("reports-column-percent")]
        };
        let rate = |key: &str| Head::figure(self.t(key));
        let heads = [Head::words(self.t("reports-column-group"), 3.0)]
            .into_iter()
            .chain(span("reports-span-period"))
            .chain(span("reports-span-year"))
            .chain([rate("reports-column-year-rate")])
            .chain(span("reports-span-twelve"))
            .chain([rate("reports-column-twelve-rate")]);
        let cells = |line: &Line| {
            let [period, year, twelve] = [&line.period, &line.year, &line.twelve].map(|span| self.changed(span));
            let rates = [&line.year, &line.twelve].map(|span| self.rate(span));
            let [of_year, of_twelve] = rates;
            period.into_iter().chain(year).chain([of_year]).chain(twelve).chain([of_twelve]).collect::<Vec<_>>()
        };
        let row = |class, name: String, line: &Line| Row {
            class,
            cells: [Cell::words(name)].into_iter().chain(cells(line)).collect(),
        };
        let groups = self.report.groups.iter().map(|own| row("", self.group(own.group), &own.line));
        let mut rows: Vec<Row> = groups.collect();
        rows.push(row("total", self.t("reports-all-events"), &self.report.events));
        rows.push(row("", self.t("reports-unsafe-places"), &self.report.unsafe_places));
        let caption = self.t("reports-figures");
        let table = Table { caption: caption.clone(), class: "figures", heads: heads.collect(), rows };
        let blocks = vec![Block::Table(table), self.signs()];
        Section { id: "figures", heading: caption, blocks, ..Section::default() }
    }

    /// The districts side by side.
    fn districts(self) -> Result<Section, AppError> {
        let most = self.report.districts.iter().filter_map(|own| own.line.twelve.interval).map(|(_, high)| high);
        let most = most.fold(0.0, f64::max);
        let heads = vec![
            Head::words(self.t("reports-column-district"), 2.6),
            Head::figure(self.t("reports-column-population")),
            Head::figure(self.t("reports-column-period")),
            Head::figure(self.t("reports-column-before")),
            Head::figure(self.t("reports-column-more")),
            Head::figure(self.t("reports-column-percent-more")),
            Head::figure(self.t("reports-column-twelve")),
            Head { share: 1.4, ..Head::figure(self.t("reports-column-twelve-rate")) },
            Head::words(self.t("reports-column-interval"), 1.9),
        ];
        let line = |class, name: String, population: Option<i64>, line: &Line| {
            let [count, change, percent] = self.changed(&line.period);
            let drawing = IntervalChart::of(&line.twelve, most).map(|chart| drawn(&chart)).transpose()?;
            let residents = population.map_or_else(String::new, |population| self.language.number(population));
            let cells = vec![
                Cell::words(name),
                Cell { class: "n soft", ..Cell::words(residents) },
                count,
                self.known(line.period.before),
                change,
                percent,
                self.known(line.twelve.count),
                self.rate(&line.twelve),
                Cell { svg: drawing.unwrap_or_default(), class: "double", ..Cell::default() },
            ];
            Ok::<_, AppError>(Row { class, cells })
        };
        let mut rows = Vec::new();
        for own in &self.report.districts {
            rows.push(line(class_of(own), own.name.clone(), own.population, &own.line)?);
        }
        rows.push(line("total", self.t("reports-whole"), self.report.population, &self.report.events)?);
        let caption = self.t("reports-districts");
        let table = Table { caption: caption.clone(), class: "figures", heads, rows };
        let blocks = vec![Block::Table(table), self.small("reports-districts-note")];
        Ok(Section { id: "districts", heading: caption, blocks, ..Section::default() })
    }

    /// The last 24 months, as lines and as figures.
    fn months(self) -> Result<Section, AppError> {
        let report = self.report;
        let first = report.line_months.first().map(|month| month_in_words(*month, self.language)).unwrap_or_default();
        let last = report.line_months.last().map(|month| month_in_words(*month, self.language)).unwrap_or_default();
        let most = highest(report.lines.iter().filter(|line| !line.code.is_empty()).flat_map(|line| &line.counts));
        let heads = vec![
            Head::words(self.t("reports-column-district"), 2.0),
            Head::words(
                self.language.text_with("reports-column-months", &[("first", first.into()), ("last", last.into())]),
                3.0,
            ),
            Head::figure(self.t("reports-column-least")),
            Head::figure(self.t("reports-column-most")),
        ];
        let line = |own: &MonthLine| {
            // The municipality is drawn on a scale of its own: beside it every district would be flat.
            let most = if own.code.is_empty() { highest(own.counts.iter()) } else { most };
            let exact = || own.counts.iter().flatten().copied().filter_map(exactly);
            let figure = |count: Option<u32>| {
                Cell::figure(count.map_or_else(|| NOT_TOLD.to_owned(), |count| self.language.number(count.into())))
            };
            let drawing = Cell { svg: drawn(&MonthChart::of(&own.counts, most))?, class: "double", ..Cell::default() };
            let class = if own.code.is_empty() { "total" } else { class_of_code(&own.code) };
            let cells = vec![Cell::words(self.name(own)), drawing, figure(exact().min()), figure(exact().max())];
            Ok::<_, AppError>(Row { class, cells })
        };
        let rows = report.lines.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let caption = self.t("reports-months");
        let lines = Table { caption: caption.clone(), class: "figures", heads, rows };

        let places = report.lines.iter().map(|own| Head { share: 1.2, ..Head::figure(self.name(own)) });
        let heads = [Head::words(self.t("reports-column-month"), 1.5)].into_iter().chain(places).collect();
        let is_known = |at: &usize| report.lines.iter().any(|line| line.counts.get(*at).copied().flatten().is_some());
        let month = |(at, month): (usize, &Month)| {
            let counts = report.lines.iter().map(|line| self.known(line.counts.get(at).copied().flatten()));
            let name = Cell::words(month_in_words(*month, self.language));
            Row { class: "", cells: [name].into_iter().chain(counts).collect() }
        };
        let rows = report.line_months.iter().enumerate().filter(|(at, _)| is_known(at)).map(month).collect();
        let figures = Table { caption: self.t("reports-months-figures"), class: "grid", heads, rows };
        let blocks = vec![
            Block::Table(lines),
            self.small("reports-months-note"),
            Block::heading(self.t("reports-months-figures")),
            Block::Table(figures),
        ];
        Ok(Section { id: "months", heading: caption, blocks, ..Section::default() })
    }

    /// What it was about, by district.
    fn by_group(self) -> Section {
        let report = self.report;
        let heads = [Head::words(self.t("reports-column-group"), 3.0)]
            .into_iter()
            .chain(report.districts.iter().map(|own| Head { share: 1.2, ..Head::figure(own.name.clone()) }))
            .chain([Head::figure(self.t("reports-whole-short"))]);
        let row = |(at, own): (usize, &GroupLine)| {
            let cells = report.districts.iter().map(|district| self.known(district.groups.get(at).copied().flatten()));
            let cells = cells.chain([self.known(own.line.period.count)]);
            Row { class: "", cells: [Cell::words(self.group(own.group))].into_iter().chain(cells).collect() }
        };
        let mut rows: Vec<Row> = report.groups.iter().enumerate().map(row).collect();
        let sums = report.districts.iter().map(|district| self.known(district.line.period.count));
        let all = Cell::words(self.t("reports-all-events"));
        let sums = sums.chain([self.known(report.events.period.count)]);
        rows.push(Row { class: "total", cells: [all].into_iter().chain(sums).collect() });
        let caption = self.t("reports-by-group");
        let table = Table { caption: caption.clone(), class: "grid", heads: heads.collect(), rows };
        let is_cut =
            report.events.period.count.is_some() && report.groups.iter().all(|own| own.line.period.count.is_none());
        let note = self.small(if is_cut { "reports-by-group-cut" } else { "reports-by-group-note" });
        Section { id: "groups", heading: caption, blocks: vec![Block::Table(table), note], ..Section::default() }
    }

    fn ground(self) -> Result<Option<Section>, AppError> {
        let Some(drawing) = map(self.report, self.language)? else { return Ok(None) };
        Ok(Some(Section {
            id: "map",
            heading: self.t("reports-map"),
            width: Width::Half,
            blocks: vec![Block::Drawing(drawing)],
            ..Section::default()
        }))
    }

    /// Unsafe places and what walks observed, by district.
    fn others(self) -> Section {
        let report = self.report;
        let heads = vec![
            Head::words(self.t("reports-column-district"), 2.4),
            Head::figure(self.t("reports-unsafe-places")),
            Head::figure(self.t("reports-observations")),
        ];
        let row = |class, name: String, [places, seen]: [Option<Bounds>; 2]| Row {
            class,
            cells: vec![Cell::words(name), self.known(places), self.known(seen)],
        };
        let rows = report
            .districts
            .iter()
            .map(|own| row(class_of(own), own.name.clone(), [own.unsafe_places, own.observations]));
        let whole = [report.unsafe_places.period.count, report.observations.period.count];
        let rows = rows.chain([row("total", self.t("reports-whole"), whole)]).collect();
        let caption = self.t("reports-others");
        let table = Table { caption: caption.clone(), class: "figures", heads, rows };
        Section {
            id: "others",
            heading: caption,
            width: Width::Half,
            blocks: vec![Block::Table(table), self.small("reports-others-note")],
            ..Section::default()
        }
    }

    /// How the approved pictures judged the districts.
    fn assessments(self) -> Section {
        let report = self.report;
        let (weeks, approved) = (report.weeks.len(), report.approved_weeks.len());
        let about = self
            .language
            .text_with("reports-assessments-weeks", &[("approved", approved.into()), ("weeks", weeks.into())]);
        let mut blocks = vec![Block::line(about)];
        let districts = report.districts.iter().filter(|own| own.code != UNKNOWN);
        let rows: Vec<Row> = districts
            .filter_map(|own| {
                let judged: Vec<_> = report.assessments.iter().filter(|judged| judged.code == own.code).collect();
                let latest = judged.last()?;
                let count = |level: &Level| {
                    let weeks = judged.iter().filter(|judged| judged.level == *level).count();
                    match weeks {
                        0 => Cell { class: "n nothing", ..Cell::words("0") },
                        weeks => Cell::figure(weeks.to_string()),
                    }
                };
                let latest = self.language.text_with(
                    "reports-latest",
                    &[("level", self.level(latest.level).into()), ("week", latest.week.number().into())],
                );
                let cells = [Cell::words(own.name.clone())].into_iter().chain(Level::ALL.iter().map(count));
                Some(Row { class: "", cells: cells.chain([Cell::words(latest)]).collect() })
            })
            .collect();
        if !rows.is_empty() {
            let levels = Level::ALL.iter().map(|level| Head::figure(self.level(*level)));
            let heads = [Head::words(self.t("reports-column-district"), 2.4)].into_iter().chain(levels);
            let heads = heads.chain([Head::words(self.t("reports-column-latest"), 2.0)]).collect();
            blocks.push(Block::Table(Table { caption: self.t("reports-assessments"), class: "figures", heads, rows }));
            blocks.push(self.small("reports-assessments-note"));
        }
        Section { id: "judged", heading: self.t("reports-assessments"), blocks, ..Section::default() }
    }

    fn measures(self) -> Section {
        let own = self.report.measures;
        let told = |told: Told| words::bounds(told.bounds(), self.language);
        let pairs = [
            ("reports-measures-decided", own.decided),
            ("reports-measures-done", own.done),
            ("reports-measures-verified", own.verified),
            ("reports-measures-declined", own.declined),
            ("reports-measures-open", own.open),
            ("reports-measures-overdue", own.overdue),
        ];
        let pairs = pairs.into_iter().map(|(key, count)| (self.t(key), told(count))).collect();
        Section {
            id: "measures",
            heading: self.t("reports-measures"),
            width: Width::Half,
            blocks: vec![Block::Facts { pairs }],
            ..Section::default()
        }
    }

    fn walks(self) -> Section {
        let own = self.report.walks;
        let pairs = [
            ("reports-walks-held", own.held),
            ("reports-walks-points", own.points),
            ("reports-walks-promised", own.promised),
            ("reports-walks-kept", own.kept),
            ("reports-walks-overdue", own.overdue),
        ];
        let pairs = pairs.into_iter().map(|(key, count)| (self.t(key), self.language.number(count.into()))).collect();
        Section {
            id: "walks",
            heading: self.t("reports-walks"),
            width: Width::Half,
            blocks: vec![Block::Facts { pairs }],
            ..Section::default()
        }
    }

    /// Who was heard.
    fn coverage(self) -> Section {
        let mut blocks = vec![Block::line(self.t("reports-coverage-about"))];
        if self.report.coverage.is_empty() {
            blocks.push(Block::soft(self.t("reports-coverage-none")));
        } else {
            let figure = |key: &str| Head::figure(self.t(key));
            let heads = vec![
                Head::words(self.t("reports-column-organisation"), 3.0),
                figure("reports-coverage-expected"),
                figure("reports-coverage-reported"),
                figure("reports-coverage-zero"),
                figure("reports-coverage-silent"),
            ];
            let rows = self.report.coverage.iter().map(|own| {
                let counts = [own.expected, own.reported, own.zero, own.silent];
                let counts = counts.map(|weeks| Cell::figure(weeks.to_string()));
                Row { class: "", cells: [Cell::words(own.organisation.clone())].into_iter().chain(counts).collect() }
            });
            let caption = self.t("reports-coverage");
            blocks.push(Block::Table(Table { caption, class: "figures", heads, rows: rows.collect() }));
        }
        Section { id: "coverage", heading: self.t("reports-coverage"), blocks, ..Section::default() }
    }

    fn method(self) -> Section {
        let sentences = method(self.report, self.language).into_iter().chain([counted(self.report, self.language)]);
        let items = sentences.map(|words| Item { words, ..Item::default() }).collect();
        Section {
            id: "method",
            heading: self.t("reports-method"),
            tone: "notes",
            blocks: vec![Block::Items { items }],
            ..Section::default()
        }
    }

    /// A count, how many more, and how many per cent more.
    fn changed(self, span: &Span) -> [Cell; 3] {
        let signed = |number: String, is_more: bool| if is_more { format!("+{number}") } else { number };
        let change = match span.change {
            Some(change) => Cell::figure(signed(self.language.number(change), change > 0)),
            None => untold(NOT_TOLD.to_owned()),
        };
        let percent = match span.percent {
            Percent::Told(percent) => {
                let shown = self.language.decimal(percent, DECIMALS);
                Cell::figure(signed(shown, percent > 0.0))
            }
            Percent::NotTold => untold(NOT_TOLD.to_owned()),
            mark => Cell { class: "n soft", ..Cell::words(mark.told().err().unwrap_or_default()) },
        };
        [Cell { class: strong(self.known(span.count).class), ..self.known(span.count) }, change, percent]
    }

    /// A rate with its interval below.
    fn rate(self, span: &Span) -> Cell {
        let decimal = |rate: f64| self.language.decimal(rate, DECIMALS);
        match span.per_100000.zip(span.interval) {
            Some((rate, (low, high))) => {
                Cell::figure(decimal(rate)).noted(format!("{}–{}", decimal(low), decimal(high)))
            }
            None => Cell { class: "n soft", ..Cell::words(span.no_rate()) },
        }
    }

    /// What is known of a count; marked when it is not told exactly.
    fn known(self, count: Option<Bounds>) -> Cell {
        match count {
            None => untold(NOT_TOLD.to_owned()),
            Some(count) => match exactly(count) {
                Some(0) => Cell { class: "n nothing", ..Cell::words("0") },
                Some(count) => Cell::figure(self.language.number(count.into())),
                None => untold(words::bounds(count, self.language)),
            },
        }
    }

    fn name(self, line: &MonthLine) -> String {
        if line.code.is_empty() { self.t("reports-whole") } else { line.name.clone() }
    }

    fn group(self, group: Group) -> String {
        match self.language {
            Language::Swedish => group.name_sv(),
            Language::English => group.name_en(),
        }
        .to_owned()
    }

    fn level(self, level: Level) -> String {
        self.t(&format!("words-level-{}", level.word()))
    }

    /// What the signs in the tables mean.
    fn signs(self) -> Block {
        let fewest = self.report.fewest_told.saturating_sub(1).to_string();
        Block::Line { text: self.t_with("reports-signs", ("most", fewest)), tone: "soft small" }
    }

    fn small(self, key: &str) -> Block {
        Block::Line { text: self.t(key), tone: "soft small" }
    }
}

/// A count that is not told as it is.
fn untold(text: String) -> Cell {
    Cell { class: "n soft untold", ..Cell::words(text) }
}

fn strong(class: &'static str) -> &'static str {
    if class == "n" { "n main" } else { class }
}

fn class_of(district: &DistrictLine) -> &'static str {
    class_of_code(&district.code)
}

fn class_of_code(code: &str) -> &'static str {
    if code == UNKNOWN { "outside" } else { "" }
}
