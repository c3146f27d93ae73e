//! A participant of a safety walk reports an incident: the ordinary form without what only accounts are asked. The report is
//! the walk's organisation's, for the working group, and counts once a coordinator has looked at it. Nobody who joined reads
//! a report, not even one's own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::Tools;
use super::report::{Showing, Teller, judged, located, report_page, too_far_out};
use crate::accounts::phones::Joined;
use crate::db::DbConnection;
use crate::error::AppError;
use crate::incidents::actions::{self, Receipt};
use crate::incidents::forms::ReportForm;
use crate::incidents::photos;
use crate::photos::{Sender, Sheet};
use crate::urls;
use crate::web::{SubmittedWithFiles, Visit};

/// `GET /w/{code}/incident`. For phones that joined the walk.
///
/// # Errors
/// As [`Joined`]; [`AppError::Gone`] when nothing is taken any more.
pub async fn new_from_walk(joined: Joined, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    if !joined.may_deliver(tools.now) {
        return Err(AppError::Gone("phone-too-late"));
    }
    let around = tools.surroundings().await?;
    let showing = Showing::fresh().with(Sheet::blank(&tools.darkroom));
    report_page(&visit, Teller::Participant(&joined), &around, &ReportForm::blank(tools.now), showing, None)
}

/// `POST /w/{code}/incident`: the fields of `design.md` 6 but `audience`, `on_behalf`, `wants_mail` and `shift`, and
/// `noted_at` (UTC, RFC 3339). For phones that joined the walk.
///
/// 303 to the walk; 422 and 409 as for a report.
///
/// # Errors
/// As [`new_from_walk`].
pub async fn report_from_walk(
    joined: Joined,
    visit: Visit,
    sent: SubmittedWithFiles,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let now = tools.now;
    let sender = Sender::Phone(joined.phone_id);
    let (sheet, photo_faults) = Sheet::gather(&tools.darkroom, &tools.db, sender, &sent.form, sent.files, now).await?;
    let form = ReportForm::sent(sent.form);
    let around = tools.surroundings().await?;
    let teller = Teller::Participant(&joined);
    if form.text("step") == "locate" {
        let showing = located(&visit, &around, &form).with(sheet);
        return report_page(&visit, teller, &around, &form, showing, None);
    }
    let (submission, report) = match judged(&form, &photo_faults, &around) {
        Ok(judged) => judged,
        Err((id, faults)) => {
            return report_page(&visit, teller, &around, &form, Showing::faulty(id, faults).with(sheet), None);
        }
    };
    let id_for_retry = submission.id.to_string();
    let photos = sheet.sent().to_vec();
    let submission = photos::actions::covering(submission, &photos);
    let (ground, walk) = (around.ground.clone(), joined.clone());
    let file = move |connection: &mut DbConnection| {
        let receipt = actions::file_from_walk(connection, &submission, &report, &ground, &walk, now)?;
        if let Receipt::Received(id, _) = receipt {
            photos::actions::attach(connection, id, &photos)?;
        }
        Ok(receipt)
    };
    let there = urls::join(&joined.code);
    match tools.db.write(file).await? {
        Receipt::Received(..) => {
            tools.changes.tell_of_walk(joined.walk_id);
            Ok(visit.received(&there, "flash-incident-from-walk"))
        }
        Receipt::AlreadyReceived(_) => Ok(visit.received(&there, "flash-incident-from-walk-already")),
        Receipt::TooFarOut(fault) => {
            let showing = Showing::faulty(id_for_retry, too_far_out(fault, &form)).with(sheet);
            report_page(&visit, teller, &around, &form, showing, None)
        }
        Receipt::OtherContent | Receipt::Gone => {
            let mut showing = Showing::fresh().with(sheet);
            showing.status = StatusCode::CONFLICT;
            showing.notice = Some(("phone-id-used", String::new()));
            report_page(&visit, teller, &around, &form, showing, None)
        }
    }
}
