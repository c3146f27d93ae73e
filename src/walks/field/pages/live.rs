//! What comes in during a walk, as its leader sees it: by stop, the newest first, with how many take part. Complete without
//! script; with it the page reads itself anew when it is told that something changed.

use std::collections::HashSet;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::db::DbConnection;
use crate::error::{AppError, OrNotFound as _};
use crate::urls;
use crate::walks::field::model::{Judgement, Picture};
use crate::walks::field::store;
use crate::walks::model::{Observation, ObservationKind, Participants, Stop, Walk};
use crate::walks::store::{find, list_stops};
use crate::web::{Layout, Section, Submitted, Visit, page};

/// So many notes are read at most: forty people who note something every other minute.
const MOST_READ: i64 = 5_000;
/// So many of each stop are shown until one asks for all.
const SHOWN: usize = 6;

#[derive(Template)]
#[template(path = "walks/field/live.html")]
struct LivePage {
    layout: Layout,
    title: String,
    back: String,
    when: String,
    here: String,
    changes: String,
    /// How many phones are on the walk, in words, and by group.
    phones: String,
    groups: Vec<(String, String)>,
    /// How many incidents were reported; empty when none.
    incidents: String,
    sections: Vec<StopSection>,
    /// Whether one stop is shown alone.
    is_narrowed: bool,
}

struct StopSection {
    id: String,
    heading: String,
    /// How much came in, in words.
    counts: String,
    notes: Vec<NoteView>,
    /// Where all of them are shown, and how many that is in words; empty when they are.
    all: String,
    all_label: String,
}

struct NoteView {
    kind: String,
    sign: &'static str,
    about: String,
    is_late: bool,
    words: String,
    photos: Vec<PhotoView>,
}

struct PhotoView {
    name: String,
    alt: String,
    href: String,
    small: String,
    hide: String,
    /// That it is hidden, by whom and why; empty when it is shown.
    hidden: String,
}

/// What the page shows, as it is kept.
struct Received {
    walk: Walk,
    stops: Vec<Stop>,
    observations: Vec<Observation>,
    judgements: Vec<Judgement>,
    pictures: Vec<Picture>,
    phones: Vec<(Option<String>, i64)>,
    incidents: i64,
}

/// `GET /walks/{id}/live`: what comes in; with `?stop=2` of that stop alone, and all of it (`?stop=between` for what was
/// noted between stops). For those who lead walks and may see this one.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen.
pub async fn live(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    request: HttpRequest,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, viewer) = (id.into_inner(), who.viewer());
    let wanted = Submitted::from_query(request.query_string()).text("stop");
    let read = move |connection: &mut DbConnection| {
        let walk = find(connection, &viewer, id)?.or_not_found("walk")?;
        Ok::<_, AppError>(Received {
            walk,
            stops: list_stops(connection, id)?,
            observations: store::list_observations(connection, id, MOST_READ)?,
            judgements: store::list_judgements(connection, id)?,
            pictures: store::list_pictures(connection, id)?,
            phones: store::count_phones_by_group(connection, id)?,
            incidents: store::count_incidents(connection, id)?,
        })
    };
    let received = tools.db.read(read).await?;
    let may_hide = received.walk.may_be_changed_by(&viewer);
    page(&live_page(&visit, &received, &wanted, may_hide))
}

fn live_page(visit: &Visit, received: &Received, wanted: &str, may_hide: bool) -> LivePage {
    let walk = &received.walk;
    let here = urls::walk_live(walk.id);
    let between = [None].into_iter().filter(|_| received.observations.iter().any(|noted| noted.stop_id.is_none()));
    let sections = received.stops.iter().map(Some).chain(between);
    let named = |stop: Option<&Stop>| stop.map_or_else(|| "between".to_owned(), |stop| stop.position.to_string());
    let sections = sections.filter(|stop| wanted.is_empty() || named(*stop) == wanted);
    let phones: i64 = received.phones.iter().map(|(_, count)| count).sum();
    LivePage {
        layout: visit.layout_of("live-title", Section::Walks),
        title: walk.plan.title.clone(),
        back: urls::walk(walk.id),
        when: visit.language.from_to(walk.plan.starts_at.instant(), Some(walk.plan.ends_at.instant())),
        changes: urls::walk_changes(walk.id),
        phones: visit.t_with("live-phones", &[("count", phones.into())]),
        groups: groups(visit, &received.phones),
        incidents: match received.incidents {
            0 => String::new(),
            count => visit.t_with("live-incidents", &[("count", count.into())]),
        },
        sections: sections
            .map(|stop| section(visit, received, stop, &named(stop), !wanted.is_empty(), may_hide))
            .collect(),
        is_narrowed: !wanted.is_empty(),
        here,
    }
}

fn groups(visit: &Visit, phones: &[(Option<String>, i64)]) -> Vec<(String, String)> {
    let count_of =
        |word: Option<&str>| phones.iter().find(|(group, _)| group.as_deref() == word).map(|(_, count)| *count);
    let known = Participants::ALL.iter().filter_map(|group| {
        let count = count_of(Some(group.word()))?;
        Some((visit.t(&format!("participants-{}", group.word())), count.to_string()))
    });
    let unsaid = count_of(None).map(|count| (visit.t("phone-group-unsaid"), count.to_string()));
    known.chain(unsaid).collect()
}

fn section(
    visit: &Visit,
    received: &Received,
    stop: Option<&Stop>,
    name: &str,
    shows_all: bool,
    may_hide: bool,
) -> StopSection {
    let stop_id = stop.map(|stop| stop.id);
    let notes: Vec<&Observation> = received.observations.iter().filter(|noted| noted.stop_id == stop_id).collect();
    let of_stop = received.judgements.iter().filter(|judged| Some(judged.stop_id) == stop_id);
    let judges: HashSet<_> = of_stop.map(|judged| (judged.phone_id, judged.account_id)).collect();
    let late = notes.iter().filter(|noted| noted.is_late).count();
    let mut counts = vec![visit.t_with("phone-noted-count", &[("count", notes.len().into())])];
    if !judges.is_empty() {
        counts.push(visit.t_with("live-judged-count", &[("count", judges.len().into())]));
    }
    if late > 0 {
        counts.push(visit.t_with("live-late-count", &[("count", late.into())]));
    }
    let shown = if shows_all { notes.len() } else { notes.len().min(SHOWN) };
    let is_cut = shown < notes.len();
    StopSection {
        id: format!("stop-{name}"),
        heading: match stop {
            Some(stop) => visit.t_with(
                "phone-stop-named",
                &[("position", stop.position.to_string().into()), ("name", stop.name.as_str().into())],
            ),
            None => visit.t("phone-between-title"),
        },
        counts: counts.join(" · "),
        all: if is_cut { format!("{}?stop={name}", urls::walk_live(received.walk.id)) } else { String::new() },
        all_label: visit.t_with("live-show-all", &[("count", notes.len().into())]),
        notes: notes[..shown].iter().map(|noted| note_view(visit, received, noted, may_hide)).collect(),
    }
}

fn note_view(visit: &Visit, received: &Received, noted: &Observation, may_hide: bool) -> NoteView {
    let mut about =
        vec![visit.t(&format!("theme-{}", noted.theme.word())), visit.language.moment(noted.noted_at.instant())];
    if let Some(metres) = noted.accuracy_m.filter(|_| noted.latitude.is_some()) {
        about.push(visit.t_with("live-accuracy", &[("metres", visit.language.decimal(metres, 0).into())]));
    }
    if noted.account_id.is_some() {
        about.push(visit.t("live-by-leader"));
    }
    let photos = received.pictures.iter().filter(|picture| picture.observation_id == noted.id);
    NoteView {
        kind: visit.t(&format!("observation-{}", noted.kind.word())),
        sign: match noted.kind {
            ObservationKind::Deficiency => "more",
            ObservationKind::Strength => "less",
            ObservationKind::Suggestion | ObservationKind::Question => "",
        },
        about: about.join(" · "),
        is_late: noted.is_late,
        words: noted.description.clone(),
        photos: photos.map(|picture| photo_view(visit, received.walk.id, picture, may_hide)).collect(),
    }
}

fn photo_view(visit: &Visit, walk_id: i64, picture: &Picture, may_hide: bool) -> PhotoView {
    let (id, position) = (picture.observation_id, picture.position);
    let number = position.to_string();
    let hidden = picture.hidden_at.map(|at| {
        visit.t_with(
            "incident-photo-hidden",
            &[
                ("number", number.as_str().into()),
                ("who", picture.hidden_by.as_deref().unwrap_or_default().into()),
                ("when", visit.language.moment(at.instant()).into()),
                ("reason", picture.hidden_reason.as_deref().unwrap_or_default().into()),
            ],
        )
    });
    PhotoView {
        name: visit.t_with("photo-number", &[("number", number.as_str().into())]),
        alt: visit.t_with("live-photo-alt", &[("number", number.as_str().into())]),
        href: urls::walk_photo(walk_id, id, position),
        small: urls::walk_photo_small(walk_id, id, position),
        hide: if may_hide { urls::walk_photo_hide(walk_id, id, position) } else { String::new() },
        hidden: hidden.unwrap_or_default(),
    }
}

/// `GET /walks/{id}/changes`: that something came in, as it happens (server-sent events). For those who lead walks and may
/// see this one.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or may not be seen; [`AppError::TooMany`] when too many listen.
pub async fn changes(who: Allowed<LeadingWalks>, id: web::Path<i64>, tools: Tools) -> Result<HttpResponse, AppError> {
    let (id, viewer) = (id.into_inner(), who.viewer());
    tools.db.read(move |connection| find(connection, &viewer, id)).await?.or_not_found("walk")?;
    tools.changes.of_walk(id).ok_or(AppError::TooMany(60))
}
