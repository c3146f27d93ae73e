//! The list of walks.

use actix_web::HttpResponse;
use askama::Template;

use super::{Tools, district_name, when};
use crate::accounts::session::LeadingWalks;
use crate::accounts::{self, Allowed};
use crate::districts::Ground;
use crate::error::AppError;
use crate::urls;
use crate::walks::model::{Phase, Walk};
use crate::walks::store;
use crate::web::{Layout, Section, Visit, page};

/// Walks on the list: those of several years.
const LATEST: i64 = 200;

#[derive(Template)]
#[template(path = "walks/list.html")]
struct ListPage {
    layout: Layout,
    /// Those that are yet to come or on their way, the next one first.
    coming: Vec<WalkRow>,
    /// Those that were walked, the latest first.
    walked: Vec<WalkRow>,
}

struct WalkRow {
    href: String,
    title: String,
    when: String,
    district: String,
    organisation: String,
    phase: String,
    phase_kind: &'static str,
}

/// `GET /walks`: the walks one may see. For those who lead walks.
///
/// # Errors
/// None of its own.
pub async fn list(who: Allowed<LeadingWalks>, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    let (viewer, map, now) = (who.viewer(), tools.map.clone(), tools.now);
    let (ground, walks, organisations) = tools
        .db
        .read(move |connection| {
            let mut walks = Vec::new();
            for walk in store::list(connection, &viewer, LATEST)? {
                let standing = store::find_standing(connection, walk.id)?;
                let phase = walk.phase(standing, now);
                walks.push((walk, phase));
            }
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((map.current(connection)?, walks, organisations))
        })
        .await?;
    let row = |(walk, phase): &(Walk, Phase)| {
        let owner = organisations.iter().find(|known| known.id == walk.organisation_id);
        let organisation = owner.map(|owner| owner.name.clone()).unwrap_or_default();
        row(&visit, &ground, walk, *phase, organisation)
    };
    let (walked, coming): (Vec<_>, Vec<_>) = walks.iter().partition(|(walk, _)| walk.is_over(now));
    page(&ListPage {
        layout: visit.layout_of("walks-title", Section::Walks),
        coming: coming.into_iter().rev().map(row).collect(),
        walked: walked.into_iter().map(row).collect(),
    })
}

fn row(visit: &Visit, ground: &Ground, walk: &Walk, phase: Phase, organisation: String) -> WalkRow {
    WalkRow {
        href: urls::walk(walk.id),
        title: walk.plan.title.clone(),
        when: when(visit.language, walk),
        district: district_name(ground, walk),
        organisation,
        phase: visit.t(&format!("walk-phase-{}", phase.word())),
        phase_kind: if phase == Phase::Walk { "now" } else { "plain" },
    }
}
