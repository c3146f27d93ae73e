//! The protocol's rows as files: CSV for Swedish Excel, GeoJSON (RFC 7946) for maps.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::lines::{Line, MeasureLine, Written};
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;

/// The columns, as text keys of their headings.
const COLUMNS: [&str; 14] = [
    "protocol-number",
    "protocol-kind",
    "walk-theme",
    "column-where",
    "export-latitude",
    "export-longitude",
    "protocol-observation",
    "protocol-change",
    "protocol-measure",
    "protocol-responsible",
    "protocol-due",
    "protocol-status",
    "protocol-since",
    "protocol-reason",
];

/// Writes the rows as CSV: one for each measure, one for each point without any; strengths first.
///
/// # Errors
/// What `out` says.
pub fn write_csv(written: &Written, language: Language, out: impl Write) -> io::Result<()> {
    let headings = COLUMNS.map(|key| language.text(key));
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut table = CsvWriter::begin(out, &headings)?;
    for line in written.lines() {
        if line.measures.is_empty() {
            table.row(cells(line, None))?;
        }
        for measure in &line.measures {
            table.row(cells(line, Some(measure)))?;
        }
    }
    table.finish()?.flush()
}

fn cells<'a>(line: &'a Line, measure: Option<&'a MeasureLine>) -> [Cell<'a>; 14] {
    let text = |said: Option<&'a str>| Cell::from(said.filter(|said| !said.is_empty()));
    let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 4));
    [
        Cell::Integer(line.number),
        Cell::Text(&line.kind_name),
        Cell::Text(&line.theme),
        Cell::Text(&line.place),
        degrees(line.position.map(crate::geometry::Point::latitude)),
        degrees(line.position.map(crate::geometry::Point::longitude)),
        Cell::Text(&line.words),
        text(Some(&line.change)),
        text(measure.map(|measure| measure.title.as_str())),
        text(measure.map(|measure| measure.responsible.as_str())),
        text(measure.map(|measure| measure.due.as_str())),
        text(measure.map(|measure| measure.status.as_str())),
        text(measure.map(|measure| measure.since.as_str())),
        text(Some(measure.map_or(line.reason.as_str(), |measure| measure.reason.as_str()))),
    ]
}

/// The points as `GeoJSON`: a feature each, without a geometry where the place is not known; its measures within it.
#[must_use]
pub fn geojson(written: &Written) -> Value {
    let measure = |measure: &MeasureLine| {
        json!({
            "title": measure.title,
            "responsible": measure.responsible,
            "due": measure.due,
            "status": measure.status,
            "since": measure.since,
            "reason": measure.reason,
            "note": measure.note,
        })
    };
    let four = |degrees: f64| (degrees * 1e4).round() / 1e4;
    let feature = |line: &Line| {
        let geometry = line
            .position
            .map(|point| json!({ "type": "Point", "coordinates": [four(point.longitude()), four(point.latitude())] }));
        json!({
            "type": "Feature",
            "geometry": geometry,
            "properties": {
                "number": line.number,
                "kind": line.kind.word(),
                "theme": line.theme,
                "place": line.place,
                "words": line.words,
                "change": line.change,
                "reason": line.reason,
                "measures": line.measures.iter().map(measure).collect::<Vec<_>>(),
            },
        })
    };
    json!({
        "type": "FeatureCollection",
        "title": written.title,
        "features": written.lines().map(feature).collect::<Vec<_>>(),
    })
}
