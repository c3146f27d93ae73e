//! The council's meetings in the demonstration, and the situation picture and action plan that the law asks for.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::people::{LEISURE, People, STREETS};
use crate::accounts::{Actor, Viewer};
use crate::db::{Day, DbConnection};
use crate::districts::Ground;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::meetings::actions as meetings;
use crate::followup::meetings::model::{Content, Item, Plan};
use crate::followup::meetings::store::{list_items, list_released};
use crate::followup::statutory::actions as statutory;
use crate::followup::statutory::freeze::{LANGUAGE, freeze};
use crate::followup::statutory::model::Part;
use crate::mail::Outbox;
use crate::measures::actions::{self as measures, Desk, Receipt, Submission};
use crate::measures::model::{Assignment, Event, Horizon, MeasureKind, Origin, Promise, Whereabouts};
use crate::situation::archive;
use crate::time::{IsoWeek, local_day, plus_hours, start_of_day};

/// Weeks from the present one to the meeting that was held last, and to the next one: on their Thursdays.
const HELD: i32 = -8;
const NEXT: i32 = 2;

/// Keys of submissions that nobody sent.
const SUBMISSIONS: u128 = 9_700_000;

/// What a decision became: the item it belongs to, what is done and by whom, how many days after the present one it is to be
/// done, and how many days ago it was done.
struct Handed {
    item: usize,
    title: &'static str,
    owner: &'static str,
    function: &'static str,
    kind: MeasureKind,
    due: i64,
    done: Option<(i64, &'static str)>,
}

const HANDED: [Handed; 3] = [
    Handed {
        item: 1,
        title: "Byt trasiga lampor i gångtunnlarna",
        owner: STREETS,
        function: "Gatuenheten",
        kind: MeasureKind::Physical,
        due: -20,
        done: Some((-24, "Alla lampor i tunnlarna är bytta.")),
    },
    Handed {
        item: 1,
        title: "Gå igenom belysningen vid skolvägarna",
        owner: STREETS,
        function: "Gatuenheten",
        kind: MeasureKind::Physical,
        due: -3,
        done: None,
    },
    Handed {
        item: 2,
        title: "Bjud in föreningarna till vårens vandringar",
        owner: LEISURE,
        function: "Föreningsstödet",
        kind: MeasureKind::Coordination,
        due: 40,
        done: None,
    },
];

/// What the working group has written of the document, in words that name nobody.
const WRITTEN: [(Part, &str); 4] = [
    (
        Part::Summary,
        "Läget är lugnt i större delen av kommunen. Skadegörelse och klotter är det vanligaste som rapporteras, och det är \
         koncentrerat till centrumen.\nTryggheten är lägre än i jämförbara kommuner. Det är den vi främst vill förändra.",
    ),
    (
        Part::Crime,
        "Skadegörelse, klotter och störande samlingar är det som rapporteras oftast. Det sker mest på kvällar mot helgen och \
         nära stationer och torg.\nRapporterna är iakttagelser från förvaltningar, polis, bostadsbolag och föreningar. De \
         säger var något behöver göras, inte hur många brott som begås.",
    ),
    (
        Part::Analysis,
        "Platser med svag belysning och få vuxna återkommer i rapporter, lägesbilder och vandringar. Där räcker det inte med \
         bevakning: platsen behöver ändras.\nOtryggheten följer inte alltid brotten. I kommundelar med få rapporter kan många \
         ändå känna sig otrygga på väg från stationen.",
    ),
    (
        Part::Plan,
        "Vi ändrar platserna först: belysning, siktröjning och städning vid gångtunnlar och skolvägar.\nVi är fler vuxna ute på \
         kvällarna mot helgen, genom värdar, fältare och föreningar.\nVi följer upp varje vecka i arbetsgruppen och vid varje \
         möte med lokala Brå.",
    ),
];

/// Lays the meetings and the document. Last of all: both are made of what is there.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let coordinator = people.coordinator()?.clone();
    let today = local_day(now);
    let weeks = archive::store::list_latest(connection)?;
    let newest = weeks.first().map(|version| Day::from(version.week.monday()));
    let report = list_released(connection)?.first().map(|report| report.number);

    let held_at = start_of_day(thursday(today, HELD));
    let held = call(connection, &coordinator, (0, "Lokalt Brå, möte 4", HELD), today, plus_hours(held_at, -24 * 10))?;
    let items = [
        content("Läget sedan sist", "Arbetsgruppens bedömning av sommaren.", "", None, None),
        content(
            "Belysning i gångtunnlar och vid skolvägar",
            "Trasiga lampor har återkommit på vandringarna.",
            "Samhällsbyggnadsförvaltningen byter trasiga lampor i gångtunnlarna och går igenom skolvägarna före vintern.",
            None,
            None,
        ),
        content(
            "Trygghetsvandringar",
            "Vilka som går med, och hur svaren når dem.",
            "Föreningarna bjuds in till vårens vandringar i god tid.",
            None,
            None,
        ),
    ];
    for item in &items {
        meetings::add_item(connection, &coordinator, held, item, held_at)?;
    }
    let kept = list_items(connection, held)?;
    for (number, handed) in (10..).zip(&HANDED) {
        let item = kept.get(handed.item).or_not_found("item")?;
        handed.lay(connection, people, ground, item, (number, now))?;
    }

    let next = call(connection, &coordinator, (1, "Lokalt Brå, möte 5", NEXT), today, plus_hours(now, -24))?;
    let items = [
        content("Hur besluten från förra mötet står", "", "", None, None),
        content("Läget i kommundelarna", "Den senaste lägesbilden, i korthet.", "", report, newest),
        content("Lägesbild över brottsligheten och åtgärdsplan", "Är planen den rätta för nästa år?", "", None, None),
    ];
    for item in &items {
        meetings::add_item(connection, &coordinator, next, item, plus_hours(now, -24))?;
    }
    lay_document(connection, &coordinator, today.year() - 1, plus_hours(now, -24 * 6))
}

fn call(
    connection: &mut DbConnection,
    actor: &Actor,
    (number, title, weeks): (u128, &str, i32),
    today: Date,
    at: Timestamp,
) -> Result<i64, AppError> {
    let plan = Plan {
        held_on: thursday(today, weeks).into(),
        title: title.to_owned(),
        place: "Klockan 13–15, kommunalhuset i Tumba".to_owned(),
        note: String::new(),
    };
    Ok(meetings::call(connection, actor, Uuid::from_u128(SUBMISSIONS + number), &plan, at)?.0)
}

/// The Thursday so many weeks from now.
fn thursday(today: Date, weeks: i32) -> Date {
    IsoWeek::of_day(today).plus(weeks).monday().saturating_add(3.days())
}

fn content(title: &str, words: &str, decision: &str, report_number: Option<i64>, picture_week: Option<Day>) -> Content {
    Content {
        title: title.to_owned(),
        words: words.to_owned(),
        report_number,
        picture_week,
        decision: decision.to_owned(),
    }
}

impl Handed {
    fn lay(
        &self,
        connection: &mut DbConnection,
        people: &People,
        ground: &Ground,
        item: &Item,
        (number, now): (u128, Timestamp),
    ) -> Result<(), AppError> {
        let today = local_day(now);
        let decided_on = thursday(today, HELD);
        let decided_at = start_of_day(decided_on);
        let assignment = Assignment {
            promise: Promise {
                title: self.title.to_owned(),
                description: item.content.decision.clone(),
                kind: self.kind,
                place: String::new(),
                organisation_id: people.organisation(self.owner)?.0,
                line_function: self.function.to_owned(),
                decided_by: format!("Lokalt Brå {}", LANGUAGE.day(decided_on)),
                decided_on: decided_on.into(),
                starts_on: None,
                horizon: Horizon::Long,
                cost_sek: None,
                fund: String::new(),
                evaluate_from: None,
                evaluate_to: None,
            },
            whereabouts: Whereabouts::Everywhere,
            origin: Origin::ByHand,
            due_on: Some(today.saturating_add(self.due.days())),
            public_note: String::new(),
        };
        let submission = Submission { id: Uuid::from_u128(SUBMISSIONS + number), content_hash: String::new() };
        let coordinator = people.coordinator_desk()?;
        let given = desk(&coordinator, decided_at);
        let Receipt::HandedOut(id) = meetings::hand_out(connection, &given, item, &submission, &assignment, ground)?
        else {
            return Err(AppError::internal(format!("{} was not handed out", self.title)));
        };
        let owner = people.answers_for(self.owner).unwrap_or_else(|| coordinator.clone());
        measures::answer(
            connection,
            &desk(&owner, plus_hours(decided_at, 48)),
            id,
            1,
            &Event::Accept { due_on: None },
        )?;
        if let Some((days, outcome)) = self.done {
            let done = Event::Finish { outcome: outcome.to_owned() };
            measures::report_progress(connection, &desk(&owner, plus_hours(now, 24 * days)), id, 2, &done)?;
            let seen_at = plus_hours(now, 24 * (days + 4));
            measures::verify(connection, &desk(&coordinator, seen_at), id, 3, "Sett på plats.")?;
        }
        Ok(())
    }
}

fn desk((viewer, actor): &(Viewer, Actor), now: Timestamp) -> Desk {
    Desk { viewer: *viewer, actor: actor.clone(), outbox: Outbox::closed(), now }
}

fn lay_document(connection: &mut DbConnection, actor: &Actor, from_year: i16, at: Timestamp) -> Result<(), AppError> {
    statutory::begin(connection, actor, from_year, plus_hours(at, -24 * 30))?;
    for (part, words) in WRITTEN {
        statutory::write(connection, actor, (from_year, part), (words, 0), plus_hours(at, -24 * 7))?;
    }
    let pack = statutory::draft(connection, from_year, at, LANGUAGE)?.or_not_found("document")?;
    let frozen = freeze(pack.clone(), (at, &actor.label))?;
    let version = statutory::approve(connection, actor, &pack, &frozen)?;
    version.map(drop).ok_or_else(|| AppError::internal("a document changed while nobody touched it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::situation::words::small_numbers::find_small_counts;

    #[test]
    fn what_is_written_of_events_tells_no_small_count() {
        for (part, words) in WRITTEN.iter().filter(|(part, _)| part.tells_of_events()) {
            assert_eq!(find_small_counts(words), Vec::<String>::new(), "{part:?}");
        }
    }
}
