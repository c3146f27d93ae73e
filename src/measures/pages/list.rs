//! The list of measures, what is to be done about them now, and how many promises were kept.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::civil::Date;

use super::clusters::{Gathered, address, in_words};
use super::{Row, rows, status_word};
use crate::accounts::session::ReportingProgress;
use crate::accounts::{self, Allowed, Organisation, Permission, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::marks::{ListMap, mesh_drawn};
use crate::districts::{self, Ground};
use crate::error::AppError;
use crate::jobs::model::LastRun;
use crate::jobs::store as jobs;
use crate::measures::filter::{Filter, Urgency};
use crate::measures::kept::{self, FEWEST_TO_SAY, Kept, KeptBy};
use crate::measures::model::{Measure, Status};
use crate::measures::{reminders, store};
use crate::tables::Format;
use crate::time::Clock;
use crate::urls;
use crate::web::{Choice, Layout, Section, Submitted, Visit, page};

/// Rows on one page of the list.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "measures/list.html")]
struct ListPage {
    layout: Layout,
    summary: String,
    may_hand_out: bool,
    /// The same list as a file: address and format; empty for those who may not take it.
    files: Vec<(String, &'static str)>,
    urgent: Vec<UrgentCard>,
    filter: FilterForm,
    map: ListMap,
    rows: Vec<Row>,
    previous: String,
    next: String,
    /// How many promises were kept, by organisation and by district; empty for those who see their own organisation's alone.
    kept: Vec<KeptTable>,
    kept_lead: String,
    /// How the reminders are going; empty for those who hand out nothing.
    reminders: String,
    reminders_worry: bool,
}

/// Something to be done about measures, and how many they are.
struct UrgentCard {
    href: String,
    label: String,
    count: String,
    is_chosen: bool,
    is_nothing: bool,
}

/// The search and the filter.
struct FilterForm {
    words: String,
    /// What the search passes on of the rest of the filter: names and values.
    beside_words: Vec<(String, String)>,
    /// What the filter's fields have no field for.
    beside_fields: Vec<(String, String)>,
    is_filtered: bool,
    is_open: bool,
    urgencies: Vec<Choice>,
    statuses: Vec<Choice>,
    /// Empty for those who see their own organisation's alone.
    organisations: Vec<Choice>,
    districts: Vec<Choice>,
}

/// How many promises were kept by each of some.
struct KeptTable {
    caption: String,
    column: String,
    rows: Vec<KeptRow>,
}

struct KeptRow {
    name: String,
    kept: String,
    note: String,
}

/// Everything the page is made of.
struct Material {
    ground: std::sync::Arc<Ground>,
    filter: Filter,
    gathered: Gathered,
    listed: Vec<Measure>,
    organisations: Vec<Organisation>,
    urgent: Vec<(Urgency, i64)>,
    kept: Option<KeptBy>,
    reminders: Option<LastRun>,
}

impl Material {
    fn read(
        connection: &mut DbConnection,
        map: &districts::Map,
        viewer: &Viewer,
        (query, skip): (&Submitted, i64),
        today: Date,
    ) -> Result<Self, AppError> {
        let ground = map.current(connection)?;
        let filter = Filter::read(query, &ground);
        let mesh = mesh_drawn(filter.within, &ground, today);
        let mut urgent = Vec::new();
        for urgency in Urgency::ALL.iter().copied() {
            let those = Filter { urgency: Some(urgency), ..Filter::default() };
            urgent.push((urgency, store::count(connection, viewer, &those, today)?));
        }
        let kept = if viewer.role.may(Permission::SeeWorkingGroup) {
            Some(kept::count(&store::list_judged(connection, viewer, kept::since(today), today)?, today))
        } else {
            None
        };
        Ok(Self {
            gathered: Gathered::read(connection, viewer, &filter, today, mesh)?,
            // One more than is shown tells whether there is another page.
            listed: store::list(connection, viewer, &filter, today, skip, ROWS + 1)?,
            organisations: accounts::store::list_organisations(connection)?,
            reminders: jobs::find(connection, reminders::JOB)?,
            urgent,
            kept,
            ground,
            filter,
        })
    }
}

/// `GET /measures`: the filtered list, a page at a time. For those who tell of progress: one's own organisation's; the working
/// group sees all.
///
/// # Errors
/// None of its own.
pub async fn list(
    who: Allowed<ReportingProgress>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (viewer, now, today) = (who.viewer(), clock.now(), clock.today());
    let number: i64 = query.text("page").parse().ok().filter(|number| (1..=1_000_000).contains(number)).unwrap_or(1);
    let map = map.get_ref().clone();
    let mut material = db
        .read(move |connection| Material::read(connection, &map, &viewer, (&query, (number - 1) * ROWS), today))
        .await?;
    let has_next = i64::try_from(material.listed.len()).is_ok_and(|rows| rows > ROWS);
    material.listed.truncate(usize::try_from(ROWS).unwrap_or_default());
    let Material { ground, filter, gathered, listed, organisations, urgent, kept, reminders } = material;
    let of_page = |number: i64| {
        let list = address(&filter, &ground);
        format!("{list}{}page={number}", if list.contains('?') { '&' } else { '?' })
    };
    let may = |permission| who.account.role.may(permission);
    let list_page = ListPage {
        layout: visit.layout_of("measures-title", Section::Measures),
        summary: in_words(&visit, "measures-count", gathered.total()),
        may_hand_out: may(Permission::HandOutMeasures),
        files: if may(Permission::Export) {
            let query = filter.query(&ground);
            let file = |format: Format| format!("{}?{query}", urls::measures_file(format.word()));
            Format::ALL.map(|format| (file(format), format.name())).into()
        } else {
            Vec::new()
        },
        urgent: urgent_cards(&visit, &ground, &filter, &urgent),
        map: gathered.map(&visit, &ground, &filter, today),
        rows: rows(visit.language, &ground, &organisations, &viewer, today, &listed),
        previous: if number > 1 { of_page(number - 1) } else { String::new() },
        next: if has_next { of_page(number + 1) } else { String::new() },
        kept: kept.map(|kept| kept_tables(&visit, &ground, &organisations, &kept)).unwrap_or_default(),
        kept_lead: visit.t_with("measures-kept-lead", &[("day", visit.language.day(kept::since(today)).into())]),
        reminders: if may(Permission::HandOutMeasures) {
            reminders_in_words(&visit, reminders.as_ref())
        } else {
            String::new()
        },
        reminders_worry: reminders.as_ref().is_some_and(|run| run.is_worrying(now)),
        filter: FilterForm::of(&visit, &ground, &filter, &organisations, may(Permission::SeeWorkingGroup)),
    };
    page(&list_page)
}

fn urgent_cards(visit: &Visit, ground: &Ground, filter: &Filter, urgent: &[(Urgency, i64)]) -> Vec<UrgentCard> {
    let card = |(urgency, count): &(Urgency, i64)| UrgentCard {
        href: address(&Filter { urgency: Some(*urgency), ..Filter::default() }, ground),
        label: visit.t(&format!("measure-urgency-{}", urgency.word())),
        count: visit.language.number(*count),
        is_chosen: filter.urgency == Some(*urgency),
        is_nothing: *count == 0,
    };
    urgent.iter().map(card).collect()
}

/// When reminders went out last, and how many; that they have failed, when they have.
fn reminders_in_words(visit: &Visit, run: Option<&LastRun>) -> String {
    if !visit.offers_mail() {
        return visit.t("measures-reminders-no-mail");
    }
    let Some(at) = run.and_then(|run| run.succeeded_at) else { return visit.t("measures-reminders-never") };
    let count = run.map_or(0, |run| run.done);
    let told = visit.t_with(
        "measures-reminders-last",
        &[("moment", visit.language.moment(at.instant()).into()), ("count", count.into())],
    );
    match run {
        Some(run) if !run.failure.is_empty() => format!("{told} {}", visit.t("measures-reminders-failed")),
        _ => told,
    }
}

/// A promise count in words: never a percentage on a base under twenty, and nothing judged on fewer than five.
fn kept_row(visit: &Visit, name: String, kept: Kept) -> KeptRow {
    KeptRow {
        name,
        kept: visit.t_with("measures-kept-of", &[("kept", kept.kept.into()), ("promises", kept.promises.into())]),
        note: if kept.promises < FEWEST_TO_SAY { visit.t("measures-kept-few") } else { String::new() },
    }
}

fn kept_tables(visit: &Visit, ground: &Ground, organisations: &[Organisation], kept: &KeptBy) -> Vec<KeptTable> {
    let owner = |id: i64| organisations.iter().find(|known| known.id == id).map(|known| known.name.clone());
    let by_name = |mut rows: Vec<KeptRow>| {
        rows.sort_by_key(|row| crate::texts::swedish_order(&row.name));
        rows
    };
    let owners = kept.organisations.iter().filter_map(|(id, kept)| Some(kept_row(visit, owner(*id)?, *kept)));
    let district = |id: Option<i64>| match id {
        None => Some(visit.t("measure-everywhere")),
        Some(id) => ground.district(id).map(|known| known.name.clone()),
    };
    let districts = kept.districts.iter().filter_map(|(id, kept)| Some(kept_row(visit, district(*id)?, *kept)));
    let tables = [
        ("measures-kept-organisations", "measures-column-owner", by_name(owners.collect())),
        ("measures-kept-districts", "filter-district", by_name(districts.collect())),
    ];
    let tables = tables.into_iter().filter(|(_, _, rows)| !rows.is_empty());
    tables
        .map(|(caption, column, rows)| KeptTable { caption: visit.t(caption), column: visit.t(column), rows })
        .collect()
}

/// Names of fields that the filter's form has.
const FIELDS: [&str; 4] = ["urgency", "status", "organisation", "district"];

impl FilterForm {
    fn of(visit: &Visit, ground: &Ground, filter: &Filter, organisations: &[Organisation], sees_others: bool) -> Self {
        let query = filter.query(ground);
        let pairs = || form_urlencoded::parse(query.as_bytes()).into_owned();
        let all = |chosen: &str| Choice::new("", visit.t("filter-all"), chosen);
        let urgency = filter.urgency.as_ref().map(Urgency::word).unwrap_or_default();
        let urgencies = Urgency::ALL
            .iter()
            .map(|known| Choice::new(known.word(), visit.t(&format!("measure-urgency-{}", known.word())), urgency));
        let status = filter.status.as_ref().map(Status::word).unwrap_or_default();
        let statuses =
            Status::ALL.iter().map(|known| Choice::new(known.word(), status_word(visit.language, *known), status));
        let organisation = filter.organisation.map(|id| id.to_string()).unwrap_or_default();
        let district = filter.district_code(ground).unwrap_or_default();
        let districts = ground.districts().into_iter();
        let districts = districts.map(|known| Choice::new(&known.code, &known.name, district));
        Self {
            words: filter.words.join(" "),
            beside_words: pairs().filter(|(name, _)| name != "q").collect(),
            beside_fields: pairs().filter(|(name, _)| !FIELDS.contains(&name.as_str())).collect(),
            is_filtered: *filter != Filter::default(),
            is_open: filter.status.is_some() || filter.organisation.is_some() || filter.districts.is_some(),
            urgencies: std::iter::once(all(urgency)).chain(urgencies).collect(),
            statuses: std::iter::once(all(status)).chain(statuses).collect(),
            organisations: if sees_others {
                std::iter::once(all(&organisation)).chain(owners(organisations, &organisation)).collect()
            } else {
                Vec::new()
            },
            districts: std::iter::once(all(district)).chain(districts).collect(),
        }
    }
}

/// Organisations by name, as a select has them.
pub(super) fn owners(organisations: &[Organisation], chosen: &str) -> Vec<Choice> {
    let mut sorted: Vec<&Organisation> = organisations.iter().collect();
    sorted.sort_by_key(|known| crate::texts::swedish_order(&known.name));
    sorted.into_iter().map(|known| Choice::new(known.id.to_string(), &known.name, chosen)).collect()
}

/// The address of the list of those about which something is to be done.
#[must_use]
pub fn urgent_address(urgency: Urgency) -> String {
    format!("{}?urgency={}", urls::MEASURES, urgency.word())
}
