//! The weekly picture as a page: the draft of a week, and the draft as files.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::document::{self, Tools};
use super::picture::Picture;
use super::{archive, context};
use super::{store, versions};
use crate::accounts::session::{ReadingPictures, WorkingGroup};
use crate::accounts::{Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Division, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::pages::review::uncounted_in_words;
use crate::texts::Language;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{Layout, NavItem, Section, Site, Submitted, Visit, page, page_with_status, see_other};

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

/// `GET /situation/{week}`: the picture of a week, as it stands now, for the working group; everybody else is sent to what was
/// approved of it.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer. A week that there is not, or not yet, is a page of its own.
#[expect(clippy::too_many_arguments, reason = "an extractor for each thing the page is made of")]
pub async fn week(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
    site: web::Data<Site>,
) -> Result<HttpResponse, AppError> {
    let now = clock.now();
    let this_week = IsoWeek::of(now);
    let Some(week) = IsoWeek::begun(&path, now) else { return no_such_week(&visit, this_week) };
    if !who.account.role.may(Permission::SeeWorkingGroup) {
        return archive::pages::approved_or_not_yet(&visit, &db, week).await;
    }
    let division = division_of(&request);
    let language = visit.language;
    let drafted = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Drafted::read(connection, &ground, (week, division), now, language)
        })
        .await?;
    let role = who.account.role;
    let tools = Tools {
        writes_picture: role.may(Permission::WritePicture),
        writes_part_of: role.may(Permission::WritePart).then_some(who.account.organisation_id),
        hands_out: role.may(Permission::HandOutMeasures),
        loads_police_counts: context::model::may_load(&who.account, &who.organisation),
        is_made_up: site.is_demo,
    };
    page(&WeekPage::new(&visit, &drafted, week == this_week, &tools)?)
}

/// `GET /situation/{week}/draft.{format}`: the draft as `json`, `csv` or `pdf`. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet, and for any other format.
pub async fn draft(
    _who: Allowed<WorkingGroup>,
    visit: Visit,
    path: web::Path<(String, String)>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (week, format) = path.into_inner();
    let now = clock.now();
    let week = IsoWeek::begun(&week, now).or_not_found("week")?;
    let media_type = match format.as_str() {
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        _ => return Err(AppError::NotFound("format")),
    };
    let division = division_of(&request);
    // On paper the draft is Swedish, as what is approved will be.
    let language = if format == "pdf" { Language::Swedish } else { visit.language };
    let picture = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Picture::draft(connection, &ground, week, division, now, language)
        })
        .await?;
    let name = format!("{}-{week}.{format}", visit.t("situation-file-name"));
    let bytes = web::block(move || match format.as_str() {
        "json" => serde_json::to_vec_pretty(&picture).map_err(AppError::internal),
        "csv" => document::csv(&picture, language),
        _ => document::pdf(&picture),
    });
    let bytes = bytes.await.map_err(AppError::internal)??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, media_type))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(bytes))
}

fn division_of(request: &HttpRequest) -> Division {
    let query = Submitted::from_query(request.query_string());
    Division::from_word(&query.text("division")).unwrap_or_default()
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

/// The draft, and what a page says around it.
struct Drafted {
    picture: Picture,
    /// The ways to divide the municipality, with how many rows each has; empty when there is only one.
    divisions: Vec<(Division, usize)>,
    /// How many reports of the week do not count yet.
    uncounted: i64,
    /// The latest approved version, and how many reports have come in since.
    approved: Option<(i64, i64)>,
}

impl Drafted {
    fn read(
        connection: &mut DbConnection,
        ground: &Ground,
        (week, division): (IsoWeek, Division),
        now: jiff::Timestamp,
        language: Language,
    ) -> Result<Self, AppError> {
        let all: Vec<_> = ground.districts().into_iter().cloned().collect();
        let divisions = Division::EACH.into_iter().map(|division| (division, division.rows(&all, &[]).len()));
        let approved = match versions::store::find_latest(connection, week)? {
            Some(latest) => Some((latest.version, versions::store::count_late(connection, week, latest.cut_off)?)),
            None => None,
        };
        let has_parts = all.iter().any(|district| district.parent_id.is_some());
        Ok(Self {
            divisions: if has_parts { divisions.collect() } else { Vec::new() },
            uncounted: store::count_uncounted(connection, week)?,
            approved,
            picture: Picture::draft(connection, ground, week, division, now, language)?,
        })
    }
}

#[derive(Template)]
#[template(path = "situation/week.html")]
struct WeekPage {
    layout: Layout,
    days: String,
    heading: String,
    lead: String,
    /// What was approved of the week, when something was.
    approved: Option<Banner>,
    uncounted: String,
    earlier: String,
    now: String,
    later: String,
    has_reports: bool,
    /// Why a week before the first report has no figures; empty when it has.
    before_history: String,
    to_first_week: String,
    divisions: Vec<NavItem>,
    reports: String,
    /// The picture itself.
    body: String,
    wall: String,
    /// Where it is approved; empty for those who do not, and once it is.
    approval: String,
    /// Where it is corrected; empty for those who do not, and until it is approved.
    correction: String,
    /// The draft as files.
    files: Vec<NavItem>,
}

/// That a week is approved, and where that is read.
struct Banner {
    text: String,
    href: String,
    label: String,
}

impl Banner {
    fn new(visit: &Visit, week: IsoWeek, version: i64, late: i64) -> Self {
        let approved = visit.t_with("versions-banner", &[("version", version.into())]);
        let since = if late > 0 { visit.t_with("versions-late", &[("count", late.into())]) } else { String::new() };
        Self {
            text: format!("{approved} {since}").trim_end().to_owned(),
            href: urls::picture_version(week, version),
            label: visit.t_with("versions-newer", &[("version", version.into())]),
        }
    }
}

impl WeekPage {
    fn new(visit: &Visit, drafted: &Drafted, is_ongoing: bool, tools: &Tools) -> Result<Self, AppError> {
        let picture = &drafted.picture;
        let week = picture.week;
        let heading = visit.t_with("situation-title", &[("week", week.number().into())]);
        let divided = |address: String, division: Division| match division {
            Division::Main => address,
            Division::All => format!("{address}?division={}", division.word()),
        };
        let address = |week: IsoWeek, division: Division| divided(urls::situation(week), division);
        let days = visit.language.days_of(week);
        let divisions = drafted.divisions.iter().map(|(division, rows)| NavItem {
            href: address(week, *division),
            label: visit.t_with("situation-division", &[("rows", (*rows).into())]),
            current: *division == picture.division,
        });
        let files = [("pdf", "situation-draft-pdf"), ("csv", "situation-draft-csv"), ("json", "situation-draft-json")];
        let files = files.into_iter().map(|(format, key)| NavItem {
            href: divided(urls::picture_draft(week, format), picture.division),
            label: visit.t(key),
            current: false,
        });
        let before_history = picture.first_week.filter(|first| week < *first);
        let approve = if tools.writes_picture { urls::picture_approve(week) } else { String::new() };
        let is_approved = drafted.approved.is_some();
        Ok(Self {
            layout: visit.layout(heading.clone(), Section::Situation),
            days: if is_ongoing { format!("{days} · {}", visit.t("situation-ongoing")) } else { days },
            heading,
            lead: document::lead(picture, visit.language),
            approved: drafted.approved.map(|(version, late)| Banner::new(visit, week, version, late)),
            uncounted: uncounted_in_words(visit, drafted.uncounted),
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
            body: document::body(picture, visit.language, Some(tools))?,
            wall: urls::picture_wall(week, 1),
            approval: if is_approved { String::new() } else { approve.clone() },
            correction: if is_approved { approve } else { String::new() },
            files: files.collect(),
        })
    }
}
