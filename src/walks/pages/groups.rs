//! Groups of participants: counted, never named.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{Tools, version_of};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::error::AppError;
use crate::urls;
use crate::walks::actions;
use crate::walks::forms::read_groups;
use crate::walks::model::{Group, Participants, Walk};
use crate::walks::store;
use crate::web::{Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash};

#[derive(Template)]
#[template(path = "walks/groups.html")]
struct GroupsPage {
    layout: Layout,
    back: String,
    title: String,
    action: String,
    version: String,
    messages: FieldMessages,
    rows: Vec<GroupRow>,
}

struct GroupRow {
    word: &'static str,
    name: String,
    expected: String,
    present: String,
}

fn groups_page(
    visit: &Visit,
    (walk, version): (&Walk, i64),
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let row = |group: &Participants| GroupRow {
        word: group.word(),
        name: visit.t(&format!("participants-{}", group.word())),
        expected: form.text(&format!("expected-{}", group.word())),
        present: form.text(&format!("present-{}", group.word())),
    };
    let groups_page = GroupsPage {
        layout: visit.layout_of("walk-groups-title", Section::Walks),
        back: urls::walk(walk.id),
        title: walk.plan.title.clone(),
        action: urls::walk_groups(walk.id),
        version: version.to_string(),
        messages: faults.shown(visit.language),
        rows: Participants::ALL.iter().map(row).collect(),
    };
    page_with_status(status, &groups_page)
}

/// `GET /walks/{id}/groups`. For those who may change the walk.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] when it is another organisation's.
pub async fn groups(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let groups = tools.db.read(move |connection| store::list_groups(connection, walk.id)).await?;
    let mut form = Submitted::default();
    for Group { participants, expected, present } in groups {
        for (field, count) in [("expected", expected), ("present", present)] {
            let count = count.map(|count| count.to_string()).unwrap_or_default();
            form.set(&format!("{field}-{}", participants.word()), count);
        }
    }
    groups_page(&visit, (&walk, walk.version), &form, &Faults::default())
}

/// `POST /walks/{id}/groups`: `expected-GROUP` and `present-GROUP` for each group, and `version`. For those who may change
/// the walk.
///
/// # Errors
/// As [`actions::count_groups`].
pub async fn count_groups(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let walk = tools.find_to_change(who.viewer(), id.into_inner()).await?;
    let (leader, version) = (tools.leader(&who), version_of(&form));
    let groups = match read_groups(&form) {
        Ok(groups) => groups,
        Err(message) => {
            let mut faults = Faults::default();
            faults.add("groups", message);
            return groups_page(&visit, (&walk, version), &form, &faults);
        }
    };
    let id = walk.id;
    tools.db.write(move |connection| actions::count_groups(connection, id, version, &groups, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk(id), "flash-walk-groups-counted"))
}
