//! Tables as `GeoJSON` for maps (RFC 7946): a feature a row, a line a feature.
//!
//! Columns are named by their names for programs, so that a map made once goes on working in any language. Positions are
//! longitude before latitude, WGS84 (RFC 7946, 3.1.1 and 4); a row whose place is not known is a feature without geometry
//! (3.2). Nothing is rounded or calculated here.

use std::io::{self, BufWriter, Write};

use super::{Cell, Column};

/// Writes a table as a feature collection, row by row, to anything that can be written to.
pub struct GeoJsonWriter<W: Write> {
    out: BufWriter<W>,
    /// `"name":` of each column, ready to be written; a comma before all but the first.
    names: Vec<Vec<u8>>,
    is_empty: bool,
}

impl<W: Write> GeoJsonWriter<W> {
    /// Begins the file.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn begin(out: W, columns: &[Column]) -> io::Result<Self> {
        let mut out = BufWriter::with_capacity(64 * 1024, out);
        out.write_all(br#"{"type":"FeatureCollection","features":["#)?;
        let name = |(at, column): (usize, &Column)| {
            let comma = if at == 0 { "" } else { "," };
            Ok(format!("{comma}{}:", serde_json::to_string(column.name)?).into_bytes())
        };
        let names = columns.iter().enumerate().map(name).collect::<io::Result<_>>()?;
        Ok(Self { out, names, is_empty: true })
    }

    /// Writes one row, which has as many cells as there are columns, and where it is: degrees north and east.
    ///
    /// # Errors
    /// When the writer below fails, or the number of cells is not that of the columns.
    pub fn row(&mut self, cells: &[Cell<'_>], point: Option<(f64, f64)>) -> io::Result<()> {
        if cells.len() != self.names.len() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "a row of another length than the header"));
        }
        self.out.write_all(if self.is_empty { b"\n" } else { b",\n" })?;
        self.is_empty = false;
        match point.filter(|(latitude, longitude)| latitude.is_finite() && longitude.is_finite()) {
            Some((latitude, longitude)) => write!(
                self.out,
                r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{longitude},{latitude}]}},"properties":{{"#
            )?,
            None => self.out.write_all(br#"{"type":"Feature","geometry":null,"properties":{"#)?,
        }
        for (name, cell) in self.names.iter().zip(cells) {
            self.out.write_all(name)?;
            write_value(&mut self.out, *cell)?;
        }
        self.out.write_all(b"}}")
    }

    /// Ends the collection and gives the writer below again. A file is whole only after this.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

fn write_value(out: &mut impl Write, cell: Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(out, text).map_err(io::Error::from),
        Cell::Integer(number) => write!(out, "{number}"),
        // A number as it is: how many decimals people read is not for programs.
        Cell::Decimal(number, _) if number.is_finite() => write!(out, "{number}"),
        Cell::Empty | Cell::Decimal(..) => out.write_all(b"null"),
        Cell::Date(day) => write!(out, "\"{day}\""),
        Cell::Time(time) => {
            let (day, clock) = (time.date(), time.time());
            write!(out, "\"{day}T{:02}:{:02}:{:02}\"", clock.hour(), clock.minute(), clock.second())
        }
    }
}

#[cfg(test)]
mod tests {
    use geojson::FeatureCollection;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn columns(names: &[&'static str]) -> Vec<Column> {
        names.iter().map(|name| Column { heading: name.to_uppercase(), name, width: 10 }).collect()
    }

    fn read(file: Vec<u8>) -> FeatureCollection {
        String::from_utf8(file).unwrap().parse::<geojson::GeoJson>().unwrap().try_into().unwrap()
    }

    #[test]
    fn a_row_is_a_feature_longitude_first_and_one_without_a_place_has_no_geometry() {
        let mut table =
            GeoJsonWriter::begin(Vec::new(), &columns(&["antal", "text", "dag", "tid", "tal", "tomt"])).unwrap();
        let time = date(2026, 11, 16).at(21, 30, 0, 0);
        let cells = [
            Cell::Integer(-7),
            Cell::Text("Hon sa \"nej\";\r\nåäö =1+1"),
            Cell::Date(date(2026, 11, 16)),
            Cell::Time(time),
            Cell::Decimal(0.1, 6),
            Cell::Empty,
        ];
        table.row(&cells, Some((59.247_859, 17.861_162))).unwrap();
        table.row(&[Cell::Empty; 6], None).unwrap();
        let read = read(table.finish().unwrap());
        let (first, second) = (&read.features[0], &read.features[1]);
        let point = first.geometry.as_ref().unwrap();
        assert_eq!(serde_json::to_value(point).unwrap()["coordinates"], serde_json::json!([17.861_162, 59.247_859]));
        let expected = serde_json::json!({
            "antal": -7, "text": "Hon sa \"nej\";\r\nåäö =1+1", "dag": "2026-11-16", "tid": "2026-11-16T21:30:00", "tal": 0.1,
            "tomt": null,
        });
        assert_eq!(serde_json::Value::from(first.properties.clone().unwrap()), expected);
        assert!(second.geometry.is_none());
    }

    #[test]
    fn a_table_without_rows_is_an_empty_collection_and_a_row_of_another_length_an_error() {
        let empty = GeoJsonWriter::begin(Vec::new(), &columns(&["a"])).unwrap().finish().unwrap();
        assert_eq!(read(empty).features.len(), 0);
        let mut table = GeoJsonWriter::begin(Vec::new(), &columns(&["a", "b"])).unwrap();
        assert!(table.row(&[Cell::Integer(1)], None).is_err());
    }

    proptest! {
        #[test]
        fn whatever_text_is_written_is_read_back(texts in prop::collection::vec(any::<String>(), 1..8)) {
            let mut table = GeoJsonWriter::begin(Vec::new(), &columns(&["text"])).unwrap();
            for text in &texts {
                table.row(&[Cell::Text(text)], None).unwrap();
            }
            let read: Vec<String> = read(table.finish().unwrap())
                .features
                .iter()
                .map(|feature| feature.property("text").unwrap().as_str().unwrap().to_owned())
                .collect();
            prop_assert_eq!(read, texts);
        }
    }
}
