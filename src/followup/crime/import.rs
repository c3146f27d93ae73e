//! A table of reported crimes.
//!
//! | column | what stands in it |
//! | --- | --- |
//! | `area` | the ground as the source names it |
//! | `type` | the kind of crime in the source's words |
//! | `year` | four digits |
//! | `count` | how many: a whole number |
//! | `population` | how many lived there; empty when it is not told |
//! | `source` | may be left out |

use std::collections::HashMap;
use std::io::Read;

use super::model::Reported;
use crate::followup::table::{self, BadLine, Row};
use crate::web::Message;

/// The columns that a table must have.
pub const COLUMNS: [&str; 5] = ["area", "type", "year", "count", "population"];

/// Reads a table.
///
/// # Errors
/// Every line that is wrong, and everything that is wrong with it.
pub fn read(input: impl Read, is_confirmed: bool) -> Result<Vec<Reported>, Vec<BadLine>> {
    let rows = table::read(input, (&COLUMNS, &["source"]), is_confirmed, read_row)?;
    let mut seen: HashMap<(&str, &str, i64), u64> = HashMap::new();
    let mut bad = Vec::new();
    for (line, told) in &rows {
        if let Some(first) = seen.insert((&told.area, &told.kind, told.year), *line) {
            bad.push(BadLine::one(*line, Message::new("crime-fault-repeated").with("line", first.to_string())));
        }
    }
    if bad.is_empty() { Ok(rows.into_iter().map(|(_, told)| told).collect()) } else { Err(bad) }
}

fn read_row(row: &mut Row<'_>) -> Option<Reported> {
    let area = row.words("area", Some("indicator-area-missing"));
    let kind = row.words("type", Some("crime-fault-kind"));
    let year = row.year();
    if row.cell("count").is_empty() {
        row.add(Message::new("crime-fault-count"));
    }
    let crimes = row.count("count");
    let population = row.count("population");
    if population == Some(0) {
        row.add(Message::new("crime-fault-population"));
    }
    let source = row.words("source", None);
    Some(Reported { area, kind, year: year?, crimes: crimes?, population, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bad_line_is_told_with_its_reason() {
        let text = "area;type;year;count;population\nRiket;Rån;2021;6 600;10 452 326\nBotkyrka;Rån;2021;;95000\nBotkyrka;;21;x;0\nRiket;Rån;2021;1;\n";
        let bad = read(text.as_bytes(), false).unwrap_err();
        let told: Vec<(u64, &str)> =
            bad.iter().flat_map(|bad| bad.faults.iter().map(|fault| (bad.line.unwrap(), fault.key()))).collect();
        assert_eq!(
            told,
            [
                (3, "crime-fault-count"),
                (4, "crime-fault-kind"),
                (4, "indicator-fault-year"),
                (4, "indicator-fault-count"),
                (4, "crime-fault-population"),
            ],
            "what stands twice is told when each line can be read"
        );
        let twice = "area,type,year,count,population\nRiket,Rån,2021,1,\nRiket,Rån,2021,2,\n";
        assert_eq!(read(twice.as_bytes(), false).unwrap_err()[0].line, Some(3));
    }
}
