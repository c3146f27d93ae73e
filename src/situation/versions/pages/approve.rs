//! Approving: what will be frozen, what is missing, and the button.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{TRIES, Tools};
use crate::accounts::Allowed;
use crate::accounts::session::WritingPicture;
use crate::error::AppError;
use crate::incidents::pages::review::uncounted_in_words;
use crate::situation::coverage::Heard;
use crate::situation::picture::Picture;
use crate::situation::store::count_uncounted;
use crate::situation::versions::actions::{self, Draft};
use crate::situation::versions::forms::{LONGEST_REASON, read_reason};
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status, see_other,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "situation/approve.html")]
struct ApprovePage {
    layout: Layout,
    back: String,
    back_label: String,
    days: String,
    heading: String,
    lead: String,
    /// From when on it can be approved; empty when it can.
    opens: String,
    facts: Vec<(String, String)>,
    /// What is missing or has not been looked at.
    warnings: Vec<String>,
    version: String,
    /// Whether it corrects an earlier version, which needs a reason.
    is_correction: bool,
    reason: String,
    most: String,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    action: String,
}

/// What the page shows: the draft, and how many reports of the week wait to be reviewed.
struct Material {
    draft: Draft,
    uncounted: i64,
}

impl Material {
    async fn read(tools: &Tools, week: IsoWeek) -> Result<Self, AppError> {
        let (map, now) = (tools.map.clone(), tools.clock.now());
        let read = tools.db.read(move |connection| {
            let ground = map.current(connection)?;
            let draft = Draft::read(connection, &ground, week, now)?;
            Ok::<_, AppError>(Self { draft, uncounted: count_uncounted(connection, week)? })
        });
        read.await
    }
}

/// `GET /situation/{week}/approve`: what will be frozen, and what is missing. For coordinators.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn approve(
    _who: Allowed<WritingPicture>,
    visit: Visit,
    week: web::Path<IsoWeek>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let material = Material::read(&tools, week.into_inner()).await?;
    approve_page(&visit, &tools, &material, &Submitted::default(), &Faults::default())
}

/// `POST /situation/{week}/approve`: freezes the picture as it is now. For coordinators.
///
/// # Errors
/// [`AppError::Conflict`] when the week changes faster than its documents are set; [`AppError::BadRequest`] when no form of
/// ours could have sent it.
pub async fn submit_approval(
    who: Allowed<WritingPicture>,
    visit: Visit,
    week: web::Path<IsoWeek>,
    tools: Tools,
    form: Submitted,
) -> Result<HttpResponse, AppError> {
    let week = week.into_inner();
    let material = Material::read(&tools, week).await?;
    let next = material.draft.version;
    let mut faults = Faults::default();
    let opens = tools.cut_off.after(week);
    if tools.clock.now() < opens {
        faults.add("approve", Message::new("versions-too-early").with("moment", visit.language.moment(opens)));
    }
    let reason = read_reason(&form, next > 1, &mut faults);
    if faults.is_empty() && form.text("version") != next.to_string() {
        // The same button pressed twice, or a colleague was first: either way it stands there now.
        return if next > 1 {
            Ok(see_other_with_flash(&urls::picture_version(week, next - 1), "flash-version-already"))
        } else {
            Err(AppError::BadRequest("error-broken-form"))
        };
    }
    if !faults.is_empty() {
        return approve_page(&visit, &tools, &material, &form, &faults);
    }
    for _ in 0..TRIES {
        if let Some(version) = try_to_approve(&who, &tools, week, &reason).await? {
            return Ok(see_other_with_flash(&urls::picture_version(week, version), "flash-version-approved"));
        }
        if Material::read(&tools, week).await?.draft.version != next {
            return Ok(see_other(&urls::picture_approve(week)));
        }
    }
    Err(AppError::Conflict("versions-busy"))
}

/// Freezes and keeps what the database holds at this instant; `None` when that was changed before it could be kept.
async fn try_to_approve(
    who: &Allowed<WritingPicture>,
    tools: &Tools,
    week: IsoWeek,
    reason: &str,
) -> Result<Option<i64>, AppError> {
    let (desk, map, reason) = (tools.desk(who), tools.map.clone(), reason.to_owned());
    let now = desk.now;
    let to_freeze = desk.clone();
    let read = move |connection: &mut _| {
        let ground = map.current(connection)?;
        Draft::read(connection, &ground, week, now)
    };
    let (draft, frozen) = tools.read_and_make(read, move |draft| draft.freeze(&to_freeze, &reason)).await?;
    let map = tools.map.clone();
    let keep = tools.db.write(move |connection| {
        let ground = map.current(connection)?;
        actions::approve(connection, &desk, &ground, &draft, &frozen)
    });
    keep.await
}

fn approve_page(
    visit: &Visit,
    tools: &Tools,
    material: &Material,
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let Draft { picture, version, .. } = &material.draft;
    let week = picture.week;
    let number = week.number();
    let opens = tools.cut_off.after(week);
    let is_correction = *version > 1;
    let heading = if is_correction { "versions-correct-title" } else { "versions-approve-title" };
    let heading = visit.t_with(heading, &[("week", number.into())]);
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let page = ApprovePage {
        layout: visit.layout(heading.clone(), Section::Situation),
        back: urls::situation(week),
        back_label: visit.t_with("situation-title", &[("week", number.into())]),
        days: visit.language.days_of(week),
        heading,
        lead: visit.t("versions-approve-lead"),
        opens: if tools.clock.now() < opens {
            visit.t_with("versions-opens", &[("moment", visit.language.moment(opens).into())])
        } else {
            String::new()
        },
        facts: facts(visit, picture, *version),
        warnings: warnings(visit, picture, material.uncounted),
        version: version.to_string(),
        is_correction,
        reason: form.text("reason"),
        most: LONGEST_REASON.to_string(),
        messages: faults.shown(visit.language),
        confirms_privacy,
        action: urls::picture_approve(week),
    };
    page_with_status(status, &page)
}

/// What will be frozen, in a few figures.
fn facts(visit: &Visit, picture: &Picture, version: i64) -> Vec<(String, String)> {
    let words = &picture.words;
    let of = |done: usize, all: usize| visit.t_with("versions-of", &[("done", done.into()), ("all", all.into())]);
    let parts = words.parts.iter().filter(|part| part.text.is_some()).count();
    let judged = words.assessments.iter().filter(|judged| judged.level.is_some()).count();
    let heard = picture.coverage.organisations.iter().filter(|it| it.is_expected && it.state != Heard::Silent).count();
    let expected = picture.coverage.organisations.iter().filter(|it| it.is_expected).count();
    let number = |count: i64| visit.language.number(count);
    let facts = [
        ("versions-fact-version", version.to_string()),
        ("versions-fact-events", number(picture.totals.event.figures.count)),
        ("versions-fact-unsafe", number(picture.totals.unsafe_place.figures.count)),
        ("versions-fact-heard", of(heard, expected)),
        ("versions-fact-findings", picture.findings.len().to_string()),
        ("versions-fact-parts", of(parts, words.parts.len())),
        ("versions-fact-judged", of(judged, words.assessments.len())),
        ("versions-fact-decided", picture.measures.promises.decided.to_string()),
    ];
    facts.into_iter().map(|(key, value)| (visit.language.text(key), value)).collect()
}

/// What is missing or has not been looked at: nothing of it stops an approval.
fn warnings(visit: &Visit, picture: &Picture, uncounted: i64) -> Vec<String> {
    let words = &picture.words;
    let mut warnings = Vec::new();
    let mut about = |key: &str, names: Vec<String>| {
        if !names.is_empty() {
            warnings.push(visit.t_with(key, &[("names", visit.language.listed(&names).into())]));
        }
    };
    let silent = picture.coverage.organisations.iter().filter(|it| it.is_expected && it.state == Heard::Silent);
    about("versions-warn-silent", silent.map(|it| it.organisation.clone()).collect());
    let unwritten = words.parts.iter().filter(|part| part.text.is_none());
    about("versions-warn-parts", unwritten.map(|part| part.organisation.clone()).collect());
    let unjudged = words.assessments.iter().filter(|judged| judged.level.is_none());
    about("versions-warn-judged", unjudged.map(|judged| judged.district.name.clone()).collect());
    let untold = words.notable.iter().filter(|notable| notable.text.is_none());
    about("versions-warn-notable", untold.map(|notable| notable.label.clone()).collect());
    let texts = [
        (words.summary.is_none(), "versions-warn-summary"),
        (words.shared.is_none(), "versions-warn-shared"),
        (words.feedback.is_none(), "versions-warn-feedback"),
    ];
    warnings.extend(texts.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, key)| visit.t(key)));
    warnings.extend(Some(uncounted_in_words(visit, uncounted)).filter(|words| !words.is_empty()));
    warnings
}
