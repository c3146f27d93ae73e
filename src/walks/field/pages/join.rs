//! The door of a walk: typing a code, what happens with what one writes, joining, leaving.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::phones::{self, actions};
use crate::error::AppError;
use crate::texts::Language;
use crate::time::plus_hours;
use crate::urls;
use crate::walks::field::model::Walker;
use crate::walks::field::store;
use crate::walks::model::{HOURS_BEFORE, Participants, Walk};
use crate::web::{
    Layout, Section, Submitted, Tile, Visit, client_address, page, page_with_status, see_other, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "walks/field/door.html")]
struct DoorPage {
    layout: Layout,
    /// What was typed.
    code: String,
    /// What is wrong with it; empty when nothing is.
    error: String,
}

fn door_page(visit: &Visit, status: StatusCode, code: String, error: String) -> Result<HttpResponse, AppError> {
    page_with_status(status, &DoorPage { layout: visit.layout_of("phone-door-title", Section::Elsewhere), code, error })
}

/// `GET /w`: where a participant types a code. For everybody.
///
/// # Errors
/// None of its own.
pub async fn door(visit: Visit) -> Result<HttpResponse, AppError> {
    door_page(&visit, StatusCode::OK, String::new(), String::new())
}

/// `POST /w` with `code`, in any letters and with any gaps. For everybody. Whether it opens anything is said where it leads.
///
/// # Errors
/// None of its own.
pub async fn submit_code(visit: Visit, form: Submitted) -> Result<HttpResponse, AppError> {
    let code = phones::read_code(&form.text("code"));
    if code.is_empty() {
        return door_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, String::new(), visit.t("phone-code-missing"));
    }
    Ok(see_other(&urls::join(&code)))
}

/// A language that a participant may choose on the first screen.
struct LanguageChoice {
    code: &'static str,
    name: &'static str,
    direction: &'static str,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "walks/field/welcome.html")]
struct WelcomePage {
    layout: Layout,
    action: String,
    title: String,
    facts: Vec<(String, String)>,
    languages: Vec<LanguageChoice>,
    groups: Vec<Tile>,
}

#[derive(Template)]
#[template(path = "walks/field/closed.html")]
struct ClosedPage {
    layout: Layout,
    title: String,
    /// When it opens, or that it is over.
    words: String,
    /// The published protocol; empty when there is none.
    protocol: String,
}

/// What whoever has not joined finds at the address of a code.
pub(super) async fn approach(
    request: &HttpRequest,
    visit: &Visit,
    tools: &Tools,
    code: String,
) -> Result<HttpResponse, AppError> {
    let wanted = code.clone();
    let found = tools.db.read(move |connection| store::find_of_code(connection, &wanted)).await?;
    match found {
        None => wrong_code(request, visit, tools, code).await,
        Some(walk) if walk.is_open(tools.now) => welcome(visit, tools, &walk, &code),
        Some(walk) => closed(visit, tools, &walk),
    }
}

async fn wrong_code(
    request: &HttpRequest,
    visit: &Visit,
    tools: &Tools,
    code: String,
) -> Result<HttpResponse, AppError> {
    let address = client_address(request, &tools.site.trusted_proxies);
    let Some(seconds) = tools.doorkeeper.note_wrong(address, tools.now).await else {
        return door_page(visit, StatusCode::NOT_FOUND, code, visit.t("phone-code-wrong"));
    };
    let error = visit.t_with("phone-code-wrong-often", &[("seconds", seconds.into())]);
    let mut answer = door_page(visit, StatusCode::TOO_MANY_REQUESTS, code, error)?;
    answer.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    Ok(answer)
}

fn welcome(visit: &Visit, tools: &Tools, walk: &Walk, code: &str) -> Result<HttpResponse, AppError> {
    let none = Tile::new("", visit.t("phone-group-unsaid"), "");
    let groups = Participants::ALL
        .iter()
        .map(|group| Tile::new(group.word(), visit.t(&format!("participants-{}", group.word())), ""));
    let languages = Language::ALL.into_iter().map(|language| LanguageChoice {
        code: language.code(),
        name: language.own_name(),
        direction: language.direction(),
        is_chosen: language == visit.language,
    });
    page(&WelcomePage {
        layout: visit.layout(walk.plan.title.clone(), Section::Elsewhere).dark_if(tools.is_dark(walk)),
        action: urls::join(code),
        title: walk.plan.title.clone(),
        facts: vec![
            (visit.t("phone-when"), visit.language.moment(walk.plan.starts_at.instant())),
            (visit.t("phone-meeting-place"), walk.plan.meeting_place.clone()),
        ],
        languages: languages.collect(),
        groups: std::iter::once(none).chain(groups).collect(),
    })
}

fn closed(visit: &Visit, tools: &Tools, walk: &Walk) -> Result<HttpResponse, AppError> {
    let opens_at = plus_hours(walk.plan.starts_at.instant(), -HOURS_BEFORE);
    let words = if tools.now < opens_at {
        visit.t_with("phone-opens-at", &[("at", visit.language.moment(opens_at).into())])
    } else {
        visit.t("phone-is-over")
    };
    page(&ClosedPage {
        layout: visit.layout(walk.plan.title.clone(), Section::Elsewhere),
        title: walk.plan.title.clone(),
        words,
        protocol: walk.published_at.map(|_| urls::protocol(walk.id)).unwrap_or_default(),
    })
}

/// `POST /w/{code}`: joins, with `participants`, the group one wants to be counted in, or none. For everybody who knows
/// the code, while the walk is open. Whoever is in already stays who they are.
///
/// # Errors
/// [`AppError::Gone`] when the phone was shut out.
pub async fn join(
    request: HttpRequest,
    walker: Result<Walker, AppError>,
    visit: Visit,
    path: web::Path<String>,
    form: Submitted,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let code = phones::read_code(&path);
    match walker {
        Ok(walker) => return Ok(see_other(&urls::join(&walker.code))),
        Err(AppError::SignedOut) => {}
        Err(fault) => return Err(fault),
    }
    let wanted = code.clone();
    let found = tools.db.read(move |connection| store::find_of_code(connection, &wanted)).await?;
    let Some(walk) = found.filter(|walk| walk.is_open(tools.now)) else {
        return approach(&request, &visit, &tools, code).await;
    };
    let (group, now) = (Participants::from_word(&form.text("participants")), tools.now);
    let token = tools
        .db
        .write(move |connection| actions::join(connection, walk.id, group.map(|group| group.word()), now))
        .await?;
    tools.changes.tell_of_walk(walk.id);
    let mut response = see_other(&urls::join(&code));
    let ends_at = walk.plan.ends_at.instant();
    let cookie = phones::cookie(token, &code, ends_at, now, tools.site.is_served_over_tls);
    response.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(response)
}

/// `POST /w/{code}/leave`: ends what this phone is on the walk, so that somebody else may join with it. For phones that
/// joined.
///
/// # Errors
/// As [`Walker`].
pub async fn leave(walker: Walker, tools: Tools) -> Result<HttpResponse, AppError> {
    let now = tools.now;
    let Some(phone) = walker.sender.phone_id() else { return Ok(see_other(&urls::join(&walker.code))) };
    tools.db.write(move |connection| actions::leave(connection, phone, now)).await?;
    let mut response = see_other_with_flash(urls::JOIN, "flash-walk-left");
    let removal = phones::removal_cookie(&walker.code, tools.site.is_served_over_tls);
    response.add_cookie(&removal).map_err(AppError::internal)?;
    Ok(response)
}
