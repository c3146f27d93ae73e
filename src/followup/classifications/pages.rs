//! How the police class areas: the list, the form, and whether others may see it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::actions::{self, Kept};
use super::forms::ClassedForm;
use super::model::{Class, Classification};
use super::{are_shown, store};
use crate::accounts::session::{Administering, FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::pages::tabs;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, NavItem, Section, Submitted, Visit, page,
    page_with_status, see_other_with_flash,
};

/// The fields of a class.
struct Fields {
    messages: FieldMessages,
    sent: Submitted,
    classes: Vec<Choice>,
    confirms_privacy: Option<bool>,
}

impl Fields {
    fn new(visit: &Visit, form: &ClassedForm, faults: &Faults) -> Self {
        let sent = form.0.clone();
        let class = sent.text("class");
        let classes = Class::ALL.iter();
        let classes = classes.map(|it| Choice::new(it.word(), visit.t(&format!("classed-as-{}", it.word())), &class));
        Self {
            messages: faults.shown(visit.language),
            classes: classes.collect(),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &sent.text(CONFIRM_PRIVACY)),
            sent,
        }
    }
}

struct Row {
    area: String,
    class: String,
    days: String,
    holds: bool,
    source: String,
    /// Where it is put right; empty for those who only read.
    href: String,
}

impl Row {
    fn new(visit: &Visit, kept: &Classification, today: Date, may_keep: bool) -> Self {
        let classed = &kept.classed;
        let from = visit.language.day(classed.from_on.date());
        let days = match classed.to_on {
            Some(last) => {
                let last = visit.language.day(last.date());
                visit.t_with("classed-from-to", &[("from", from.into()), ("to", last.into())])
            }
            None => visit.t_with("classed-from", &[("from", from.into())]),
        };
        Self {
            area: classed.area.clone(),
            class: visit.t(&format!("classed-as-{}", classed.class.word())),
            days,
            holds: classed.holds_on(today),
            source: classed.source.clone(),
            href: if may_keep { urls::classification(kept.id) } else { String::new() },
        }
    }
}

#[derive(Template)]
#[template(path = "followup/classifications/list.html")]
struct ListPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    may_keep: bool,
    is_shown: bool,
    rows: Vec<Row>,
    action: &'static str,
    fields: Fields,
}

async fn list_page(
    visit: &Visit,
    (may_keep, today): (bool, Date),
    db: &Db,
    form: &ClassedForm,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let (is_shown, kept) = db
        .read(move |connection| {
            let is_shown = are_shown(connection)?;
            let kept = if is_shown || may_keep { store::list(connection)? } else { Vec::new() };
            Ok::<_, AppError>((is_shown, kept))
        })
        .await?;
    let list_page = ListPage {
        layout: visit.layout_of("classed-title", Section::FollowUp),
        tabs: tabs(visit, urls::CLASSIFICATIONS),
        may_keep,
        is_shown,
        rows: kept.iter().map(|kept| Row::new(visit, kept, today, may_keep)).collect(),
        action: urls::CLASSIFICATIONS,
        fields: Fields::new(visit, form, faults),
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with_status(status, &list_page)
}

/// `GET /followup/classifications`. For everybody who reads the follow-up; unless an administrator shows them, only those
/// who keep them see any.
///
/// # Errors
/// None of its own.
pub async fn classifications(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let may_keep = who.account.role.may(Permission::FollowUp);
    list_page(&visit, (may_keep, clock.today()), &db, &ClassedForm::default(), &Faults::default()).await
}

fn taken() -> Faults {
    let mut faults = Faults::default();
    faults.add("from_on", Message::new("classed-taken"));
    faults
}

/// `POST /followup/classifications`: `area`, `class`, `from_on`, `to_on`, `source`. 303 to the list; 422 with the form. For
/// those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = ClassedForm(form);
    let classed = match form.parse() {
        Ok(classed) => classed,
        Err(faults) => return list_page(&visit, (true, clock.today()), &db, &form, &faults).await,
    };
    let (actor, now) = (who.actor(), clock.now());
    match db.write(move |connection| actions::add(connection, &actor, &classed, now)).await? {
        Kept::Done => Ok(see_other_with_flash(urls::CLASSIFICATIONS, "flash-classed-saved")),
        Kept::Taken | Kept::Stale => list_page(&visit, (true, clock.today()), &db, &form, &taken()).await,
    }
}

#[derive(Template)]
#[template(path = "followup/classifications/classification.html")]
struct ClassificationPage {
    layout: Layout,
    action: String,
    version: String,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    fields: Fields,
}

fn classification_page(
    visit: &Visit,
    kept: &Classification,
    form: &ClassedForm,
    (status, faults): (StatusCode, &Faults),
) -> Result<HttpResponse, AppError> {
    let row = Row::new(visit, kept, kept.classed.from_on.date(), true);
    let told = [
        ("indicator-column-area", row.area),
        ("classed-class", row.class),
        ("classed-days", row.days),
        ("indicator-column-source", row.source),
    ];
    let told = told.into_iter().filter(|_| status == StatusCode::CONFLICT);
    let classification_page = ClassificationPage {
        layout: visit.layout(kept.classed.area.clone(), Section::FollowUp),
        action: urls::classification(kept.id),
        version: form.0.text("version"),
        meanwhile: told.map(|(key, value)| (visit.t(key), value)).collect(),
        fields: Fields::new(visit, form, faults),
    };
    page_with_status(status, &classification_page)
}

async fn to_change(db: &Db, id: i64) -> Result<Classification, AppError> {
    db.read(move |connection| Ok::<_, AppError>(store::find(connection, id)?)).await?.or_not_found("classification")
}

/// `GET /followup/classifications/{id}`. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of this key.
pub async fn classification(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let kept = to_change(&db, id.into_inner()).await?;
    classification_page(&visit, &kept, &ClassedForm::of(&kept), (StatusCode::OK, &Faults::default()))
}

/// `POST /followup/classifications/{id}`: as a new one, with `version`; `step=remove` takes it away. 303 to the list; 409
/// with both when somebody else was first, saving again then counts; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is none of this key; [`AppError::BadRequest`] without a version.
pub async fn change(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let kept = to_change(&db, id.into_inner()).await?;
    let (id, seen) = (kept.id, form.text("version").parse().map_err(|_| AppError::BadRequest("error-broken-form"))?);
    let is_removal = form.text("step") == "remove";
    let mut form = ClassedForm(form);
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (actor, now) = (who.actor(), clock.now());
    let done = if is_removal {
        db.write(move |connection| actions::remove(connection, &actor, (id, seen), now)).await?
    } else {
        let classed = match form.parse() {
            Ok(classed) => classed,
            Err(faults) => return classification_page(&visit, &kept, &form, (refused, &faults)),
        };
        db.write(move |connection| actions::change(connection, &actor, (id, seen), &classed, now)).await?
    };
    match (done, is_removal) {
        (Kept::Done, true) => Ok(see_other_with_flash(urls::CLASSIFICATIONS, "flash-classed-removed")),
        (Kept::Done, false) => Ok(see_other_with_flash(urls::CLASSIFICATIONS, "flash-classed-saved")),
        (Kept::Taken, _) => classification_page(&visit, &kept, &form, (refused, &taken())),
        (Kept::Stale, _) => {
            let kept = to_change(&db, id).await?;
            if is_removal {
                form = ClassedForm::of(&kept);
            }
            form.0.set("version", kept.version.to_string());
            classification_page(&visit, &kept, &form, (StatusCode::CONFLICT, &Faults::default()))
        }
    }
}

#[derive(Template)]
#[template(path = "followup/classifications/setting.html")]
struct SettingPage {
    layout: Layout,
    is_shown: bool,
    action: &'static str,
}

/// `GET /admin/classifications`: whether they are shown. For administrators.
///
/// # Errors
/// None of its own.
pub async fn setting(_who: Allowed<Administering>, visit: Visit, db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    let is_shown = db.read(are_shown).await?;
    let layout = visit.layout_of("admin-classifications", Section::Admin);
    page(&SettingPage { layout, is_shown, action: urls::ADMIN_CLASSIFICATIONS })
}

/// `POST /admin/classifications` with `shown=yes`, or without. For administrators.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn set(
    who: Allowed<Administering>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (actor, now, is_shown) = (who.actor(), clock.now(), form.text("shown") == "yes");
    db.write(move |connection| actions::show(connection, &actor, is_shown, now)).await?;
    Ok(see_other_with_flash(urls::ADMIN_CLASSIFICATIONS, "flash-classed-setting"))
}
