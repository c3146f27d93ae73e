//! A stop: noting what one sees, judging how it is. And noting something on the way between two stops.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use uuid::Uuid;

use super::walk::Done;
use super::{Frame, Tools, layout_at, next_of, which_stop};
use crate::db::DbConnection;
use crate::error::{AppError, OrNotFound as _};
use crate::photos::Sheet;
use crate::photos::sheet::SheetView;
use crate::urls;
use crate::walks::field::actions::{self, Receipt};
use crate::walks::field::forms::{JudgementForm, ObservationForm};
use crate::walks::field::model::{Parameter, Ratings, Walker};
use crate::walks::model::{Observation, ObservationKind, Stop, Theme};
use crate::walks::store::list_stops;
use crate::web::{CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Submitted, SubmittedWithFiles, Tile, Visit};

/// What one has noted here before.
struct NoteRow {
    kind: String,
    /// Theme, when it was received, how many pictures.
    about: String,
    words: String,
}

/// One of the things a stop is judged by.
struct ParameterView {
    name: &'static str,
    label: String,
    about: String,
    /// What 0 and 3 mean.
    low: String,
    high: String,
    scale: Vec<Tile>,
    error: String,
}

#[derive(Template)]
#[template(path = "walks/field/stop.html")]
struct StopPage {
    layout: Layout,
    frame: Frame,
    /// The stop's place on the way as text; empty between stops.
    stop: String,
    eyebrow: String,
    heading: String,
    checks: Vec<String>,
    own: Vec<NoteRow>,
    observation: ObservationView,
    /// Nothing to judge between stops.
    judgement: Option<JudgementView>,
    next: String,
    next_label: String,
    guide: String,
}

/// The form of an observation.
struct ObservationView {
    action: String,
    submission_id: String,
    messages: FieldMessages,
    /// A word above the form when its id was used for something else.
    notice: String,
    kinds: Vec<Tile>,
    themes: Vec<Choice>,
    /// Between stops, the stop it may belong to after all.
    stops: Vec<Choice>,
    description: String,
    position: String,
    /// Where the map looks first: at the stop.
    near: String,
    accuracy_m: String,
    confirms_privacy: Option<bool>,
    photos: SheetView,
}

/// The form that judges a stop.
struct JudgementView {
    action: String,
    submission_id: String,
    messages: FieldMessages,
    notice: String,
    /// Whether one has judged it before.
    is_again: bool,
    parameters: Vec<ParameterView>,
    feeling: ParameterView,
}

/// What a stop's page is shown with, beside what is known of the walk.
struct Showing {
    status: StatusCode,
    observation: ObservationForm,
    observation_faults: Faults,
    sheet: Sheet,
    judgement: Option<JudgementForm>,
    judgement_faults: Faults,
    /// The id to go on with, when something came back to be mended.
    observation_id: Option<String>,
    judgement_id: Option<String>,
}

impl Showing {
    fn fresh(tools: &Tools, observation: ObservationForm) -> Self {
        Self {
            status: StatusCode::OK,
            observation,
            observation_faults: Faults::default(),
            sheet: Sheet::blank(&tools.darkroom),
            judgement: None,
            judgement_faults: Faults::default(),
            observation_id: None,
            judgement_id: None,
        }
    }

    fn is_conflict(&self) -> bool {
        self.status == StatusCode::CONFLICT
    }
}

fn stop_page(
    visit: &Visit,
    tools: &Tools,
    walker: &Walker,
    done: &Done,
    stop: Option<&Stop>,
    showing: Showing,
) -> Result<HttpResponse, AppError> {
    let code = &walker.code;
    let here = stop.map_or_else(|| urls::joined_observations(code), |stop| urls::joined_stop(code, stop.position));
    let title = stop.map_or_else(|| visit.t("phone-between-title"), |stop| stop.name.clone());
    let (next, next_label) = match stop {
        Some(stop) => next_of(visit, code, &done.stops, stop.position),
        None => (urls::join(code), visit.t("phone-to-overview")),
    };
    let status = showing.status;
    let is_judgement = showing.judgement.is_some();
    let error = visit.t("phone-id-used");
    let faults = if is_judgement { &showing.judgement_faults } else { &showing.observation_faults };
    let messages = faults.shown(visit.language);
    let (observation, judgement) = views(visit, walker, done, stop, showing);
    let own = done.observations.iter().filter(|noted| noted.stop_id == stop.map(|stop| stop.id));
    let page = StopPage {
        layout: layout_at(visit, tools, &walker.walk, title.clone(), &here),
        stop: stop.map(|stop| stop.position.to_string()).unwrap_or_default(),
        eyebrow: stop.map(|stop| which_stop(visit, stop, &done.stops)).unwrap_or_default(),
        heading: title,
        checks: stop.iter().flat_map(|stop| stop.checks()).map(ToOwned::to_owned).collect(),
        own: own.map(|noted| note_row(visit, done, noted)).collect(),
        observation,
        judgement,
        next,
        next_label,
        guide: if stop.is_none() { visit.t("phone-between-lead") } else { String::new() },
        frame: Frame::of(visit, tools, walker, here),
    };
    visit.form_again(status, &messages, &error, &page)
}

fn views(
    visit: &Visit,
    walker: &Walker,
    done: &Done,
    stop: Option<&Stop>,
    showing: Showing,
) -> (ObservationView, Option<JudgementView>) {
    let notice = if showing.is_conflict() { visit.t("phone-id-used") } else { String::new() };
    let fresh = || Uuid::new_v4().to_string();
    let before = stop.and_then(|stop| done.judgements.iter().find(|judgement| judgement.stop_id == stop.id));
    let is_judgement = showing.judgement.is_some();
    let judgement = stop.map(|_| {
        let ratings = before.map_or_else(Ratings::default, |judgement| judgement.ratings);
        let form = showing.judgement.unwrap_or_else(|| JudgementForm::of(&ratings));
        let messages = showing.judgement_faults.shown(visit.language);
        let parameter = |parameter: &Parameter| parameter_view(visit, *parameter, &form, &messages);
        JudgementView {
            action: urls::joined_judgements(&walker.code),
            submission_id: showing.judgement_id.unwrap_or_else(fresh),
            notice: if is_judgement { notice.clone() } else { String::new() },
            is_again: before.is_some(),
            parameters: Parameter::ALL.iter().filter(|each| **each != Parameter::Feeling).map(parameter).collect(),
            feeling: parameter(&Parameter::Feeling),
            messages,
        }
    });
    let form = &showing.observation;
    let confirms_privacy = showing.observation_faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let (kind, theme, at) = (form.text("kind"), form.text("theme"), form.text("stop"));
    let between = Choice::new("", visit.t("phone-between-stops"), &at);
    let stops = done.stops.iter().map(|stop| {
        let label = visit.t_with(
            "phone-stop-named",
            &[("position", stop.position.to_string().into()), ("name", stop.name.as_str().into())],
        );
        Choice::new(stop.position.to_string(), label, &at)
    });
    let no_theme = Choice::new("", visit.t("phone-theme-none"), &theme);
    let themes =
        Theme::ALL.iter().map(|each| Choice::new(each.word(), visit.t(&format!("theme-{}", each.word())), &theme));
    let observation = ObservationView {
        action: urls::joined_observations(&walker.code),
        submission_id: showing.observation_id.unwrap_or_else(fresh),
        messages: showing.observation_faults.shown(visit.language),
        notice: if is_judgement { String::new() } else { notice },
        kinds: ObservationKind::ALL
            .iter()
            .map(|each| Tile::new(each.word(), visit.t(&format!("observation-{}", each.word())), &kind))
            .collect(),
        themes: std::iter::once(no_theme).chain(themes).collect(),
        stops: if stop.is_some() { Vec::new() } else { std::iter::once(between).chain(stops).collect() },
        description: form.text("description"),
        position: form.written_position(),
        near: stop.map(|stop| format!("{}, {}", stop.latitude, stop.longitude)).unwrap_or_default(),
        accuracy_m: form.text("accuracy_m"),
        confirms_privacy,
        photos: showing.sheet.view(visit, &showing.observation_faults),
    };
    (observation, judgement)
}

fn parameter_view(
    visit: &Visit,
    parameter: Parameter,
    form: &JudgementForm,
    messages: &FieldMessages,
) -> ParameterView {
    let word = parameter.word();
    let rated = form.text(word);
    let text = |part: &str| visit.t(&format!("phone-{part}-{word}"));
    let step = |rating: i64| {
        let label = if parameter == Parameter::Feeling {
            visit.t(&format!("phone-feels-{rating}"))
        } else {
            rating.to_string()
        };
        Tile::new(rating.to_string(), label, &rated)
    };
    let unrated = Tile::new("", visit.t("phone-not-judged"), &rated);
    ParameterView {
        name: word,
        label: text("parameter"),
        about: text("about"),
        low: if parameter == Parameter::Feeling { String::new() } else { text("low") },
        high: if parameter == Parameter::Feeling { String::new() } else { text("high") },
        scale: (0..=Parameter::HIGHEST).map(step).chain([unrated]).collect(),
        error: messages.of(word).to_owned(),
    }
}

fn note_row(visit: &Visit, done: &Done, noted: &Observation) -> NoteRow {
    let photos = done.photos.iter().filter(|id| **id == noted.id).count();
    let mut about = vec![
        visit.t(&format!("theme-{}", noted.theme.word())),
        visit.t_with("phone-received-at", &[("at", visit.language.moment(noted.received_at.instant()).into())]),
    ];
    if photos > 0 {
        about.push(visit.t_with("phone-photo-count", &[("count", photos.into())]));
    }
    NoteRow {
        kind: visit.t(&format!("observation-{}", noted.kind.word())),
        about: about.join(" · "),
        words: noted.description.clone(),
    }
}

/// `GET /w/{code}/stops/{position}`. For walkers.
///
/// # Errors
/// [`AppError::NotFound`] when the way has no such stop; as [`Walker`].
pub async fn stop(
    walker: Walker,
    visit: Visit,
    path: web::Path<(String, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (_, position) = path.into_inner();
    let done = tools.done(&walker).await?;
    let stop = done.stops.iter().find(|stop| stop.position == position).or_not_found("stop")?;
    let showing = Showing::fresh(&tools, ObservationForm::default());
    stop_page(&visit, &tools, &walker, &done, Some(stop), showing)
}

/// `GET /w/{code}/observations`: noting something on the way between two stops, with `?kind=…` already chosen. For walkers.
///
/// # Errors
/// As [`Walker`].
pub async fn between(
    walker: Walker,
    request: HttpRequest,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let asked = ObservationForm::sent(Submitted::from_query(request.query_string()));
    let done = tools.done(&walker).await?;
    stop_page(&visit, &tools, &walker, &done, None, Showing::fresh(&tools, asked))
}

/// `POST /w/{code}/observations`: `submission_id`, `stop` (its place on the way, or none), `kind`, `theme`, `description`,
/// `position` or `latitude` and `longitude`, `accuracy_m`, `photo` (repeatable), `noted_at` (UTC, RFC 3339). For walkers.
///
/// 303 to the stop; 422 with the form when something is wrong; 409 with the form under a fresh id when the id was used for
/// something else.
///
/// # Errors
/// [`AppError::Gone`] when it is too late; as [`Walker`].
pub async fn note(
    walker: Walker,
    visit: Visit,
    sent: SubmittedWithFiles,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let now = tools.now;
    let (sheet, photo_faults) =
        Sheet::gather(&tools.darkroom, &tools.db, walker.sender, &sent.form, sent.files, now).await?;
    let form = ObservationForm::sent(sent.form);
    let (map, walk_id) = (tools.map.clone(), walker.walk.id);
    let (ground, stops) = tools
        .db
        .read(move |connection| Ok::<_, AppError>((map.current(connection)?, list_stops(connection, walk_id)?)))
        .await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let id = submission.as_ref().map(|known| known.id.to_string());
    // A picture that was refused says something too: the words are not asked for on top of it.
    let observation = form.parse(&stops, !sheet.sent().is_empty() || !photo_faults.is_empty());
    for found in observation.as_ref().err().into_iter().chain([&photo_faults]) {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    }
    let stop = form.stop(&stops).map(|stop| stop.position);
    let (Some(submission), Ok(observation), true) = (submission, observation, faults.is_empty()) else {
        let showing = Showing {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            observation_faults: faults,
            observation_id: id,
            sheet,
            ..Showing::fresh(&tools, form)
        };
        return again(&visit, &tools, &walker, stop, showing).await;
    };
    let photos = sheet.sent().to_vec();
    let submission = submission.covering(&photos);
    let keeper = walker.clone();
    let keep = move |connection: &mut DbConnection| {
        actions::note(connection, &keeper, &submission, &observation, &photos, (&ground, &stops), now)
    };
    let receipt = tools.db.write(keep).await?;
    let there = stop.map_or_else(|| urls::join(&walker.code), |at| urls::joined_stop(&walker.code, at));
    match receipt {
        Receipt::Received => {
            tools.changes.tell_of_walk(walk_id);
            Ok(visit.received(&there, "flash-walk-noted"))
        }
        Receipt::AlreadyReceived => Ok(visit.received(&there, "flash-walk-already-noted")),
        Receipt::OtherContent => {
            let status = StatusCode::CONFLICT;
            let showing = Showing { status, sheet, ..Showing::fresh(&tools, form) };
            again(&visit, &tools, &walker, stop, showing).await
        }
    }
}

/// `POST /w/{code}/judgements`: `submission_id`, `stop` (its place on the way), each parameter `0` to `3` or empty,
/// `noted_at` (UTC, RFC 3339). For walkers. Answers as [`note`].
///
/// # Errors
/// As [`note`].
pub async fn judge(walker: Walker, visit: Visit, form: Submitted, tools: Tools) -> Result<HttpResponse, AppError> {
    let (now, walk_id) = (tools.now, walker.walk.id);
    let form = JudgementForm::sent(form);
    let stops = tools.db.read(move |connection| list_stops(connection, walk_id)).await?;
    let mut faults = Faults::default();
    let submission = faults.sift("submission_id", form.submission());
    let id = submission.as_ref().map(|known| known.id.to_string());
    let judgement = form.parse(&stops).map_err(|found| {
        found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
    });
    let stop = form.stop(&stops).map(|stop| stop.position);
    let (Some(submission), Ok(judgement)) = (submission, judgement) else {
        let showing = Showing {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            judgement: Some(form),
            judgement_faults: faults,
            judgement_id: id,
            ..Showing::fresh(&tools, ObservationForm::default())
        };
        return again(&visit, &tools, &walker, stop, showing).await;
    };
    let keeper = walker.clone();
    let keep = move |connection: &mut DbConnection| actions::judge(connection, &keeper, &submission, &judgement, now);
    let receipt = tools.db.write(keep).await?;
    let there = stop.map_or_else(|| urls::join(&walker.code), |at| urls::joined_stop(&walker.code, at));
    match receipt {
        Receipt::Received => {
            tools.changes.tell_of_walk(walk_id);
            Ok(visit.received(&there, "flash-walk-judged"))
        }
        Receipt::AlreadyReceived => Ok(visit.received(&there, "flash-walk-already-judged")),
        Receipt::OtherContent => {
            let fresh = Showing::fresh(&tools, ObservationForm::default());
            let showing = Showing { status: StatusCode::CONFLICT, judgement: Some(form), ..fresh };
            again(&visit, &tools, &walker, stop, showing).await
        }
    }
}

/// The page that a form stands on, with the form as it was sent.
async fn again(
    visit: &Visit,
    tools: &Tools,
    walker: &Walker,
    position: Option<i64>,
    showing: Showing,
) -> Result<HttpResponse, AppError> {
    let done = tools.done(walker).await?;
    let stop = done.stops.iter().find(|stop| Some(stop.position) == position);
    stop_page(visit, tools, walker, &done, stop, showing)
}
