//! What a meeting has placed and written down in the demonstration: around the present week.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};

use super::people::{LEISURE, NEIGHBOURS, POLICE, People};
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::situation::coming::actions::plan;
use crate::situation::coming::model::{Plan, PlannedKind};
use crate::situation::placements::actions::place;
use crate::situation::placements::model::{Cell, Resource, Wish, days_of};
use crate::time::{IsoWeek, local_day, plus_hours};

/// District, what, and how many on each day from Monday.
type Row = (&'static str, Resource, [i64; 7]);

/// This week.
const PLACED_NOW: [Row; 6] = [
    ("alby", Resource::Patrol, [0, 0, 0, 1, 2, 2, 0]),
    ("alby", Resource::PropertyHost, [0, 0, 0, 0, 2, 2, 0]),
    ("fittja", Resource::Patrol, [0, 0, 0, 0, 1, 1, 0]),
    ("fittja", Resource::FieldWorker, [0, 2, 0, 2, 2, 0, 0]),
    ("hallunda-norsborg", Resource::Guard, [1, 1, 1, 1, 2, 2, 1]),
    ("tumba", Resource::Volunteer, [0, 0, 0, 0, 4, 4, 0]),
];

/// Next week.
const PLACED_NEXT: [Row; 6] = [
    ("alby", Resource::Patrol, [0, 0, 0, 1, 3, 3, 0]),
    ("alby", Resource::PropertyHost, [0, 0, 0, 0, 2, 2, 0]),
    ("fittja", Resource::FieldWorker, [0, 2, 0, 2, 2, 0, 0]),
    ("hallunda-norsborg", Resource::Guard, [1, 1, 1, 1, 2, 2, 1]),
    ("storvreten", Resource::Volunteer, [0, 0, 0, 0, 3, 3, 0]),
    ("tumba", Resource::Patrol, [0, 0, 0, 0, 1, 1, 0]),
];

/// The first day of something.
#[derive(Clone, Copy)]
enum Begins {
    /// So many days from the present one.
    In(i64),
    /// On the next day of this month and number.
    Next(i8, i8),
}

struct Made {
    title: &'static str,
    kind: PlannedKind,
    from: Begins,
    days: i64,
    district: &'static str,
    place: &'static str,
    words: &'static str,
    by: &'static str,
}

const PLANNED: [Made; 6] = [
    Made {
        title: "Derby i fotboll",
        kind: PlannedKind::Match,
        from: Begins::In(5),
        days: 1,
        district: "tullinge",
        place: "Brantbrinks idrottsplats",
        words: "Omkring 400 åskådare. Matchen slutar vid 21.",
        by: POLICE,
    },
    Made {
        title: "Ljusfest på torget",
        kind: PlannedKind::Event,
        from: Begins::In(9),
        days: 1,
        district: "hallunda-norsborg",
        place: "Hallunda torg",
        words: "Föreningarna bjuder på musik och varm dryck 16–19.",
        by: LEISURE,
    },
    Made {
        title: "Nattöppen fritidsgård",
        kind: PlannedKind::Event,
        from: Begins::In(11),
        days: 2,
        district: "alby",
        place: "Fritidsgården i Alby",
        words: "Öppet till midnatt båda kvällarna.",
        by: LEISURE,
    },
    Made {
        title: "Vinterns sista loppmarknad",
        kind: PlannedKind::Event,
        from: Begins::In(24),
        days: 1,
        district: "tumba",
        place: "Tumba torg",
        words: "",
        by: NEIGHBOURS,
    },
    Made {
        title: "Terminen slutar",
        kind: PlannedKind::Term,
        from: Begins::Next(12, 18),
        days: 1,
        district: "",
        place: "",
        words: "Skolorna slutar vid lunch. Många är på väg till Tumba och Alby centrum.",
        by: LEISURE,
    },
    Made {
        title: "Terminen börjar",
        kind: PlannedKind::Term,
        from: Begins::Next(1, 11),
        days: 5,
        district: "",
        place: "",
        words: "Den första veckan är vuxna ute vid skolvägarna.",
        by: LEISURE,
    },
];

/// Lays what was placed and planned.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let week = IsoWeek::of(now);
    let coordinator = people.coordinator()?.clone();
    lay_placed(connection, ground, &coordinator, (week, &PLACED_NOW), plus_hours(now, -24 * 7))?;
    lay_placed(connection, ground, &coordinator, (week.plus(1), &PLACED_NEXT), now)?;
    for made in &PLANNED {
        let actor = people.answers_for(made.by).map_or_else(|| coordinator.clone(), |(_, actor)| actor);
        plan(connection, &actor, &made.plan(ground, local_day(now)), plus_hours(now, -24 * 10))?;
    }
    Ok(())
}

fn lay_placed(
    connection: &mut DbConnection,
    ground: &Ground,
    actor: &Actor,
    (week, rows): (IsoWeek, &[Row]),
    at: Timestamp,
) -> Result<(), AppError> {
    let mut wishes = Vec::new();
    for (code, resource, numbers) in rows {
        let Some(district) = ground.district_of_code(code) else { continue };
        for (day, wanted) in days_of(week).into_iter().zip(*numbers) {
            wishes.push(Wish { cell: Cell { resource: *resource, district_id: district.id, day }, seen: 0, wanted });
        }
    }
    place(connection, actor, week, &wishes, at).map(drop)
}

impl Made {
    fn plan(&self, ground: &Ground, today: Date) -> Plan {
        let starts_on = match self.from {
            Begins::In(days) => today.saturating_add(days.days()),
            Begins::Next(month, day) => {
                let this_year = date(today.year(), month, day);
                if this_year < today { this_year.saturating_add(1.year()) } else { this_year }
            }
        };
        Plan {
            title: self.title.to_owned(),
            kind: self.kind,
            starts_on: starts_on.into(),
            ends_on: starts_on.saturating_add((self.days - 1).days()).into(),
            district_id: ground.district_of_code(self.district).map(|district| district.id),
            place: self.place.to_owned(),
            words: self.words.to_owned(),
        }
    }
}
