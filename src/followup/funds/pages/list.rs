//! The calls, and a new one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{counted, left, title};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::error::AppError;
use crate::followup::funds::actions::{self, Kept};
use crate::followup::funds::forms::{FundForm, LONGEST_TEXT};
use crate::followup::funds::model::{Granted, KeptCall, KeptProposal};
use crate::followup::funds::store;
use crate::followup::kronor;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/funds/funds.html")]
struct FundsPage {
    layout: Layout,
    may_change: bool,
    rows: Vec<Row>,
}

/// A call as the list shows it.
struct Row {
    href: String,
    title: String,
    granted: String,
    left: String,
    counted: Vec<String>,
}

impl Row {
    fn of(visit: &Visit, kept: &KeptCall, proposals: &[KeptProposal]) -> Self {
        let own: Vec<KeptProposal> = proposals.iter().filter(|proposal| proposal.call_id == kept.id).cloned().collect();
        let granted = Granted::of(kept.call.year, std::slice::from_ref(kept), &own);
        Self {
            href: urls::fund(kept.id),
            title: title(&kept.call),
            granted: kronor::shown(visit.language, granted.granted_sek),
            left: left(visit, &granted),
            counted: counted(visit, &granted),
        }
    }
}

/// `GET /followup/funds`: the calls, the newest first. For those who read approved pictures.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn funds(who: Allowed<ReadingPictures>, visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    let (calls, proposals) = db
        .read(|connection: &mut DbConnection| {
            let calls = store::list_calls(connection)?;
            let ids: Vec<i64> = calls.iter().map(|kept| kept.id).collect();
            let proposals = store::list_proposals(connection, &ids)?;
            Ok::<_, AppError>((calls, proposals))
        })
        .await?;
    let funds_page = FundsPage {
        layout: visit.layout_of("fund-title", Section::FollowUp),
        may_change: who.account.role.may(Permission::FollowUp),
        rows: calls.iter().map(|kept| Row::of(&visit, kept, &proposals)).collect(),
    };
    page(&funds_page)
}

#[derive(Template)]
#[template(path = "followup/funds/call_form.html")]
pub(super) struct CallForm {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    submit: &'static str,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    pub(super) meanwhile: Vec<(String, String)>,
    form: FundForm,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    longest_text: String,
}

impl CallForm {
    /// The form of a new call, or of one that is kept.
    pub(super) fn new(visit: &Visit, kept: Option<&KeptCall>, form: FundForm, faults: &Faults) -> Self {
        let heading = match kept {
            None => visit.t("fund-new"),
            Some(kept) => visit.t_with("fund-change-of", &[("fund", title(&kept.call).into())]),
        };
        Self {
            layout: visit.layout(heading, Section::FollowUp),
            back: kept.map_or_else(|| urls::FUNDS.to_owned(), |kept| urls::fund(kept.id)),
            back_label: kept.map_or_else(|| visit.t("fund-title"), |kept| title(&kept.call)),
            action: kept.map_or_else(|| urls::FUNDS.to_owned(), |kept| urls::fund_edit(kept.id)),
            submit: if kept.is_some() { "fund-save" } else { "fund-open" },
            meanwhile: Vec::new(),
            messages: faults.shown(visit.language),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
            longest_text: LONGEST_TEXT.to_string(),
        }
    }
}

/// That there is another call of that name and year.
pub(super) fn known_already() -> Faults {
    let mut faults = Faults::default();
    faults.add("name", Message::new("fund-known"));
    faults
}

/// `GET /followup/funds/new`: the form of a new call. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn new(_who: Allowed<FollowingUp>, visit: Visit, clock: web::Data<Clock>) -> Result<HttpResponse, AppError> {
    let form = FundForm::default().begun_with("year", clock.today().year().to_string());
    page(&CallForm::new(&visit, None, form, &Faults::default()))
}

/// `POST /followup/funds`: `name`, `year`, `budget_sek`, `received`, `description`. 303 to the call; 422 with the form, also when
/// there is a call of that name and year. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn open(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = FundForm::sent(form);
    let faults = match form.parse_call() {
        Err(faults) => faults,
        Ok(call) => {
            let (actor, now) = (who.actor(), clock.now());
            match db.write(move |connection| actions::open(connection, &actor, &call, now)).await? {
                Kept::Done(id) => return Ok(see_other_with_flash(&urls::fund(id), "flash-fund-opened")),
                Kept::Known | Kept::Meanwhile => known_already(),
            }
        }
    };
    page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &CallForm::new(&visit, None, form, &faults))
}
