//! The list of reports.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::{Row, district_choices, rows};
use crate::accounts::session::ReadingReports;
use crate::accounts::{self, Allowed, Permission};
use crate::db::Db;
use crate::districts;
use crate::error::AppError;
use crate::incidents::category::{Group, Kind};
use crate::incidents::filter::Filter;
use crate::incidents::model::{Listed, Status};
use crate::incidents::severity::Severity;
use crate::incidents::store::{self, Mark, Part};
use crate::time::Clock;
use crate::urls;
use crate::web::{Choice, Layout, Section, Submitted, Visit, page};

/// Rows on one page of the list.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "incidents/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Row>,
    summary: String,
    newer: String,
    older: String,
    csv: String,
    is_filtered: bool,
    from: String,
    to: String,
    districts: Vec<Choice>,
    groups: Vec<Choice>,
    kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    severities: Vec<Choice>,
    is_mine: bool,
    may_report: bool,
}

/// `GET /incidents`: the filtered list, a page at a time. Needs the permission to read at least one's own organisation's
/// reports.
///
/// # Errors
/// None of its own.
pub async fn list(
    who: Allowed<ReadingReports>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (viewer, today, map, part) = (who.viewer(), clock.today(), map.get_ref().clone(), read_part(&query));
    let (ground, filter, total, listed, organisations) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            let total = store::count(connection, &viewer, &filter)?;
            // One more than is shown tells whether there is another page.
            let listed = store::list(connection, &viewer, &filter, part, ROWS + 1)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((ground, filter, total, listed, organisations))
        })
        .await?;
    let (shown, newer, older) = cut(listed, part);
    let filter_query = filter.query(&ground);
    let mark_link = |name: &str, row: Option<&Listed>| {
        row.map(|row| format!("{}?{filter_query}&{name}={}", urls::INCIDENTS, write_mark(row))).unwrap_or_default()
    };
    let language = visit.language;
    let list_page = ListPage {
        layout: visit.layout_of("incidents-title", Section::Incidents),
        summary: visit.t_with(
            "incidents-summary",
            &[
                ("count", total.into()),
                ("shown", language.number(total).into()),
                ("from", language.day(filter.from).into()),
                ("to", language.day(filter.to).into()),
            ],
        ),
        newer: if newer { mark_link("newer", shown.first()) } else { String::new() },
        older: if older { mark_link("older", shown.last()) } else { String::new() },
        csv: if who.account.role.may(Permission::Export) {
            format!("{}?{filter_query}", urls::INCIDENTS_CSV)
        } else {
            String::new()
        },
        is_filtered: filter != Filter::recent(today),
        from: filter.from.to_string(),
        to: filter.to.to_string(),
        districts: district_choices(&visit, &ground, filter.district_code(&ground).unwrap_or_default(), "filter-all"),
        groups: choices(
            &visit,
            Group::ALL.into_iter().map(|group| (group.code(), group.name(language).to_owned())),
            filter.group.map(Group::code),
        ),
        kinds: choices(
            &visit,
            Kind::ALL.into_iter().map(|kind| (kind.code(), visit.t(&format!("kind-{}", kind.code())))),
            filter.kind.map(Kind::code),
        ),
        statuses: choices(
            &visit,
            Status::ALL.iter().map(|status| (status.word(), visit.t(&format!("status-{}", status.word())))),
            filter.status.as_ref().map(Status::word),
        ),
        severities: choices(
            &visit,
            Severity::ALL.iter().map(|word| (word.word(), visit.t(&format!("severity-{}-short", word.word())))),
            filter.severity.as_ref().map(Severity::word),
        ),
        is_mine: filter.is_mine,
        may_report: who.account.role.may(Permission::Report),
        rows: rows(language, &ground, &organisations, &shown),
    };
    page(&list_page)
}

fn choices(
    visit: &Visit,
    known: impl Iterator<Item = (&'static str, String)>,
    chosen: Option<&'static str>,
) -> Vec<Choice> {
    let chosen = chosen.unwrap_or_default();
    let all = Choice::new("", visit.t("filter-all"), chosen);
    std::iter::once(all).chain(known.map(|(value, label)| Choice::new(value, label, chosen))).collect()
}

/// The rows of this page, and whether there are newer and older ones.
fn cut(mut listed: Vec<Listed>, part: Part) -> (Vec<Listed>, bool, bool) {
    let has_more = listed.len() > usize::try_from(ROWS).unwrap_or(usize::MAX);
    match part {
        Part::NewerThan(_) => {
            if has_more {
                listed.remove(0);
            }
            (listed, has_more, true)
        }
        Part::OlderThan(_) | Part::Newest => {
            if has_more {
                listed.pop();
            }
            (listed, part != Part::Newest, has_more)
        }
    }
}

fn read_part(query: &Submitted) -> Part {
    let mark = |name: &str| {
        let text = query.text(name);
        let (time, id) = text.split_once('.')?;
        Some(Mark { occurred_from: Timestamp::from_microsecond(time.parse().ok()?).ok()?, id: id.parse().ok()? })
    };
    mark("older").map(Part::OlderThan).or_else(|| mark("newer").map(Part::NewerThan)).unwrap_or(Part::Newest)
}

fn write_mark(row: &Listed) -> String {
    format!("{}.{}", row.occurred_from.instant().as_microsecond(), row.id)
}
