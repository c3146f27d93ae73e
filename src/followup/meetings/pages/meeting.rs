//! One meeting: its agenda, what is read with it, what was decided and how that stands.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::Tools;
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::meetings::agenda::{Agenda, Point};
use crate::followup::meetings::pack;
use crate::measures::model::Measure;
use crate::measures::pages::status_word;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/meeting.html")]
struct MeetingPage {
    layout: Layout,
    day: String,
    /// How far it has come: today, to come, held.
    status: String,
    place: String,
    pack: String,
    /// Where it is changed, and where an item is added; empty for those who may not.
    edit: String,
    add: String,
    /// The heading over what was decided at the meeting before; empty when there was none.
    before: String,
    before_href: String,
    decided: Vec<PointView>,
    points: Vec<PointView>,
    note: String,
}

struct PointView {
    title: String,
    words: String,
    report: String,
    report_href: String,
    picture: String,
    picture_href: String,
    /// The picture's week in a sentence.
    picture_lead: String,
    decision: String,
    /// How its measures stand, in a sentence that names none.
    standing: String,
    /// Its measures one by one, for the working group.
    measures: Vec<MeasureView>,
    /// Where the item is changed, and where its decision becomes a measure; empty for those who may not.
    edit: String,
    hand_out: String,
}

struct MeasureView {
    href: String,
    title: String,
    status: String,
    due: String,
    overdue: String,
}

/// What of a meeting its reader may see and do.
#[derive(Clone, Copy)]
struct Reader<'a> {
    visit: &'a Visit,
    today: Date,
    sees_measures: bool,
    keeps_agenda: bool,
    hands_out: bool,
}

/// `GET /followup/meetings/{id}`. For those who read the follow-up; titles of measures for the working group.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub async fn meeting(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let agenda = tools.db.read(move |connection| Agenda::read(connection, id)).await?.or_not_found("meeting")?;
    let may = |permission| who.account.role.may(permission);
    let reader = Reader {
        visit: &visit,
        today: tools.clock.today(),
        sees_measures: may(Permission::SeeWorkingGroup),
        keeps_agenda: may(Permission::FollowUp),
        hands_out: may(Permission::HandOutMeasures),
    };
    page(&reader.page(&agenda))
}

/// `GET /followup/meetings/{id}/agenda.pdf`: the agenda to hand out, as it is now. For those who read the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such meeting.
pub async fn agenda_pack(
    _who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, today, language) = (id.into_inner(), tools.clock.today(), visit.language);
    let agenda = tools.db.read(move |connection| Agenda::read(connection, id)).await?.or_not_found("meeting")?;
    let name = format!("dagordning-{}.pdf", agenda.meeting.day());
    let bytes = web::block(move || pack::pdf(&agenda, today, language)).await.map_err(AppError::internal)??;
    let parameters = vec![DispositionParam::Filename(name)];
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header(ContentDisposition { disposition: DispositionType::Inline, parameters })
        .body(bytes))
}

impl Reader<'_> {
    fn page(self, agenda: &Agenda) -> MeetingPage {
        let Agenda { meeting, points, before } = agenda;
        let visit = self.visit;
        let status = match meeting.day() {
            day if day == self.today => "meetings-today",
            day if day > self.today => "meetings-coming",
            _ => "meetings-held",
        };
        let for_keepers = |address: String| if self.keeps_agenda { address } else { String::new() };
        let day_before = |day: String| visit.t_with("meetings-before", &[("day", day.into())]);
        // What was decided then is not changed from here.
        let only_reads = Self { keeps_agenda: false, hands_out: false, ..self };
        MeetingPage {
            layout: visit.layout(meeting.plan.title.clone(), Section::FollowUp),
            day: visit.language.day(meeting.day()),
            status: visit.t(status),
            place: meeting.plan.place.clone(),
            pack: urls::council_meeting_pack(meeting.id),
            edit: for_keepers(urls::council_meeting_edit(meeting.id)),
            add: for_keepers(urls::council_meeting_item_new(meeting.id)),
            before: before.as_ref().map_or_else(String::new, |(at, _)| day_before(visit.language.day(at.day()))),
            before_href: before.as_ref().map_or_else(String::new, |(at, _)| urls::council_meeting(at.id)),
            decided: before.iter().flat_map(|(_, decided)| decided).map(|point| only_reads.point(point)).collect(),
            points: points.iter().map(|point| self.point(point)).collect(),
            note: meeting.plan.note.clone(),
        }
    }

    fn point(self, point: &Point) -> PointView {
        let language = self.visit.language;
        let Point { item, report, picture, measures } = point;
        let is_decided = !item.content.decision.is_empty();
        let offered = |may: bool, address: String| if may { address } else { String::new() };
        PointView {
            title: item.content.title.clone(),
            words: item.content.words.clone(),
            report: point.report_in_words(language),
            report_href: report.as_ref().map(|report| urls::report(report.number)).unwrap_or_default(),
            picture: point.picture_in_words(language),
            picture_href: picture
                .as_ref()
                .map(|(version, _)| urls::picture_version(version.week, version.version))
                .unwrap_or_default(),
            picture_lead: picture.as_ref().map(|(_, picture)| picture.lead(language)).unwrap_or_default(),
            decision: item.content.decision.clone(),
            standing: point.standing(language, self.today),
            measures: if self.sees_measures {
                measures.iter().map(|measure| self.measure(measure)).collect()
            } else {
                Vec::new()
            },
            edit: offered(self.keeps_agenda, urls::council_meeting_item(item.meeting_id, item.id)),
            hand_out: offered(self.hands_out && is_decided, urls::council_meeting_measure(item.meeting_id, item.id)),
        }
    }

    fn measure(self, measure: &Measure) -> MeasureView {
        let (visit, standing) = (self.visit, &measure.standing);
        MeasureView {
            href: urls::measure(measure.id),
            title: measure.promise.title.clone(),
            status: status_word(visit.language, standing.status),
            due: standing.due_on.map(|day| visit.language.day(day.date())).unwrap_or_default(),
            overdue: if standing.is_overdue(self.today) { visit.t("measure-overdue") } else { String::new() },
        }
    }
}
