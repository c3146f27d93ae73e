//! The districts' pages: all of them with their residents and the map, and each one with its areas and places.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;
use serde::Serialize;

use super::division::{Division, DivisionRow, Extent};
use super::drawing::{Drawing, Label};
use super::map::{Ground, Map, swedish_order};
use super::model::{District, Place, Population};
use super::population::{Residents, residents_of};
use super::whereabouts::look_around;
use super::{base_map as drawn, store};
use crate::accounts::{Permission, SignedIn};
use crate::db::{Db, DbConnection};
use crate::digest::sha256;
use crate::error::{AppError, OrNotFound as _};
use crate::geometry::read_position;
use crate::texts::Language;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Site, Submitted, Visit, page};

/// What pages about districts read.
pub(super) struct Known {
    pub ground: Arc<Ground>,
    pub districts: Vec<District>,
    pub populations: Vec<Population>,
}

impl Known {
    pub(super) fn read(map: &Map, connection: &mut DbConnection) -> Result<Self, AppError> {
        Ok(Self {
            ground: map.current(connection)?,
            districts: store::list_districts(connection)?,
            populations: store::list_populations(connection)?,
        })
    }

    /// All districts drawn, each with its name and a link to its page.
    fn draw(&self, visit: &Visit, today: Date, chosen: &str) -> Option<Drawing> {
        let rows = Division::All.rows(&self.districts, &self.populations);
        let (title, about) = (visit.t("districts-map"), visit.t("districts-map-about"));
        Some(Drawing::of_rows(self.ground.outlines(today)?, &rows, title, about, |row| Label {
            href: urls::district(&row.code),
            spoken: row.name.clone(),
            name: row.name.clone(),
            chosen: row.code == chosen,
            ..Label::default()
        }))
    }
}

#[derive(Template)]
#[template(path = "districts/districts.html")]
struct DistrictsPage {
    layout: Layout,
    lead: String,
    rows: Vec<DistrictRow>,
    /// The residents of all districts, when all are known of one year.
    total: Option<String>,
    map: Option<Drawing>,
    credit: String,
    /// Where an administrator changes them; empty for everybody else.
    admin_href: String,
}

/// A line of the table of districts.
pub(super) struct DistrictRow {
    pub name: String,
    pub href: String,
    /// What it holds, or what it is a part of.
    pub note: String,
    pub residents: String,
    pub source: String,
    pub is_part: bool,
}

/// The table's lines: every district once, a part after the whole that its residents are counted in.
pub(super) fn district_rows(known: &Known, visit: &Visit, href: impl Fn(&str) -> String) -> Vec<DistrictRow> {
    let row_of = |row: DivisionRow, part_of: Option<&DivisionRow>| DistrictRow {
        href: href(&row.code),
        note: match (&row.extent, part_of) {
            (Extent::With(parts), _) => {
                visit.t_with("district-with", &[("parts", visit.language.listed(parts).into())])
            }
            (_, Some(whole)) => visit.t_with("district-part-of", &[("name", whole.name.as_str().into())]),
            _ => String::new(),
        },
        residents: shown_residents(row.residents.as_ref(), visit.language),
        source: row.residents.as_ref().map(shown_source).unwrap_or_default(),
        is_part: part_of.is_some(),
        name: row.name,
    };
    let parts = Division::All.rows(&known.districts, &known.populations);
    let mut rows = Vec::new();
    for main in Division::Main.rows(&known.districts, &known.populations) {
        let of_main = parts.iter().filter(|part| part.part_of.as_ref() == Some(&main.code)).cloned();
        let of_main: Vec<DistrictRow> = of_main.map(|part| row_of(part, Some(&main))).collect();
        rows.push(row_of(main, None));
        rows.extend(of_main);
    }
    rows
}

pub(super) fn shown_residents(residents: Option<&Residents>, language: Language) -> String {
    residents.map_or_else(|| language.text("residents-unknown"), |known| language.number(known.number))
}

fn shown_source(residents: &Residents) -> String {
    format!("{}, {}", residents.source, residents.year)
}

/// Residents of all main districts together; `None` unless all are known of one year.
fn total(known: &Known) -> Option<i64> {
    let rows = Division::Main.rows(&known.districts, &known.populations);
    let year = rows.first()?.residents.as_ref()?.year;
    let of_year = |row: &DivisionRow| Some(row.residents.as_ref().filter(|residents| residents.year == year)?.number);
    rows.iter().map(of_year).sum()
}

/// `GET /districts`. For everybody signed in.
///
/// # Errors
/// None of its own.
pub async fn districts(
    who: SignedIn,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let known = db.read(move |connection| Known::read(&map, connection)).await?;
    let today = clock.today();
    let rows = district_rows(&known, &visit, urls::district);
    let main = rows.iter().filter(|row| !row.is_part).count();
    let areas = known.ground.areas_on(today).count();
    let lead = visit.t_with("districts-lead", &[("districts", main.into()), ("areas", areas.into())]);
    let may_administer = who.account.role.may(Permission::Administer);
    page(&DistrictsPage {
        layout: visit.layout_of("districts-title", Section::Districts),
        lead: if rows.is_empty() { String::new() } else { lead },
        total: total(&known).map(|total| visit.language.number(total)),
        map: known.draw(&visit, today, ""),
        credit: known.ground.credit().to_owned(),
        admin_href: if may_administer { urls::ADMIN_DISTRICTS.to_owned() } else { String::new() },
        rows,
    })
}

#[derive(Template)]
#[template(path = "districts/district.html")]
struct DistrictPage {
    layout: Layout,
    name: String,
    eyebrow: String,
    /// Name and value in pairs, of which the value may lead somewhere.
    facts: Vec<Fact>,
    areas: Vec<AreaRow>,
    places: Vec<PlaceRow>,
    map: Option<Drawing>,
    credit: String,
    admin_href: String,
}

struct Fact {
    name: String,
    value: String,
    note: String,
    links: Vec<(String, String)>,
}

struct AreaRow {
    name: String,
    code: String,
}

struct PlaceRow {
    name: String,
    kind: String,
    is_approximate: bool,
}

/// `GET /districts/{code}`. For everybody signed in.
///
/// # Errors
/// [`AppError::NotFound`] when there is no district of that code.
pub async fn district(
    who: SignedIn,
    visit: Visit,
    code: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    let wanted = code.into_inner();
    let (known, found) = db
        .read(move |connection| {
            let known = Known::read(&map, connection)?;
            let Some(district) = known.districts.iter().find(|district| district.code == wanted).cloned() else {
                return Ok::<_, AppError>((known, None));
            };
            let places = store::list_places_in(connection, district.id)?;
            Ok((known, Some((district, places))))
        })
        .await?;
    let (district, places) = found.or_not_found("district")?;
    let today = clock.today();
    let areas = known.ground.areas_on(today).filter(|area| area.district_id == district.id);
    let may_administer = who.account.role.may(Permission::Administer);
    page(&DistrictPage {
        layout: visit.layout(district.name.as_str(), Section::Districts),
        eyebrow: visit.t_with("district-eyebrow", &[("municipality", site.municipality.as_str().into())]),
        facts: facts(&known, &district, &visit, today),
        areas: areas.map(|area| AreaRow { name: area.name.clone(), code: area.code.clone() }).collect(),
        places: place_rows(places, visit.language),
        map: known.draw(&visit, today, &district.code),
        credit: known.ground.credit().to_owned(),
        admin_href: if may_administer { urls::admin_district(&district.code) } else { String::new() },
        name: district.name,
    })
}

fn facts(known: &Known, district: &District, visit: &Visit, today: Date) -> Vec<Fact> {
    let parts: Vec<&District> = known.districts.iter().filter(|part| part.parent_id == Some(district.id)).collect();
    let names: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
    let listed = visit.language.listed(&names);
    let residents = |with_children: bool, name: String| {
        let known = residents_of(district, with_children, &known.districts, &known.populations);
        let value = shown_residents(known.as_ref(), visit.language);
        Fact { name, value, note: known.as_ref().map(shown_source).unwrap_or_default(), links: Vec::new() }
    };
    let linked = |name: String, districts: &[&District]| Fact {
        name,
        value: String::new(),
        note: String::new(),
        links: districts.iter().map(|one| (urls::district(&one.code), one.name.clone())).collect(),
    };
    let mut facts = Vec::new();
    if parts.is_empty() {
        facts.push(residents(true, visit.t("district-residents")));
    } else {
        facts.push(residents(true, visit.t_with("district-residents-with", &[("parts", listed.as_str().into())])));
        facts.push(residents(false, visit.t_with("district-residents-without", &[("parts", listed.as_str().into())])));
        facts.push(linked(visit.t("district-parts"), &parts));
    }
    let whole: Vec<&District> = known.districts.iter().filter(|whole| district.parent_id == Some(whole.id)).collect();
    if !whole.is_empty() {
        facts.push(linked(visit.t("district-whole"), &whole));
    }
    let neighbours = known.ground.neighbours(district.id, today);
    if !neighbours.is_empty() {
        facts.push(linked(visit.t("district-neighbours"), &neighbours));
    }
    facts
}

fn place_rows(mut places: Vec<Place>, language: Language) -> Vec<PlaceRow> {
    places.sort_by_key(|place| swedish_order(&place.name));
    let rows = places.into_iter().map(|place| PlaceRow {
        // A kind that an imported file made up is shown as it was written.
        kind: language.find(&format!("place-kind-{}", place.kind)).unwrap_or(place.kind),
        name: place.name,
        is_approximate: place.is_approximate,
    });
    rows.collect()
}

/// `GET /districts/map.geojson`: boundaries and places. For everybody signed in.
///
/// A browser keeps it and asks each time whether it is still the same (RFC 9110, 13.1.2).
///
/// # Errors
/// None of its own.
pub async fn base_map(
    _who: SignedIn,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let today = clock.today();
    let collection = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Ok::<_, AppError>(drawn::base_map(&ground, &store::list_places(connection)?, today))
        })
        .await?;
    // Weak: what is sent may be packed in one way or another.
    let tag = format!("W/\"{}\"", &sha256(&collection)[..16]);
    let kept = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let is_known = kept.flat_map(|tags| tags.split(',')).any(|known| known.trim() == tag);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if is_known {
        return Ok(response.finish());
    }
    Ok(response.content_type("application/geo+json").body(collection))
}

/// A typed position as it was understood.
#[derive(Serialize)]
struct Understood {
    latitude: f64,
    longitude: f64,
    /// Whether it had east before north without saying so.
    swapped: bool,
    /// Where it is, in the visitor's language.
    words: String,
}

/// `GET /districts/whereabouts?position=…`: the position in degrees and in words, as JSON; 204 when it cannot be read. For
/// everybody signed in. The same reading as when a report is sent.
///
/// # Errors
/// None of its own.
pub async fn whereabouts(
    _who: SignedIn,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<Map>,
) -> Result<HttpResponse, AppError> {
    let typed = Submitted::from_query(request.query_string()).text("position");
    let Ok(read) = read_position(&typed) else { return Ok(HttpResponse::NoContent().finish()) };
    let (ground, places) = db
        .read(move |connection| Ok::<_, AppError>((map.current(connection)?, store::list_places(connection)?)))
        .await?;
    let around = look_around(read.point, &ground, &places, clock.today());
    Ok(HttpResponse::Ok().json(Understood {
        latitude: read.point.latitude(),
        longitude: read.point.longitude(),
        swapped: read.swapped,
        words: around.words(visit.language),
    }))
}
