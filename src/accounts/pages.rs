//! Signing in and out, one-time links, one's own account, and the statements that everybody may read.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::model::Account;
use super::session::{self, SignedIn};
use super::statements::{Statement, as_html};
use super::{Passwords, Throttle, actions, forms, store};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Faults, FieldMessages, LANGUAGE_COOKIE, Layout, Message, Section, Site, Submitted, Visit, client_address, cookie,
    page, page_with_status, see_other, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    layout: Layout,
    messages: FieldMessages,
    email: String,
    next: String,
    /// What went wrong as a whole: a wrong pair, or too many tries.
    refusal: String,
}

/// `GET /sign-in`. For everybody.
///
/// # Errors
/// None of its own.
pub async fn sign_in(request: HttpRequest, visit: Visit) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let next = query.text("next");
    if visit.visitor.is_some() {
        return Ok(see_other(forms::read_next(&next).unwrap_or(urls::HOME)));
    }
    show_sign_in(&visit, StatusCode::OK, String::new(), next, &Faults::default(), String::new())
}

fn show_sign_in(
    visit: &Visit,
    status: StatusCode,
    email: String,
    next: String,
    faults: &Faults,
    refusal: String,
) -> Result<HttpResponse, AppError> {
    let layout = visit.layout_of("sign-in-title", Section::Elsewhere);
    page_with_status(status, &SignInPage { layout, messages: faults.shown(visit.language), email, next, refusal })
}

/// What signing in needs of the application.
#[derive(Clone, Debug)]
pub struct Doors {
    /// Hashes and checks.
    pub passwords: Passwords,
    /// Slows down guessing at one account.
    pub by_account: Arc<Throttle>,
    /// Slows down guessing from one address.
    pub by_address: Arc<Throttle>,
}

/// `POST /sign-in` with `email` and `password`. For everybody. The same answer, in the same time, for an unknown address,
/// a wrong password and an account that was shut.
///
/// # Errors
/// None of its own.
pub async fn submit_sign_in(
    request: HttpRequest,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    site: web::Data<Site>,
    doors: web::Data<Doors>,
) -> Result<HttpResponse, AppError> {
    let (email, next) = (form.text("email").to_lowercase(), form.text("next"));
    let mut faults = Faults::default();
    // No address is longer (RFC 5321, 4.5.3.1); what is would only fill the memory of failures.
    if email.is_empty() || email.len() > 254 {
        faults.add("email", Message::new("sign-in-email-missing"));
    }
    if form.raw("password").is_empty() {
        faults.add("password", Message::new("sign-in-password-missing"));
    }
    if !faults.is_empty() {
        return show_sign_in(&visit, StatusCode::UNPROCESSABLE_ENTITY, email, next, &faults, String::new());
    }
    let now = clock.now();
    let address = client_address(&request, &site.trusted_proxies).map_or_else(String::new, |ip| ip.to_string());
    let waits = [doors.by_account.wait(&email, now), doors.by_address.wait(&address, now)];
    if let Some(seconds) = waits.into_iter().flatten().max() {
        let refusal = visit.t_with("sign-in-wait", &[("seconds", seconds.into())]);
        return show_sign_in(&visit, StatusCode::TOO_MANY_REQUESTS, email, next, &faults, refusal);
    }
    doors.by_account.note_failure(&email, now);
    doors.by_address.note_failure(&address, now);
    let wanted = email.clone();
    let found = db.read(move |connection| store::find_account_by_email(connection, &wanted)).await?;
    let (account, hash) = found.map_or((None, None), |(account, hash)| (Some(account), hash));
    let is_right = doors.passwords.is_right(form.raw("password").to_owned(), hash).await?;
    let Some(account) = account.filter(|account| is_right && account.disabled_at.is_none()) else {
        let refusal = visit.t("sign-in-refused");
        return show_sign_in(&visit, StatusCode::UNPROCESSABLE_ENTITY, email, next, &faults, refusal);
    };
    doors.by_account.forget(&email);
    doors.by_address.take_back(&address);
    let device = session::device_of(&request);
    let token = db.write(move |connection| actions::begin_session(connection, &account, &device, now)).await?;
    let mut response = see_other(forms::read_next(&next).unwrap_or(urls::HOME));
    response.add_cookie(&session::cookie(token, site.is_served_over_tls)).map_err(AppError::internal)?;
    Ok(response)
}

/// `POST /sign-out`. For everybody.
///
/// # Errors
/// None of its own.
pub async fn sign_out(
    who: Option<SignedIn>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    if let Some(who) = who {
        let now = clock.now();
        db.write(move |connection| actions::end_session(connection, &who.account, who.session_id, now)).await?;
    }
    let mut response = see_other_with_flash(urls::SIGN_IN, "flash-signed-out");
    response.add_cookie(&session::removal_cookie(site.is_served_over_tls)).map_err(AppError::internal)?;
    Ok(response)
}

#[derive(Template)]
#[template(path = "accounts/sign_in_link.html")]
struct SignInLinkPage {
    layout: Layout,
    messages: FieldMessages,
    action: String,
    greeting: String,
    email: String,
}

fn show_link(
    visit: &Visit,
    status: StatusCode,
    token: &str,
    account: Account,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let layout = visit.layout_of("link-title", Section::Elsewhere);
    let greeting = visit.t_with("link-greeting", &[("name", account.name.into())]);
    let messages = faults.shown(visit.language);
    let link_page =
        SignInLinkPage { layout, messages, action: urls::sign_in_link(token), greeting, email: account.email };
    page_with_status(status, &link_page)
}

/// `GET /sign-in/link/{token}`: choose a password. For whoever has the link; looking does not use it up, because mail
/// programs look at links too.
///
/// # Errors
/// [`AppError::Gone`] when the link was used, replaced or is too old.
pub async fn sign_in_link(
    visit: Visit,
    token: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (now, given) = (clock.now(), token.clone());
    let account = db.read(move |connection| actions::find_linked_account(connection, &given, now)).await?;
    let account = account.ok_or(AppError::Gone("link-gone"))?;
    show_link(&visit, StatusCode::OK, &token, account, &Faults::default())
}

/// `POST /sign-in/link/{token}` with `password` and `again`. For whoever has the link, once.
///
/// # Errors
/// [`AppError::Gone`] when the link was used, replaced or is too old.
pub async fn use_sign_in_link(
    request: HttpRequest,
    visit: Visit,
    token: web::Path<String>,
    form: Submitted,
    (db, clock): (web::Data<Db>, web::Data<Clock>),
    site: web::Data<Site>,
    doors: web::Data<Doors>,
) -> Result<HttpResponse, AppError> {
    let (now, given) = (clock.now(), token.clone());
    let account = db.read(move |connection| actions::find_linked_account(connection, &given, now)).await?;
    let account = account.ok_or(AppError::Gone("link-gone"))?;
    let mut faults = Faults::default();
    let Some(password) = forms::read_new_password(&form, &account, &mut faults) else {
        return show_link(&visit, StatusCode::UNPROCESSABLE_ENTITY, &token, account, &faults);
    };
    let hash = doors.passwords.hash(password).await?;
    let (given, device) = (token.into_inner(), session::device_of(&request));
    let begun = db.write(move |connection| actions::use_sign_in_link(connection, &given, &hash, &device, now)).await?;
    let session_token = begun.ok_or(AppError::Gone("link-gone"))?;
    let mut response = see_other_with_flash(urls::HOME, "flash-welcome");
    response.add_cookie(&session::cookie(session_token, site.is_served_over_tls)).map_err(AppError::internal)?;
    Ok(response)
}

/// `POST /language` with `language` and `back`. For everybody; kept in the account when there is one, else in the browser.
///
/// # Errors
/// [`AppError::BadRequest`] for a language we do not have.
pub async fn choose_language(
    who: Option<SignedIn>,
    form: Submitted,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    let language = Language::from_code(&form.text("language")).ok_or(AppError::BadRequest("error-broken-form"))?;
    if let Some(who) = who {
        let id = who.account.id;
        db.write(move |connection| Ok(store::update_language(connection, id, language.code())?)).await?;
    }
    let back = form.text("back");
    let mut response = see_other(forms::read_next(&back).unwrap_or(urls::HOME));
    let mut chosen = cookie(LANGUAGE_COOKIE, language.code().to_owned(), site.is_served_over_tls);
    chosen.set_max_age(actix_web::cookie::time::Duration::days(365));
    response.add_cookie(&chosen).map_err(AppError::internal)?;
    Ok(response)
}

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    layout: Layout,
    messages: FieldMessages,
    email: String,
    role: String,
    organisation: String,
    sessions: Vec<SessionRow>,
    has_others: bool,
}

struct SessionRow {
    id: i64,
    device: String,
    begun: String,
    ends: String,
    is_this: bool,
}

async fn show_account(
    visit: &Visit,
    who: &SignedIn,
    db: &Db,
    clock: &Clock,
    status: StatusCode,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (who.account.id, clock.now());
    let kept = db.read(move |connection| store::list_sessions(connection, id, now)).await?;
    let sessions: Vec<SessionRow> = kept
        .into_iter()
        .map(|session| SessionRow {
            id: session.id,
            begun: visit.language.moment(session.created_at.instant()),
            ends: visit.language.moment(session.expires_at.instant()),
            is_this: session.id == who.session_id,
            device: session.device,
        })
        .collect();
    let account_page = AccountPage {
        layout: visit.layout_of("account-title", Section::Elsewhere),
        messages: faults.shown(visit.language),
        email: who.account.email.clone(),
        role: visit.t(&format!("role-{}", who.account.role.word())),
        organisation: who.organisation.name.clone(),
        has_others: sessions.len() > 1,
        sessions,
    };
    page_with_status(status, &account_page)
}

/// `GET /account`: one's own account. For everybody signed in.
///
/// # Errors
/// None of its own.
pub async fn account(
    who: SignedIn,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    show_account(&visit, &who, &db, &clock, StatusCode::OK, &Faults::default()).await
}

/// `POST /account/password` with `current`, `password` and `again`. For everybody signed in; ends the other sessions.
///
/// # Errors
/// None of its own.
pub async fn change_password(
    who: SignedIn,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    doors: web::Data<Doors>,
) -> Result<HttpResponse, AppError> {
    let (id, now) = (who.account.id, clock.now());
    let email = &who.account.email;
    if let Some(seconds) = doors.by_account.wait(email, now) {
        return Err(AppError::TooMany(seconds));
    }
    doors.by_account.note_failure(email, now);
    let mut faults = Faults::default();
    let hash = db.read(move |connection| store::find_password_hash(connection, id)).await?;
    if doors.passwords.is_right(form.raw("current").to_owned(), hash).await? {
        doors.by_account.take_back(email);
    } else {
        faults.add("current", Message::new("password-current-wrong"));
    }
    let chosen = forms::read_new_password(&form, &who.account, &mut faults);
    let Some(password) = chosen.filter(|_| faults.is_empty()) else {
        return show_account(&visit, &who, &db, &clock, StatusCode::UNPROCESSABLE_ENTITY, &faults).await;
    };
    let hash = doors.passwords.hash(password).await?;
    db.write(move |connection| actions::change_password(connection, &who.account, who.session_id, &hash, now)).await?;
    Ok(see_other_with_flash(urls::ACCOUNT, "flash-password-changed"))
}

/// `POST /account/sessions`: ends the session `session` of one's own, or all but this one. For everybody signed in.
///
/// # Errors
/// [`AppError::NotFound`] when the session is not one's own.
pub async fn end_sessions(
    who: SignedIn,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (SignedIn { account, session_id, .. }, now) = (who, clock.now());
    if form.has("session") {
        let session: i64 = form.text("session").parse().map_err(|_| AppError::BadRequest("error-broken-form"))?;
        let was_there = db.write(move |connection| actions::end_session(connection, &account, session, now)).await?;
        was_there.then_some(()).or_not_found("session")?;
        return Ok(see_other_with_flash(urls::ACCOUNT, "flash-session-ended"));
    }
    db.write(move |connection| actions::end_other_sessions(connection, &account, session_id, now)).await?;
    Ok(see_other_with_flash(urls::ACCOUNT, "flash-sessions-ended"))
}

#[derive(Template)]
#[template(path = "accounts/statement.html")]
struct StatementPage {
    layout: Layout,
    heading: String,
    /// When the municipality last changed it, in words; empty for the built-in text.
    changed: String,
    html: String,
}

async fn show_statement(visit: &Visit, statement: Statement, db: &Db) -> Result<HttpResponse, AppError> {
    let (slug, language) = (statement.slug(), visit.language);
    let found = db.read(move |connection| store::find_statement(connection, slug, language.code())).await?;
    let heading = visit.t(&format!("statement-{slug}"));
    let at = found.as_ref().map(|(_, at)| language.moment(at.instant()));
    let statement_page = StatementPage {
        layout: visit.layout(heading.clone(), Section::Elsewhere),
        heading,
        changed: at.map_or_else(String::new, |when| visit.t_with("statement-changed", &[("when", when.into())])),
        html: as_html(found.as_ref().map_or(statement.built_in(language), |(body, _)| body)),
    };
    page(&statement_page)
}

/// `GET /about/accessibility`. For everybody.
///
/// # Errors
/// None of its own.
pub async fn accessibility(visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    show_statement(&visit, Statement::Accessibility, &db).await
}

/// `GET /about/privacy`. For everybody.
///
/// # Errors
/// None of its own.
pub async fn privacy(visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    show_statement(&visit, Statement::Privacy, &db).await
}

/// `GET /support`. For everybody: who needs it may not have an account.
///
/// # Errors
/// None of its own.
pub async fn support(visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    show_statement(&visit, Statement::Support, &db).await
}
