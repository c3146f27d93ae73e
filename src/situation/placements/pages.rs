//! The grid as a page.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::actions::place;
use super::forms::{GridForm, field_of, seen_of};
use super::model::{Cell, Clash, Placed, PlacedRow, Resource, days_of, number_in};
use super::store::list_of_week;
use super::{resource_name, rows};
use crate::accounts::Allowed;
use crate::accounts::session::WritingPart;
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    FieldMessage, FieldMessages, Layout, Section, Submitted, Visit, page_with_status, see_other_with_flash,
};

/// Nobody is placed further ahead.
const WEEKS_AHEAD: i32 = 12;

/// What a grid is made of.
struct Material {
    ground: std::sync::Arc<Ground>,
    week: IsoWeek,
    placed: Vec<Placed>,
    before: Vec<Placed>,
}

impl Material {
    fn read(connection: &mut DbConnection, map: &districts::Map, week: IsoWeek) -> Result<Self, AppError> {
        Ok(Self {
            ground: map.current(connection)?,
            week,
            placed: list_of_week(connection, week)?,
            before: list_of_week(connection, week.plus(-1))?,
        })
    }

    fn districts(&self) -> Vec<i64> {
        self.ground.districts().iter().map(|district| district.id).collect()
    }
}

#[derive(Template)]
#[template(path = "situation/placements.html")]
struct PlacementsPage {
    layout: Layout,
    days_of_week: String,
    heading: String,
    earlier: String,
    now: String,
    later: String,
    picture: String,
    picture_label: String,
    action: String,
    messages: FieldMessages,
    /// What somebody else changed meanwhile, in sentences.
    clashes: Vec<String>,
    summary: Vec<PlacedRow>,
    days: Vec<DayHead>,
    tables: Vec<ResourceTable>,
    seen: String,
    /// Where the form is filled in as last week was; empty when last week had nobody, or it already is.
    copy: String,
    is_copied: bool,
}

struct DayHead {
    short: String,
    day: String,
}

struct ResourceTable {
    name: String,
    rows: Vec<GridRow>,
}

struct GridRow {
    district: String,
    cells: Vec<GridCell>,
    sum: String,
    before: String,
}

struct GridCell {
    name: String,
    value: String,
    label: String,
    error: String,
}

impl PlacementsPage {
    fn new(
        visit: &Visit,
        material: &Material,
        this_week: IsoWeek,
        messages: FieldMessages,
        value: impl Fn(Cell) -> String,
    ) -> Self {
        let week = material.week;
        let language = visit.language;
        let days = days_of(week);
        let heading = visit.t_with("placements-title", &[("week", week.number().into())]);
        let address = |week: IsoWeek| {
            if week <= this_week.plus(WEEKS_AHEAD) { urls::placements(week) } else { String::new() }
        };
        let sum = |placed: &[Placed], district_id: i64, resource: Resource| -> String {
            let own = placed.iter().filter(|own| own.district_id == district_id && own.resource == resource);
            shown(own.map(|own| own.number).sum())
        };
        let tables = Resource::ALL.iter().map(|resource| ResourceTable {
            name: resource_name(language, *resource),
            rows: (material.ground.districts().iter())
                .map(|district| GridRow {
                    district: district.name.clone(),
                    cells: days
                        .map(|day| {
                            let cell = Cell { resource: *resource, district_id: district.id, day };
                            let name = field_of(week, cell);
                            let error = messages.of(&name).to_owned();
                            GridCell {
                                value: value(cell),
                                label: cell_in_words(visit, &material.ground, cell),
                                name,
                                error,
                            }
                        })
                        .into(),
                    sum: sum(&material.placed, district.id, *resource),
                    before: sum(&material.before, district.id, *resource),
                })
                .collect(),
        });
        Self {
            layout: visit.layout(heading.clone(), Section::Situation),
            days_of_week: language.days_of(week),
            heading,
            earlier: urls::placements(week.plus(-1)),
            now: visit.t_with("situation-week", &[("week", week.number().into())]),
            later: address(week.plus(1)),
            picture: urls::situation(week.plus(-1)),
            picture_label: visit.t_with("situation-title", &[("week", week.plus(-1).number().into())]),
            action: urls::placements(week),
            clashes: Vec::new(),
            summary: rows(&material.ground, language, week, &material.placed, &material.before),
            days: days.map(|day| DayHead { short: weekday(visit, day, "-short"), day: day.day().to_string() }).into(),
            tables: tables.collect(),
            messages,
            seen: seen_of(week, &material.placed),
            copy: String::new(),
            is_copied: false,
        }
    }
}

fn weekday(visit: &Visit, day: jiff::civil::Date, length: &str) -> String {
    visit.t(&format!("weekday-{}{length}", day.weekday().to_monday_one_offset()))
}

/// `Patrull, Alby, fredag`.
fn cell_in_words(visit: &Visit, ground: &Ground, cell: Cell) -> String {
    let district = ground.district(cell.district_id).map_or("", |district| district.name.as_str());
    format!("{}, {district}, {}", resource_name(visit.language, cell.resource), weekday(visit, cell.day, ""))
}

fn read_week(path: &str, this_week: IsoWeek) -> Result<IsoWeek, AppError> {
    let week = path.parse::<IsoWeek>().ok();
    week.filter(|week| *week <= this_week.plus(WEEKS_AHEAD)).or_not_found("week")
}

fn shown(number: i64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// `GET /situation/{week}/placements`: who is placed where in the week, and the form; `from=earlier` fills the empty cells in
/// as the week before was. For those who write a part of the picture.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or one too far ahead.
pub async fn placements(
    _who: Allowed<WritingPart>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let this_week = IsoWeek::of(clock.now());
    let week = read_week(&path, this_week)?;
    let is_copied = Submitted::from_query(request.query_string()).text("from") == "earlier";
    let material = db.read(move |connection| Material::read(connection, &map, week)).await?;
    let last_week = |cell: Cell| {
        let day = cell.day.saturating_sub(jiff::Span::new().days(7));
        number_in(&material.before, Cell { day, ..cell })
    };
    let value = |cell: Cell| match number_in(&material.placed, cell) {
        0 if is_copied => shown(last_week(cell)),
        number => shown(number),
    };
    let mut shown = PlacementsPage::new(&visit, &material, this_week, FieldMessages::default(), value);
    if !is_copied && !material.before.is_empty() {
        shown.copy = format!("{}?from=earlier#grid", urls::placements(week));
    }
    shown.is_copied = is_copied;
    page_with_status(StatusCode::OK, &shown)
}

/// `POST /situation/{week}/placements`: a number for each cell and what was `seen`. 303 to the grid; 409 with the cells that
/// somebody else has changed meanwhile, the others being kept; 422 with the form. For those who write a part of the picture.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or one too far ahead.
pub async fn change_placements(
    who: Allowed<WritingPart>,
    visit: Visit,
    path: web::Path<String>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let now = clock.now();
    let this_week = IsoWeek::of(now);
    let week = read_week(&path, this_week)?;
    let form = GridForm::sent(form);
    let read = map.clone();
    let before = db.read(move |connection| Material::read(connection, &read, week)).await?;
    let wishes = match form.parse(week, &before.districts()) {
        Ok(wishes) => wishes,
        Err(cells) => {
            let told = |cell: &Cell| FieldMessage {
                field: field_of(week, *cell),
                message: visit
                    .t_with("placements-unreadable", &[("cell", cell_in_words(&visit, &before.ground, *cell).into())]),
            };
            let messages = FieldMessages { list: cells.iter().map(told).collect() };
            let mut again = PlacementsPage::new(&visit, &before, this_week, messages, |cell| form.text(week, cell));
            // What the writer has seen stays what it was: it is not what was read now.
            again.seen = form.seen_as_sent();
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let actor = who.actor();
    let clashes = db.write(move |connection| place(connection, &actor, week, &wishes, now)).await?;
    if clashes.is_empty() {
        return Ok(see_other_with_flash(&urls::placements(week), "flash-placements-saved"));
    }
    let after = db.read(move |connection| Material::read(connection, &map, week)).await?;
    let value = |cell: Cell| shown(number_in(&after.placed, cell));
    let mut told = PlacementsPage::new(&visit, &after, this_week, FieldMessages::default(), value);
    told.clashes = clashes.iter().map(|clash| clash_in_words(&visit, &after.ground, clash)).collect();
    page_with_status(StatusCode::CONFLICT, &told)
}

fn clash_in_words(visit: &Visit, ground: &Ground, clash: &Clash) -> String {
    let cell = cell_in_words(visit, ground, clash.wish.cell);
    let (wanted, number) = (clash.wish.wanted, clash.number);
    if clash.actor.is_empty() {
        visit.t_with("placements-clash-emptied", &[("cell", cell.into()), ("wanted", wanted.into())])
    } else {
        visit.t_with(
            "placements-clash",
            &[
                ("cell", cell.into()),
                ("wanted", wanted.into()),
                ("number", number.into()),
                ("who", clash.actor.as_str().into()),
            ],
        )
    }
}
