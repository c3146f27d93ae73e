//! The red thread of the demonstration: goals of a made-up programme, what committees have undertaken for them, and the
//! promises that belong to that. One goal has no indicator, one commitment no measure: so it looks.

use std::collections::HashMap;

use jiff::{Timestamp, ToSpan as _};

use super::people::People;
use crate::db::{Day, DbConnection};
use crate::error::AppError;
use crate::followup::goals::actions::{self, Kept};
use crate::followup::goals::model::{Aim, Undertaking};
use crate::followup::indicators;
use crate::measures::filter::Filter;
use crate::measures::store as measures;
use crate::time::local_day;

struct MadeGoal {
    name: &'static str,
    description: &'static str,
    /// By code; those that are not there are passed over.
    indicators: &'static [&'static str],
    commitments: &'static [MadeCommitment],
}

struct MadeCommitment {
    committee: &'static str,
    title: &'static str,
    /// How many years before the present one.
    years_ago: i64,
    /// By title, as the promises of the demonstration are called.
    measures: &'static [&'static str],
}

const TECHNICAL: &str = "Teknik- och fastighetsnämnden";

const GOALS: [MadeGoal; 4] = [
    MadeGoal {
        name: "Fler invånare upplever att det är tryggt där de bor",
        description: "Tryggheten ska öka mest där den är lägst.",
        indicators: &["11:3", "B6:1a", "SCB-Trygghet"],
        commitments: &[
            MadeCommitment {
                committee: "Kommunstyrelsen",
                title: "Vuxna syns ute på kvällar och helger",
                years_ago: 0,
                measures: &[
                    "Extra rondering kring Alby centrum, fredag och lördag kväll",
                    "Gemensamt schema för nattvandring under lovet",
                ],
            },
            MadeCommitment {
                committee: "Kommunstyrelsen",
                title: "Boende får veta hur de kan förebygga inbrott",
                years_ago: 0,
                measures: &["Informationsträff om inbrott för villaföreningarna"],
            },
        ],
    },
    MadeGoal {
        name: "Gator, torg och gångvägar är ljusa, öppna och hela",
        description: "Det som är trasigt lagas, och det syns att det är lagat.",
        indicators: &[],
        commitments: &[
            MadeCommitment {
                committee: TECHNICAL,
                title: "Mörka gångvägar och trappor får belysning som håller",
                years_ago: 0,
                measures: &["Byt lamporna i gångtunneln under Hågelbyleden", "Belys trappan ner mot Gymnasieparken"],
            },
            MadeCommitment {
                committee: TECHNICAL,
                title: "Sikten är fri längs vägarna till skolan",
                years_ago: 0,
                measures: &["Klipp ner buskarna längs gångvägen till skolan"],
            },
            MadeCommitment {
                committee: TECHNICAL,
                title: "Det som är sönder eller nedskräpat åtgärdas snabbt",
                years_ago: 0,
                measures: &[
                    "Tätare tömning vid återvinningen i Hallunda",
                    "Kamera vid återvinningen",
                    "Laga räcket vid busstorget",
                    "Sanera klottret på gångstråket inom ett dygn",
                ],
            },
            MadeCommitment {
                committee: TECHNICAL,
                title: "En genomgång av belysningen på alla gångvägar",
                years_ago: 1,
                measures: &[],
            },
        ],
    },
    MadeGoal {
        name: "Barn och unga har någonstans att vara och någon att tala med",
        description: "",
        indicators: &["SCB-Fritidsmöjligheter"],
        commitments: &[
            MadeCommitment {
                committee: "Kultur- och fritidsnämnden",
                title: "Mötesplatser för unga har öppet när de behövs",
                years_ago: 0,
                measures: &["Öppna fritidsgården även på torsdagar under hösten"],
            },
            MadeCommitment {
                committee: "Socialnämnden",
                title: "Fältarbetare finns där unga samlas",
                years_ago: 0,
                measures: &["Uppsökande samtal i tunneln, två kvällar i veckan"],
            },
            MadeCommitment {
                committee: "Utbildningsnämnden",
                title: "Vägen till skolan är trygg",
                years_ago: 0,
                measures: &["Trafiksamtal utanför skolan vid hämtning"],
            },
        ],
    },
    MadeGoal {
        name: "Äldre upplever att det är tryggt att åldras i kommunen",
        description: "",
        indicators: &["6:1"],
        commitments: &[MadeCommitment {
            committee: "Vård- och omsorgsnämnden",
            title: "Träffar om säkerhet i hemmet i varje kommundel",
            years_ago: 0,
            measures: &[],
        }],
    },
];

/// How long ago the programme was decided, in months.
const MONTHS_SINCE_DECIDED: i64 = 21;

/// So many measures the demonstration has at most.
const MOST_MEASURES: i64 = 1_000;

pub(super) fn lay(connection: &mut DbConnection, people: &People, now: Timestamp) -> Result<(), AppError> {
    let (viewer, actor) = people.coordinator_desk()?;
    let today = local_day(now);
    let decided = today.saturating_sub(MONTHS_SINCE_DECIDED.months());
    let all = measures::list(connection, &viewer, &Filter::default(), today, 0, MOST_MEASURES)?;
    let by_title: HashMap<&str, i64> = all.iter().map(|measure| (measure.promise.title.as_str(), measure.id)).collect();
    for (number, made) in (1..).zip(&GOALS) {
        let aim = Aim {
            code: format!("{number}"),
            name: made.name.to_owned(),
            description: made.description.to_owned(),
            plan: "Programmet för trygghet".to_owned(),
            plan_decided_on: Some(Day::from(decided)),
            from_year: i64::from(decided.year()),
            to_year: None,
        };
        let Kept::Added(goal_id) = actions::add_goal(connection, &actor, &aim, now)? else {
            return Err(AppError::internal(format!("{} was not added", made.name)));
        };
        let mut shown = Vec::new();
        for code in made.indicators {
            shown.extend(indicators::store::find_of_code(connection, code)?.map(|indicator| indicator.id));
        }
        actions::choose_indicators(connection, &actor, goal_id, &shown, now)?;
        for MadeCommitment { committee, title, years_ago, measures } in made.commitments {
            let undertaking = Undertaking {
                goal_id,
                committee: (*committee).to_owned(),
                year: i64::from(today.year()) - years_ago,
                title: (*title).to_owned(),
                description: String::new(),
            };
            let (commitment, _) = actions::commit(connection, &actor, &undertaking, now)?;
            let chosen: Vec<i64> = measures.iter().filter_map(|title| by_title.get(title).copied()).collect();
            actions::tie_measures(connection, (&viewer, &actor), commitment, (&chosen, true), now)?;
        }
    }
    Ok(())
}
