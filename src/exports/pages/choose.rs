//! Choosing rows to take out: what, which of it, and as what.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::accounts::session::Exporting;
use crate::accounts::{Allowed, Organisation};
use crate::db::Db;
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::exports::log::model::Subject;
use crate::exports::rows::{Preview, Selection};
use crate::incidents::category::Group;
use crate::measures::filter::Urgency;
use crate::tables::Format;
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::walks::model::{ObservationKind, Theme};
use crate::web::{Choice, Layout, NavItem, Section, Submitted, Tile, Visit, page};
use crate::{accounts, incidents, measures};

/// Rows that are shown before the file is made.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "exports/rows.html")]
struct ChoosePage {
    layout: Layout,
    tabs: Vec<NavItem>,
    what: &'static str,
    days: Vec<DayField>,
    selects: Vec<SelectField>,
    /// What the filter's fields have no field for.
    beside: Vec<(String, String)>,
    is_filtered: bool,
    /// The words and the part of the map that another screen chose.
    told: Vec<String>,
    summary: String,
    preview: Preview,
    /// That the file has more rows than are shown; empty when not.
    more: String,
    /// The whole filter, for the form that begins.
    filter: Vec<(String, String)>,
    formats: Vec<Tile>,
    /// The screen that shows the same rows; empty when it is this one.
    screen: String,
}

struct DayField {
    name: &'static str,
    label: String,
    value: String,
}

struct SelectField {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
}

/// `GET /exports/rows?what=…`: the rows of a filter, and how to take them out. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] for what has no rows.
pub async fn choose_rows(
    who: Allowed<Exporting>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (viewer, today, language, map) = (who.viewer(), clock.today(), visit.language, map.get_ref().clone());
    let subject = match query.text("what").as_str() {
        "" => Subject::Incidents,
        word => Subject::from_word(word).or_not_found("rows")?,
    };
    let (ground, selection, count, preview, organisations) = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            let selection = Selection::read(subject, &query, &ground, today).or_not_found("rows")?;
            let count = selection.count(connection, &viewer)?;
            let preview = selection.preview(connection, &viewer, language, SHOWN)?;
            let organisations = accounts::store::list_organisations(connection)?;
            Ok::<_, AppError>((ground, selection, count, preview, organisations))
        })
        .await?;
    let filter = selection.query(&ground);
    let usual = Selection::read(subject, &Submitted::default(), &ground, today).map(|usual| usual.query(&ground));
    let (days, selects) = fields(&visit, &ground, &organisations, &selection);
    let pairs: Vec<(String, String)> = form_urlencoded::parse(filter.as_bytes()).into_owned().collect();
    let has_field =
        |name: &str| days.iter().any(|day| day.name == name) || selects.iter().any(|select| select.name == name);
    let beside: Vec<(String, String)> = pairs.iter().filter(|(name, _)| !has_field(name)).cloned().collect();
    page(&ChoosePage {
        layout: visit.layout_of("export-rows-title", Section::Exports),
        tabs: tabs(&visit, subject),
        what: subject_word(subject),
        is_filtered: usual.as_deref() != Some(filter.as_str()),
        told: told(&visit, &beside),
        summary: visit
            .t_with("export-rows-count", &[("count", count.into()), ("shown", language.number(count).into())]),
        more: if count > SHOWN {
            visit.t_with("export-rows-more", &[("shown", SHOWN.into()), ("count", language.number(count).into())])
        } else {
            String::new()
        },
        preview,
        formats: formats(&visit),
        screen: match subject {
            Subject::Incidents => format!("{}?{filter}", urls::INCIDENTS),
            Subject::Measures => format!("{}?{filter}", urls::MEASURES),
            _ => String::new(),
        },
        days,
        selects,
        beside,
        filter: pairs,
    })
}

fn subject_word(subject: Subject) -> &'static str {
    match subject {
        Subject::Observations => "observations",
        Subject::Measures => "measures",
        _ => "incidents",
    }
}

fn tabs(visit: &Visit, current: Subject) -> Vec<NavItem> {
    let tab = |subject: Subject| NavItem {
        href: format!("{}?what={}", urls::EXPORT_ROWS, subject.word()),
        label: visit.t(&format!("export-sheet-{}", subject.word())),
        current: subject == current,
    };
    Selection::SUBJECTS.map(tab).into()
}

fn formats(visit: &Visit) -> Vec<Tile> {
    let tile = |format: Format| Tile {
        about: visit.t(&format!("export-format-{}", format.word())),
        ..Tile::new(format.word(), format.name(), Format::Csv.word())
    };
    Format::ALL.map(tile).into()
}

/// What another screen chose that has no field here.
fn told(visit: &Visit, beside: &[(String, String)]) -> Vec<String> {
    let said = |(name, value): &(String, String)| match name.as_str() {
        "q" => visit.t_with("filter-told-words", &[("words", value.clone().into())]),
        "box" => visit.t("filter-told-box"),
        "mine" => visit.t("filter-mine"),
        _ => value.clone(),
    };
    beside.iter().map(said).collect()
}

/// The fields of a filter: its days, and what is chosen from a list.
fn fields(
    visit: &Visit,
    ground: &Ground,
    organisations: &[Organisation],
    selection: &Selection,
) -> (Vec<DayField>, Vec<SelectField>) {
    let day = |name, key, value: jiff::civil::Date| DayField { name, label: visit.t(key), value: value.to_string() };
    let days = |from, to| vec![day("from", "filter-from", from), day("to", "filter-to", to)];
    let select = |name, label: String, known: Vec<(String, String)>, chosen: &str| {
        let all = Choice::new("", visit.t("filter-all"), chosen);
        let known = known.into_iter().map(|(value, label)| Choice::new(value, label, chosen));
        SelectField { name, label, choices: std::iter::once(all).chain(known).collect() }
    };
    let word = |prefix: &str, word: &str| (word.to_owned(), visit.t(&format!("{prefix}-{word}")));
    let districts = |chosen: Option<&str>, has_unknown: bool| {
        let known = ground.districts().into_iter().map(|known| (known.code.clone(), known.name.clone()));
        let unknown = has_unknown.then(|| ("unknown".to_owned(), visit.t("district-unknown")));
        select("district", visit.t("filter-district"), known.chain(unknown).collect(), chosen.unwrap_or_default())
    };
    match selection {
        Selection::Incidents(filter) => {
            let groups = Group::ALL.map(|group| (group.code().to_owned(), group.name(visit.language).to_owned()));
            let statuses = incidents::model::Status::ALL.map(|status| word("status", status.word()));
            let status = filter.status.map(|status| status.word()).unwrap_or_default();
            let selects = vec![
                districts(filter.district_code(ground), true),
                select(
                    "group",
                    visit.t("filter-group"),
                    groups.into(),
                    filter.group.map(Group::code).unwrap_or_default(),
                ),
                select("status", visit.t("filter-status"), statuses.into(), status),
            ];
            (days(filter.from, filter.to), selects)
        }
        Selection::Observations(filter) => {
            let kinds = ObservationKind::ALL.iter().map(|kind| word("observation", kind.word()));
            let themes = Theme::ALL.iter().map(|theme| word("theme", theme.word()));
            let kind = filter.kind.as_ref().map(ObservationKind::word).unwrap_or_default();
            let theme = filter.theme.as_ref().map(Theme::word).unwrap_or_default();
            let selects = vec![
                districts(filter.district_code(ground), false),
                select("kind", visit.t("export-kind"), kinds.collect(), kind),
                select("theme", visit.t("walk-theme"), themes.collect(), theme),
            ];
            (days(filter.from, filter.to), selects)
        }
        Selection::Measures(filter, _) => {
            let urgencies = Urgency::ALL.iter().map(|urgency| word("measure-urgency", urgency.word()));
            let statuses = measures::model::Status::ALL.iter().map(|status| word("measure-status", status.word()));
            let mut owners: Vec<&Organisation> = organisations.iter().collect();
            owners.sort_by_key(|owner| swedish_order(&owner.name));
            let owners = owners.into_iter().map(|owner| (owner.id.to_string(), owner.name.clone()));
            let owner = filter.organisation.map(|id| id.to_string()).unwrap_or_default();
            let urgency = filter.urgency.as_ref().map(Urgency::word).unwrap_or_default();
            let status = filter.status.as_ref().map(measures::model::Status::word).unwrap_or_default();
            let selects = vec![
                select("urgency", visit.t("measures-filter-urgency"), urgencies.collect(), urgency),
                select("status", visit.t("filter-status"), statuses.collect(), status),
                select("organisation", visit.t("measures-column-owner"), owners.collect(), &owner),
                districts(filter.district_code(ground), false),
            ];
            (Vec::new(), selects)
        }
    }
}
