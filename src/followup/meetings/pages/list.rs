//! The council's meetings.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use askama::Template;
use jiff::civil::Date;

use super::Tools;
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::error::AppError;
use crate::followup::meetings::model::Meeting;
use crate::followup::meetings::store;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/meetings.html")]
struct MeetingsPage {
    layout: Layout,
    /// Where a meeting is called; empty for those who may not.
    new: &'static str,
    /// Those that are not over, the next one first.
    coming: Vec<MeetingLine>,
    /// The others, the latest first.
    held: Vec<MeetingLine>,
}

struct MeetingLine {
    href: String,
    title: String,
    day: String,
    place: String,
    items: String,
}

/// `GET /followup/meetings`. For those who read the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn list(who: Allowed<ReadingPictures>, visit: Visit, tools: Tools) -> Result<HttpResponse, AppError> {
    let read = |connection: &mut _| Ok::<_, AppError>((store::list(connection)?, store::count_items(connection)?));
    let (meetings, items) = tools.db.read(read).await?;
    let (mut coming, held): (Vec<_>, Vec<_>) = parted(&meetings, tools.clock.today());
    coming.reverse();
    let lines = |meetings: Vec<&Meeting>| meetings.into_iter().map(|meeting| line(&visit, meeting, &items)).collect();
    let may_call = who.account.role.may(Permission::FollowUp);
    page(&MeetingsPage {
        layout: visit.layout_of("meetings-title", Section::FollowUp),
        new: if may_call { urls::COUNCIL_MEETING_NEW } else { "" },
        coming: lines(coming),
        held: lines(held),
    })
}

/// The meetings that are not over, and the others.
fn parted(meetings: &[Meeting], today: Date) -> (Vec<&Meeting>, Vec<&Meeting>) {
    meetings.iter().partition(|meeting| meeting.day() >= today)
}

fn line(visit: &Visit, meeting: &Meeting, items: &BTreeMap<i64, i64>) -> MeetingLine {
    let count = items.get(&meeting.id).copied().unwrap_or_default();
    MeetingLine {
        href: urls::council_meeting(meeting.id),
        title: meeting.plan.title.clone(),
        day: visit.language.day(meeting.day()),
        place: meeting.plan.place.clone(),
        items: visit.t_with("meetings-items", &[("count", count.into())]),
    }
}
