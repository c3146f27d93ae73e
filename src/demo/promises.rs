//! What organisations have promised in the demonstration, and what became of it: a measure in every state.

use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::people::{HOUSING, LEISURE, POLICE, People, SCHOOLS, SOCIAL, STREETS};
use crate::accounts::{Actor, Viewer};
use crate::db::{Day, DbConnection};
use crate::districts::Ground;
use crate::error::AppError;
use crate::geometry::Point;
use crate::incidents::category::find_category;
use crate::incidents::filter::{Filter, WantedDistricts};
use crate::incidents::model::Status;
use crate::incidents::store as incidents;
use crate::mail::Outbox;
use crate::measures::actions::{self, Desk, Receipt, Submission};
use crate::measures::model::{Assignment, Event, Horizon, MeasureKind, Origin, Promise, Step, Whereabouts};
use crate::measures::store;
use crate::time::{IsoWeek, local_day, plus_hours};

/// Where a promise comes from.
#[derive(Clone, Copy)]
enum From {
    Hand,
    /// The latest reviewed report of this category in this district, by code, before it was decided.
    Report(&'static str, &'static str),
    /// The picture of the week it was decided in.
    Picture,
}

struct Made {
    title: &'static str,
    description: &'static str,
    kind: MeasureKind,
    place: &'static str,
    at: Where,
    owner: (&'static str, &'static str),
    from: From,
    decided_by: &'static str,
    /// Days before the present one on which it was decided.
    decided: i64,
    /// Days from the present one by which it is to be done; negative when that day has passed.
    due: i64,
    horizon: Horizon,
    cost: Option<i64>,
    fund: &'static str,
    note: &'static str,
    /// Days before the present one, what happened, and the words; a date that was moved is so many days from now.
    steps: &'static [(i64, Step, &'static str)],
}

#[derive(Clone, Copy)]
enum Where {
    Point(f64, f64),
    District(&'static str),
    Everywhere,
}

/// To which day a promise that is moved is moved: so many days from the present one.
const MOVED_TO: i64 = 24;

const MADE: [Made; 14] = [
    Made {
        title: "Byt lamporna i gångtunneln under Hågelbyleden",
        description: "Fyra armaturer är trasiga. Byt till slagtåliga, så att det håller.",
        kind: MeasureKind::Physical,
        place: "Gångtunneln vid Fittja centrum",
        at: Where::Point(59.248_1, 17.860_4),
        owner: (STREETS, "Gatuenheten"),
        from: From::Picture,
        decided_by: "Veckomötet",
        decided: 48,
        due: -6,
        horizon: Horizon::Long,
        cost: Some(38_000),
        fund: "Trygghetsmiljonen",
        note: "Vi byter lamporna i tunneln till starkare som tål mer.",
        steps: &[(45, Step::Accept, ""), (20, Step::Begin, "")],
    },
    Made {
        title: "Extra rondering kring Alby centrum, fredag och lördag kväll",
        description: "Två värdar går mellan parkeringen och torget 20–24 tills skadegörelsen har lagt sig.",
        kind: MeasureKind::Staffing,
        place: "Alby centrum",
        at: Where::Point(59.239_3, 17.846_1),
        owner: (HOUSING, "Trygghetsvärdarna"),
        from: From::Report("SKA1", "alby"),
        decided_by: "Veckomötet",
        decided: 9,
        due: 5,
        horizon: Horizon::Short,
        cost: Some(24_000),
        fund: "",
        note: "Värdar går runt centrum på kvällarna de närmaste helgerna.",
        steps: &[(7, Step::Accept, ""), (5, Step::Begin, "")],
    },
    Made {
        title: "Klipp ner buskarna längs gångvägen till skolan",
        description: "Sikten är dålig på båda sidor de sista hundra metrarna.",
        kind: MeasureKind::Physical,
        place: "Gångvägen mellan Storvretens centrum och skolan",
        at: Where::District("storvreten"),
        owner: (STREETS, "Park och natur"),
        from: From::Hand,
        decided_by: "Trygghetsvandringen i Storvreten",
        decided: 70,
        due: -21,
        horizon: Horizon::Long,
        cost: Some(12_000),
        fund: "",
        note: "Buskarna klipps så att man ser framåt hela vägen.",
        steps: &[
            (66, Step::Accept, ""),
            (40, Step::Begin, ""),
            (25, Step::Finish, "Buskarna är nerklippta till knähöjd på båda sidor, och kvistarna är bortkörda."),
            (12, Step::Verify, "Sett på plats efter mörkrets inbrott. Sikten är fri till skolgården."),
        ],
    },
    Made {
        title: "Nytt lås på cykelrummet i kvarteret vid torget",
        description: "Dörren går inte i lås.",
        kind: MeasureKind::Physical,
        place: "Cykelrummet vid Fittja torg",
        at: Where::Point(59.247_5, 17.861_6),
        owner: (HOUSING, "Förvaltare Fittja"),
        from: From::Report("SKA1", "fittja"),
        decided_by: "Veckomötet",
        decided: 33,
        due: -10,
        horizon: Horizon::Long,
        cost: Some(6_500),
        fund: "",
        note: "Låset är bytt.",
        steps: &[
            (31, Step::Accept, ""),
            (14, Step::Finish, "Låscylinder och stolpe bytta. Dörrstängaren är justerad."),
        ],
    },
    Made {
        title: "Öppna fritidsgården även på torsdagar under hösten",
        description: "Ungdomar har ingenstans att vara när biblioteket stänger.",
        kind: MeasureKind::Social,
        place: "Fritidsgården i Alby",
        at: Where::District("alby"),
        owner: (LEISURE, "Enheten för ung fritid"),
        from: From::Picture,
        decided_by: "Veckomötet",
        decided: 12,
        due: 30,
        horizon: Horizon::Short,
        cost: Some(90_000),
        fund: "Trygghetsmiljonen",
        note: "",
        steps: &[],
    },
    Made {
        title: "Trafiksamtal utanför skolan vid hämtning",
        description: "Bilar vänder på gångbanan. Berätta för föräldrar om den nya vändplatsen.",
        kind: MeasureKind::Information,
        place: "Skolan i Tullinge",
        at: Where::District("tullinge"),
        owner: (SCHOOLS, "Rektorsområde Tullinge"),
        from: From::Hand,
        decided_by: "Områdesgruppen i Tullinge",
        decided: 4,
        due: 17,
        horizon: Horizon::Short,
        cost: None,
        fund: "",
        note: "",
        steps: &[],
    },
    Made {
        title: "Kamera vid återvinningen",
        description: "Det dumpas grovsopor varje helg.",
        kind: MeasureKind::Surveillance,
        place: "Återvinningsstationen i Hallunda",
        at: Where::District("hallunda-norsborg"),
        owner: (POLICE, "Lokalpolisområde Botkyrka"),
        from: From::Hand,
        decided_by: "Veckomötet",
        decided: 55,
        due: -13,
        horizon: Horizon::Long,
        cost: None,
        fund: "",
        note: "",
        steps: &[(
            50,
            Step::Decline,
            "Platsen uppfyller inte lagens krav för kamerabevakning. Vi föreslår tätare tömning och bättre belysning i stället.",
        )],
    },
    Made {
        title: "Tätare tömning vid återvinningen i Hallunda",
        description: "Töm måndag, onsdag och fredag under ett halvår.",
        kind: MeasureKind::Physical,
        place: "Återvinningsstationen i Hallunda",
        at: Where::District("hallunda-norsborg"),
        owner: (STREETS, "Avfall och återvinning"),
        from: From::Hand,
        decided_by: "Veckomötet",
        decided: 47,
        due: -19,
        horizon: Horizon::Short,
        cost: Some(18_000),
        fund: "",
        note: "Behållarna töms tre dagar i veckan.",
        steps: &[
            (44, Step::Accept, ""),
            (30, Step::Reschedule, "Entreprenören kan börja först månaden därpå."),
            (8, Step::Begin, ""),
        ],
    },
    Made {
        title: "Uppsökande samtal i tunneln, två kvällar i veckan",
        description: "Fältgruppen är på plats och lär känna dem som samlas där.",
        kind: MeasureKind::Social,
        place: "Gångtunneln vid Fittja centrum",
        at: Where::Point(59.248_2, 17.860_1),
        owner: (SOCIAL, "Fältgruppen"),
        from: From::Picture,
        decided_by: "Veckomötet",
        decided: 40,
        due: -3,
        horizon: Horizon::Short,
        cost: None,
        fund: "",
        note: "Fältgruppen är på plats på kvällarna.",
        steps: &[
            (39, Step::Accept, ""),
            (38, Step::Begin, ""),
            (4, Step::Finish, "Åtta kvällar på plats. Tolv ungdomar har fått hjälp att hitta till fritidsgården."),
            (2, Step::Verify, "Bekräftat på veckomötet av polisen och Botkyrkabyggen."),
        ],
    },
    Made {
        title: "Gemensamt schema för nattvandring under lovet",
        description: "Grannstöd, nattvandrare och fritidsgårdar delar upp kvällarna mellan sig.",
        kind: MeasureKind::Coordination,
        place: "",
        at: Where::Everywhere,
        owner: (SOCIAL, "Samordnaren för ungas fritid"),
        from: From::Hand,
        decided_by: "Ledningsforum för trygghet",
        decided: 16,
        due: 3,
        horizon: Horizon::Short,
        cost: None,
        fund: "",
        note: "",
        steps: &[(11, Step::Accept, "")],
    },
    Made {
        title: "Laga räcket vid busstorget",
        description: "Räcket är löst och vasst.",
        kind: MeasureKind::Physical,
        place: "Tumba station (pendeltåg)",
        at: Where::District("tumba"),
        owner: (STREETS, "Gatuenheten"),
        from: From::Report("SKA1", "tumba"),
        decided_by: "Veckomötet",
        decided: 62,
        due: -35,
        horizon: Horizon::Long,
        cost: Some(9_000),
        fund: "",
        note: "Räcket är lagat.",
        steps: &[
            (58, Step::Accept, ""),
            (41, Step::Finish, "Räcket är svetsat och målat."),
            (34, Step::Reopen, "Det har lossnat igen i den nedre delen."),
            (28, Step::Finish, "Nya fästen gjutna i betongen."),
            (21, Step::Verify, "Provat på plats, det sitter."),
        ],
    },
    Made {
        title: "Belys trappan ner mot Gymnasieparken",
        description: "Två stolpar saknas sedan i våras.",
        kind: MeasureKind::Physical,
        place: "Trappan mot Gymnasieparken, Tumba",
        at: Where::District("tumba"),
        owner: (STREETS, "Gatuenheten"),
        from: From::Hand,
        decided_by: "Trygghetsvandringen i Tumba",
        decided: 20,
        due: 45,
        horizon: Horizon::Long,
        cost: Some(105_000),
        fund: "Trygghetsmiljonen",
        note: "Två nya stolpar sätts upp när kablarna är dragna.",
        steps: &[(13, Step::Accept, "")],
    },
    Made {
        title: "Sanera klottret på gångstråket inom ett dygn",
        description: "Samma märke varje helg. Det som får sitta kvar drar till sig mer.",
        kind: MeasureKind::Physical,
        place: "Gångstråket mot Alby centrum",
        at: Where::Point(59.238_9, 17.845_2),
        owner: (HOUSING, "Förvaltare Alby"),
        from: From::Picture,
        decided_by: "Veckomötet",
        decided: 3,
        due: 26,
        horizon: Horizon::Short,
        cost: None,
        fund: "",
        note: "",
        steps: &[],
    },
    Made {
        title: "Informationsträff om inbrott för villaföreningarna",
        description: "Märkning, lampor på timer och grannsamverkan.",
        kind: MeasureKind::Information,
        place: "",
        at: Where::District("varsta-grodinge"),
        owner: (POLICE, "Lokalpolisområde Botkyrka"),
        from: From::Hand,
        decided_by: "Områdesgruppen i Grödinge",
        decided: 80,
        due: -45,
        horizon: Horizon::Short,
        cost: Some(3_000),
        fund: "",
        note: "Träffen hölls i bygdegården.",
        steps: &[
            (75, Step::Accept, ""),
            (47, Step::Finish, "Fyrtiotvå personer kom. Tre gator har börjat med grannsamverkan."),
            (40, Step::Verify, "Samordnaren var med."),
        ],
    },
];

/// Lays the promises.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    for (number, made) in (1_u128..).zip(&MADE) {
        let decided = days_before(now, made.decided);
        let origin = match made.from {
            From::Hand => Origin::ByHand,
            From::Report(category, district) => {
                let viewer = people.coordinator_desk()?.0;
                let of_district = ground.district_of_code(district).map(|known| WantedDistricts::These(vec![known.id]));
                let filter = Filter {
                    category: find_category(category).map(|known| known.code.as_str()),
                    districts: of_district,
                    status: Some(Status::Reviewed),
                    ..Filter::recent(local_day(decided).saturating_sub(1.day()))
                };
                let latest = incidents::list_rows(connection, &viewer, &filter, None, 1)?;
                latest.first().map_or(Origin::ByHand, |report| Origin::Incident(report.id))
            }
            From::Picture => Origin::Picture(Day::from(IsoWeek::of(decided).monday())),
        };
        let coordinator = desk(people.coordinator_desk()?, decided);
        let submission = Submission { id: Uuid::from_u128(number), content_hash: String::new() };
        let assignment = assignment(made, people, ground, origin, now)?;
        let Receipt::HandedOut(id) = actions::hand_out(connection, &coordinator, &submission, &assignment, ground)?
        else {
            return Err(AppError::internal(format!("{} was not handed out", made.title)));
        };
        for (days, step, words) in made.steps {
            let who = match step {
                Step::Verify | Step::Reopen => people.coordinator_desk()?,
                _ => people.answers_for(made.owner.0).map_or_else(|| people.coordinator_desk(), Ok)?,
            };
            take(connection, &desk(who, days_before(now, *days)), id, *step, words, now)?;
        }
    }
    Ok(())
}

fn take(
    connection: &mut DbConnection,
    desk: &Desk,
    id: i64,
    step: Step,
    words: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let seen = store::find(connection, &desk.viewer, id)?.map_or(0, |measure| measure.version);
    let words = words.to_owned();
    match step {
        Step::Accept => actions::answer(connection, desk, id, seen, &Event::Accept { due_on: None }),
        Step::Decline => actions::answer(connection, desk, id, seen, &Event::Decline { reason: words }),
        Step::Reschedule => {
            let due_on = local_day(now).saturating_add(MOVED_TO.days());
            actions::answer(connection, desk, id, seen, &Event::Reschedule { due_on, reason: words })
        }
        Step::Begin => actions::report_progress(connection, desk, id, seen, &Event::Begin),
        Step::Finish => actions::report_progress(connection, desk, id, seen, &Event::Finish { outcome: words }),
        Step::Verify => actions::verify(connection, desk, id, seen, &words),
        Step::Reopen => actions::reopen(connection, desk, id, seen, &words),
        Step::Note | Step::HandOut => actions::tell_public(connection, desk, id, seen, &words),
    }
}

fn assignment(
    made: &Made,
    people: &People,
    ground: &Ground,
    origin: Origin,
    now: Timestamp,
) -> Result<Assignment, AppError> {
    let today = local_day(now);
    let due_on = today.saturating_add(made.due.days());
    Ok(Assignment {
        promise: Promise {
            title: made.title.to_owned(),
            description: made.description.to_owned(),
            kind: made.kind,
            place: made.place.to_owned(),
            organisation_id: people.organisation(made.owner.0)?.0,
            line_function: made.owner.1.to_owned(),
            decided_by: made.decided_by.to_owned(),
            decided_on: Day::from(local_day(days_before(now, made.decided))),
            starts_on: None,
            horizon: made.horizon,
            cost_sek: made.cost,
            fund: made.fund.to_owned(),
            evaluate_from: Some(Day::from(due_on)),
            evaluate_to: Some(Day::from(due_on.saturating_add(84.days()))),
        },
        whereabouts: match made.at {
            Where::Point(north, east) => Whereabouts::Point(Point::new(north, east).map_err(AppError::internal)?),
            Where::District(code) => {
                let known = ground.district_of_code(code).map(|district| district.id);
                known.map_or(Whereabouts::Everywhere, Whereabouts::District)
            }
            Where::Everywhere => Whereabouts::Everywhere,
        },
        origin,
        due_on: Some(due_on),
        public_note: made.note.to_owned(),
    })
}

fn desk((viewer, actor): (Viewer, Actor), now: Timestamp) -> Desk {
    Desk { viewer, actor, outbox: Outbox::closed(), now }
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    plus_hours(now, -24 * days)
}
