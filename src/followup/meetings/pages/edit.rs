//! Calling a meeting, changing it, calling it off.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::FollowingUp;
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::meetings::forms::{LONGEST_TEXT, MeetingForm};
use crate::followup::meetings::model::Meeting;
use crate::followup::meetings::{actions, store};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/meeting_edit.html")]
struct MeetingEditPage {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    submit: String,
    /// The id of a new one, or the version of one that is changed; the other is empty.
    submission_id: String,
    version: String,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    may_call_off: bool,
    form: MeetingForm,
    messages: FieldMessages,
    most: String,
    confirms_privacy: Option<bool>,
}

impl MeetingEditPage {
    fn new(visit: &Visit, form: MeetingForm, faults: &Faults) -> Self {
        Self {
            layout: visit.layout_of("meetings-new", Section::FollowUp),
            back: urls::COUNCIL_MEETINGS.to_owned(),
            back_label: visit.t("meetings-title"),
            action: urls::COUNCIL_MEETINGS.to_owned(),
            submit: visit.t("meetings-call"),
            submission_id: String::new(),
            version: String::new(),
            meanwhile: Vec::new(),
            may_call_off: false,
            messages: faults.shown(visit.language),
            most: LONGEST_TEXT.to_string(),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
        }
    }

    /// The page of one that is to be called.
    fn calling(visit: &Visit, form: MeetingForm, faults: &Faults) -> Self {
        let submission_id = form.submission().unwrap_or_else(Uuid::new_v4).to_string();
        Self { submission_id, ..Self::new(visit, form, faults) }
    }

    /// The page of one that is to be changed.
    fn changing(visit: &Visit, (meeting, is_empty): &(Meeting, bool), form: MeetingForm, faults: &Faults) -> Self {
        Self {
            layout: visit.layout_of("meetings-edit", Section::FollowUp),
            back: urls::council_meeting(meeting.id),
            back_label: meeting.plan.title.clone(),
            action: urls::council_meeting_edit(meeting.id),
            submit: visit.t("meetings-save"),
            version: form.text("version"),
            may_call_off: *is_empty,
            ..Self::new(visit, form, faults)
        }
    }
}

/// `GET /followup/meetings/new`. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn new(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    let blank = MeetingForm::sent(Submitted::default());
    page_with_status(StatusCode::OK, &MeetingEditPage::calling(&visit, blank, &Faults::default()))
}

/// `POST /followup/meetings`: `submission_id`, `held_on`, `title`, `place`, `note`. 303 to the meeting, also when it was sent
/// before; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn call(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let form = MeetingForm::sent(form);
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(faults) => {
            let again = MeetingEditPage::calling(&visit, form, &faults);
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let submission = form.submission().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), tools.clock.now());
    let call = move |connection: &mut _| actions::call(connection, &actor, submission, &plan, now);
    let (id, is_new) = tools.db.write(call).await?;
    let flash = if is_new { "flash-meeting-called" } else { "flash-meeting-already" };
    Ok(see_other_with_flash(&urls::council_meeting(id), flash))
}

/// A meeting, and whether its agenda is empty.
async fn to_change(db: &Db, id: i64) -> Result<(Meeting, bool), AppError> {
    let read = move |connection: &mut _| {
        let meeting = store::find(connection, id)?.or_not_found("meeting")?;
        Ok::<_, AppError>((meeting, store::list_items(connection, id)?.is_empty()))
    };
    db.read(read).await
}

/// `GET /followup/meetings/{id}/edit`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub async fn edit(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let opened = to_change(&tools.db, id.into_inner()).await?;
    let form = MeetingForm::of(&opened.0);
    page_with_status(StatusCode::OK, &MeetingEditPage::changing(&visit, &opened, form, &Faults::default()))
}

/// `POST /followup/meetings/{id}/edit`: as a new one, with `version`; `step=remove` calls off one whose agenda is empty. 303;
/// 409 with both wordings when somebody else was first, saving again then counts; 422 with the form. For those who keep the
/// follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting; [`AppError::BadRequest`] without a version.
pub async fn change(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, form) = (id.into_inner(), MeetingForm::sent(form));
    let opened = to_change(&tools.db, id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), tools.clock.now());
    let is_done = if form.calls_off() {
        tools.db.write(move |connection| actions::call_off(connection, &actor, (id, seen), now)).await?
    } else {
        let plan = match form.parse() {
            Ok(plan) => plan,
            Err(faults) => {
                let again = MeetingEditPage::changing(&visit, &opened, form, &faults);
                return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
            }
        };
        tools.db.write(move |connection| actions::change(connection, &actor, (id, seen), &plan, now)).await?
    };
    match (is_done, form.calls_off()) {
        (true, true) => Ok(see_other_with_flash(urls::COUNCIL_MEETINGS, "flash-meeting-called-off")),
        (true, false) => Ok(see_other_with_flash(&urls::council_meeting(id), "flash-meeting-changed")),
        (false, calls_off) => {
            let opened = to_change(&tools.db, id).await?;
            // Who wanted to call it off sees what it has become; who wrote keeps the own words.
            let form = if calls_off { MeetingForm::of(&opened.0) } else { form.upon(opened.0.version) };
            let again = MeetingEditPage {
                meanwhile: in_words(&visit, &opened.0),
                ..MeetingEditPage::changing(&visit, &opened, form, &Faults::default())
            };
            page_with_status(StatusCode::CONFLICT, &again)
        }
    }
}

/// A meeting's fields as names and values.
fn in_words(visit: &Visit, meeting: &Meeting) -> Vec<(String, String)> {
    let plan = &meeting.plan;
    let told = [
        ("meetings-name", plan.title.clone()),
        ("meetings-day", visit.language.day(meeting.day())),
        ("meetings-place", plan.place.clone()),
        ("meetings-note", plan.note.clone()),
    ];
    told.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}
