//! Organisations: the list, adding one, changing one.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::tabs;
use crate::accounts::forms::{self, OrganisationDraft};
use crate::accounts::session::{Administering, Allowed};
use crate::accounts::{Organisation, OrganisationKind, actions, store};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Choice, Faults, FieldMessages, Layout, Message, NavItem, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

/// The fields of the form about an organisation, as they were typed.
struct OrganisationForm {
    name: String,
    kinds: Vec<Choice>,
    reports_weekly: bool,
    messages: FieldMessages,
}

fn form_of(visit: &Visit, name: String, kind: &str, reports_weekly: bool, faults: &Faults) -> OrganisationForm {
    let kinds = OrganisationKind::ALL.iter();
    let kinds = kinds.map(|each| Choice::new(each.word(), kind_name(visit, *each), kind)).collect();
    OrganisationForm { name, kinds, reports_weekly, messages: faults.shown(visit.language) }
}

fn form_again(visit: &Visit, form: &Submitted, faults: &Faults) -> OrganisationForm {
    form_of(visit, form.text("name"), &form.text("kind"), form.has("reports_weekly"), faults)
}

fn kind_name(visit: &Visit, kind: OrganisationKind) -> String {
    visit.t(&format!("organisation-kind-{}", kind.word()))
}

#[derive(Template)]
#[template(path = "accounts/admin_organisations.html")]
struct OrganisationsPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    rows: Vec<OrganisationRow>,
    form: OrganisationForm,
}

struct OrganisationRow {
    href: String,
    name: String,
    kind: String,
    weekly: String,
}

async fn show_organisations(
    visit: &Visit,
    db: &Db,
    status: StatusCode,
    form: OrganisationForm,
) -> Result<HttpResponse, AppError> {
    let mut organisations = db.read(store::list_organisations).await?;
    organisations.sort_by_key(|organisation| swedish_order(&organisation.name));
    let row = |organisation: Organisation| OrganisationRow {
        href: urls::admin_organisation(organisation.id),
        kind: kind_name(visit, organisation.kind),
        weekly: visit.t(if organisation.reports_weekly { "admin-weekly-yes" } else { "admin-weekly-no" }),
        name: organisation.name,
    };
    let rows = organisations.into_iter().map(row).collect();
    let layout = visit.layout_of("admin-organisations", Section::Admin);
    page_with_status(status, &OrganisationsPage { layout, tabs: tabs(visit, urls::ADMIN_ORGANISATIONS), rows, form })
}

/// `GET /admin/organisations`. For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn organisations(
    _who: Allowed<Administering>,
    visit: Visit,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let form = form_of(&visit, String::new(), OrganisationKind::Municipality.word(), true, &Faults::default());
    show_organisations(&visit, &db, StatusCode::OK, form).await
}

/// `POST /admin/organisations` with `name`, `kind` and `reports_weekly`: adds one. For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn add_organisation(
    who: Allowed<Administering>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let mut faults = Faults::default();
    if let Some(OrganisationDraft { name, kind, reports_weekly }) = forms::read_organisation(&form, &mut faults) {
        let (actor, now) = (who.actor(), clock.now());
        let added = db
            .write(move |connection| actions::add_organisation(connection, &name, kind, reports_weekly, &actor, now))
            .await?;
        if added.is_some() {
            return Ok(see_other_with_flash(urls::ADMIN_ORGANISATIONS, "flash-organisation-added"));
        }
        faults.add("name", Message::new("admin-name-taken"));
    }
    let again = form_again(&visit, &form, &faults);
    show_organisations(&visit, &db, StatusCode::UNPROCESSABLE_ENTITY, again).await
}

#[derive(Template)]
#[template(path = "accounts/admin_organisation.html")]
struct OrganisationPage {
    layout: Layout,
    name: String,
    action: String,
    form: OrganisationForm,
}

fn show_organisation(
    visit: &Visit,
    organisation: &Organisation,
    status: StatusCode,
    form: OrganisationForm,
) -> Result<HttpResponse, AppError> {
    let organisation_page = OrganisationPage {
        layout: visit.layout(organisation.name.clone(), Section::Admin),
        name: organisation.name.clone(),
        action: urls::admin_organisation(organisation.id),
        form,
    };
    page_with_status(status, &organisation_page)
}

/// `GET /admin/organisations/{id}`. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key.
pub(super) async fn organisation(
    _who: Allowed<Administering>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let known = db.read(move |connection| store::find_organisation(connection, *id)).await?;
    let known = known.or_not_found("organisation")?;
    let (kind, weekly) = (known.kind.word(), known.reports_weekly);
    let form = form_of(&visit, known.name.clone(), kind, weekly, &Faults::default());
    show_organisation(&visit, &known, StatusCode::OK, form)
}

/// `POST /admin/organisations/{id}` with `name`, `kind` and `reports_weekly`: changes it. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key.
pub(super) async fn change_organisation(
    who: Allowed<Administering>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let known = db.read(move |connection| store::find_organisation(connection, id)).await?;
    let known = known.or_not_found("organisation")?;
    let mut faults = Faults::default();
    if let Some(OrganisationDraft { name, kind, reports_weekly }) = forms::read_organisation(&form, &mut faults) {
        let (actor, now) = (who.actor(), clock.now());
        let wanted = Organisation { id, name, kind, reports_weekly };
        let is_changed =
            db.write(move |connection| actions::change_organisation(connection, &wanted, &actor, now)).await?;
        if is_changed {
            return Ok(see_other_with_flash(urls::ADMIN_ORGANISATIONS, "flash-organisation-changed"));
        }
        faults.add("name", Message::new("admin-name-taken"));
    }
    let again = form_again(&visit, &form, &faults);
    show_organisation(&visit, &known, StatusCode::UNPROCESSABLE_ENTITY, again)
}
