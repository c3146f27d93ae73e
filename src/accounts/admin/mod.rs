//! The administrator's pages: organisations, accounts, statements, and the log of who did what. Everything here asks for
//! `Allowed<Administering>`; nothing here shows a report.

mod accounts;
mod audit;
mod organisations;
mod statements;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::session::{Administering, Allowed};
use super::store;
use crate::accounts::statements::Statement;
use crate::db::Db;
use crate::error::AppError;
use crate::texts::Language;
use crate::urls;
use crate::web::{Layout, NavItem, Section, Visit, page};

/// The addresses of administration.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::ADMIN).route(web::get().to(admin)))
        .service(
            web::resource(urls::ADMIN_ORGANISATIONS)
                .route(web::get().to(organisations::organisations))
                .route(web::post().to(organisations::add_organisation)),
        )
        .service(
            web::resource("/admin/organisations/{id}")
                .route(web::get().to(organisations::organisation))
                .route(web::post().to(organisations::change_organisation)),
        )
        .service(
            web::resource(urls::ADMIN_ACCOUNTS)
                .route(web::get().to(accounts::accounts))
                .route(web::post().to(accounts::add_account)),
        )
        .service(
            web::resource("/admin/accounts/{id}")
                .route(web::get().to(accounts::account))
                .route(web::post().to(accounts::change_account)),
        )
        .service(web::resource("/admin/accounts/{id}/link").route(web::post().to(accounts::make_link)))
        .service(web::resource("/admin/accounts/{id}/disable").route(web::post().to(accounts::disable)))
        .service(web::resource("/admin/accounts/{id}/enable").route(web::post().to(accounts::enable)))
        .service(web::resource(urls::ADMIN_AUDIT).route(web::get().to(audit::audit)))
        .service(web::resource(urls::ADMIN_STATEMENTS).route(web::get().to(statements::statements)))
        .service(
            web::resource("/admin/statements/{slug}/{language}")
                .route(web::get().to(statements::statement))
                .route(web::post().to(statements::write_statement)),
        );
}

/// The pages of administration beside each other, other capabilities' too; `here` is the address of the one looked at.
#[must_use]
pub fn tabs(visit: &Visit, here: &str) -> Vec<NavItem> {
    let pages = [
        (urls::ADMIN, "admin-overview"),
        (urls::ADMIN_ACCOUNTS, "admin-accounts"),
        (urls::ADMIN_ORGANISATIONS, "admin-organisations"),
        (urls::ADMIN_DISTRICTS, "admin-districts"),
        (urls::ADMIN_STATEMENTS, "admin-statements"),
        (urls::ADMIN_AUDIT, "admin-audit"),
        (urls::ADMIN_JOBS, "admin-jobs"),
    ];
    let tab = |(href, key): (&str, &'static str)| NavItem {
        href: href.to_owned(),
        label: visit.t(key),
        current: href == here,
    };
    pages.into_iter().map(tab).collect()
}

#[derive(Template)]
#[template(path = "accounts/admin.html")]
struct AdminPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    /// What should be put right, with the address where that is done and what is done there.
    warnings: Vec<(String, String, String)>,
    /// Where to go, what for, and how things stand there.
    links: Vec<(String, String, String)>,
}

/// `GET /admin`: how things stand. For administrators.
///
/// # Errors
/// None of its own.
async fn admin(_who: Allowed<Administering>, visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    let read = |connection: &mut _| -> Result<_, AppError> {
        let accounts = store::list_accounts(connection)?;
        let organisations = store::list_organisations(connection)?;
        let administrators = store::count_open_administrators(connection)?;
        let (slug, language) = (Statement::Accessibility.slug(), Language::Swedish.code());
        let has_statement = store::find_statement(connection, slug, language)?.is_some();
        Ok((accounts, organisations, administrators, has_statement))
    };
    let (accounts, organisations, administrators, has_statement) = db.read(read).await?;
    let mut warnings = Vec::new();
    let mut warn = |is_so: bool, text: &str, href: String, action: &str| {
        if is_so {
            warnings.push((visit.t(text), href, visit.t(action)));
        }
    };
    warn(administrators < 2, "admin-warning-alone", urls::ADMIN_ACCOUNTS.to_owned(), "admin-warning-alone-action");
    let statement = urls::admin_statement(Statement::Accessibility.slug(), Language::Swedish.code());
    warn(!has_statement, "admin-warning-statement", statement, "admin-warning-statement-action");
    let open = accounts.iter().filter(|(account, _)| account.disabled_at.is_none()).count();
    let weekly = organisations.iter().filter(|organisation| organisation.reports_weekly).count();
    let told =
        |key: &str, all: usize, of_these: usize| visit.t_with(key, &[("all", all.into()), ("some", of_these.into())]);
    let link = |href: &str, title: &str, text: String| (href.to_owned(), visit.t(title), text);
    let links = vec![
        link(urls::ADMIN_ACCOUNTS, "admin-accounts", told("admin-accounts-stand", accounts.len(), open)),
        link(
            urls::ADMIN_ORGANISATIONS,
            "admin-organisations",
            told("admin-organisations-stand", organisations.len(), weekly),
        ),
        link(urls::ADMIN_DISTRICTS, "admin-districts", visit.t("admin-districts-stand")),
        link(urls::ADMIN_STATEMENTS, "admin-statements", visit.t("admin-statements-stand")),
        link(urls::ADMIN_CLASSIFICATIONS, "admin-classifications", visit.t("admin-classifications-stand")),
        link(urls::ADMIN_AUDIT, "admin-audit", visit.t("admin-audit-stand")),
        link(urls::ADMIN_JOBS, "admin-jobs", visit.t("admin-jobs-stand")),
    ];
    let layout = visit.layout_of("admin-title", Section::Admin);
    page(&AdminPage { layout, tabs: tabs(&visit, urls::ADMIN), warnings, links })
}
