//! An item of an agenda: added, changed, moved, taken away.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::FollowingUp;
use crate::db::DbConnection;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::meetings::actions::Way;
use crate::followup::meetings::forms::{ItemForm, LONGEST_TEXT, Readable};
use crate::followup::meetings::model::{Item, Meeting, Released};
use crate::followup::meetings::{actions, store};
use crate::situation::archive;
use crate::situation::archive::model::latest_of_weeks;
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/meeting_item.html")]
struct ItemPage {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    submit: String,
    /// The version of one that is changed; empty for a new one.
    version: String,
    /// Where it stands; empty for a new one.
    position: String,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    /// Whether measures have come of it, so that it stays.
    is_carried_out: bool,
    form: ItemForm,
    reports: Vec<Choice>,
    weeks: Vec<Choice>,
    messages: FieldMessages,
    most: String,
    confirms_privacy: Option<bool>,
}

/// What the form stands on.
struct Opened {
    meeting: Meeting,
    /// The item; `None` when one is to be added.
    item: Option<Item>,
    is_carried_out: bool,
    reports: Vec<Released>,
    /// The weeks with an approved picture, the latest first.
    weeks: Vec<IsoWeek>,
}

impl Opened {
    fn read(connection: &mut DbConnection, meeting: i64, item: Option<i64>) -> Result<Self, AppError> {
        let meeting = store::find(connection, meeting)?.or_not_found("meeting")?;
        let item = match item {
            Some(id) => Some(store::find_item(connection, meeting.id, id)?.or_not_found("item")?),
            None => None,
        };
        let measures = store::list_measures(connection, meeting.id)?;
        let is_carried_out = measures.iter().any(|(of, _)| item.as_ref().is_some_and(|item| item.id == *of));
        let versions = archive::store::list_latest(connection)?;
        Ok(Self {
            meeting,
            item,
            is_carried_out,
            reports: store::list_released(connection)?,
            weeks: latest_of_weeks(&versions).into_iter().map(|version| version.week).collect(),
        })
    }

    fn readable(&self) -> Readable {
        Readable { reports: self.reports.iter().map(|report| report.number).collect(), weeks: self.weeks.clone() }
    }

    fn page(&self, visit: &Visit, form: ItemForm, faults: &Faults) -> ItemPage {
        let (key, action, submit) = match &self.item {
            Some(item) => {
                ("meetings-item-edit", urls::council_meeting_item(self.meeting.id, item.id), "meetings-item-save")
            }
            None => ("meetings-item-new", urls::council_meeting_items(self.meeting.id), "meetings-item-add"),
        };
        let (report, week) = (form.text("report"), form.text("week"));
        let reports = self.reports.iter().map(|known| {
            let told = visit.t_with(
                "meetings-report",
                &[("number", known.number.to_string().into()), ("title", known.title.as_str().into())],
            );
            Choice::new(known.number.to_string(), told, &report)
        });
        let weeks = self.weeks.iter().map(|known| Choice::new(known.to_string(), week_in_words(visit, *known), &week));
        ItemPage {
            layout: visit.layout_of(key, Section::FollowUp),
            back: urls::council_meeting(self.meeting.id),
            back_label: self.meeting.plan.title.clone(),
            action,
            submit: visit.t(submit),
            version: if self.item.is_some() { form.text("version") } else { String::new() },
            position: self.item.as_ref().map(|item| item.position.to_string()).unwrap_or_default(),
            meanwhile: Vec::new(),
            is_carried_out: self.is_carried_out,
            reports: std::iter::once(Choice::new("", visit.t("meetings-report-none"), &report))
                .chain(reports)
                .collect(),
            weeks: std::iter::once(Choice::new("", visit.t("meetings-week-none"), &week)).chain(weeks).collect(),
            messages: faults.shown(visit.language),
            most: LONGEST_TEXT.to_string(),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
        }
    }
}

/// `GET /followup/meetings/{id}/items/new`, with what a link filled in: `title`, `report`, `week`. For those who keep the
/// follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub async fn new_item(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let opened = tools.db.read(move |connection| Opened::read(connection, id, None)).await?;
    let form = ItemForm::sent(Submitted::from_query(request.query_string()));
    page_with_status(StatusCode::OK, &opened.page(&visit, form, &Faults::default()))
}

/// `POST /followup/meetings/{id}/items`: `title`, `words`, `report` (a released report's number), `week` (of an approved
/// picture), `decision`. 303 to the meeting; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub async fn add_item(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, form) = (id.into_inner(), ItemForm::sent(form));
    let opened = tools.db.read(move |connection| Opened::read(connection, id, None)).await?;
    let content = match form.parse(&opened.readable()) {
        Ok(content) => content,
        Err(faults) => {
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &opened.page(&visit, form, &faults));
        }
    };
    let (actor, now) = (who.actor(), tools.clock.now());
    let add = move |connection: &mut _| actions::add_item(connection, &actor, id, &content, now);
    let flash = if tools.db.write(add).await? { "flash-item-added" } else { "flash-item-already" };
    Ok(see_other_with_flash(&urls::council_meeting(id), flash))
}

/// `GET /followup/meetings/{id}/items/{item}`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the meeting has no such item.
pub async fn item(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (meeting, id) = path.into_inner();
    let opened = tools.db.read(move |connection| Opened::read(connection, meeting, Some(id))).await?;
    let form = opened.item.as_ref().map(ItemForm::of).unwrap_or_default();
    page_with_status(StatusCode::OK, &opened.page(&visit, form, &Faults::default()))
}

/// `POST /followup/meetings/{id}/items/{item}`: as a new one, with `version`; or a `step`: `remove` of that `version`,
/// `earlier` or `later` of the `position` where it stood. 303 to the meeting; 409 with both wordings when somebody else was
/// first, saving again then counts; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when the meeting has no such item; [`AppError::BadRequest`] without a version or a position.
pub async fn change_item(
    who: Allowed<FollowingUp>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    const BROKEN: AppError = AppError::BadRequest("error-broken-form");
    let (meeting, id) = path.into_inner();
    let (actor, now, step) = (who.actor(), tools.clock.now(), form.text("step"));
    let back = urls::council_meeting(meeting);
    if let Some(way) = way_of(&step) {
        let seen_at = form.text("position").parse().map_err(|_| BROKEN)?;
        let move_it =
            move |connection: &mut _| actions::move_item(connection, &actor, (meeting, id), (seen_at, way), now);
        tools.db.write(move_it).await?;
        return Ok(see_other(&back));
    }
    let (is_removal, form) = (step == "remove", ItemForm::sent(form));
    let opened = tools.db.read(move |connection| Opened::read(connection, meeting, Some(id))).await?;
    let seen = form.version().ok_or(BROKEN)?;
    let is_done = if is_removal {
        tools.db.write(move |connection| actions::remove_item(connection, &actor, meeting, (id, seen), now)).await?
    } else {
        let content = match form.parse(&opened.readable()) {
            Ok(content) => content,
            Err(faults) => {
                return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &opened.page(&visit, form, &faults));
            }
        };
        tools.db.write(move |connection| actions::change_item(connection, &actor, (id, seen), &content, now)).await?
    };
    if is_done {
        return Ok(see_other_with_flash(&back, if is_removal { "flash-item-removed" } else { "flash-item-changed" }));
    }
    let opened = tools.db.read(move |connection| Opened::read(connection, meeting, Some(id))).await?;
    let item = opened.item.as_ref().or_not_found("item")?;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if is_removal { ItemForm::of(item) } else { form.upon(item.version) };
    let meanwhile = in_words(&visit, item);
    let again = ItemPage { meanwhile, ..opened.page(&visit, form, &Faults::default()) };
    page_with_status(StatusCode::CONFLICT, &again)
}

fn way_of(step: &str) -> Option<Way> {
    match step {
        "earlier" => Some(Way::Earlier),
        "later" => Some(Way::Later),
        _ => None,
    }
}

fn week_in_words(visit: &Visit, week: IsoWeek) -> String {
    visit.t_with("meetings-week", &[("week", week.number().into()), ("year", week.year().to_string().into())])
}

/// An item's fields as names and values.
fn in_words(visit: &Visit, item: &Item) -> Vec<(String, String)> {
    let content = &item.content;
    let week = item.week().map(|week| week_in_words(visit, week));
    let told = [
        ("meetings-item-title", content.title.clone()),
        ("meetings-item-words", content.words.clone()),
        ("meetings-item-report", content.report_number.map(|number| number.to_string()).unwrap_or_default()),
        ("meetings-item-week", week.unwrap_or_default()),
        ("meetings-decision", content.decision.clone()),
    ];
    told.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}
