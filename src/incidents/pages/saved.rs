//! Giving a filter a name, and the filters that have one.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::filter::told;
use crate::accounts::Allowed;
use crate::accounts::session::ReadingReports;
use crate::db::Db;
use crate::districts::{self, Ground};
use crate::error::AppError;
use crate::incidents::filter::Filter;
use crate::incidents::saved::{self, MOST, SavedFilter, Saving, query_to_keep};
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "incidents/filters.html")]
struct FiltersPage {
    layout: Layout,
    messages: FieldMessages,
    /// What is to be saved, in words; empty when there is nothing.
    told: String,
    typed_name: String,
    query: String,
    confirms_privacy: Option<bool>,
    saved: Vec<Saved>,
}

/// A filter that has a name.
struct Saved {
    name: String,
    href: String,
    told: String,
    delete: String,
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    name: String,
    confirms_privacy: Option<bool>,
    faults: Faults,
}

fn filters_page(
    visit: &Visit,
    ground: &Ground,
    clock: &Clock,
    filter: &Filter,
    mut saved: Vec<SavedFilter>,
    typed: Typed,
) -> Result<HttpResponse, AppError> {
    let today = clock.today();
    let status = if typed.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    saved.sort_by_key(|filter| swedish_order(&filter.name));
    let row = |known: SavedFilter| Saved {
        told: in_words(visit, ground, &Filter::read(&Submitted::from_query(&known.query), ground, today), &known.query),
        href: format!("{}?{}", urls::INCIDENTS, known.query),
        delete: urls::incident_filter_delete(known.id),
        name: known.name,
    };
    let query = query_to_keep(filter, ground, today);
    let filters_page = FiltersPage {
        layout: visit.layout_of("saved-title", Section::Incidents),
        messages: typed.faults.shown(visit.language),
        told: if *filter == Filter::recent(today) { String::new() } else { in_words(visit, ground, filter, &query) },
        typed_name: typed.name,
        confirms_privacy: typed.confirms_privacy,
        query,
        saved: saved.into_iter().map(row).collect(),
    };
    page_with_status(status, &filters_page)
}

/// What a filter chooses, days and all: the usual days are told as what they are.
fn in_words(visit: &Visit, ground: &Ground, filter: &Filter, kept: &str) -> String {
    let has_days = form_urlencoded::parse(kept.as_bytes()).any(|(name, _)| name == "from");
    let days = if has_days {
        let language = visit.language;
        let (from, to) = (language.day(filter.from), language.day(filter.to));
        visit.t_with("saved-days", &[("from", from.into()), ("to", to.into())])
    } else {
        visit.t("saved-days-recent")
    };
    [told(visit, ground, filter), days].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `GET /incidents/filters`: one's saved filters; and, with a filter in the query, the form to save it.
///
/// # Errors
/// None of its own.
pub async fn filters(
    who: Allowed<ReadingReports>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (account, map) = (who.account.id, map.get_ref().clone());
    let (ground, known) = db
        .read(move |connection| Ok::<_, AppError>((map.current(connection)?, saved::store::list(connection, account)?)))
        .await?;
    let filter = Filter::read(&query, &ground, clock.today());
    filters_page(&visit, &ground, &clock, &filter, known, Typed::default())
}

/// `POST /incidents/filters`: saves the filter of `query` under `name`.
///
/// 303 to the list with the filter; 422 with the form when something is wrong.
///
/// # Errors
/// None of its own.
pub async fn save_filter(
    who: Allowed<ReadingReports>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (account, now, ground_of) = (who.account.id, clock.now(), map.get_ref().clone());
    let (ground, known) = db
        .read(move |connection| {
            Ok::<_, AppError>((ground_of.current(connection)?, saved::store::list(connection, account)?))
        })
        .await?;
    let filter = Filter::read(&Submitted::from_query(form.raw("query")), &ground, clock.today());
    let query = query_to_keep(&filter, &ground, clock.today());
    let mut faults = Faults::default();
    if filter == Filter::recent(clock.today()) {
        faults.add("name", Message::new("saved-nothing"));
    }
    if let Some(name) = saved::read_name(&form, &filter, &mut faults) {
        let kept = query.clone();
        let saving = db.write(move |connection| saved::save(connection, account, &name, &kept, now)).await?;
        match saving {
            Saving::Kept => {
                return Ok(see_other_with_flash(&format!("{}?{query}", urls::INCIDENTS), "flash-filter-saved"));
            }
            Saving::NameTaken => faults.add("name", Message::new("saved-name-taken")),
            Saving::TooMany => faults.add("name", Message::new("saved-too-many").with("most", MOST.to_string())),
        }
    }
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let typed = Typed { name: form.text("name"), confirms_privacy, faults };
    filters_page(&visit, &ground, &clock, &filter, known, typed)
}

/// `POST /incidents/filters/{id}/delete`: forgets one of one's own filters.
///
/// # Errors
/// [`AppError::NotFound`] when it is none of one's own.
pub async fn delete_filter(
    who: Allowed<ReadingReports>,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let (account, id) = (who.account.id, id.into_inner());
    let was_there = db.write(move |connection| saved::forget(connection, account, id)).await?;
    if !was_there {
        return Err(AppError::NotFound("filter"));
    }
    Ok(see_other_with_flash(urls::INCIDENT_FILTERS, "flash-filter-deleted"))
}
