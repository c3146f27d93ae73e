//! One point of a protocol: its words, what was gathered to it, what is promised, or why nothing is.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::protocol::{GatherFields, NoteView};
use super::{Tools, version_of};
use crate::accounts::session::LeadingWalks;
use crate::accounts::{Allowed, Permission};
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::actions::Leader;
use crate::walks::forms::LONGEST_TEXT;
use crate::walks::model::Observation;
use crate::walks::protocol::forms::{PointForm, optional_text, ticked};
use crate::walks::protocol::lines::{Edition, MeasureLine, Written};
use crate::walks::protocol::model::{Entry, Protocol};
use crate::walks::protocol::{actions, store as notes};
use crate::walks::store;
use crate::web::{Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash};

#[derive(Template)]
#[template(path = "walks/point.html")]
struct PointPage {
    layout: Layout,
    back: String,
    heading: String,
    walk: String,
    action: String,
    version: String,
    may_change: bool,
    messages: FieldMessages,
    fields: GatherFields,
    notes: Vec<NoteView>,
    measures: Vec<MeasureView>,
    /// Where a measure is handed out; empty for those who may not.
    hand_out: String,
    reason: String,
}

struct MeasureView {
    href: String,
    line: MeasureLine,
}

/// A point with everything that its page tells.
struct Read {
    protocol: Protocol,
    observations: Vec<Observation>,
}

impl Read {
    async fn of(tools: &Tools, leader: &Leader, id: i64) -> Result<Self, AppError> {
        let viewer = leader.viewer;
        tools
            .db
            .read(move |connection| {
                let walk = store::find(connection, &viewer, id)?.or_not_found("walk")?;
                let observations = notes::list_observations(connection, id)?;
                Ok::<_, AppError>(Self { protocol: Protocol::read(connection, walk)?, observations })
            })
            .await
    }

    fn entry(&self, number: i64) -> Result<&Entry, AppError> {
        self.protocol.entries.iter().find(|entry| entry.point.number == number).or_not_found("point")
    }

    fn gathered(&self, entry: &Entry) -> Vec<&Observation> {
        self.observations.iter().filter(|noted| noted.point_id == Some(entry.point.id)).collect()
    }
}

fn point_page(
    visit: &Visit,
    read: &Read,
    (entry, version): (&Entry, i64),
    leader: &Leader,
    (form, faults): (&PointForm, &Faults),
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (protocol, point) = (&read.protocol, &entry.point);
    let written = Written::of(protocol, "", visit.language, Edition::Working);
    let line = written.lines().find(|line| line.number == point.number);
    let measures = line.map(|line| line.measures.clone()).unwrap_or_default();
    let may_hand_out = leader.viewer.role.may(Permission::HandOutMeasures);
    let sent_reason = form.text("reason");
    let point_page = PointPage {
        layout: visit.layout(format!("{}. {}", point.number, point.place), Section::Walks),
        back: urls::walk_protocol(protocol.walk.id),
        heading: format!("{}. {}", point.number, point.place),
        walk: protocol.walk.plan.title.clone(),
        action: urls::walk_point(protocol.walk.id, point.number),
        version: version.to_string(),
        may_change: protocol.walk.may_be_changed_by(&leader.viewer),
        messages: faults.shown(visit.language),
        fields: GatherFields::of(visit, form, protocol, faults, ""),
        notes: read.gathered(entry).into_iter().map(|noted| NoteView::of(visit, noted, &protocol.stops, &[])).collect(),
        measures: measures.into_iter().map(|line| MeasureView { href: urls::measure(line.id), line }).collect(),
        hand_out: if may_hand_out { urls::measure_new_of_point(point.id) } else { String::new() },
        reason: if sent_reason.is_empty() { point.no_measure_reason.clone() } else { sent_reason },
    };
    page_with_status(status, &point_page)
}

/// `GET /walks/{id}/points/{number}`. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, or has no such point.
pub async fn point(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let ((id, number), leader) = (path.into_inner(), tools.leader(&who));
    let read = Read::of(&tools, &leader, id).await?;
    let entry = read.entry(number)?;
    let form = PointForm::of(&entry.point);
    point_page(&visit, &read, (entry, entry.point.version), &leader, (&form, &Faults::default()))
}

/// `POST /walks/{id}/points/{number}`: `step` is `change` (the fields of a point), `reason` (`reason`, may be empty), `part`
/// (`observation` keys) or `remove`; `version`. For those who may change the walk.
///
/// # Errors
/// As [`actions::change_point`].
pub async fn change_point(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let ((id, number), leader, version) = (path.into_inner(), tools.leader(&who), version_of(&form));
    let read = Read::of(&tools, &leader, id).await?;
    let entry = read.entry(number)?;
    if !read.protocol.walk.may_be_changed_by(&leader.viewer) {
        return Err(AppError::Forbidden);
    }
    let (at, mut faults) = ((id, number, version), Faults::default());
    let here = urls::walk_point(id, number);
    match form.text("step").as_str() {
        "change" => {
            let sent = PointForm::sent(form);
            let content = match sent.parse(&read.protocol.stops, &read.gathered(entry)) {
                Ok(content) => content,
                Err(faults) => return point_page(&visit, &read, (entry, version), &leader, (&sent, &faults)),
            };
            tools.db.write(move |connection| actions::change_point(connection, at, &content, &leader)).await?;
            Ok(see_other_with_flash(&here, "flash-protocol-point-changed"))
        }
        "reason" => {
            let reason = optional_text(&form, "reason", LONGEST_TEXT, &mut faults);
            if !faults.is_empty() {
                let mut shown = PointForm::of(&entry.point);
                shown.set_reason(&form);
                return point_page(&visit, &read, (entry, version), &leader, (&shown, &faults));
            }
            tools.db.write(move |connection| actions::give_reason(connection, at, &reason, &leader)).await?;
            Ok(see_other_with_flash(&here, "flash-protocol-reason-given"))
        }
        "part" => {
            let keys = ticked(&form);
            tools.db.write(move |connection| actions::part(connection, id, &keys, &leader)).await?;
            Ok(see_other_with_flash(&here, "flash-protocol-parted"))
        }
        "remove" => {
            let is_gone = tools.db.write(move |connection| actions::remove_point(connection, at, &leader)).await?;
            if is_gone {
                return Ok(see_other_with_flash(&urls::walk_protocol(id), "flash-protocol-point-removed"));
            }
            Ok(see_other_with_flash(&here, "flash-protocol-point-used"))
        }
        _ => Err(AppError::BadRequest("error-broken-form")),
    }
}
