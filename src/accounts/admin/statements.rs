//! The statements as their editor sees them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::tabs;
use crate::accounts::session::{Administering, Allowed};
use crate::accounts::statements::{Statement, as_html};
use crate::accounts::{actions, forms, store};
use crate::db::{Db, Moment};
use crate::error::{AppError, OrNotFound as _};
use crate::texts::Language;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Faults, FieldMessages, Layout, NavItem, Section, Submitted, Visit, page, page_with_status, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "accounts/admin_statements.html")]
struct StatementsPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    rows: Vec<StatementRow>,
}

struct StatementRow {
    href: String,
    name: String,
    language: String,
    /// Who wrote it and when, in words.
    state: String,
}

fn name(visit: &Visit, statement: Statement) -> String {
    visit.t(&format!("statement-{}", statement.slug()))
}

fn state(visit: &Visit, changed_at: Option<Moment>) -> String {
    match changed_at {
        None => visit.t("admin-statement-built-in"),
        Some(at) => visit.t_with("admin-statement-changed", &[("when", visit.language.moment(at.instant()).into())]),
    }
}

/// `GET /admin/statements`. For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn statements(
    _who: Allowed<Administering>,
    visit: Visit,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let each = || Statement::ALL.into_iter().flat_map(|one| Language::ALL.map(|language| (one, language)));
    let read = move |connection: &mut _| -> Result<Vec<_>, AppError> {
        let find = |(one, language): (Statement, Language)| {
            let found = store::find_statement(connection, one.slug(), language.code())?;
            Ok((one, language, found.map(|(_, changed_at)| changed_at)))
        };
        each().map(find).collect()
    };
    let row = |(one, language, changed_at): (Statement, Language, Option<Moment>)| StatementRow {
        href: urls::admin_statement(one.slug(), language.code()),
        name: name(&visit, one),
        language: language.own_name().to_owned(),
        state: state(&visit, changed_at),
    };
    let rows = db.read(read).await?.into_iter().map(row).collect();
    let layout = visit.layout_of("admin-statements", Section::Admin);
    page(&StatementsPage { layout, tabs: tabs(&visit, urls::ADMIN_STATEMENTS), rows })
}

#[derive(Template)]
#[template(path = "accounts/admin_statement.html")]
struct StatementPage {
    layout: Layout,
    heading: String,
    language: String,
    code: &'static str,
    state: String,
    action: String,
    address: &'static str,
    body: String,
    preview: String,
    messages: FieldMessages,
}

/// The statement and the language of an address.
fn read_path(path: &(String, String)) -> Result<(Statement, Language), AppError> {
    let statement = Statement::from_slug(&path.0).or_not_found("statement")?;
    Ok((statement, Language::from_code(&path.1).or_not_found("statement")?))
}

async fn show_statement(
    visit: &Visit,
    db: &Db,
    (statement, language): (Statement, Language),
    status: StatusCode,
    typed: Option<String>,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let (slug, code) = (statement.slug(), language.code());
    let found = db.read(move |connection| store::find_statement(connection, slug, code)).await?;
    let (kept, changed_at) = match found {
        Some((body, at)) => (body, Some(at)),
        None => (statement.built_in(language).to_owned(), None),
    };
    let statement_page = StatementPage {
        layout: visit.layout(name(visit, statement), Section::Admin),
        heading: name(visit, statement),
        language: language.own_name().to_owned(),
        code,
        state: state(visit, changed_at),
        action: urls::admin_statement(slug, code),
        address: statement.address(),
        preview: as_html(&kept),
        body: typed.unwrap_or(kept),
        messages: faults.shown(visit.language),
    };
    page_with_status(status, &statement_page)
}

/// `GET /admin/statements/{slug}/{language}`: the text, and how it looks as it was last saved. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] for a statement or a language we do not have.
pub(super) async fn statement(
    _who: Allowed<Administering>,
    visit: Visit,
    path: web::Path<(String, String)>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    show_statement(&visit, &db, read_path(&path)?, StatusCode::OK, None, &Faults::default()).await
}

/// `POST /admin/statements/{slug}/{language}` with `body`: keeps it; an empty one gives the built-in text back. For
/// administrators.
///
/// # Errors
/// [`AppError::NotFound`] for a statement or a language we do not have.
pub(super) async fn write_statement(
    who: Allowed<Administering>,
    visit: Visit,
    path: web::Path<(String, String)>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (statement, language) = read_path(&path)?;
    let mut faults = Faults::default();
    let Some(body) = forms::read_statement(&form, &mut faults) else {
        let (status, typed) = (StatusCode::UNPROCESSABLE_ENTITY, Some(form.text("body")));
        return show_statement(&visit, &db, (statement, language), status, typed, &faults).await;
    };
    let (actor, now) = (who.actor(), clock.now());
    db.write(move |connection| actions::write_statement(connection, statement, language, &body, &actor, now)).await?;
    Ok(see_other_with_flash(&urls::admin_statement(statement.slug(), language.code()), "flash-statement-saved"))
}
