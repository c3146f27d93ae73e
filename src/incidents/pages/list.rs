//! The list of reports.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::filter::{FilterForm, words_told};
use super::map;
use super::{Row, rows};
use crate::accounts::session::ReadingReports;
use crate::accounts::{self, Allowed, Permission};
use crate::db::Db;
use crate::districts;
use crate::districts::marks::ListMap;
use crate::error::AppError;
use crate::incidents::filter::Filter;
use crate::incidents::model::Listed;
use crate::incidents::saved;
use crate::incidents::store::{self, Mark, Part};
use crate::tables::Format;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page};

/// Rows on one page of the list.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "incidents/list.html")]
struct ListPage {
    layout: Layout,
    filter: FilterForm,
    map: ListMap,
    rows: Vec<Row>,
    summary: String,
    words: String,
    is_searched: bool,
    newer: String,
    older: String,
    /// The same list as a file: address and format; empty for those who may not take it.
    files: Vec<(String, &'static str)>,
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
    let (viewer, today, ground_of, part) = (who.viewer(), clock.today(), map.get_ref().clone(), read_part(&query));
    let (ground, filter, gathered, listed, organisations, saved) = db
        .read(move |connection| {
            let ground = ground_of.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            let gathered = map::gathered(connection, &viewer, &filter, &ground, today)?;
            // One more than is shown tells whether there is another page.
            let listed = store::list(connection, &viewer, &filter, part, ROWS + 1)?;
            let organisations = accounts::store::list_organisations(connection)?;
            let saved = saved::store::list(connection, viewer.account_id)?;
            Ok::<_, AppError>((ground, filter, gathered, listed, organisations, saved))
        })
        .await?;
    let (shown, newer, older) = cut(listed, part);
    let filter_query = filter.query(&ground);
    let mark_link = |name: &str, row: Option<&Listed>| {
        row.map(|row| format!("{}?{filter_query}&{name}={}", urls::INCIDENTS, write_mark(row))).unwrap_or_default()
    };
    let language = visit.language;
    let total = gathered.tally.total();
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
        files: if who.account.role.may(Permission::Export) {
            let file = |format: Format| format!("{}?{filter_query}", urls::incidents_file(format.word()));
            Format::ALL.map(|format| (file(format), format.name())).into()
        } else {
            Vec::new()
        },
        map: map::list_map(&visit, &ground, &filter, &gathered, today),
        may_report: who.account.role.may(Permission::Report),
        rows: rows(language, &ground, &organisations, &shown),
        words: words_told(&visit, &filter).unwrap_or_default(),
        is_searched: !filter.words.is_empty(),
        filter: FilterForm::of(&visit, &ground, &filter, today, urls::INCIDENTS, saved),
    };
    page(&list_page)
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
