//! The protocol while it is worked on: what waits to be gathered, the points, publishing; and its files.

use actix_web::http::StatusCode;
use actix_web::http::header::DispositionType;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::invite::file;
use super::{Surroundings, Tools, day_of, district_name};
use crate::accounts::Allowed;
use crate::accounts::session::LeadingWalks;
use crate::db::DbConnection;
use crate::districts::Drawing;
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::urls;
use crate::walks::actions::Leader;
use crate::walks::drawn::{draw, svg};
use crate::walks::forms::{LONGEST_LINE, LONGEST_TEXT};
use crate::walks::model::{Observation, ObservationKind, Stop, Theme, Walk};
use crate::walks::protocol::document::{self, Around};
use crate::walks::protocol::forms::{PointForm, needed_text, ticked};
use crate::walks::protocol::lines::{Edition, JudgedLine, Line, MeasureLine, Written};
use crate::walks::protocol::model::Protocol;
use crate::walks::protocol::{actions, store as notes, table};
use crate::walks::route::Way;
use crate::walks::store;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "walks/protocol.html")]
struct ProtocolPage {
    layout: Layout,
    back: String,
    title: String,
    action: String,
    messages: FieldMessages,
    /// Since when it is published; empty when it is not.
    published: String,
    may_change: bool,
    links: Links,
    waiting: Vec<Waiting>,
    aside: Vec<NoteView>,
    form: GatherFields,
    written: WrittenView,
}

struct Links {
    files: FileLinks,
    public: String,
    response: String,
    /// Comparing with the earlier walk; empty when this walks none again.
    compare: String,
}

/// Where the protocol's files are.
pub(super) struct FileLinks {
    pub pdf: String,
    pub csv: String,
    pub geojson: String,
}

impl FileLinks {
    pub fn of(address: &str) -> Self {
        let ending = |ending: &str| format!("{address}.{ending}");
        Self { pdf: ending("pdf"), csv: ending("csv"), geojson: ending("geojson") }
    }
}

/// What waits to be gathered at one stop, or between stops.
struct Waiting {
    name: String,
    notes: Vec<NoteView>,
}

/// Something that was noted, in its writer's words: for leaders alone.
pub(super) struct NoteView {
    pub id: i64,
    pub kind: String,
    pub text: String,
    pub about: String,
    pub is_ticked: bool,
}

impl NoteView {
    pub fn of(visit: &Visit, observation: &Observation, stops: &[Stop], ticked: &[i64]) -> Self {
        let stop = stops.iter().find(|stop| Some(stop.id) == observation.stop_id).map(|stop| stop.name.clone());
        let late = observation.is_late.then(|| visit.t("protocol-late"));
        let parts = [
            Some(visit.t(&format!("theme-{}", observation.theme.word()))),
            stop,
            Some(visit.language.moment(observation.noted_at.instant())),
            late,
            observation.set_aside_reason.clone(),
        ];
        Self {
            id: observation.id,
            kind: visit.t(&format!("observation-{}", observation.kind.word())),
            text: if observation.description.is_empty() {
                visit.t("protocol-only-picture")
            } else {
                observation.description.clone()
            },
            about: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            is_ticked: ticked.contains(&observation.id),
        }
    }
}

/// The fields that make a point.
pub(super) struct GatherFields {
    pub points: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub themes: Vec<Choice>,
    pub stops: Vec<Choice>,
    pub words: String,
    pub place: String,
    pub reason: String,
    pub most: String,
    pub confirms_privacy: Option<bool>,
}

impl GatherFields {
    pub fn of(visit: &Visit, form: &PointForm, protocol: &Protocol, faults: &Faults, first: &str) -> Self {
        let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
        let as_noted = |field: &str| (!first.is_empty()).then(|| Choice::new("", visit.t(first), &form.text(field)));
        let new = Choice::new("", visit.t("protocol-new-point"), &form.text("point"));
        let known = protocol.entries.iter().map(|entry| {
            let label = format!("{}. {}: {}", entry.point.number, entry.point.place, shortened(&entry.point.words));
            Choice::new(entry.point.number.to_string(), label, &form.text("point"))
        });
        let kind = |kind: &ObservationKind| {
            Choice::new(kind.word(), visit.t(&format!("observation-{}", kind.word())), &form.text("kind"))
        };
        let theme =
            |theme: &Theme| Choice::new(theme.word(), visit.t(&format!("theme-{}", theme.word())), &form.text("theme"));
        let stop = |stop: &Stop| {
            let label = format!("{}. {}", stop.position, stop.name);
            Choice::new(stop.id.to_string(), label, &form.text("stop"))
        };
        let no_stop = Choice::new("", visit.t("protocol-no-stop"), &form.text("stop"));
        Self {
            points: std::iter::once(new).chain(known).collect(),
            kinds: as_noted("kind").into_iter().chain(ObservationKind::ALL.iter().map(kind)).collect(),
            themes: as_noted("theme").into_iter().chain(Theme::ALL.iter().map(theme)).collect(),
            stops: std::iter::once(no_stop).chain(protocol.stops.iter().map(stop)).collect(),
            words: form.text("words"),
            place: form.text("place"),
            reason: form.text("reason"),
            most: LONGEST_TEXT.to_string(),
            confirms_privacy,
        }
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    format!("{} …", text.chars().take(MOST).collect::<String>().trim_end())
}

/// A protocol as pages show it.
pub(super) struct WrittenView {
    pub facts: Vec<(String, String)>,
    pub strengths: Vec<RowView>,
    pub rows: Vec<RowView>,
    pub parameters: Vec<String>,
    pub judged: Vec<JudgedLine>,
    pub drawing: Option<Drawing>,
    pub credit: String,
}

/// A row of the table: a point and one of its measures, or that there is none.
pub(super) struct RowView {
    pub number: i64,
    /// Whether it is the first row of its point, to which links lead.
    pub is_first: bool,
    /// Where the point is worked on; empty for the public.
    pub href: String,
    pub kind: String,
    pub place: String,
    pub words: String,
    pub change: String,
    /// How many observations were gathered to it, in words; empty for the public.
    pub gathered: String,
    pub measure: String,
    /// Where the measure is; empty for the public, or without one.
    pub measure_href: String,
    pub responsible: String,
    pub due: String,
    pub status: String,
    pub changes: Vec<(String, String)>,
    pub note: String,
    pub reason: String,
}

impl WrittenView {
    pub fn of(
        visit: &Visit,
        (protocol, written): (&Protocol, &Written),
        around: &Surroundings,
        edition: Edition,
    ) -> Self {
        let rows =
            |lines: &[Line]| lines.iter().flat_map(|line| row_views(visit, protocol.walk.id, line, edition)).collect();
        Self {
            facts: written.facts.clone(),
            strengths: rows(&written.strengths),
            rows: rows(&written.rows),
            parameters: written.parameters.clone(),
            judged: written.judged.clone(),
            drawing: drawing(visit.language, protocol, written, around),
            credit: around.ground.credit().to_owned(),
        }
    }
}

fn row_views(visit: &Visit, walk_id: i64, line: &Line, edition: Edition) -> Vec<RowView> {
    let is_working = edition == Edition::Working;
    let kind = if line.kind == ObservationKind::Deficiency { String::new() } else { line.kind_name.clone() };
    let count = i64::try_from(line.observations).unwrap_or_default();
    let gathered = visit.t_with("protocol-count", &[("count", count.into())]);
    let row = |at: usize, measure: Option<&MeasureLine>| {
        let said = |of: fn(&MeasureLine) -> &String| measure.map(of).cloned().unwrap_or_default();
        let none = if line.reason.is_empty() { "protocol-unanswered" } else { "protocol-no-measure" };
        RowView {
            number: line.number,
            is_first: at == 0,
            href: if is_working { urls::walk_point(walk_id, line.number) } else { String::new() },
            kind: kind.clone(),
            place: line.place.clone(),
            words: line.words.clone(),
            change: line.change.clone(),
            gathered: if is_working { gathered.clone() } else { String::new() },
            measure: said(|measure| &measure.title),
            measure_href: measure.filter(|_| is_working).map(|measure| urls::measure(measure.id)).unwrap_or_default(),
            responsible: said(|measure| &measure.responsible),
            due: said(|measure| &measure.due),
            status: measure.map_or_else(|| visit.t(none), |measure| measure.status.clone()),
            changes: measure.map(|measure| measure.changes.clone()).unwrap_or_default(),
            note: said(|measure| &measure.note),
            reason: measure.map_or_else(|| line.reason.clone(), |measure| measure.reason.clone()),
        }
    };
    if line.measures.is_empty() {
        return vec![row(0, None)];
    }
    line.measures.iter().enumerate().map(|(at, measure)| row(at, Some(measure))).collect()
}

fn drawing(language: Language, protocol: &Protocol, written: &Written, around: &Surroundings) -> Option<Drawing> {
    let way = Way::of(&protocol.walk.plan.route, &protocol.stops);
    let day = day_of(&protocol.walk);
    draw(language, &around.ground, &around.places, &written.marks(), &way, day)
}

/// A protocol with what pages and files say beside it.
pub(super) struct Read {
    pub protocol: Protocol,
    pub around: Surroundings,
}

impl Read {
    pub fn of(connection: &mut DbConnection, tools: &Tools, walk: Walk) -> Result<Self, AppError> {
        Ok(Self { protocol: Protocol::read(connection, walk)?, around: Surroundings::read(connection, tools)? })
    }

    pub fn written(&self, language: Language, edition: Edition) -> Written {
        Written::of(&self.protocol, &district_name(&self.around.ground, &self.protocol.walk), language, edition)
    }

    /// The file of this ending.
    pub async fn file(
        self,
        visit: &Visit,
        tools: &Tools,
        edition: Edition,
        ending: &str,
    ) -> Result<HttpResponse, AppError> {
        let written = self.written(visit.language, edition);
        let name = format!("protokoll-{}.{ending}", self.protocol.walk.id);
        match ending {
            "csv" => {
                let mut bytes = Vec::new();
                table::write_csv(&written, visit.language, &mut bytes).map_err(AppError::internal)?;
                Ok(file("text/csv; charset=utf-8", name, DispositionType::Attachment, bytes))
            }
            "geojson" => {
                let text = table::geojson(&written).to_string();
                Ok(file("application/geo+json", name, DispositionType::Attachment, text.into_bytes()))
            }
            _ => {
                let drawing = drawing(visit.language, &self.protocol, &written, &self.around);
                let made_up = if tools.site.is_demo { visit.t("frame-made-up") } else { String::new() };
                let around = Around {
                    map: drawing.as_ref().map(svg).unwrap_or_default(),
                    credit: self.around.ground.credit().to_owned(),
                    foot: format!("{made_up} {}", tools.site.municipality).trim().to_owned(),
                    edition: edition_words(visit, &self.protocol.walk),
                };
                let language = visit.language;
                let bytes = web::block(move || document::pdf(&written, &around, language));
                let bytes = bytes.await.map_err(AppError::internal)??;
                Ok(file("application/pdf", name, DispositionType::Inline, bytes))
            }
        }
    }
}

/// Since when a protocol is published, or that it is not.
fn edition_words(visit: &Visit, walk: &Walk) -> String {
    walk.published_at.map_or_else(
        || visit.t("protocol-draft"),
        |at| visit.t_with("protocol-published", &[("day", visit.language.moment(at.instant()).into())]),
    )
}

fn protocol_page(
    visit: &Visit,
    read: &Read,
    observations: &[Observation],
    leader: &Leader,
    (form, faults): (&Submitted, &Faults),
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (protocol, walk) = (&read.protocol, &read.protocol.walk);
    let written = read.written(visit.language, Edition::Working);
    let ticked = ticked(form);
    let view = |noted: &Observation| NoteView::of(visit, noted, &protocol.stops, &ticked);
    let (aside, open): (Vec<_>, Vec<_>) = observations
        .iter()
        .filter(|noted| noted.point_id.is_none())
        .partition(|noted| noted.set_aside_reason.is_some());
    let at = |stop: Option<&Stop>| {
        let those = open.iter().filter(|noted| noted.stop_id == stop.map(|stop| stop.id));
        let name = stop.map_or_else(|| visit.t("protocol-between"), |stop| format!("{}. {}", stop.position, stop.name));
        Waiting { name, notes: those.map(|noted| view(noted)).collect() }
    };
    let waiting = protocol.stops.iter().map(|stop| at(Some(stop))).chain([at(None)]);
    let published = walk.published_at.map(|_| edition_words(visit, walk)).unwrap_or_default();
    let compare = if protocol.earlier.is_some() { urls::walk_compare(walk.id) } else { String::new() };
    let protocol_page = ProtocolPage {
        layout: visit.layout_of("protocol-title", Section::Walks),
        back: urls::walk(walk.id),
        title: walk.plan.title.clone(),
        action: urls::walk_protocol(walk.id),
        messages: faults.shown(visit.language),
        published,
        may_change: walk.may_be_changed_by(&leader.viewer),
        links: Links {
            files: FileLinks::of(&urls::walk_protocol(walk.id)),
            public: urls::protocol(walk.id),
            response: urls::walk_response(walk.id),
            compare,
        },
        waiting: waiting.filter(|waiting| !waiting.notes.is_empty()).collect(),
        aside: aside.into_iter().map(view).collect(),
        form: GatherFields::of(visit, &PointForm::sent(form.clone()), protocol, faults, "protocol-as-noted"),
        written: WrittenView::of(visit, (protocol, &written), &read.around, Edition::Working),
    };
    page_with_status(status, &protocol_page)
}

/// A walk's protocol as this leader may see it, and everything that was noted.
async fn to_read(tools: &Tools, leader: &Leader, id: i64) -> Result<(Read, Vec<Observation>), AppError> {
    let (own, viewer) = (tools.clone(), leader.viewer);
    tools
        .db
        .read(move |connection| {
            let walk = store::find(connection, &viewer, id)?.or_not_found("walk")?;
            let observations = notes::list_observations(connection, id)?;
            Ok::<_, AppError>((Read::of(connection, &own, walk)?, observations))
        })
        .await
}

/// `GET /walks/{id}/protocol`. For those who lead walks and may see it.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen.
pub async fn protocol(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let leader = tools.leader(&who);
    let (read, observations) = to_read(&tools, &leader, id.into_inner()).await?;
    protocol_page(&visit, &read, &observations, &leader, (&Submitted::default(), &Faults::default()))
}

/// `POST /walks/{id}/protocol`: `step` is `gather` (`observation` keys, and `point` or the fields of a new one: `words`,
/// `kind`, `theme`, `stop`, `place`), `aside` (`observation`, `reason`), `back` (`observation`), `publish` or `withdraw`.
/// 303 to the protocol; 422 with the form. For those who may change the walk.
///
/// # Errors
/// As [`actions::make_point`].
pub async fn change_protocol(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, leader) = (id.into_inner(), tools.leader(&who));
    let (read, observations) = to_read(&tools, &leader, id).await?;
    if !read.protocol.walk.may_be_changed_by(&leader.viewer) {
        return Err(AppError::Forbidden);
    }
    let change = match read_change(&form, &read.protocol, &observations) {
        Ok(change) => change,
        Err(Some(faults)) => return protocol_page(&visit, &read, &observations, &leader, (&form, &faults)),
        Err(None) => return Err(AppError::BadRequest("error-broken-form")),
    };
    let flash = tools.db.write(move |connection| change.make(connection, id, &leader)).await?;
    Ok(see_other_with_flash(&urls::walk_protocol(id), flash))
}

/// What is to become of a protocol.
enum Change {
    NewPoint(notes::PointContent, Vec<i64>),
    Gather(i64, Vec<i64>),
    SetAside(String, Vec<i64>),
    Back(Vec<i64>),
    Publish,
    Withdraw,
}

impl Change {
    fn make(&self, connection: &mut DbConnection, id: i64, leader: &Leader) -> Result<&'static str, AppError> {
        match self {
            Self::NewPoint(content, keys) => {
                actions::make_point(connection, id, content, keys, leader)?;
                Ok("flash-protocol-point-made")
            }
            Self::Gather(number, keys) => {
                actions::gather(connection, id, *number, keys, leader)?;
                Ok("flash-protocol-gathered")
            }
            Self::SetAside(reason, keys) => {
                actions::set_aside(connection, id, keys, reason, leader)?;
                Ok("flash-protocol-set-aside")
            }
            Self::Back(keys) => {
                actions::part(connection, id, keys, leader)?;
                Ok("flash-protocol-parted")
            }
            Self::Publish => {
                actions::publish(connection, id, leader)?;
                Ok("flash-protocol-published")
            }
            Self::Withdraw => {
                actions::withdraw(connection, id, leader)?;
                Ok("flash-protocol-withdrawn")
            }
        }
    }
}

/// The change a form asks for; what is wrong with it, or nothing when no form of ours could have sent it.
fn read_change(form: &Submitted, protocol: &Protocol, observations: &[Observation]) -> Result<Change, Option<Faults>> {
    let keys = ticked(form);
    let mut faults = Faults::default();
    let some_ticked = |faults: &mut Faults| {
        if keys.is_empty() {
            faults.add("observations", Message::new("protocol-none-ticked"));
        }
    };
    let change = match form.text("step").as_str() {
        "gather" if form.has("point") => {
            some_ticked(&mut faults);
            let number = form.text("point").parse().ok();
            let known = number.filter(|number| protocol.entries.iter().any(|entry| entry.point.number == *number));
            faults.sift("point", known.ok_or(Message::new("report-choice-unknown"))).map(|n| Change::Gather(n, keys))
        }
        "gather" => {
            let gathered: Vec<&Observation> = observations.iter().filter(|noted| keys.contains(&noted.id)).collect();
            let content = PointForm::sent(form.clone()).parse(&protocol.stops, &gathered);
            let content = content.map_err(|found| {
                found.iter().for_each(|(field, message)| faults.add(field, message.clone()));
            });
            content.ok().map(|content| Change::NewPoint(content, keys))
        }
        "aside" => {
            some_ticked(&mut faults);
            let reason = needed_text(form, "reason", LONGEST_LINE, &mut faults);
            Some(Change::SetAside(reason, keys))
        }
        "back" => Some(Change::Back(keys)),
        "publish" => Some(Change::Publish),
        "withdraw" => Some(Change::Withdraw),
        _ => return Err(None),
    };
    change.filter(|_| faults.is_empty()).ok_or(Some(faults))
}

/// `GET /walks/{id}/protocol.pdf`, `.csv`, `.geojson`: exact places. For those who lead walks and may see it; tables are
/// written into the log.
///
/// # Errors
/// [`AppError::NotFound`] when it may not be seen, or for another ending.
pub async fn protocol_file(
    who: Allowed<LeadingWalks>,
    visit: Visit,
    path: web::Path<(i64, String)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (id, ending) = path.into_inner();
    let leader = tools.leader(&who);
    let (read, _) = to_read(&tools, &leader, id).await?;
    if !FILES.contains(&ending.as_str()) {
        return Err(AppError::NotFound("format"));
    }
    if ending != "pdf" {
        let (walk, ending) = (read.protocol.walk.clone(), ending.clone());
        tools.db.write(move |connection| actions::note_export(connection, &walk, &ending, &leader)).await?;
    }
    read.file(&visit, &tools, Edition::Working, &ending).await
}

/// The endings of a protocol's files.
pub(super) const FILES: [&str; 3] = ["pdf", "csv", "geojson"];
