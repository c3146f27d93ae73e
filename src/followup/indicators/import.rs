//! A table of indicators.
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `indicator` | its code: `6:1` |
//! | `name` | what it is; of one that is there already, the name stays |
//! | `unit` | `index`, `percent`, `count` or `per_100000` |
//! | `area` | the ground as its source names it |
//! | `year` | four digits |
//! | `outcome`, `target`, `margin_of_error` | figures, or nothing; a target may also be `increase` or `decrease` |
//! | `people` | may be left out: `all`, `women`, `men`, an age as `16-24` |
//! | `better` | may be left out: `higher`, `lower` |
//! | `source` | may be left out: who measured, or decided |
//!
//! An empty cell says nothing, so that outcomes may come later than the targets they belong to.

use std::collections::HashMap;
use std::io::Read;

use super::forms::{judge_figures, read_figure, read_people, read_target};
use super::model::{Better, Description, Direction, Figures, Unit};
use crate::followup::table::{self, BadLine, Row, cut};
use crate::web::Message;

/// The columns that a table must have.
pub const COLUMNS: [&str; 8] = ["indicator", "name", "unit", "area", "year", "outcome", "target", "margin_of_error"];
/// The columns that it may have.
pub const MORE_COLUMNS: [&str; 3] = ["people", "better", "source"];

/// A row of the table with nothing wrong in it.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorRow {
    /// Its line, from 1.
    pub line: u64,
    /// What the indicator is.
    pub about: Description,
    /// What was measured or aimed at.
    pub figures: Figures,
}

/// Reads a table.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read(input: impl Read, is_confirmed: bool) -> Result<Vec<IndicatorRow>, Vec<BadLine>> {
    let rows = table::read(input, (&COLUMNS, &MORE_COLUMNS), is_confirmed, read_row)?;
    let mut rows: Vec<IndicatorRow> =
        rows.into_iter().map(|(line, (about, figures))| IndicatorRow { line, about, figures }).collect();
    let bad = contradictions(&rows);
    if !bad.is_empty() {
        return Err(bad);
    }
    tell_what_is_better(&mut rows);
    Ok(rows)
}

fn read_row(row: &mut Row<'_>) -> Option<(Description, Figures)> {
    let code = row.words("indicator", Some("indicator-code-missing"));
    let name = row.words("name", Some("indicator-name-missing"));
    let unit = Unit::from_word(row.cell("unit"));
    if unit.is_none() {
        let fault = Message::new("indicator-fault-unit").with("unit", cut(row.cell("unit")));
        row.add(fault);
    }
    let better = match row.cell("better") {
        "" => Some(Better::Unknown),
        word => Better::from_word(word),
    };
    if better.is_none() {
        let fault = Message::new("indicator-fault-better").with("better", cut(row.cell("better")));
        row.add(fault);
    }
    let area = row.words("area", Some("indicator-area-missing"));
    let people = read_people(row.cell("people"));
    let people = row.sift(people);
    let year = row.year();
    let unit = unit?;
    let outcome = read_figure(row.cell("outcome"), unit);
    let outcome = row.sift(outcome);
    let target = read_target(row.cell("target"), unit);
    let target = row.sift(target);
    let margin_of_error = read_figure(row.cell("margin_of_error"), unit);
    let margin_of_error = row.sift(margin_of_error);
    let source = row.words("source", None);
    let (target, direction) = target?;
    let figures = Figures {
        area,
        people: people?,
        year: year?,
        outcome: outcome?,
        margin_of_error: margin_of_error?,
        target,
        direction,
        source,
    };
    row.sift(judge_figures(&figures))?;
    Some((Description { code, name, unit, better: better? }, figures))
}

/// Rows that say another unit of an indicator, or other figures of the same year, than a row before them.
fn contradictions(rows: &[IndicatorRow]) -> Vec<BadLine> {
    let mut units: HashMap<&str, (u64, Unit)> = HashMap::new();
    let mut years: HashMap<(&str, &str, &str, i64), (u64, Figures)> = HashMap::new();
    let mut bad = Vec::new();
    for IndicatorRow { line, about, figures } in rows {
        let (first, unit) = *units.entry(&about.code).or_insert((*line, about.unit));
        if unit != about.unit {
            let fault = Message::new("indicator-fault-other-unit").with("line", first.to_string());
            bad.push(BadLine::one(*line, fault));
        }
        let key = (about.code.as_str(), figures.area.as_str(), figures.people.as_str(), figures.year);
        let (first, told) = years.entry(key).or_insert_with(|| (*line, figures.clone()));
        if contradicts(told, figures) {
            let fault = Message::new("indicator-fault-repeated").with("line", first.to_string());
            bad.push(BadLine::one(*line, fault));
        } else {
            *told = told.clone().with(figures);
        }
    }
    bad
}

fn contradicts(told: &Figures, figures: &Figures) -> bool {
    fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.zip(other).is_some_and(|(one, other)| one != other)
    }
    differ(told.outcome, figures.outcome)
        || differ(told.margin_of_error, figures.margin_of_error)
        || differ(told.target(), figures.target())
}

impl Figures {
    /// These figures with whatever `newer` says in their place; what it leaves empty stays.
    #[must_use]
    pub fn with(self, newer: &Self) -> Self {
        let (target, direction) =
            if newer.target().is_some() { (newer.target, newer.direction) } else { (self.target, self.direction) };
        Self {
            outcome: newer.outcome.or(self.outcome),
            margin_of_error: newer.margin_of_error.or(self.margin_of_error),
            target,
            direction,
            source: if newer.source.is_empty() { self.source } else { newer.source.clone() },
            ..self
        }
    }
}

/// Where no row says which way an indicator is better, its targets do, and an index always rises.
fn tell_what_is_better(rows: &mut [IndicatorRow]) {
    let mut better: HashMap<String, Better> = HashMap::new();
    for IndicatorRow { about, figures, .. } in rows.iter() {
        let told = match (about.better, figures.direction, about.unit) {
            (Better::Unknown, Direction::Increase, _) | (Better::Unknown, Direction::None, Unit::Index) => {
                Better::Higher
            }
            (Better::Unknown, Direction::Decrease, _) => Better::Lower,
            (told, ..) => told,
        };
        let known = better.entry(about.code.clone()).or_insert(told);
        if *known == Better::Unknown || about.better != Better::Unknown {
            *known = told;
        }
    }
    for row in rows {
        row.about.better = better.get(&row.about.code).copied().unwrap_or(Better::Unknown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "indicator,name,unit,area,year,outcome,target,margin_of_error\n";

    fn read_text(rows: &str) -> Result<Vec<IndicatorRow>, Vec<BadLine>> {
        read(format!("{HEADER}{rows}").as_bytes(), false)
    }

    fn faults(rows: &str) -> Vec<(u64, &'static str)> {
        let bad = read_text(rows).unwrap_err();
        bad.iter().flat_map(|bad| bad.faults.iter().map(|fault| (bad.line.unwrap(), fault.key()))).collect()
    }

    #[test]
    fn which_way_is_better_follows_from_the_targets() {
        let rows = read_text(
            "A,Trygghet,percent,Botkyrka,2016,61,,\nA,Trygghet,percent,Botkyrka,2018,,increase,\nB,Oro,percent,Riket,2016,25,,\nC,Index,index,Botkyrka,2017,42,,2.8\n",
        );
        let better: Vec<Better> = rows.unwrap().iter().map(|row| row.about.better).collect();
        assert_eq!(better, [Better::Higher, Better::Higher, Better::Unknown, Better::Higher]);
    }

    #[test]
    fn every_bad_line_is_told_with_its_reason() {
        let told = faults(
            "A,Trygghet,procent,Botkyrka,2016,61,,\nA,Trygghet,percent,Botkyrka,16,61,,\nA,Trygghet,percent,,2016,161,,\nA,Trygghet,percent,Botkyrka,2017,,,\nA,Trygghet,percent,Botkyrka,2018,,65,3\n",
        );
        assert_eq!(
            told,
            [
                (2, "indicator-fault-unit"),
                (3, "indicator-fault-year"),
                (4, "indicator-area-missing"),
                (4, "indicator-fault-hundred"),
                (5, "indicator-fault-nothing"),
                (6, "indicator-fault-margin"),
            ]
        );
    }

    #[test]
    fn two_rows_of_one_year_may_complete_but_not_contradict_each_other() {
        assert!(read_text("A,T,percent,Botkyrka,2021,,65,\nA,T,percent,Botkyrka,2021,61,,\n").is_ok());
        let told =
            faults("A,T,percent,Botkyrka,2021,60,65,\nA,T,percent,Botkyrka,2021,61,,\nA,T,index,Botkyrka,2022,61,,\n");
        assert_eq!(told, [(3, "indicator-fault-repeated"), (4, "indicator-fault-other-unit")]);
    }
}
