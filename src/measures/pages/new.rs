//! Handing out a measure.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;
use uuid::Uuid;

use super::list::owners;
use crate::accounts::session::HandingOutMeasures;
use crate::accounts::{self, Allowed, Organisation, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::mail::Outbox;
use crate::measures::actions::{self, Desk, Receipt};
use crate::measures::forms::{EVERYWHERE, LONGEST_NOTE, LONGEST_TEXT, MeasureForm};
use crate::measures::model::{Horizon, MeasureKind, Origin};
use crate::measures::store;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Tile, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "measures/new.html")]
struct NewPage {
    layout: Layout,
    /// What the measure comes from, in words; empty when it is made by hand.
    origin: String,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    form: MeasureForm,
    kinds: Vec<Tile>,
    horizons: Vec<Tile>,
    place_names: Vec<String>,
    districts: Vec<Choice>,
    organisations: Vec<Choice>,
    longest_text: String,
    longest_note: String,
    confirms_privacy: Option<bool>,
}

/// What the form stands on.
struct Surroundings {
    ground: std::sync::Arc<Ground>,
    places: Vec<Place>,
    organisations: Vec<Organisation>,
}

impl Surroundings {
    fn read(connection: &mut DbConnection, map: &districts::Map) -> Result<Self, AppError> {
        Ok(Self {
            ground: map.current(connection)?,
            places: districts::store::list_places(connection)?,
            organisations: accounts::store::list_organisations(connection)?,
        })
    }
}

/// The form with what is known of where the measure comes from; whoever may not see that, finds nothing.
fn begun(
    connection: &mut DbConnection,
    viewer: &Viewer,
    visit: &Visit,
    form: MeasureForm,
    ground: &Ground,
) -> Result<MeasureForm, AppError> {
    let position = |latitude: Option<f64>, longitude: Option<f64>| {
        let (north, east) = (latitude?, longitude?);
        Some(format!("{north:.6}, {east:.6}"))
    };
    Ok(match form.origin() {
        Origin::ByHand => form,
        Origin::Incident(id) => {
            let spot = store::find_incident_spot(connection, viewer, id)?.or_not_found("incident")?;
            let district = spot.district_id.and_then(|id| ground.district(id)).map_or("", |known| known.code.as_str());
            let position = position(spot.latitude, spot.longitude).unwrap_or_default();
            form.begun_with("position", position).begun_with("district", district)
        }
        Origin::WalkPoint(id) => {
            let point = store::find_point_of_walk(connection, viewer, id)?.or_not_found("point")?;
            let position = position(point.latitude, point.longitude).unwrap_or_default();
            form.begun_with("place", point.place)
                .begun_with("position", position)
                .begun_with("description", point.words)
                .begun_with("decided_by", point.walk)
        }
        Origin::Picture(monday) => {
            let week = IsoWeek::of_day(monday.date());
            form.begun_with("decided_by", visit.t_with("measure-decided-in-week", &[("week", week.number().into())]))
        }
    })
}

/// What a measure comes from, in words; empty for what is made by hand.
pub(super) fn origin_in_words(visit: &Visit, origin: Origin) -> String {
    match origin {
        Origin::ByHand => String::new(),
        Origin::Incident(id) => visit.t_with("measure-of-incident", &[("number", id.to_string().into())]),
        Origin::WalkPoint(_) => visit.t("measure-of-point"),
        Origin::Picture(monday) => {
            let week = IsoWeek::of_day(monday.date());
            visit.t_with("measure-of-week", &[("week", week.number().into())])
        }
    }
}

fn new_page(
    visit: &Visit,
    around: &Surroundings,
    form: MeasureForm,
    (status, faults): (StatusCode, &Faults),
    (submission_id, notice): (String, &'static str),
) -> Result<HttpResponse, AppError> {
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let kind = form.text("kind");
    let kinds = MeasureKind::ALL
        .iter()
        .map(|known| Tile::new(known.word(), visit.t(&format!("measure-kind-{}", known.word())), &kind));
    let horizon = form.text("horizon");
    let horizons = Horizon::ALL
        .iter()
        .map(|known| Tile::new(known.word(), visit.t(&format!("measure-horizon-{}", known.word())), &horizon));
    let district = form.text("district");
    let districts = around.ground.districts().into_iter();
    let districts = districts.map(|known| Choice::new(&known.code, &known.name, &district));
    let none = Choice::new("", visit.t("measure-district-none"), &district);
    let everywhere = Choice::new(EVERYWHERE, visit.t("measure-everywhere"), &district);
    let organisation = form.text("organisation");
    let nobody = Choice::new("", visit.t("measure-organisation-choose"), &organisation);
    let owners = owners(&around.organisations, &organisation);
    let new_page = NewPage {
        layout: visit.layout_of("measure-new", Section::Measures),
        origin: origin_in_words(visit, form.origin()),
        submission_id,
        messages: faults.shown(visit.language),
        notice: if notice.is_empty() { String::new() } else { visit.t(notice) },
        kinds: kinds.collect(),
        horizons: horizons.collect(),
        place_names: around.places.iter().map(|place| place.name.clone()).collect(),
        districts: std::iter::once(none).chain(districts).chain([everywhere]).collect(),
        organisations: std::iter::once(nobody).chain(owners).collect(),
        longest_text: LONGEST_TEXT.to_string(),
        longest_note: LONGEST_NOTE.to_string(),
        confirms_privacy,
        form,
    };
    page_with_status(status, &new_page)
}

fn blank(form: MeasureForm, today: Date) -> MeasureForm {
    form.begun_with("decided_on", today.to_string()).begun_with("horizon", Horizon::Short.word())
}

/// `GET /measures/new`: the form, with what a link filled in: `incident`, `point` or `week`, and any of its fields. For those
/// who hand out measures.
///
/// # Errors
/// [`AppError::NotFound`] when it is to come from something that may not be seen.
pub async fn new(
    who: Allowed<HandingOutMeasures>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let form = blank(MeasureForm::sent(Submitted::from_query(request.query_string())), clock.today());
    let (viewer, map, begins) = (who.viewer(), map.get_ref().clone(), visit.clone());
    let (around, form) = db
        .read(move |connection| {
            let around = Surroundings::read(connection, &map)?;
            let form = begun(connection, &viewer, &begins, form, &around.ground)?;
            Ok::<_, AppError>((around, form))
        })
        .await?;
    new_page(&visit, &around, form, (StatusCode::OK, &Faults::default()), (Uuid::new_v4().to_string(), ""))
}

/// `POST /measures`: hands one out. 303 to it; 422 and 409 as for a report.
///
/// # Errors
/// [`AppError::NotFound`] when it is to come from something that may not be seen.
pub async fn hand_out(
    who: Allowed<HandingOutMeasures>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    let form = MeasureForm::sent(form);
    let (viewer, map, origin, begins) = (who.viewer(), map.get_ref().clone(), form.clone(), visit.clone());
    let around = db
        .read(move |connection| {
            let around = Surroundings::read(connection, &map)?;
            // Only to find out that it may be seen.
            begun(connection, &viewer, &begins, origin, &around.ground)?;
            Ok::<_, AppError>(around)
        })
        .await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let assignment = form.parse(&around.ground, &around.places, &around.organisations).map_err(|found| {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    });
    let id_for_retry = submission.as_ref().map_or_else(|| Uuid::new_v4().to_string(), |known| known.id.to_string());
    let (Some(submission), Ok(assignment)) = (submission, assignment) else {
        return new_page(&visit, &around, form, (StatusCode::UNPROCESSABLE_ENTITY, &faults), (id_for_retry, ""));
    };
    let desk = Desk { viewer, actor: who.actor(), outbox: **outbox, now: clock.now() };
    let ground = around.ground.clone();
    let receipt =
        db.write(move |connection| actions::hand_out(connection, &desk, &submission, &assignment, &ground)).await?;
    match receipt {
        Receipt::HandedOut(id) => Ok(see_other_with_flash(&urls::measure(id), "flash-measure-handed-out")),
        Receipt::AlreadyReceived(id) => Ok(see_other_with_flash(&urls::measure(id), "flash-measure-already")),
        Receipt::OtherContent => {
            let fresh = (Uuid::new_v4().to_string(), "report-id-used");
            new_page(&visit, &around, form, (StatusCode::CONFLICT, &faults), fresh)
        }
        Receipt::TooFarOut(metres) => {
            let field = if form.text("position").is_empty() { "place" } else { "position" };
            let metres = visit.language.decimal(metres, 0);
            faults.add(field, Message::new("measure-too-far").with("metres", metres));
            new_page(&visit, &around, form, (StatusCode::UNPROCESSABLE_ENTITY, &faults), (id_for_retry, ""))
        }
    }
}
