//! The administrator's pages about districts: how many live there, and which is a part of which.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::map::Map;
use super::model::District;
use super::pages::{DistrictRow, Known, district_rows};
use super::{actions, forms};
use crate::accounts::Allowed;
use crate::accounts::session::Administering;
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Choice, Faults, FieldMessages, Layout, Section, Submitted, Visit, page, page_with_status, see_other_with_flash,
};

#[derive(Template)]
#[template(path = "districts/admin_districts.html")]
struct AdminDistrictsPage {
    layout: Layout,
    rows: Vec<DistrictRow>,
}

/// `GET /admin/districts`. For administrators.
///
/// # Errors
/// None of its own.
pub async fn districts(
    _who: Allowed<Administering>,
    visit: Visit,
    db: web::Data<Db>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let known = db.read(move |connection| Known::read(&map, connection)).await?;
    let rows = district_rows(&known, &visit, urls::admin_district);
    page(&AdminDistrictsPage { layout: visit.layout_of("admin-districts-title", Section::Admin), rows })
}

#[derive(Template)]
#[template(path = "districts/admin_district.html")]
struct AdminDistrictPage {
    layout: Layout,
    name: String,
    action: String,
    population_action: String,
    /// What is wrong with the form about residents.
    population_messages: FieldMessages,
    year: String,
    residents: String,
    source: String,
    figures: Vec<FigureRow>,
    /// What is wrong with the form about parts.
    messages: FieldMessages,
    /// Empty when the district has parts and can be none itself.
    parents: Vec<Choice>,
    /// Says that.
    has_parts: String,
}

struct FigureRow {
    year: i64,
    residents: String,
    source: String,
}

/// What a visitor typed into the form about residents.
struct Typed {
    year: String,
    residents: String,
    source: String,
}

async fn read(db: &Db, map: web::Data<Map>, code: web::Path<String>) -> Result<(Known, District), AppError> {
    let known = db.read(move |connection| Known::read(&map, connection)).await?;
    let district = known.districts.iter().find(|district| district.code == *code).cloned();
    Ok((known, district.or_not_found("district")?))
}

fn show(
    visit: &Visit,
    known: &Known,
    district: &District,
    typed: Typed,
    population_faults: &Faults,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let language = visit.language;
    let mut kept: Vec<_> = known.populations.iter().filter(|figure| figure.district_id == district.id).collect();
    kept.sort_by_key(|figure| std::cmp::Reverse(figure.year));
    let figures = kept.into_iter().map(|figure| FigureRow {
        year: figure.year,
        residents: figure
            .residents
            .map_or_else(|| language.text("residents-unknown"), |number| language.number(number)),
        source: figure.source.clone(),
    });
    let of_id = |id: i64| known.districts.iter().find(|other| other.id == id);
    let parent = district.parent_id.and_then(of_id).map_or("", |parent| parent.code.as_str());
    let parts = known.districts.iter().filter(|part| part.parent_id == Some(district.id));
    let parts: Vec<String> = parts.map(|part| part.name.clone()).collect();
    let mut parents = Vec::new();
    if parts.is_empty() {
        parents.push(Choice::new("", visit.t("admin-district-part-of-none"), parent));
        let possible = forms::possible_parents(district, &known.districts);
        parents.extend(possible.iter().map(|other| Choice::new(other.code.as_str(), other.name.as_str(), parent)));
    }
    let status = if population_faults.is_empty() && faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let district_page = AdminDistrictPage {
        layout: visit.layout(district.name.as_str(), Section::Admin),
        name: district.name.clone(),
        action: urls::admin_district(&district.code),
        population_action: urls::admin_district_population(&district.code),
        population_messages: population_faults.shown(language),
        year: typed.year,
        residents: typed.residents,
        source: typed.source,
        figures: figures.collect(),
        messages: faults.shown(language),
        parents,
        has_parts: visit.t_with("admin-district-has-parts", &[("parts", language.listed(&parts).into())]),
    };
    page_with_status(status, &district_page)
}

/// `GET /admin/districts/{code}`. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no district of that code.
pub async fn district(
    _who: Allowed<Administering>,
    visit: Visit,
    code: web::Path<String>,
    db: web::Data<Db>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let (known, district) = read(&db, map, code).await?;
    let nothing = Typed { year: String::new(), residents: String::new(), source: String::new() };
    show(&visit, &known, &district, nothing, &Faults::default(), &Faults::default())
}

/// `POST /admin/districts/{code}/population` with `year`, `residents` (empty when unknown) and `source`. For
/// administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no district of that code.
pub async fn keep_population(
    who: Allowed<Administering>,
    visit: Visit,
    code: web::Path<String>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let (known, district) = read(&db, map, code).await?;
    let mut faults = Faults::default();
    let this_year = i64::from(clock.today().year());
    let figure = forms::read_figure(&form, this_year, &district, &known.districts, &known.populations, &mut faults);
    let Some(figure) = figure else {
        let typed = Typed { year: form.text("year"), residents: form.text("residents"), source: form.text("source") };
        return show(&visit, &known, &district, typed, &faults, &Faults::default());
    };
    let (actor, now) = (who.actor(), clock.now());
    db.write(move |connection| actions::keep_population(connection, district.id, &figure, &actor, now)).await?;
    Ok(see_other_with_flash(urls::ADMIN_DISTRICTS, "flash-population-saved"))
}

/// `POST /admin/districts/{code}` with `parent`, a district's code, empty for none. For administrators.
///
/// # Errors
/// [`AppError::NotFound`] when there is no district of that code.
pub async fn change_parent(
    who: Allowed<Administering>,
    visit: Visit,
    code: web::Path<String>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let (known, district) = read(&db, map.clone(), code).await?;
    let mut faults = Faults::default();
    let Some(parent) = forms::read_parent(&form, &district, &known.districts, &mut faults) else {
        let nothing = Typed { year: String::new(), residents: String::new(), source: String::new() };
        return show(&visit, &known, &district, nothing, &Faults::default(), &faults);
    };
    let (parent, actor, now) = (parent.cloned(), who.actor(), clock.now());
    db.write(move |connection| actions::change_parent(connection, &district, parent.as_ref(), &actor, now)).await?;
    db.read(move |connection| map.read_again(connection)).await?;
    Ok(see_other_with_flash(urls::ADMIN_DISTRICTS, "flash-district-changed"))
}
