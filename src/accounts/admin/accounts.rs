//! Accounts: the list, adding one, changing one, letting somebody in with a one-time link, shutting somebody out.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::tabs;
use crate::accounts::actions::{self, LINK_HOURS, Refusal};
use crate::accounts::session::{Administering, Allowed};
use crate::accounts::store::NewAccount;
use crate::accounts::{Account, Organisation, Role, forms, store};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Choice, Faults, FieldMessages, Layout, Message, NavItem, Section, Site, Submitted, Visit, page, page_with_status,
    see_other_with_flash,
};

/// The fields of the form about an account, as they were typed.
struct AccountForm {
    name: String,
    email: String,
    roles: Vec<Choice>,
    organisations: Vec<Choice>,
    messages: FieldMessages,
}

fn form_of(visit: &Visit, typed: &Submitted, organisations: &[Organisation], faults: &Faults) -> AccountForm {
    let nothing_yet = |label: &str, chosen: &str| Choice::new("", visit.t(label), chosen);
    let (role, organisation) = (typed.text("role"), typed.text("organisation"));
    let roles = Role::ALL.iter().map(|each| Choice::new(each.word(), role_name(visit, *each), &role));
    let mut sorted: Vec<&Organisation> = organisations.iter().collect();
    sorted.sort_by_key(|each| swedish_order(&each.name));
    let bodies = sorted.into_iter().map(|each| Choice::new(each.id.to_string(), each.name.clone(), &organisation));
    AccountForm {
        name: typed.text("name"),
        email: typed.text("email"),
        roles: std::iter::once(nothing_yet("admin-choose-role", &role)).chain(roles).collect(),
        organisations: std::iter::once(nothing_yet("admin-choose-organisation", &organisation)).chain(bodies).collect(),
        messages: faults.shown(visit.language),
    }
}

fn role_name(visit: &Visit, role: Role) -> String {
    visit.t(&format!("role-{}", role.word()))
}

#[derive(Template)]
#[template(path = "accounts/admin_accounts.html")]
struct AccountsPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    rows: Vec<AccountRow>,
    form: AccountForm,
}

struct AccountRow {
    href: String,
    name: String,
    email: String,
    role: String,
    organisation: String,
    is_open: bool,
    state: String,
}

async fn show_accounts(
    visit: &Visit,
    db: &Db,
    status: StatusCode,
    typed: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let read = |connection: &mut _| -> Result<_, AppError> {
        Ok((store::list_accounts(connection)?, store::list_organisations(connection)?))
    };
    let (mut accounts, organisations) = db.read(read).await?;
    accounts.sort_by_key(|(account, _)| (account.disabled_at.is_some(), swedish_order(&account.name)));
    let row = |(account, organisation): (Account, Organisation)| AccountRow {
        href: urls::admin_account(account.id),
        is_open: account.disabled_at.is_none(),
        state: visit.t(if account.disabled_at.is_none() { "admin-open" } else { "admin-disabled" }),
        role: role_name(visit, account.role),
        organisation: organisation.name,
        name: account.name,
        email: account.email,
    };
    let accounts_page = AccountsPage {
        layout: visit.layout_of("admin-accounts", Section::Admin),
        tabs: tabs(visit, urls::ADMIN_ACCOUNTS),
        rows: accounts.into_iter().map(row).collect(),
        form: form_of(visit, typed, &organisations, faults),
    };
    page_with_status(status, &accounts_page)
}

/// `GET /admin/accounts`. For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn accounts(
    _who: Allowed<Administering>,
    visit: Visit,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    show_accounts(&visit, &db, StatusCode::OK, &Submitted::default(), &Faults::default()).await
}

/// `POST /admin/accounts` with `name`, `email`, `role` and `organisation`: adds one and shows its one-time link, this once.
/// For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn add_account(
    who: Allowed<Administering>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    let organisations = db.read(store::list_organisations).await?;
    let mut faults = Faults::default();
    if let Some(new) = forms::read_account(&form, &organisations, &mut faults) {
        let (actor, now, account) = (who.actor(), clock.now(), new.clone());
        let added = db
            .write(move |connection| {
                let Some(id) = actions::add_account(connection, &account, &actor, now)? else { return Ok(None) };
                Ok(Some((id, actions::make_sign_in_link(connection, id, &actor, now)?)))
            })
            .await?;
        if let Some((id, token)) = added {
            return show_link(&visit, &site, id, &new.name, &token, true);
        }
        faults.add("email", Message::new("admin-email-taken"));
    }
    show_accounts(&visit, &db, StatusCode::UNPROCESSABLE_ENTITY, &form, &faults).await
}

#[derive(Template)]
#[template(path = "accounts/admin_link.html")]
struct LinkPage {
    layout: Layout,
    heading: String,
    link: String,
    hours: String,
    account: String,
}

fn show_link(
    visit: &Visit,
    site: &Site,
    id: i64,
    name: &str,
    token: &str,
    is_new: bool,
) -> Result<HttpResponse, AppError> {
    let heading = visit.t_with(if is_new { "admin-link-added" } else { "admin-link-made" }, &[("name", name.into())]);
    let link_page = LinkPage {
        layout: visit.layout_of("admin-link-title", Section::Admin),
        heading,
        link: format!("{}{}", site.public_address, urls::sign_in_link(token)),
        hours: visit.t_with("admin-link-hours", &[("hours", LINK_HOURS.into())]),
        account: urls::admin_account(id),
    };
    page(&link_page)
}

#[derive(Template)]
#[template(path = "accounts/admin_account.html")]
struct AccountPage {
    layout: Layout,
    name: String,
    action: String,
    form: AccountForm,
    is_own: bool,
    /// Since when the account is shut, in words; empty while it is open.
    disabled: String,
    link_action: String,
    disable_action: String,
    enable_action: String,
}

async fn show_account(
    visit: &Visit,
    who: &Allowed<Administering>,
    db: &Db,
    status: StatusCode,
    account: &Account,
    typed: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let organisations = db.read(store::list_organisations).await?;
    let since = account.disabled_at.map(|moment| visit.language.moment(moment.instant()));
    let account_page = AccountPage {
        layout: visit.layout(account.name.clone(), Section::Admin),
        name: account.name.clone(),
        action: urls::admin_account(account.id),
        form: form_of(visit, typed, &organisations, faults),
        is_own: account.id == who.account.id,
        disabled: since
            .map_or_else(String::new, |since| visit.t_with("admin-disabled-since", &[("when", since.into())])),
        link_action: urls::admin_account_link(account.id),
        disable_action: urls::admin_account_disable(account.id),
        enable_action: urls::admin_account_enable(account.id),
    };
    page_with_status(status, &account_page)
}

async fn find_account(db: &Db, id: i64) -> Result<Account, AppError> {
    db.read(move |connection| store::find_account(connection, id)).await?.or_not_found("account")
}

/// `GET /admin/accounts/{id}`. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key.
pub(super) async fn account(
    who: Allowed<Administering>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let account = find_account(&db, *id).await?;
    let as_it_is = Submitted::from_pairs([
        ("name", account.name.clone()),
        ("email", account.email.clone()),
        ("role", account.role.word().to_owned()),
        ("organisation", account.organisation_id.to_string()),
    ]);
    show_account(&visit, &who, &db, StatusCode::OK, &account, &as_it_is, &Faults::default()).await
}

/// `POST /admin/accounts/{id}` with `name`, `email`, `role` and `organisation`: changes it. For administrators, who cannot
/// take administration away from themselves.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key.
pub(super) async fn change_account(
    who: Allowed<Administering>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let account = find_account(&db, *id).await?;
    let organisations = db.read(store::list_organisations).await?;
    let mut faults = Faults::default();
    if let Some(new) = forms::read_account(&form, &organisations, &mut faults) {
        let (actor, now) = (who.actor(), clock.now());
        let NewAccount { email, name, role, organisation_id, .. } = new;
        let wanted = Account { email, name, role, organisation_id, ..account.clone() };
        let refusal = db.write(move |connection| actions::change_account(connection, &wanted, &actor, now)).await?;
        match refusal {
            None => return Ok(see_other_with_flash(urls::ADMIN_ACCOUNTS, "flash-account-changed")),
            Some(Refusal::AddressTaken) => faults.add("email", Message::new("admin-email-taken")),
            Some(Refusal::OwnAccount) => faults.add("role", Message::new("admin-own-role")),
            Some(Refusal::LastAdministrator) => faults.add("role", Message::new("admin-last-administrator")),
        }
    }
    show_account(&visit, &who, &db, StatusCode::UNPROCESSABLE_ENTITY, &account, &form, &faults).await
}

/// `POST /admin/accounts/{id}/link`: makes a one-time link and shows it, this once. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key, [`AppError::Conflict`] when the account is shut.
pub(super) async fn make_link(
    who: Allowed<Administering>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    let account = find_account(&db, *id).await?;
    if account.disabled_at.is_some() {
        return Err(AppError::Conflict("admin-link-while-disabled"));
    }
    let (actor, now, id) = (who.actor(), clock.now(), account.id);
    let token = db.write(move |connection| actions::make_sign_in_link(connection, id, &actor, now)).await?;
    show_link(&visit, &site, id, &account.name, &token, false)
}

async fn set_disabled(
    who: &Allowed<Administering>,
    id: i64,
    is_disabled: bool,
    db: &Db,
    clock: &Clock,
) -> Result<(), AppError> {
    let (actor, now) = (who.actor(), clock.now());
    let refusal = db.write(move |connection| actions::set_disabled(connection, id, is_disabled, &actor, now)).await?;
    match refusal {
        Some(Refusal::OwnAccount) => Err(AppError::Conflict("admin-own-disable")),
        Some(_) => Err(AppError::Conflict("admin-last-administrator")),
        None => Ok(()),
    }
}

/// `POST /admin/accounts/{id}/disable`: shuts it and ends its sessions at once. For administrators, not on themselves.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key, [`AppError::Conflict`] for the own account and the last
/// administrator's.
pub(super) async fn disable(
    who: Allowed<Administering>,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    set_disabled(&who, *id, true, &db, &clock).await?;
    Ok(see_other_with_flash(&urls::admin_account(*id), "flash-account-disabled"))
}

/// `POST /admin/accounts/{id}/enable`: opens it again. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of that key.
pub(super) async fn enable(
    who: Allowed<Administering>,
    id: web::Path<i64>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    set_disabled(&who, *id, false, &db, &clock).await?;
    Ok(see_other_with_flash(&urls::admin_account(*id), "flash-account-enabled"))
}
