//! Bringing the police's public events into the database, once each.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;

use super::events::{self, Doubt, EventFault, FileFault, KnownPlace, LeftOut};
use super::model::PoliceEvent;
use super::store;
use crate::accounts::store::Audit;
use crate::accounts::{Actor, actions};
use crate::db::DbConnection;
use crate::districts::{self, Ground};
use crate::error::AppError;
use crate::time::local_day;

/// What an import did, or would do. Every entry of the file is counted once: new, changed, known, left out or faulty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Events that were not there.
    pub new: usize,
    /// Events that were there and stand otherwise now: the police wrote more, or we know more places.
    pub changed: usize,
    /// Events that were there as they are.
    pub known: usize,
    /// How many of all these have a district, because their text names one.
    pub placed: usize,
    /// How many entries were left out for each reason.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// Entries that could not be read: their number in the list or, in a table, their line; both from 1.
    pub faults: Vec<(usize, EventFault)>,
    /// The numbers of taken events that are odd.
    pub doubts: Vec<(i64, Doubt)>,
}

impl Imported {
    /// The municipality's events in the file.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.new + self.changed + self.known
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is none of the police's.
    #[error("the file is {0}")]
    File(#[from] FileFault),
    /// Our own fault.
    #[error(transparent)]
    Ours(#[from] AppError),
}

/// Takes the events of `municipality` from the text of a file, JSON or CSV. Inside a write transaction.
///
/// The police's number is the key: an event that is there is kept as the file has it when that differs, unless the file's
/// was published before ours, so that an old file does not undo what a newer one said.
///
/// # Errors
/// [`ImportError`]; a single entry that cannot be read is none but stands in [`Imported::faults`].
pub fn import(
    connection: &mut DbConnection,
    text: &str,
    municipality: &str,
    now: Timestamp,
) -> Result<Imported, ImportError> {
    let sorted = events::sort_out(text, municipality, &known_places(connection, local_day(now))?)?;
    let mut done =
        Imported { left_out: sorted.left_out, faults: sorted.faults, doubts: sorted.doubts, ..Imported::default() };
    keep(connection, sorted.taken.into_iter().map(PoliceEvent::from).collect(), &mut done)?;
    if done.new + done.changed > 0 {
        let detail = format!("{} new, {} changed", done.new, done.changed);
        let entry = Audit { action: "imported", subject: "police_events", subject_id: None, detail: &detail };
        actions::audit(connection, &Actor::command_line(), &entry, now)?;
    }
    Ok(done)
}

fn keep(connection: &mut DbConnection, events: Vec<PoliceEvent>, done: &mut Imported) -> Result<(), AppError> {
    let ids: Vec<i64> = events.iter().map(|event| event.id).collect();
    let known = store::list_known(connection, &ids)?;
    let known: HashMap<i64, PoliceEvent> = known.into_iter().map(|event| (event.id, event)).collect();
    for event in events {
        done.placed += usize::from(event.district_id.is_some());
        match known.get(&event.id) {
            None => {
                store::insert(connection, &event)?;
                done.new += 1;
            }
            Some(kept) if *kept == event || event.published_at < kept.published_at => done.known += 1,
            Some(_) => {
                store::update(connection, &event)?;
                done.changed += 1;
            }
        }
    }
    Ok(())
}

/// The names that put an event in a district: the districts', those of today's areas, and the places'.
fn known_places(connection: &mut DbConnection, today: Date) -> Result<Vec<KnownPlace>, AppError> {
    let ground = Ground::load(connection)?;
    let places = districts::store::list_places(connection)?;
    let of_districts = ground.districts().into_iter().map(|district| (district.name.clone(), district.id));
    let of_areas = ground.areas_on(today).map(|area| (area.name.clone(), area.district_id));
    let of_places = places.into_iter().filter_map(|place| Some((place.name, place.district_id?)));
    Ok(of_districts.chain(of_areas).chain(of_places).map(|(word, district)| KnownPlace { word, district }).collect())
}
