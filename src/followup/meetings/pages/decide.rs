//! A decision of the council becomes a measure of whoever is to do it.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::Tools;
use crate::accounts::session::HandingOutMeasures;
use crate::accounts::{self, Allowed, Organisation};
use crate::db::DbConnection;
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::meetings::model::{Item, Meeting};
use crate::followup::meetings::{actions, store};
use crate::measures::actions::{Desk, Receipt};
use crate::measures::forms::{EVERYWHERE, LONGEST_TEXT, MeasureForm};
use crate::measures::model::{Horizon, MeasureKind};
use crate::texts::swedish_order;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/meeting_measure.html")]
struct MeasurePage {
    layout: Layout,
    eyebrow: String,
    action: String,
    back: String,
    back_label: String,
    decision: String,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    form: MeasureForm,
    organisations: Vec<Choice>,
    districts: Vec<Choice>,
    kinds: Vec<Choice>,
    horizons: Vec<Choice>,
    longest_text: String,
    confirms_privacy: Option<bool>,
}

/// What the form stands on.
struct Opened {
    meeting: Meeting,
    item: Item,
    ground: Arc<Ground>,
    organisations: Vec<Organisation>,
}

impl Opened {
    /// Nothing that was not decided becomes a measure.
    fn read(
        connection: &mut DbConnection,
        map: &districts::Map,
        (meeting, item): (i64, i64),
    ) -> Result<Self, AppError> {
        let item = store::find_item(connection, meeting, item)?.filter(|item| !item.content.decision.is_empty());
        Ok(Self {
            item: item.or_not_found("decision")?,
            meeting: store::find(connection, meeting)?.or_not_found("meeting")?,
            ground: map.current(connection)?,
            organisations: accounts::store::list_organisations(connection)?,
        })
    }

    /// The form of a measure with what the meeting says of it. It comes from nothing but the council.
    fn begun(&self, visit: &Visit, mut form: Submitted) -> MeasureForm {
        for field in ["incident", "point", "week"] {
            form.set(field, String::new());
        }
        let day = visit.language.day(self.meeting.day());
        form.set("decided_by", visit.t_with("meetings-decided-by", &[("day", day.into())]));
        form.set("decided_on", self.meeting.day().to_string());
        MeasureForm::sent(form)
            .begun_with("kind", MeasureKind::Other.word())
            .begun_with("horizon", Horizon::Long.word())
            .begun_with("district", EVERYWHERE)
    }

    fn page(
        &self,
        visit: &Visit,
        form: MeasureForm,
        (status, faults): (StatusCode, &Faults),
        (submission_id, notice): (String, &'static str),
    ) -> Result<HttpResponse, AppError> {
        let organisation = form.text("organisation");
        let mut owners: Vec<&Organisation> = self.organisations.iter().collect();
        owners.sort_by_key(|known| swedish_order(&known.name));
        let nobody = Choice::new("", visit.t("measure-organisation-choose"), &organisation);
        let owners = owners.into_iter().map(|known| Choice::new(known.id.to_string(), &known.name, &organisation));
        let district = form.text("district");
        let everywhere = Choice::new(EVERYWHERE, visit.t("measure-everywhere"), &district);
        let districts = self.ground.districts().into_iter();
        let districts = districts.map(|known| Choice::new(&known.code, &known.name, &district));
        let kind = form.text("kind");
        let kinds = MeasureKind::ALL
            .iter()
            .map(|known| Choice::new(known.word(), visit.t(&format!("measure-kind-{}", known.word())), &kind));
        let horizon = form.text("horizon");
        let horizons = Horizon::ALL
            .iter()
            .map(|own| Choice::new(own.word(), visit.t(&format!("measure-horizon-{}", own.word())), &horizon));
        let measure_page = MeasurePage {
            layout: visit.layout_of("meetings-hand-out", Section::FollowUp),
            eyebrow: self.item.content.title.clone(),
            action: urls::council_meeting_measure(self.meeting.id, self.item.id),
            back: urls::council_meeting(self.meeting.id),
            back_label: self.meeting.plan.title.clone(),
            decision: self.item.content.decision.clone(),
            submission_id,
            messages: faults.shown(visit.language),
            notice: if notice.is_empty() { String::new() } else { visit.t(notice) },
            organisations: std::iter::once(nobody).chain(owners).collect(),
            districts: std::iter::once(everywhere).chain(districts).collect(),
            kinds: kinds.collect(),
            horizons: horizons.collect(),
            longest_text: LONGEST_TEXT.to_string(),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
        };
        page_with_status(status, &measure_page)
    }
}

/// `GET /followup/meetings/{id}/items/{item}/measure`: the form of a measure, with what was decided. For those who hand out
/// measures.
///
/// # Errors
/// [`AppError::NotFound`] when nothing was decided there.
pub async fn decide(
    _who: Allowed<HandingOutMeasures>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (path, map) = (path.into_inner(), tools.map.clone());
    let opened = tools.db.read(move |connection| Opened::read(connection, &map, path)).await?;
    let form = opened.begun(&visit, Submitted::default()).begun_with("description", &*opened.item.content.decision);
    opened.page(&visit, form, (StatusCode::OK, &Faults::default()), (Uuid::new_v4().to_string(), ""))
}

/// `POST /followup/meetings/{id}/items/{item}/measure`: hands it out. 303 to the meeting; 422 and 409 as for any measure. For
/// those who hand out measures.
///
/// # Errors
/// [`AppError::NotFound`] when nothing was decided there.
pub async fn hand_out(
    who: Allowed<HandingOutMeasures>,
    visit: Visit,
    path: web::Path<(i64, i64)>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (path, map) = (path.into_inner(), tools.map.clone());
    let opened = tools.db.read(move |connection| Opened::read(connection, &map, path)).await?;
    let form = opened.begun(&visit, form);
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let assignment = faults.take(form.parse(&opened.ground, &[], &opened.organisations));
    let id_for_retry = submission.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
    let (Some(submission), Some(assignment)) = (submission, assignment) else {
        return opened.page(&visit, form, (StatusCode::UNPROCESSABLE_ENTITY, &faults), (id_for_retry, ""));
    };
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), outbox: tools.outbox, now: tools.clock.now() };
    let (item, ground) = (opened.item.clone(), opened.ground.clone());
    let hand_out =
        move |connection: &mut _| actions::hand_out(connection, &desk, &item, &submission, &assignment, &ground);
    let back = urls::council_meeting(opened.meeting.id);
    match tools.db.write(hand_out).await? {
        Receipt::HandedOut(_) => Ok(see_other_with_flash(&back, "flash-measure-handed-out")),
        Receipt::AlreadyReceived(_) => Ok(see_other_with_flash(&back, "flash-measure-already")),
        Receipt::OtherContent => {
            let fresh = (Uuid::new_v4().to_string(), "report-id-used");
            opened.page(&visit, form, (StatusCode::CONFLICT, &faults), fresh)
        }
        // Only for whoever sends a position that the form does not ask for.
        Receipt::TooFarOut(metres) => {
            let metres = visit.language.decimal(metres, 0);
            faults.add("district", Message::new("measure-too-far").with("metres", metres));
            opened.page(&visit, form, (StatusCode::UNPROCESSABLE_ENTITY, &faults), (id_for_retry, ""))
        }
    }
}
