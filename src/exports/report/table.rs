//! A report as tables: what its CSV files and the sheets of its workbook hold. One value for both, so that the same cells
//! are withheld in both.

use jiff::civil::{Date, DateTime};

use super::model::{Line, MonthLine, Report, Span};
use super::words::{self, NOT_TOLD};
use crate::error::AppError;
use crate::statistics::{Bounds, Told};
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;
use crate::time::{Month, local};

/// Rows under headings.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What its file is called, without an ending.
    pub name: &'static str,
    /// What it shows.
    pub title: String,
    /// The headings.
    pub columns: Vec<String>,
    /// The rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<Value>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// Words.
    Text(String),
    /// What stands where there is no exact figure: `<5`, `23–26`, `..`, `–`.
    Mark(String),
    /// A whole number.
    Count(i64),
    /// A number with one decimal.
    Decimal(f64),
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
    /// A day and time in Stockholm.
    Moment(DateTime),
}

/// Decimals of rates and of changes in per cent.
pub const DECIMALS: usize = 1;

impl Table {
    /// The table as CSV for Swedish Excel.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a row has another number of cells than there are headings.
    pub fn csv(&self) -> Result<Vec<u8>, AppError> {
        let headings: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        let mut file = CsvWriter::begin(Vec::new(), &headings).map_err(AppError::internal)?;
        for row in &self.rows {
            let months: Vec<String> = row.iter().map(Value::month).collect();
            file.row(row.iter().zip(&months).map(|(value, month)| value.cell(month))).map_err(AppError::internal)?;
        }
        file.finish().map_err(AppError::internal)
    }
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn mark(text: impl Into<String>) -> Self {
        Self::Mark(text.into())
    }

    /// What is known of a count.
    #[must_use]
    pub fn known(bounds: Option<Bounds>, language: Language) -> Self {
        match bounds {
            None => Self::mark(NOT_TOLD),
            Some(bounds) => match words::exactly(bounds) {
                Some(count) => Self::Count(count.into()),
                None => Self::Mark(words::bounds(bounds, language)),
            },
        }
    }

    fn told(told: Told) -> Self {
        told.count().map_or_else(|| Self::mark(told.to_string()), |count| Self::Count(count.into()))
    }

    fn month(&self) -> String {
        if let Self::Month(month) = self { month.to_string() } else { String::new() }
    }

    fn cell<'a>(&'a self, month: &'a str) -> Cell<'a> {
        match self {
            Self::Nothing => Cell::Empty,
            Self::Text(text) | Self::Mark(text) => Cell::Text(text),
            Self::Count(count) => Cell::Integer(*count),
            Self::Decimal(number) => Cell::Decimal(*number, DECIMALS),
            Self::Day(day) => Cell::Date(*day),
            Self::Month(_) => Cell::Text(month),
            Self::Moment(at) => Cell::Time(*at),
        }
    }
}

/// Every table of a report, in the order they are read.
#[must_use]
pub fn tables(report: &Report, language: Language) -> Vec<Table> {
    let tables = Tables { report, language };
    vec![
        tables.about(),
        tables.municipality(),
        tables.districts(),
        tables.districts_by_group(),
        tables.months(),
        tables.assessments(),
        tables.measures(),
        tables.walks(),
        tables.coverage(),
    ]
}

/// A report in a language.
#[derive(Clone, Copy)]
struct Tables<'a> {
    report: &'a Report,
    language: Language,
}

impl Tables<'_> {
    fn t(self, key: &str) -> String {
        self.language.text(key)
    }

    fn table(self, name: &'static str, key: &str, columns: Vec<String>, rows: Vec<Vec<Value>>) -> Table {
        Table { name, title: self.t(key), columns, rows }
    }

    /// What the report is, what its signs mean and what its figures are not.
    fn about(self) -> Table {
        let report = self.report;
        let number = if report.number == 0 { Value::Nothing } else { Value::Count(report.number.into()) };
        let hash = |hash: &Option<String>| hash.as_ref().map_or(Value::Nothing, Value::text);
        let facts = [
            ("report-file-title", Value::text(&report.title)),
            ("report-file-number", number),
            ("report-file-from", Value::Day(report.from)),
            ("report-file-to", Value::Day(report.to)),
            ("report-file-cut-off", Value::Moment(local(report.cut_off).datetime())),
            ("report-file-population", report.population.map_or(Value::Nothing, Value::Count)),
            ("report-file-sha256", hash(&report.sha256)),
            ("report-file-previous", hash(&report.previous_sha256)),
        ];
        let signs = [
            ("<5", "report-file-sign-few"),
            ("..", "report-file-sign-withheld"),
            ("23–26", "report-file-sign-range"),
            (".", "report-file-sign-no-base"),
            ("–", "report-file-sign-no-figure"),
        ];
        let facts = facts.into_iter().map(|(key, value)| vec![Value::Text(self.t(key)), value]);
        let signs = signs.into_iter().map(|(sign, key)| vec![Value::text(sign), Value::Text(self.t(key))]);
        let method = report.method.iter().enumerate().map(|(at, sentence)| {
            let name = if at == 0 { Value::Text(self.t("report-file-method")) } else { Value::Nothing };
            vec![name, Value::text(sentence)]
        });
        let columns = vec![self.t("report-file-what"), self.t("report-file-value")];
        self.table("about", "report-file-about", columns, facts.chain(signs).chain(method).collect())
    }

    /// Brå's table P1.
    fn municipality(self) -> Table {
        let report = self.report;
        let mut columns = vec![self.t("report-file-what")];
        columns.extend(self.line_columns());
        let row = |name: String, line: &Line| [vec![Value::Text(name)], self.line(line)].concat();
        let mut rows = vec![row(self.t("report-file-events"), &report.events)];
        rows.extend(report.groups.iter().map(|own| row(own.group.name(self.language).to_owned(), &own.line)));
        rows.push(row(self.t("report-file-unsafe-places"), &report.unsafe_places));
        rows.push(row(self.t("report-file-observations"), &report.observations));
        self.table("municipality", "report-file-municipality", columns, rows)
    }

    fn districts(self) -> Table {
        let mut columns =
            ["report-file-code", "report-file-district", "report-file-population"].map(|key| self.t(key)).to_vec();
        columns.extend(self.line_columns());
        columns.extend(["report-file-unsafe-places", "report-file-observations"].map(|key| self.t(key)));
        let rows = self.report.districts.iter().map(|district| {
            let mut row = vec![
                Value::text(&district.code),
                Value::text(&district.name),
                district.population.map_or(Value::Nothing, Value::Count),
            ];
            row.extend(self.line(&district.line));
            row.extend([district.unsafe_places, district.observations].map(|own| Value::known(own, self.language)));
            row
        });
        self.table("districts", "report-file-districts", columns, rows.collect())
    }

    fn districts_by_group(self) -> Table {
        let report = self.report;
        let mut columns = vec![self.t("report-file-code"), self.t("report-file-district")];
        columns.extend(report.groups.iter().map(|own| own.group.name(self.language).to_owned()));
        let rows = report.districts.iter().map(|district| {
            let mut row = vec![Value::text(&district.code), Value::text(&district.name)];
            let known = |at| Value::known(district.groups.get(at).copied().flatten(), self.language);
            row.extend((0..report.groups.len()).map(known));
            row
        });
        self.table("districts-by-group", "report-file-by-group", columns, rows.collect())
    }

    fn months(self) -> Table {
        let report = self.report;
        let mut columns = vec![self.t("report-file-month")];
        let name = |line: &MonthLine| match line.code.as_str() {
            "" => self.t("report-file-municipality"),
            _ => line.name.clone(),
        };
        columns.extend(report.lines.iter().map(name));
        let rows = report.line_months.iter().enumerate().map(|(at, month)| {
            let known = report.lines.iter().map(|line| line.counts.get(at).copied().flatten());
            let known = known.map(|bounds| Value::known(bounds, self.language));
            std::iter::once(Value::Month(*month)).chain(known).collect()
        });
        self.table("months", "report-file-months", columns, rows.collect())
    }

    fn assessments(self) -> Table {
        let columns = [
            "report-file-week",
            "report-file-monday",
            "report-file-version",
            "report-file-code",
            "report-file-district",
            "report-file-level",
        ];
        let rows = self.report.assessments.iter().map(|judged| {
            let district = self.report.districts.iter().find(|district| district.code == judged.code);
            vec![
                Value::text(judged.week.to_string()),
                Value::Day(judged.week.monday()),
                Value::Count(judged.version.into()),
                Value::text(&judged.code),
                Value::text(district.map_or(&judged.code, |district| &district.name)),
                Value::Text(self.t(&format!("shared-level-{}", judged.level.word()))),
            ]
        });
        let columns = columns.map(|key| self.t(key)).to_vec();
        self.table("assessments", "report-file-assessments", columns, rows.collect())
    }

    fn measures(self) -> Table {
        let own = self.report.measures;
        let counts = [
            ("report-file-decided", own.decided),
            ("report-file-done", own.done),
            ("report-file-verified", own.verified),
            ("report-file-declined", own.declined),
            ("report-file-open", own.open),
            ("report-file-overdue", own.overdue),
        ];
        self.counted("measures", "report-file-measures", counts.map(|(key, told)| (key, Value::told(told))))
    }

    fn walks(self) -> Table {
        let own = self.report.walks;
        let counts = [
            ("report-file-walks-held", own.held),
            ("report-file-walks-points", own.points),
            ("report-file-walks-promised", own.promised),
            ("report-file-walks-kept", own.kept),
            ("report-file-walks-overdue", own.overdue),
        ];
        self.counted("walks", "report-file-walks", counts.map(|(key, count)| (key, Value::Count(count.into()))))
    }

    fn counted<const N: usize>(self, name: &'static str, title: &str, counts: [(&str, Value); N]) -> Table {
        let rows = counts.into_iter().map(|(key, value)| vec![Value::Text(self.t(key)), value]);
        let columns = vec![self.t("report-file-what"), self.t("report-file-count")];
        self.table(name, title, columns, rows.collect())
    }

    fn coverage(self) -> Table {
        let columns = [
            "report-file-organisation",
            "report-file-expected",
            "report-file-reported",
            "report-file-zero",
            "report-file-silent",
        ];
        let rows = self.report.coverage.iter().map(|heard| {
            let weeks = [heard.expected, heard.reported, heard.zero, heard.silent];
            let weeks = weeks.map(|weeks| Value::Count(weeks.into()));
            std::iter::once(Value::text(&heard.organisation)).chain(weeks).collect()
        });
        let columns = columns.map(|key| self.t(key)).to_vec();
        self.table("coverage", "report-file-coverage", columns, rows.collect())
    }

    fn line_columns(self) -> impl Iterator<Item = String> {
        let spans = ["report-file-span-period", "report-file-span-year", "report-file-span-twelve"];
        let figures = [
            "report-file-span-count",
            "report-file-span-before",
            "report-file-span-change",
            "report-file-span-percent",
            "report-file-span-rate",
            "report-file-span-low",
            "report-file-span-high",
        ];
        spans.into_iter().flat_map(move |span| {
            let span = self.t(span);
            figures.map(move |figure| self.language.text_with(figure, &[("span", span.clone().into())]))
        })
    }

    fn line(self, line: &Line) -> Vec<Value> {
        [line.period, line.year, line.twelve].iter().flat_map(|span| self.span(span)).collect()
    }

    fn span(self, span: &Span) -> [Value; 7] {
        let rate = |rate: Option<f64>| rate.map_or_else(|| Value::mark(span.no_rate()), Value::Decimal);
        [
            Value::known(span.count, self.language),
            Value::known(span.before, self.language),
            span.change.map_or_else(|| Value::mark(NOT_TOLD), Value::Count),
            span.percent.told().map_or_else(Value::mark, Value::Decimal),
            rate(span.per_100000),
            rate(span.interval.map(|(low, _)| low)),
            rate(span.interval.map(|(_, high)| high)),
        ]
    }
}
