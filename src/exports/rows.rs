//! Reports row by row, as a table of any length: read in batches from one state of the database, never held whole.

use std::io::{self, Write};

use crate::accounts::store::{Audit, list_organisations};
use crate::accounts::{Actor, Viewer, actions};
use crate::db::{Db, DbConnection};
use crate::districts::store::list_places;
use crate::districts::{Ground, Place};
use crate::error::AppError;
use crate::incidents::category::find_category;
use crate::incidents::filter::Filter;
use crate::incidents::model::Incident;
use crate::incidents::store::{self, Mark};
use crate::tables::Cell;
use crate::tables::csv::CsvWriter;
use crate::texts::Language;
use crate::time::local;

/// Rows read at a time.
const BATCH: i64 = 2_000;

/// The columns, as text keys of their headings.
const COLUMNS: [&str; 19] = [
    "export-number",
    "export-code",
    "export-category",
    "export-group",
    "export-kind",
    "export-from",
    "export-to",
    "export-district",
    "export-area",
    "export-place",
    "export-latitude",
    "export-longitude",
    "export-severity",
    "export-observed",
    "export-police",
    "export-status",
    "export-organisation",
    "export-reported",
    "export-description",
];

/// Writes down that these leave, before they do: `incident` or `measure`.
///
/// # Errors
/// What the database says.
pub fn note_export(
    connection: &mut DbConnection,
    subject: &'static str,
    filter: &str,
    actor: &Actor,
    now: jiff::Timestamp,
) -> Result<(), AppError> {
    let entry = Audit { action: "exported", subject, subject_id: None, detail: filter };
    actions::audit(connection, actor, &entry, now)
}

/// Writes the reports of the filter that this viewer may see as CSV, in the order of the list; gives how many.
///
/// All rows are of one state of the database. Who reported is told by organisation, never by name.
///
/// # Errors
/// [`AppError::Internal`] when the database fails or nobody takes what is written any more; the file then ends without
/// its proper end and the transfer is broken off, so that nobody takes it for whole.
pub fn write_csv(
    db: &Db,
    viewer: &Viewer,
    filter: &Filter,
    language: Language,
    out: impl Write,
) -> Result<u64, AppError> {
    db.read_snapshot_here(|connection| {
        let around = Around::load(connection, language)?;
        let headings: Vec<String> = COLUMNS.iter().map(|key| language.text(key)).collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let mut table = CsvWriter::begin(out, &headings).map_err(AppError::internal)?;
        let (mut mark, mut written) = (None, 0);
        loop {
            let batch = store::list_rows(connection, viewer, filter, mark, BATCH)?;
            for incident in &batch {
                around.write_row(&mut table, incident).map_err(AppError::internal)?;
            }
            written += u64::try_from(batch.len()).unwrap_or_default();
            mark = batch.last().map(|row| Mark { occurred_from: row.content.occurred_from.instant(), id: row.id });
            if i64::try_from(batch.len()).unwrap_or_default() < BATCH {
                break;
            }
        }
        table.finish().and_then(|mut out| out.flush()).map_err(AppError::internal)?;
        Ok(written)
    })
}

/// The names that rows speak of.
struct Around {
    language: Language,
    ground: Ground,
    places: Vec<Place>,
    organisations: Vec<(i64, String)>,
}

impl Around {
    fn load(connection: &mut DbConnection, language: Language) -> Result<Self, AppError> {
        let organisations = list_organisations(connection)?;
        Ok(Self {
            language,
            ground: Ground::load(connection)?,
            places: list_places(connection)?,
            organisations: organisations.into_iter().map(|known| (known.id, known.name)).collect(),
        })
    }

    fn write_row<W: Write>(&self, table: &mut CsvWriter<W>, incident: &Incident) -> io::Result<()> {
        let category = find_category(&incident.content.category);
        let word = |prefix: &str, word: &str| self.language.text(&format!("{prefix}-{word}"));
        let kind = category.map(|known| word("kind", known.kind.code())).unwrap_or_default();
        let severity = self.language.text(&format!("severity-{}-short", incident.content.severity.word()));
        let observed = word("observed", incident.content.observed.word());
        let police = word("police", incident.content.police_reported.word());
        let status = word("status", incident.standing.status.word());
        let district = incident.content.district_id.and_then(|id| self.ground.district(id));
        let area = incident.content.area_id.and_then(|id| self.ground.area(id));
        let place = incident.content.place_id.and_then(|id| self.places.iter().find(|known| known.id == id));
        let owner = self.organisations.iter().find(|(id, _)| *id == incident.organisation_id);
        let time = |moment: crate::db::Moment| Cell::Time(local(moment.instant()).datetime());
        let degrees = |degrees: Option<f64>| degrees.map_or(Cell::Empty, |degrees| Cell::Decimal(degrees, 6));
        table.row([
            Cell::Integer(incident.id),
            Cell::Text(&incident.content.category),
            Cell::from(category.map(|known| known.name(self.language))),
            Cell::from(category.map(|known| known.group.name(self.language))),
            Cell::Text(&kind),
            time(incident.content.occurred_from),
            incident.content.occurred_to.map_or(Cell::Empty, time),
            Cell::from(district.map(|known| known.name.as_str())),
            Cell::from(area.map(|known| known.name.as_str())),
            Cell::from(place.map(|known| known.name.as_str())),
            degrees(incident.content.latitude),
            degrees(incident.content.longitude),
            Cell::Text(&severity),
            Cell::Text(&observed),
            Cell::Text(&police),
            Cell::Text(&status),
            Cell::from(owner.map(|(_, name)| name.as_str())),
            time(incident.reported_at),
            Cell::Text(&incident.content.description),
        ])
    }
}
