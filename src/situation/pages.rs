//! The weekly picture as a page.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::archive;
use super::chart::{self, Spark};
use super::compute::Figures;
use super::decisions::Promises;
use super::picture::{DistrictRow, Picture, Total, UNKNOWN};
use super::store;
use crate::accounts::session::ReadingPictures;
use crate::accounts::{self, Allowed, Permission, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Division, Drawing, Ground, Label};
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::incidents::pages::review::uncounted_in_words;
use crate::measures;
use crate::measures::pages::Row;
use crate::police::model::PoliceEvent;
use crate::police::store as police;
use crate::texts::Language;
use crate::time::{Clock, IsoWeek, local_day};
use crate::urls;
use crate::web::{Layout, NavItem, Section, Submitted, Visit, page, page_with_status, see_other};

/// What stands where a figure cannot be told.
const NOT_KNOWN: &str = "–";

/// `GET /situation`: the picture of this week for the working group; for everybody else what was approved.
///
/// # Errors
/// None of its own.
pub async fn this_week(who: Allowed<ReadingPictures>, clock: web::Data<Clock>) -> Result<HttpResponse, AppError> {
    if who.account.role.may(Permission::SeeWorkingGroup) {
        Ok(see_other(&urls::situation(IsoWeek::of(clock.now()))))
    } else {
        Ok(see_other(urls::SITUATION_ARCHIVE))
    }
}

/// `GET /situation/{week}`: the draft of a week for the working group; everybody else is sent to what was approved of it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer. A week that there is not, or not yet, is a page of its own.
pub async fn week(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let now = clock.now();
    let this_week = IsoWeek::of(now);
    let week = match path.parse::<IsoWeek>() {
        Ok(week) if week <= this_week => week,
        _ => return no_such_week(&visit, this_week),
    };
    if !who.account.role.may(Permission::SeeWorkingGroup) {
        return archive::pages::approved_or_not_yet(&visit, &db, week).await;
    }
    let query = Submitted::from_query(request.query_string());
    let division = Division::from_word(&query.text("division")).unwrap_or_default();
    let (language, viewer) = (visit.language, who.viewer());
    let material = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Material::read(connection, &ground, (week, division), &viewer, now, language)
        })
        .await?;
    let may_hand_out = who.account.role.may(Permission::HandOutMeasures);
    page(&WeekPage::new(&visit, &material, week == this_week, may_hand_out))
}

#[derive(Template)]
#[template(path = "situation/no_such_week.html")]
struct NoSuchWeekPage {
    layout: Layout,
    this_week: String,
    action: String,
}

fn no_such_week(visit: &Visit, this_week: IsoWeek) -> Result<HttpResponse, AppError> {
    let layout = visit.layout_of("situation-no-such-week", Section::Situation);
    let action = visit.t_with("situation-to-week", &[("week", this_week.number().into())]);
    page_with_status(StatusCode::NOT_FOUND, &NoSuchWeekPage { layout, this_week: urls::situation(this_week), action })
}

/// Everything a page of a week is made of.
struct Material {
    picture: Picture,
    drawing: Option<Drawing>,
    /// The ways to divide the municipality, with how many rows each has; empty when there is only one.
    divisions: Vec<(Division, usize)>,
    police: Vec<(PoliceEvent, Option<String>)>,
    /// How many reports of the week do not count yet.
    uncounted: i64,
    /// What was decided in the week.
    decided: Vec<Row>,
}

impl Material {
    fn read(
        connection: &mut DbConnection,
        ground: &Ground,
        (week, division): (IsoWeek, Division),
        viewer: &Viewer,
        now: jiff::Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let picture = Picture::draft(connection, ground, week, division, now, language)?;
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let rows = division.rows(&all, &[]);
        let divisions = Division::EACH.into_iter().map(|division| (division, division.rows(&all, &[]).len()));
        let has_parts = all.iter().any(|district| district.parent_id.is_some());
        let drawing = ground.outlines(week.sunday()).map(|outlines| {
            let title = language.text("situation-map");
            let about = language.text("situation-map-about");
            Drawing::of_rows(outlines, &rows, title, about, |row| map_label(&picture, &row.code, language))
        });
        let name = |id: i64| ground.district(id).map(|district| district.name.clone());
        let police = police::list_of_week(connection, week)?;
        let police = police.into_iter().map(|event| {
            let district = event.district_id.and_then(name);
            (event, district)
        });
        Ok(Self {
            drawing,
            divisions: if has_parts { divisions.collect() } else { Vec::new() },
            police: police.collect(),
            uncounted: store::count_uncounted(connection, week)?,
            decided: {
                let decided = measures::store::list_decided_in(connection, week)?;
                let organisations = accounts::store::list_organisations(connection)?;
                measures::pages::rows(language, ground, &organisations, viewer, local_day(now), &decided)
            },
            picture,
        })
    }
}

fn map_label(picture: &Picture, code: &str, language: Language) -> Label {
    let Some(row) = picture.districts.iter().find(|row| row.code == code) else { return Label::default() };
    let count = row.totals.event.figures.count;
    Label {
        href: urls::district(code),
        spoken: format!("{}: {}", row.name, language.number(count)),
        value: language.number(count),
        is_nothing: count == 0,
        ..Label::default()
    }
}

#[derive(Template)]
#[template(path = "situation/week.html")]
struct WeekPage {
    layout: Layout,
    days: String,
    heading: String,
    lead: String,
    uncounted: String,
    counted_at: String,
    earlier: String,
    now: String,
    later: String,
    has_reports: bool,
    /// Why a week before the first report has no figures; empty when it has.
    before_history: String,
    to_first_week: String,
    divisions: Vec<NavItem>,
    reports: String,
    map: Option<Drawing>,
    events: KindTable,
    groups: GroupTable,
    /// Unsafe places and planned events: each with its own table, or a sentence when there are none.
    others: Vec<KindTable>,
    police: Vec<PoliceLine>,
    /// How the measures stand now; empty for a week that is over.
    measures_stand: String,
    /// What was decided in the week.
    rows: Vec<Row>,
    /// Where a measure is handed out from this picture; empty for those who may not.
    hand_out: String,
    notes: Vec<String>,
}

/// One kind, by district.
struct KindTable {
    heading: String,
    caption: String,
    /// Said instead of the table when there is nothing in it.
    nothing: String,
    is_empty: bool,
    rows: Vec<KindLine>,
}

/// One row of figures, as they are shown.
struct KindLine {
    class: &'static str,
    name: String,
    href: String,
    count: String,
    mean_4: String,
    mean_12: String,
    last_year: String,
    per_1000: String,
    spark: Spark,
    spark_text: String,
}

/// What was reported, by group and district.
struct GroupTable {
    columns: Vec<String>,
    rows: Vec<GroupLine>,
    totals: Vec<GroupCell>,
    total: String,
    total_mean: String,
    total_last_year: String,
    /// The groups nothing was reported of, in a sentence; empty when there are none.
    quiet: String,
}

struct GroupLine {
    icon: &'static str,
    name: String,
    cells: Vec<GroupCell>,
    total: String,
    mean_12: String,
    last_year: String,
}

struct GroupCell {
    label: String,
    count: String,
    is_nothing: bool,
}

struct PoliceLine {
    when: String,
    kind: String,
    district: String,
    summary: String,
    url: String,
}

impl WeekPage {
    fn new(visit: &Visit, material: &Material, is_ongoing: bool, may_hand_out: bool) -> Self {
        let picture = &material.picture;
        let week = picture.week;
        let heading = visit.t_with("situation-title", &[("week", week.number().into())]);
        let address = |week: IsoWeek, division: Division| match division {
            Division::Main => urls::situation(week),
            Division::All => format!("{}?division={}", urls::situation(week), division.word()),
        };
        let days = visit.language.days_of(week);
        let divisions = material.divisions.iter().map(|(division, rows)| NavItem {
            href: address(week, *division),
            label: visit.t_with("situation-division", &[("rows", (*rows).into())]),
            current: *division == picture.division,
        });
        let before_history = picture.first_week.filter(|first| week < *first);
        let others = [Kind::UnsafePlace, Kind::PlannedEvent].map(|kind| KindTable::new(visit, picture, kind));
        Self {
            layout: visit.layout(heading.clone(), Section::Situation),
            days: if is_ongoing { format!("{days} · {}", visit.t("situation-ongoing")) } else { days },
            heading,
            lead: lead(visit, picture),
            uncounted: uncounted_in_words(visit, material.uncounted),
            counted_at: visit.t_with("situation-counted", &[("moment", visit.language.moment(picture.cut_off).into())]),
            earlier: address(week.plus(-1), picture.division),
            now: visit.t_with("situation-week", &[("week", week.number().into())]),
            later: if is_ongoing { String::new() } else { address(week.plus(1), picture.division) },
            has_reports: picture.first_week.is_some(),
            before_history: before_history.map_or_else(String::new, |first| {
                visit.t_with(
                    "situation-before-history",
                    &[("week", first.number().into()), ("year", first.year().into())],
                )
            }),
            to_first_week: before_history.map_or_else(String::new, |first| address(first, picture.division)),
            divisions: divisions.collect(),
            reports: format!("{}?from={}&to={}", urls::INCIDENTS, picture.from, picture.to),
            map: material.drawing.clone(),
            events: KindTable::new(visit, picture, Kind::Event),
            groups: GroupTable::new(visit, picture),
            others: others.into(),
            police: material
                .police
                .iter()
                .map(|(event, district)| PoliceLine::new(visit, event, district.as_deref()))
                .collect(),
            measures_stand: if is_ongoing {
                promises_in_words(visit, picture.measures.promises)
            } else {
                String::new()
            },
            rows: material.decided.clone(),
            hand_out: if may_hand_out { urls::measure_new_of_week(week) } else { String::new() },
            notes: notes(visit, picture),
        }
    }
}

fn promises_in_words(visit: &Visit, promises: Promises) -> String {
    let Promises { open, overdue, due_soon, decided: _ } = promises;
    visit.t_with(
        "measures-of-week-stand",
        &[("open", open.into()), ("overdue", overdue.into()), ("soon", due_soon.into())],
    )
}

/// The picture in a sentence: how many, and how many there usually are. Never a percentage.
fn lead(visit: &Visit, picture: &Picture) -> String {
    let Figures { count, mean_4, mean_12, .. } = picture.totals.event.figures;
    let shown = |mean: f64| visit.language.decimal(mean, 1);
    match (mean_12, mean_4) {
        (Some(mean), _) => visit.t_with("situation-lead-12", &[("count", count.into()), ("mean", shown(mean).into())]),
        (None, Some(mean)) => {
            visit.t_with("situation-lead-4", &[("count", count.into()), ("mean", shown(mean).into())])
        }
        (None, None) => visit.t_with("situation-lead", &[("count", count.into())]),
    }
}

/// How the figures were made, for whoever reads them.
fn notes(visit: &Visit, picture: &Picture) -> Vec<String> {
    let last_year = picture.week.same_week_last_year();
    let mut notes = vec![
        visit.t("situation-note-reports"),
        visit.t_with(
            "situation-note-means",
            &[("week", last_year.number().into()), ("days", visit.language.days_of(last_year).into())],
        ),
    ];
    notes.push(match picture.first_week {
        Some(first) => {
            visit.t_with("situation-note-unknown", &[("week", first.number().into()), ("year", first.year().into())])
        }
        None => visit.t("situation-note-unknown-yet"),
    });
    let years: std::collections::BTreeSet<i64> =
        picture.districts.iter().filter_map(|row| row.population_year).collect();
    if !years.is_empty() {
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        notes.push(visit.t_with("situation-note-rates", &[("years", visit.language.listed(&years).into())]));
    }
    notes.push(visit.t("situation-note-kinds"));
    notes
}

impl KindTable {
    fn new(visit: &Visit, picture: &Picture, kind: Kind) -> Self {
        let whole = KindLine::new(
            visit,
            ("total", visit.t("situation-whole"), String::new()),
            picture.totals.of(kind),
            visit.language,
        );
        let heading = match kind {
            Kind::Event => "situation-districts",
            Kind::UnsafePlace => "situation-unsafe-places",
            Kind::PlannedEvent => "situation-planned-events",
        };
        let nothing = match kind {
            Kind::Event => "situation-no-events",
            Kind::UnsafePlace => "situation-no-unsafe-places",
            Kind::PlannedEvent => "situation-no-planned-events",
        };
        let total = picture.totals.of(kind).figures;
        let before = total
            .mean_12
            .map(|mean| visit.t_with("situation-mean-before", &[("mean", visit.language.decimal(mean, 1).into())]));
        let caption = match kind {
            Kind::Event => "situation-caption-events",
            Kind::UnsafePlace => "situation-caption-unsafe-places",
            Kind::PlannedEvent => "situation-caption-planned-events",
        };
        // Of the lesser kinds there is seldom anything: only the districts that have something, and the whole.
        let told = picture.districts.iter().filter(|row| kind == Kind::Event || row.totals.of(kind).figures.count > 0);
        let lines = told.map(|row| {
            let head = (class_of(row), row.name.clone(), href_of(row));
            KindLine::new(visit, head, row.totals.of(kind), visit.language)
        });
        Self {
            heading: visit.t(heading),
            caption: visit.t_with(caption, &[("week", picture.week.number().into())]),
            nothing: [Some(visit.t(nothing)), before].into_iter().flatten().collect::<Vec<_>>().join(" "),
            is_empty: total.count == 0,
            rows: lines.chain([whole]).collect(),
        }
    }
}

fn class_of(row: &DistrictRow) -> &'static str {
    if row.code == UNKNOWN {
        "outside"
    } else if row.part_of.is_some() {
        "sub"
    } else {
        ""
    }
}

fn href_of(row: &DistrictRow) -> String {
    if row.code == UNKNOWN { String::new() } else { urls::district(&row.code) }
}

impl KindLine {
    fn new(visit: &Visit, head: (&'static str, String, String), total: &Total, language: Language) -> Self {
        let (class, name, href) = head;
        let figures = &total.figures;
        let counts: Vec<String> = total
            .weeks
            .iter()
            .map(|count| count.map_or_else(|| NOT_KNOWN.to_owned(), |count| language.number(count)))
            .collect();
        let counts = counts.join(", ");
        Self {
            class,
            name,
            href,
            count: language.number(figures.count),
            mean_4: mean_of(figures.mean_4, language),
            mean_12: mean_of(figures.mean_12, language),
            last_year: last_year_of(figures, language),
            // The unknown has no residents: there is nothing to be told, not even that it is not known.
            per_1000: match figures.per_1000 {
                Some(rate) => language.decimal(rate, 2),
                None if class == "outside" => String::new(),
                None => NOT_KNOWN.to_owned(),
            },
            spark: chart::spark(&total.weeks),
            spark_text: visit.t_with("situation-spark", &[("counts", counts.into())]),
        }
    }
}

fn mean_of(mean: Option<f64>, language: Language) -> String {
    mean.map_or_else(|| NOT_KNOWN.to_owned(), |mean| language.decimal(mean, 1))
}

fn last_year_of(figures: &Figures, language: Language) -> String {
    figures.same_week_last_year.map_or_else(|| NOT_KNOWN.to_owned(), |count| language.number(count))
}

impl GroupTable {
    fn new(visit: &Visit, picture: &Picture) -> Self {
        let language = visit.language;
        let cell = |row: &DistrictRow, count: i64| GroupCell {
            label: row.name.clone(),
            count: language.number(count),
            is_nothing: count == 0,
        };
        let groups = Group::ALL.into_iter().filter(|group| group.kind() == Kind::Event);
        let (told, quiet): (Vec<Group>, Vec<Group>) = groups.partition(|group| {
            let figures = picture.groups.iter().find(|row| row.group == *group).map(|row| row.figures);
            figures.is_some_and(|figures| figures.count > 0 || figures.mean_12.or(figures.mean_4).unwrap_or(0.0) > 0.0)
        });
        let rows = told.into_iter().filter_map(|group| {
            let whole = picture.groups.iter().find(|row| row.group == group)?.figures;
            let cells = picture.districts.iter().map(|row| cell(row, row.group(group).map_or(0, |own| own.count)));
            Some(GroupLine {
                icon: group.code(),
                name: name_of(group, language),
                cells: cells.collect(),
                total: language.number(whole.count),
                mean_12: mean_of(whole.mean_12, language),
                last_year: last_year_of(&whole, language),
            })
        });
        let whole = picture.totals.event.figures;
        let quiet: Vec<String> = quiet.into_iter().map(|group| name_of(group, language).to_lowercase()).collect();
        Self {
            columns: picture.districts.iter().map(|row| row.name.clone()).collect(),
            rows: rows.collect(),
            totals: picture.districts.iter().map(|row| cell(row, row.totals.event.figures.count)).collect(),
            total: language.number(whole.count),
            total_mean: mean_of(whole.mean_12, language),
            total_last_year: last_year_of(&whole, language),
            quiet: if quiet.is_empty() {
                String::new()
            } else {
                visit.t_with("situation-quiet-groups", &[("groups", language.listed(&quiet).into())])
            },
        }
    }
}

fn name_of(group: Group, language: Language) -> String {
    match language {
        Language::Swedish => group.name_sv(),
        Language::English => group.name_en(),
    }
    .to_owned()
}

impl PoliceLine {
    fn new(visit: &Visit, event: &PoliceEvent, district: Option<&str>) -> Self {
        Self {
            when: visit.language.moment(event.occurred_at.instant()),
            kind: event.kind.clone(),
            district: district.map_or_else(|| visit.t("situation-police-somewhere"), ToOwned::to_owned),
            summary: event.summary.clone(),
            url: event.url.clone().unwrap_or_default(),
        }
    }
}
