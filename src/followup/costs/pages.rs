//! What guard services cost as pages: the departments by year, two years side by side, and the forms of those who keep them.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::actions::{self, Kept};
use super::forms::CostForm;
use super::model::{self, ComparedDepartment, Comparison, Cost, KeptCost, YearCosts};
use super::{store, table, told};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::districts::import::Imported;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::kronor;
use crate::followup::lines::{Refused, Sent, brought_in};
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, SubmittedWithFiles, Visit,
    page, page_with_status, see_other, see_other_with_flash,
};

/// So many years stand beside each other.
const YEARS: usize = 4;

#[derive(Template)]
#[template(path = "followup/costs/costs.html")]
struct CostsPage {
    layout: Layout,
    may_change: bool,
    /// What a file that was just brought in did; empty when none was.
    done: String,
    /// The years that are shown, the newest first, each with its sum in words.
    sums: Vec<Sum>,
    /// The same years, the oldest first.
    years: Vec<String>,
    rows: Vec<Row>,
    totals: Vec<Amount>,
    earlier: String,
    later: String,
    comparison: Option<Side>,
}

/// A year's sum with everything that is to be said beside it.
struct Sum {
    year: String,
    total: String,
    words: Vec<String>,
}

/// A department by year.
struct Row {
    department: String,
    amounts: Vec<Amount>,
}

/// An amount of a year, or that there is none.
struct Amount {
    year: String,
    sum: String,
    is_missing: bool,
    /// How much of the year it is of, and what else is to be said.
    notes: Vec<String>,
    /// Where it is corrected; empty for those who do not, and where nothing is kept.
    href: String,
}

/// Two years side by side.
struct Side {
    befores: Vec<Choice>,
    afters: Vec<Choice>,
    before: String,
    after: String,
    words: Vec<String>,
    rows: Vec<SideRow>,
}

struct SideRow {
    department: String,
    before: String,
    after: String,
    /// The difference; empty when there is none to be told.
    difference: String,
    /// Of which months it is, or why there is none; may be empty.
    note: String,
}

impl Sum {
    fn of(visit: &Visit, costs: &YearCosts) -> Self {
        let language = visit.language;
        let total = costs.total_sek.map_or_else(|| visit.t("cost-not-told"), |sek| kronor::shown(language, sek));
        Self { year: costs.year.to_string(), total, words: told::year(language, costs) }
    }
}

impl Amount {
    fn of(visit: &Visit, year: i64, kept: Option<&KeptCost>, may_change: bool) -> Self {
        let cost = kept.map(|kept| &kept.cost);
        let amount_sek = cost.and_then(|cost| cost.amount_sek);
        let of_year = cost.map(|cost| told::extent(visit.language, cost.extent()));
        let notes = of_year.into_iter().chain(cost.map(|cost| cost.note.clone())).filter(|note| !note.is_empty());
        Self {
            year: year.to_string(),
            sum: amount_sek.map_or_else(|| visit.t("cost-not-told"), |sek| kronor::shown(visit.language, sek)),
            is_missing: amount_sek.is_none(),
            notes: notes.collect(),
            href: kept.filter(|_| may_change).map(|kept| urls::cost(kept.id)).unwrap_or_default(),
        }
    }

    /// A year's sum, with how many departments it lacks and of how many it has a part.
    fn total(visit: &Visit, costs: &YearCosts) -> Self {
        let count = |key: &str, count: usize| {
            if count == 0 { String::new() } else { visit.t_with(key, &[("count", count.into())]) }
        };
        let notes = [count("cost-total-lacks", costs.missing.len()), count("cost-total-partial", costs.partial.len())];
        let total = costs.total_sek.map_or_else(|| visit.t("cost-not-told"), |sek| kronor::shown(visit.language, sek));
        Self {
            year: costs.year.to_string(),
            sum: total,
            is_missing: costs.total_sek.is_none(),
            notes: notes.into_iter().filter(|note| !note.is_empty()).collect(),
            href: String::new(),
        }
    }
}

impl Side {
    fn of(visit: &Visit, years: &[i64], costs: &[KeptCost], query: &Submitted) -> Option<Self> {
        let asked = |field: &str| query.text(field).parse().ok().filter(|year| years.contains(year));
        let (newest, before_newest) = (*years.first()?, *years.get(1)?);
        let (before, after) = (asked("before").unwrap_or(before_newest), asked("after").unwrap_or(newest));
        let choices = |chosen: i64| {
            let chosen = chosen.to_string();
            years.iter().map(|year| Choice::new(year.to_string(), year.to_string(), &chosen)).collect()
        };
        let compared = Comparison::of(before, after, costs);
        Some(Self {
            befores: choices(before),
            afters: choices(after),
            before: before.to_string(),
            after: after.to_string(),
            words: told::comparison(visit.language, &compared),
            rows: compared.departments.iter().map(|of| SideRow::of(visit, of)).collect(),
        })
    }
}

impl SideRow {
    fn of(visit: &Visit, of: &ComparedDepartment) -> Self {
        let language = visit.language;
        let amount =
            |sek: Option<i64>| sek.map_or_else(|| visit.t("cost-not-told"), |sek| kronor::shown(language, sek));
        let (difference, note) = match &of.change {
            Ok((change, last)) => (kronor::difference(language, *change), told::stretch(language, *last)),
            Err(obstacles) => {
                let reasons = told::obstacles(language, obstacles);
                (String::new(), visit.t_with("cost-not-compared", &[("reasons", reasons.into())]))
            }
        };
        Self {
            department: of.department.clone(),
            before: amount(of.before_sek),
            after: amount(of.after_sek),
            difference,
            note,
        }
    }
}

/// `GET /followup/costs`: what guard services cost each department, year by year, and two years side by side. `until` is the
/// last year of the table, `before` and `after` are the two. For those who read approved pictures.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn costs(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let costs = db.read(|connection: &mut DbConnection| store::list(connection)).await?;
    let may_change = who.account.role.may(Permission::FollowUp);
    let all = model::years(&costs);
    let until = query.text("until").parse().ok().filter(|year| all.contains(year));
    let first = until.and_then(|until| all.iter().position(|year| *year == until)).unwrap_or_default();
    let shown: Vec<i64> = all.iter().skip(first).take(YEARS).copied().collect();
    let of_page = |year: Option<&i64>| year.map(|year| format!("{}?until={year}", urls::COSTS)).unwrap_or_default();
    let years: Vec<YearCosts> = shown.iter().map(|year| YearCosts::of(*year, &costs)).collect();
    let kept = |department: &str, year: i64| {
        costs.iter().find(|kept| kept.cost.year == year && kept.cost.department == department)
    };
    let row = |department: String| Row {
        amounts: shown
            .iter()
            .rev()
            .map(|year| Amount::of(&visit, *year, kept(&department, *year), may_change))
            .collect(),
        department,
    };
    let rows: Vec<Row> = model::departments(&costs).into_iter().map(row).collect();
    let costs_page = CostsPage {
        layout: visit.layout_of("cost-title", Section::FollowUp),
        may_change,
        done: brought_in(&visit, &query),
        sums: years.iter().map(|costs| Sum::of(&visit, costs)).collect(),
        years: shown.iter().rev().map(ToString::to_string).collect(),
        rows,
        totals: years.iter().rev().map(|costs| Amount::total(&visit, costs)).collect(),
        earlier: of_page(all.get(first + YEARS)),
        later: if first == 0 { String::new() } else { of_page(all.get(first.saturating_sub(YEARS))) },
        comparison: Side::of(&visit, &all, &costs, &query),
    };
    page(&costs_page)
}

#[derive(Template)]
#[template(path = "followup/costs/form.html")]
struct CostPage {
    layout: Layout,
    action: String,
    submit: &'static str,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    departments: Vec<String>,
    form: CostForm,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    is_kept: bool,
}

impl CostPage {
    fn new(visit: &Visit, costs: &[KeptCost], kept: Option<&KeptCost>, form: CostForm, faults: &Faults) -> Self {
        let title = match kept {
            None => visit.t("cost-new"),
            Some(kept) => visit.t_with(
                "cost-of",
                &[("department", kept.cost.department.as_str().into()), ("year", kept.cost.year.to_string().into())],
            ),
        };
        Self {
            layout: visit.layout(title, Section::FollowUp),
            action: kept.map_or_else(|| urls::COSTS.to_owned(), |kept| urls::cost(kept.id)),
            submit: if kept.is_some() { "cost-correct" } else { "cost-save" },
            meanwhile: Vec::new(),
            departments: model::departments(costs),
            messages: faults.shown(visit.language),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
            is_kept: kept.is_some(),
        }
    }
}

/// `GET /followup/costs/new`: the form of one more, with what a link filled in. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn new(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    request: HttpRequest,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let form = CostForm::sent(Submitted::from_query(request.query_string()));
    let costs = db.read(|connection: &mut DbConnection| store::list(connection)).await?;
    page(&CostPage::new(&visit, &costs, None, form, &Faults::default()))
}

fn known_already() -> Faults {
    let mut faults = Faults::default();
    faults.add("department", Message::new("cost-known"));
    faults
}

/// `POST /followup/costs`: `department`, `year`, `amount_sek`, `through`, `note`. 303 to the costs; 422 with the form, also when
/// the department's year is kept already. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn add(
    who: Allowed<FollowingUp>,
    visit: Visit,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let form = CostForm::sent(form);
    let faults = match form.parse() {
        Err(faults) => faults,
        Ok(cost) => {
            let (actor, now) = (who.actor(), clock.now());
            match db.write(move |connection| actions::add(connection, &actor, &cost, now)).await? {
                Kept::Known(_) => known_already(),
                Kept::Done | Kept::Meanwhile => return Ok(see_other_with_flash(urls::COSTS, "flash-cost-saved")),
            }
        }
    };
    let costs = db.read(|connection: &mut DbConnection| store::list(connection)).await?;
    page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &CostPage::new(&visit, &costs, None, form, &faults))
}

async fn to_correct(db: &Db, id: i64) -> Result<(Vec<KeptCost>, KeptCost), AppError> {
    db.read(move |connection| {
        let kept = store::find(connection, id)?.or_not_found("cost")?;
        Ok::<_, AppError>((store::list(connection)?, kept))
    })
    .await
}

/// `GET /followup/costs/{id}`: the form that corrects a cost. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such cost.
pub async fn cost(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let (costs, kept) = to_correct(&db, id.into_inner()).await?;
    page(&CostPage::new(&visit, &costs, Some(&kept), CostForm::of(&kept), &Faults::default()))
}

/// A cost's fields as names and values.
fn in_words(visit: &Visit, cost: &Cost) -> Vec<(String, String)> {
    let amount = cost.amount_sek.map(|sek| kronor::shown(visit.language, sek));
    let through = cost.through_on.map(|day| visit.language.day(day.date()));
    let fields = [
        ("cost-department", cost.department.clone()),
        ("cost-year", cost.year.to_string()),
        ("cost-amount", amount.unwrap_or_else(|| visit.t("cost-not-told"))),
        ("cost-through", through.unwrap_or_default()),
        ("cost-note", cost.note.clone()),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}

/// `POST /followup/costs/{id}`: as a new one, with `version`; `step=remove` takes it away. 303 to the costs; 409 with both
/// wordings when somebody else was first, saving again then counts; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such cost; [`AppError::BadRequest`] without a version.
pub async fn correct(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let is_removal = form.text("step") == "remove";
    let form = CostForm::sent(form);
    let (costs, kept) = to_correct(&db, id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let (actor, now) = (who.actor(), clock.now());
    let refuse = |form: CostForm, faults: &Faults| {
        let cost_page = CostPage::new(&visit, &costs, Some(&kept), form, faults);
        page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &cost_page)
    };
    if is_removal {
        if db.write(move |connection| actions::remove(connection, &actor, (id, seen), now)).await? {
            return Ok(see_other_with_flash(urls::COSTS, "flash-cost-removed"));
        }
    } else {
        let cost = match form.parse() {
            Ok(cost) => cost,
            Err(faults) => return refuse(form, &faults),
        };
        match db.write(move |connection| actions::correct(connection, &actor, (id, seen), &cost, now)).await? {
            Kept::Done => return Ok(see_other_with_flash(urls::COSTS, "flash-cost-saved")),
            Kept::Known(_) => return refuse(form, &known_already()),
            Kept::Meanwhile => {}
        }
    }
    let (costs, kept) = to_correct(&db, id).await?;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if is_removal { CostForm::of(&kept) } else { form.upon(kept.version) };
    let mut cost_page = CostPage::new(&visit, &costs, Some(&kept), form, &Faults::default());
    cost_page.meanwhile = in_words(&visit, &kept.cost);
    page_with_status(StatusCode::CONFLICT, &cost_page)
}

#[derive(Template)]
#[template(path = "followup/costs/import.html")]
struct ImportPage {
    layout: Layout,
    action: &'static str,
    refused: Refused,
    example: String,
}

impl ImportPage {
    fn new(visit: &Visit, refused: Refused) -> Self {
        Self {
            layout: visit.layout_of("cost-import", Section::FollowUp),
            action: urls::COST_IMPORT,
            refused,
            example: format!(
                "{}\nSocialförvaltningen;2018;806784;2018-08;\nTekniska förvaltningen;2018;5000000;2018-12;cirka\nVuxenutbildningen;2018;;;",
                table::COLUMNS.join(";")
            ),
        }
    }
}

/// `GET /followup/costs/import`: the form that takes a file. For those who keep the follow-up.
///
/// # Errors
/// None of its own.
pub async fn import_form(_who: Allowed<FollowingUp>, visit: Visit) -> Result<HttpResponse, AppError> {
    page(&ImportPage::new(&visit, Refused::default()))
}

/// `POST /followup/costs/import` with the file `table`, and `confirm_privacy` when what may point out a person does not. 303 to
/// the costs with what it did; 422 with every line that is wrong, and nothing kept. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn import(
    who: Allowed<FollowingUp>,
    visit: Visit,
    sent: SubmittedWithFiles,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (sent, actor, now) = (Sent::from(sent), who.actor(), clock.now());
    let is_confirmed = sent.is_confirmed;
    // A large file takes longer to read than a request's thread should be held.
    let rows = tokio::task::spawn_blocking(move || sent.read(|file| table::read(file, is_confirmed)));
    match rows.await.map_err(AppError::internal)? {
        Err(bad) => {
            page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &ImportPage::new(&visit, Refused::of(&visit, &bad)))
        }
        Ok(rows) => {
            let Imported { read, changed } =
                db.write(move |connection| actions::import(connection, &actor, &rows, now)).await?;
            Ok(see_other(&format!("{}?read={read}&changed={changed}", urls::COSTS)))
        }
    }
}
