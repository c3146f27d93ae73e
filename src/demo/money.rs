//! Funds and guard costs of the demonstration: what the audit of 2018 printed, and a made-up call and made-up costs around the
//! present year beside it.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

use super::people::People;
use crate::accounts::Actor;
use crate::db::DbConnection;
use crate::districts::Ground;
use crate::error::AppError;
use crate::followup::costs::model::Cost;
use crate::followup::funds::actions::{self as funds, Change, Kept};
use crate::followup::funds::model::{Became, Call, Decided, Decision, Proposal};
use crate::followup::{costs, funds as fund_files};
use crate::measures::filter::Filter;
use crate::measures::store as measures;
use crate::time::local_day;

/// What the audit report of October 2018 prints of Trygghetsmiljonen 2017.
const SAFETY_FUND: &str = include_str!("../../static/municipality/botkyrka/safety-fund-2017.csv");
/// What it prints of guard services in 2017 and 2018.
const GUARD_COSTS: &str = include_str!("../../static/municipality/botkyrka/guard-costs.csv");

const FUND: &str = "Trygghetsmiljonen";

struct Made {
    title: &'static str,
    district: &'static str,
    asked: i64,
    decided: Outcome,
}

/// What became of a made-up proposal; days are counted back from the present one, or on to it when negative.
enum Outcome {
    Waiting,
    Declined { days_ago: i64, reason: &'static str },
    Granted { days_ago: i64, reason: &'static str, sek: i64, owner: &'static str, ended: i64, told: &'static str },
}

const PROPOSED: [Made; 7] = [
    Made {
        title: "Starkare lampor i gångtunneln under Hågelbyleden",
        district: "Fittja",
        asked: 45_000,
        decided: Outcome::Granted {
            days_ago: 50,
            reason: "Tunneln har återkommit i lägesbilden sju veckor i rad.",
            sek: 38_000,
            owner: "Gatuenheten",
            ended: -20,
            told: "",
        },
    },
    Made {
        title: "Läxstuga med nattvandrare i Storvretens centrum",
        district: "Storvreten",
        asked: 60_000,
        decided: Outcome::Granted {
            days_ago: 240,
            reason: "Många unga rör sig där på eftermiddagarna, och det finns ingenstans att vara.",
            sek: 50_000,
            owner: "Fritidsgårdarna",
            ended: 40,
            told: "Öppet tre eftermiddagar i veckan hela våren. Fritidsgården fortsätter med två.",
        },
    },
    Made {
        title: "Trygghetsvandringar med SFI-klasser",
        district: "Hallunda-Norsborg",
        asked: 30_000,
        decided: Outcome::Granted {
            days_ago: 240,
            reason: "Når grupper som annars inte deltar.",
            sek: 30_000,
            owner: "Vuxenutbildningen",
            ended: 60,
            told: "Fyra vandringar gick. Elva punkter blev åtgärder.",
        },
    },
    Made {
        title: "Skolgården öppen på kvällen",
        district: "Tullinge",
        asked: 85_000,
        decided: Outcome::Granted {
            days_ago: 240,
            reason: "Föreningslivet har lovat att vara på plats.",
            sek: 70_000,
            owner: "Fastighetsenheten",
            ended: 30,
            told: "",
        },
    },
    Made {
        title: "Kamera vid vändplatsen",
        district: "Vårsta-Grödinge",
        asked: 140_000,
        decided: Outcome::Declined {
            days_ago: 240, reason: "Det finns inget tillstånd, och belysning prövas först."
        },
    },
    Made {
        title: "Målad gångtunnel tillsammans med konstskolan",
        district: "Alby",
        asked: 55_000,
        decided: Outcome::Waiting,
    },
    Made {
        title: "Grannstödsbil till hela kommunen",
        district: "Hela kommunen",
        asked: 120_000,
        decided: Outcome::Waiting,
    },
];

/// Department, what last year cost, and what this year has cost each month; `None` when it has told nothing of this year.
const GUARDED: [(&str, i64, Option<i64>); 7] = [
    ("Arbetsmarknads- och vuxenutbildningsförvaltningen", 21_400, None),
    ("Kommunledningsförvaltningen", 164_000, Some(14_100)),
    ("Kultur- och fritidsförvaltningen", 133_500, Some(12_300)),
    ("Socialförvaltningen", 871_200, Some(69_800)),
    ("Tekniska förvaltningen", 5_240_000, Some(441_000)),
    ("Utbildningsförvaltningen", 187_300, Some(16_900)),
    ("Vård- och omsorgsförvaltningen", 90_600, Some(7_400)),
];

/// Brings in what was printed, and writes down what is made up.
pub(super) fn lay(
    connection: &mut DbConnection,
    people: &People,
    ground: &Ground,
    now: Timestamp,
) -> Result<(), AppError> {
    let actor = people.coordinator()?.clone();
    let printed = Call {
        name: FUND.to_owned(),
        year: 2017,
        budget_sek: Some(1_000_000),
        received: Some(24),
        description: "Ur revisionsrapporten om trygghets- och säkerhetsarbetet, oktober 2018.".to_owned(),
    };
    open(connection, &actor, &printed, now)?;
    fund_files::import(connection, SAFETY_FUND.as_bytes(), (FUND, 2017), now).map_err(AppError::internal)?;
    costs::import(connection, GUARD_COSTS.as_bytes(), now).map_err(AppError::internal)?;
    lay_costs(connection, &actor, now)?;
    lay_call(connection, people, ground, now)
}

fn open(connection: &mut DbConnection, actor: &Actor, call: &Call, now: Timestamp) -> Result<i64, AppError> {
    match funds::open(connection, actor, call, now)? {
        Kept::Done(id) => Ok(id),
        Kept::Known | Kept::Meanwhile => Err(AppError::internal("the call is there already")),
    }
}

fn lay_costs(connection: &mut DbConnection, actor: &Actor, now: Timestamp) -> Result<(), AppError> {
    let today = local_day(now);
    let through = today.first_of_month().saturating_sub(1.day());
    let cost = |(department, year, amount_sek, through): (&str, Date, Option<i64>, Date)| Cost {
        department: department.to_owned(),
        year: year.year().into(),
        amount_sek,
        through_on: amount_sek.map(|_| through.into()),
        note: "påhittad siffra".to_owned(),
    };
    let last_year = date(today.year() - 1, 12, 31);
    let mut rows: Vec<Cost> =
        GUARDED.iter().map(|(name, whole, _)| cost((name, last_year, Some(*whole), last_year))).collect();
    // In January nobody has told anything yet.
    if through.year() == today.year() {
        let monthly = |sek: &i64| sek * i64::from(through.month());
        rows.extend(GUARDED.iter().map(|(name, _, each)| cost((name, today, each.as_ref().map(monthly), through))));
    }
    costs::actions::import(connection, actor, &rows, now).map(drop)
}

fn lay_call(connection: &mut DbConnection, people: &People, ground: &Ground, now: Timestamp) -> Result<(), AppError> {
    let (viewer, actor) = people.coordinator_desk()?;
    let today = local_day(now);
    let day = |days_ago: i64| today.saturating_sub(days_ago.days());
    let call = Call {
        name: FUND.to_owned(),
        year: today.year().into(),
        budget_sek: Some(400_000),
        received: None,
        description:
            "Föreningar, skolor och förvaltningar kan söka till det som gör en plats tryggare. Påhittad utlysning."
                .to_owned(),
    };
    let call = open(connection, &actor, &call, now)?;
    let promised = measures::list(connection, &viewer, &Filter::default(), today, 0, 300)?;
    for (number, made) in (1_u128..).zip(&PROPOSED) {
        let known = ground.districts().into_iter().find(|known| known.name == made.district);
        let proposal = Proposal {
            title: made.title.to_owned(),
            district: made.district.to_owned(),
            district_id: known.map(|known| known.id),
            asked_sek: Some(made.asked),
        };
        let submission = Uuid::from_u128(0x6c79_6b74_6100_4000_8000_0000_0000_0000 + number);
        let (id, _) = funds::propose(connection, &actor, (call, submission), &proposal, now)?;
        let decided = match &made.decided {
            Outcome::Waiting => continue,
            Outcome::Declined { days_ago, reason } => Decided {
                decision: Decision::Declined,
                decided_on: Some(day(*days_ago).into()),
                reason: (*reason).to_owned(),
                ..Decided::nothing()
            },
            Outcome::Granted { days_ago, reason, sek, owner, ended, .. } => Decided {
                decision: Decision::Granted,
                decided_on: Some(day(*days_ago).into()),
                reason: (*reason).to_owned(),
                granted_sek: Some(*sek),
                line_owner: (*owner).to_owned(),
                ends_on: Some(day(*ended).into()),
            },
        };
        funds::write(connection, &actor, (id, 1), &Change::Decided(decided), now)?;
        let Outcome::Granted { told, .. } = made.decided else { continue };
        let tunnel = promised
            .iter()
            .find(|measure| made.title.contains("Hågelbyleden") && measure.promise.title.contains("Hågelbyleden"));
        let became = Became { outcome: told.to_owned(), measure_id: tunnel.map(|measure| measure.id) };
        funds::write(connection, &actor, (id, 2), &Change::Became(became), now)?;
    }
    Ok(())
}
