//! One measure: what was promised, what has become of it, and the forms of those whose turn it is.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::new::origin_in_words;
use super::{organisation, owner, status_kind, status_word, whereabouts};
use crate::accounts::session::ReportingProgress;
use crate::accounts::{self, Allowed, Organisation, Permission, Viewer};
use crate::db::{Day, Db, DbConnection};
use crate::districts::marks::SpotMap;
use crate::districts::{self, Ground, Place};
use crate::error::{AppError, OrNotFound as _};
use crate::mail::Outbox;
use crate::measures::actions::{self, Desk};
use crate::measures::forms::{LONGEST_NOTE, LONGEST_TEXT, StepForm};
use crate::measures::model::{Event, HistoryLine, Measure, Origin, Status, Step};
use crate::measures::store;
use crate::time::{Clock, local_day};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Section, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "measures/measure.html")]
struct MeasurePage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    status: String,
    status_kind: &'static str,
    /// The promise in a sentence: who, what function, by when.
    lead: String,
    /// That its day has passed, or that the owner has not answered; empty when all is well.
    notice: String,
    description: String,
    /// Why it was declined, or what was done: what it is, and the words; both empty when there is nothing.
    said_heading: String,
    said: String,
    public_note: String,
    /// What stands in the form that writes to the public.
    note_text: String,
    facts: Vec<(String, String)>,
    map: Option<SpotMap>,
    /// Where it comes from, as a link; empty where there is none.
    origin: String,
    origin_href: String,
    /// The way from it to its goals; empty for those who read measures of their own organisation alone.
    thread_href: String,
    history: Vec<HistoryView>,
    offers: Offers,
    /// Whose answer is written down, when it is not one's own organisation's; empty else.
    on_behalf: String,
    action: String,
    version: i64,
    /// The step that was sent and came back with faults; empty else.
    sent: String,
    form: StepForm,
    messages: FieldMessages,
    confirms_privacy: bool,
    has_date: bool,
    longest_text: String,
    longest_note: String,
}

/// The steps that this viewer may take with it now.
struct Offers(Vec<Step>);

impl Offers {
    fn of(viewer: &Viewer, measure: &Measure) -> Self {
        let status = measure.standing.status;
        let takes = |step: &&Step| status.after(**step).is_some() && measure.takes_from(viewer, **step);
        Self(Step::ALL.iter().filter(takes).copied().collect())
    }

    /// Whether this step is among them.
    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|step| step.word() == word)
    }

    /// Whether there is anything to do.
    fn is_any(&self) -> bool {
        !self.0.is_empty()
    }
}

struct HistoryView {
    at: String,
    who: String,
    what: String,
    changes: Vec<String>,
    words: String,
}

/// Everything the page is made of.
struct Opened {
    measure: Measure,
    history: Vec<HistoryLine>,
    ground: std::sync::Arc<Ground>,
    places: Vec<Place>,
    organisations: Vec<Organisation>,
    /// Where it comes from, when that may be looked at.
    origin_href: String,
}

impl Opened {
    fn read(connection: &mut DbConnection, viewer: &Viewer, id: i64, map: &districts::Map) -> Result<Self, AppError> {
        let measure = store::find(connection, viewer, id)?.or_not_found("measure")?;
        let origin_href = match measure.origin() {
            Origin::ByHand => None,
            Origin::Incident(id) => store::find_incident_spot(connection, viewer, id)?.map(|_| urls::incident(id)),
            Origin::WalkPoint(id) => {
                store::find_point_of_walk(connection, viewer, id)?.map(|point| urls::walk_protocol(point.walk_id))
            }
            Origin::Picture(_) => {
                let may_look = viewer.role.may(Permission::SeeWorkingGroup);
                measure.week().filter(|_| may_look).map(urls::situation)
            }
        };
        Ok(Self {
            history: store::list_history(connection, id)?,
            ground: map.current(connection)?,
            places: districts::store::list_places(connection)?,
            organisations: accounts::store::list_organisations(connection)?,
            origin_href: origin_href.unwrap_or_default(),
            measure,
        })
    }
}

/// `GET /measures/{id}`. For those who may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn measure(
    who: Allowed<ReportingProgress>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (viewer, id) = (who.viewer(), id.into_inner());
    let opened = db.read(move |connection| Opened::read(connection, &viewer, id, &map)).await?;
    page(&measure_page(&visit, &viewer, &opened, StepForm::default(), &Faults::default(), clock.today()))
}

/// `POST /measures/{id}`: one `step` in its life, of the `version` that was looked at, with its words: `due_accept`;
/// `reason_decline`; `due_reschedule`, `reason_reschedule`; `outcome`; `words_verify`; `reason_reopen`; `public_note`. For
/// those who may take it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen; [`AppError::Forbidden`] for a step that is not one's to take;
/// [`AppError::Conflict`] when somebody changed it since.
#[expect(clippy::too_many_arguments, reason = "one for each thing the handler is given")]
pub async fn take_step(
    who: Allowed<ReportingProgress>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
    outbox: web::Data<Outbox>,
) -> Result<HttpResponse, AppError> {
    const BROKEN: AppError = AppError::BadRequest("error-broken-form");
    let (viewer, id, form) = (who.viewer(), id.into_inner(), StepForm::sent(form));
    let (step, seen) = form.step().zip(form.version()).ok_or(BROKEN)?;
    let opened = db.read(move |connection| Opened::read(connection, &viewer, id, &map)).await?;
    if !opened.measure.takes_from(&viewer, step) {
        return Err(AppError::Forbidden);
    }
    let event = match form.parse(&opened.measure, clock.today()).ok_or(BROKEN)? {
        Ok(event) => event,
        Err(faults) => {
            let again = measure_page(&visit, &viewer, &opened, form, &faults, clock.today());
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let desk = Desk { viewer, actor: who.actor(), outbox: **outbox, now: clock.now() };
    db.write(move |connection| match event {
        Event::HandOut { .. } => Err(BROKEN),
        Event::Accept { .. } | Event::Decline { .. } | Event::Reschedule { .. } => {
            actions::answer(connection, &desk, id, seen, &event)
        }
        Event::Begin | Event::Finish { .. } => actions::report_progress(connection, &desk, id, seen, &event),
        Event::Verify { words } => actions::verify(connection, &desk, id, seen, &words),
        Event::Reopen { reason } => actions::reopen(connection, &desk, id, seen, &reason),
        Event::Note { public_note } => actions::tell_public(connection, &desk, id, seen, &public_note),
    })
    .await?;
    Ok(see_other_with_flash(&urls::measure(id), flash_of(step)))
}

fn flash_of(step: Step) -> &'static str {
    match step {
        Step::HandOut => "flash-measure-handed-out",
        Step::Accept => "flash-measure-accepted",
        Step::Decline => "flash-measure-declined",
        Step::Reschedule => "flash-measure-rescheduled",
        Step::Begin => "flash-measure-begun",
        Step::Finish => "flash-measure-done",
        Step::Verify => "flash-measure-verified",
        Step::Reopen => "flash-measure-reopened",
        Step::Note => "flash-measure-noted",
    }
}

fn measure_page(
    visit: &Visit,
    viewer: &Viewer,
    opened: &Opened,
    form: StepForm,
    faults: &Faults,
    today: Date,
) -> MeasurePage {
    let measure = &opened.measure;
    let (promise, standing) = (&measure.promise, &measure.standing);
    let offers = Offers::of(viewer, measure);
    let owner_name = organisation(&opened.organisations, measure);
    let speaks_for_others = promise.organisation_id != viewer.organisation_id
        && [Step::Accept, Step::Reschedule, Step::Begin, Step::Finish].iter().any(|step| offers.has(step.word()));
    let (said_heading, said) = match standing.status {
        Status::Declined => (visit.t("measure-reason"), standing.reason.clone()),
        Status::Done | Status::Verified => (visit.t("measure-outcome"), standing.outcome.clone()),
        _ => (String::new(), String::new()),
    };
    let told = (visit.t("map-spot-title"), visit.t("measure-map-about"));
    MeasurePage {
        layout: visit.layout(promise.title.clone(), Section::Measures),
        heading: promise.title.clone(),
        eyebrow: visit.t_with("measure-number", &[("number", measure.id.to_string().into())]),
        status: status_word(visit.language, standing.status),
        status_kind: status_kind(viewer, measure),
        lead: lead(visit, &opened.organisations, measure),
        notice: notice(visit, measure, today),
        description: promise.description.clone(),
        said_heading,
        said,
        note_text: if form.step() == Some(Step::Note) {
            form.text("public_note")
        } else {
            standing.public_note.clone()
        },
        public_note: standing.public_note.clone(),
        facts: facts(visit, opened, today),
        map: measure
            .point()
            .and_then(|point| SpotMap::around(&opened.ground, &opened.places, today, (point, None), told)),
        origin: origin_in_words(visit, measure.origin()),
        origin_href: opened.origin_href.clone(),
        thread_href: if viewer.role.may(Permission::SeeWorkingGroup) {
            urls::thread_of_measure(measure.id)
        } else {
            String::new()
        },
        history: opened.history.iter().map(|line| history_view(visit, line)).collect(),
        on_behalf: if speaks_for_others {
            visit.t_with("measure-on-behalf", &[("owner", owner_name.into())])
        } else {
            String::new()
        },
        action: urls::measure(measure.id),
        version: measure.version,
        sent: if faults.is_empty() { String::new() } else { form.text("step") },
        messages: faults.shown(visit.language),
        confirms_privacy: form.text(CONFIRM_PRIVACY) == "yes",
        has_date: standing.due_on.is_some(),
        longest_text: LONGEST_TEXT.to_string(),
        longest_note: LONGEST_NOTE.to_string(),
        offers,
        form,
    }
}

/// Who is to do it, and by when.
fn lead(visit: &Visit, organisations: &[Organisation], measure: &Measure) -> String {
    let owner = owner(organisations, measure);
    match measure.standing.due_on {
        Some(day) => {
            let day = visit.language.day(day.date());
            visit.t_with("measure-lead", &[("owner", owner.into()), ("day", day.into())])
        }
        None => visit.t_with("measure-lead-no-date", &[("owner", owner.into())]),
    }
}

/// What somebody should see at once.
fn notice(visit: &Visit, measure: &Measure, today: Date) -> String {
    let standing = &measure.standing;
    let mut said = Vec::new();
    if standing.status == Status::Proposed {
        let day = visit.language.day(local_day(standing.asked_at.instant()));
        said.push(visit.t_with("measure-asked", &[("day", day.into())]));
    }
    if standing.is_overdue(today) {
        said.push(visit.t("measure-overdue-text"));
    }
    if standing.status == Status::Done {
        said.push(visit.t("measure-unverified-text"));
    }
    said.join(" ")
}

fn facts(visit: &Visit, opened: &Opened, today: Date) -> Vec<(String, String)> {
    let (language, measure) = (visit.language, &opened.measure);
    let (promise, standing) = (&measure.promise, &measure.standing);
    let day = |day: Option<Day>| day.map(|day| language.day(day.date()));
    let point = measure.point().map(|point| format!("{:.4}, {:.4}", point.latitude(), point.longitude()));
    let evaluation = match (day(promise.evaluate_from), day(promise.evaluate_to)) {
        (Some(from), Some(to)) => Some(format!("{from} – {to}")),
        (from, to) => from.or(to),
    };
    let promised = standing.promised_on.filter(|promised| Some(*promised) != standing.due_on);
    let kept = standing.was_kept(today).map(|kept| visit.t(if kept { "measure-kept" } else { "measure-not-kept" }));
    let told = [
        ("measures-column-owner", Some(owner(&opened.organisations, measure))),
        ("fact-where", Some(whereabouts(language, &opened.ground, measure))),
        ("fact-position", point),
        ("measure-kind", Some(visit.t(&format!("measure-kind-{}", promise.kind.word())))),
        ("measure-starts", day(promise.starts_on)),
        ("measure-due", Some(day(standing.due_on).unwrap_or_else(|| visit.t("measure-no-date")))),
        ("measure-promised", day(promised)),
        ("measure-in-time", kept),
        ("measure-fact-horizon", Some(visit.t(&format!("measure-horizon-{}", promise.horizon.word())))),
        ("measure-decided-by", Some(promise.decided_by.clone())),
        ("measure-decided-on", day(Some(promise.decided_on))),
        ("measure-fact-cost", promise.cost_sek.map(|cost| format!("{} kr", language.number(cost)))),
        ("measure-fund", Some(promise.fund.clone())),
        ("measure-evaluation", evaluation),
    ];
    let told = told.into_iter().filter_map(|(key, value)| Some((key, value?)));
    told.filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}

fn history_view(visit: &Visit, line: &HistoryLine) -> HistoryView {
    let changes = line.changes();
    let date = changes.iter().find(|change| change.field == "due_on").map(|change| {
        let day = |text: &str| text.parse::<Date>().map(|day| visit.language.day(day)).unwrap_or_default();
        let to = day(&change.to);
        if change.from.is_empty() {
            format!("{}: {to}", visit.t("measure-due"))
        } else {
            format!("{}: {} → {to}", visit.t("measure-due"), day(&change.from))
        }
    });
    HistoryView {
        at: visit.language.moment(line.at.instant()),
        who: line.actor.clone(),
        what: visit.t(&format!("measure-step-{}", line.kind.word())),
        changes: date.into_iter().collect(),
        words: line.words.clone(),
    }
}
