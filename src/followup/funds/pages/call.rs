//! One call: what it granted by district and resident, and its proposals.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::list::{CallForm, known_already};
use super::{counted, left, sign, title};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::districts::import::Imported;
use crate::districts::model::Population;
use crate::districts::{self, Division, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::funds::actions::{self, Kept};
use crate::followup::funds::forms::FundForm;
use crate::followup::funds::model::{Call, Granted, KeptCall, KeptProposal};
use crate::followup::funds::{store, table};
use crate::followup::kronor;
use crate::followup::lines::{Refused, Sent, brought_in};
use crate::measures::model::Status;
use crate::measures::pages::status_word;
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    Faults, Layout, Section, Submitted, SubmittedWithFiles, Visit, page, page_with_status, see_other,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "followup/funds/call.html")]
struct CallPage {
    layout: Layout,
    may_change: bool,
    /// What a file that was just brought in did; empty when none was.
    done: String,
    lead: String,
    description: String,
    facts: Vec<(String, String)>,
    /// What is still to be told of what was granted.
    gaps: Vec<String>,
    districts: Vec<DistrictRow>,
    total: DistrictRow,
    proposals: Vec<ProposalRow>,
    edit: String,
    import: String,
    propose: String,
}

/// What a district was granted.
struct DistrictRow {
    district: String,
    proposals: String,
    granted: String,
    residents: String,
    /// The year that the residents were counted in, and by whom; may be empty.
    counted: String,
    /// Kronor for each resident; empty where the residents are not known.
    each: String,
}

/// A proposal as its call shows it.
struct ProposalRow {
    href: String,
    title: String,
    district: String,
    decision: String,
    sign: &'static str,
    /// What it was granted, or what it asks for; may be empty.
    amount: String,
    amount_note: String,
    /// Who answers for it when the project is over, or that nobody does; empty for what was not granted.
    owner: String,
    lacks_owner: bool,
    outcome: String,
    /// How its measure stands; empty when it has none.
    measure: String,
}

/// Everything the page is made of.
struct Material {
    ground: Arc<Ground>,
    populations: Vec<Population>,
    kept: KeptCall,
    proposals: Vec<KeptProposal>,
    statuses: HashMap<i64, Status>,
}

impl Material {
    fn read(connection: &mut DbConnection, map: &districts::Map, id: i64) -> Result<Self, AppError> {
        let kept = store::find_call(connection, id)?.or_not_found("fund")?;
        let proposals = store::list_proposals(connection, &[id])?;
        let measures: Vec<i64> = proposals.iter().filter_map(|kept| kept.became.measure_id).collect();
        Ok(Self {
            ground: map.current(connection)?,
            populations: districts::store::list_populations(connection)?,
            statuses: store::list_statuses(connection, &measures)?.into_iter().collect(),
            kept,
            proposals,
        })
    }

    /// The rows of the main districts, whose residents are known together with their parts', then what the proposals name
    /// that is none of our districts.
    fn districts(&self, visit: &Visit, granted: &Granted) -> (Vec<DistrictRow>, DistrictRow) {
        let language = visit.language;
        let each = |sek: i64, residents: Option<i64>| {
            let residents = residents.filter(|residents| *residents > 0);
            residents.map(|residents| {
                #[expect(clippy::cast_precision_loss, reason = "kronor and residents lie far below 2^52")]
                let each = sek as f64 / residents as f64;
                visit.t_with("money-sek", &[("amount", language.decimal(each, 2).into())])
            })
        };
        let row = |district: String, (count, sek): (usize, i64), residents: Option<(i64, String)>| DistrictRow {
            district,
            proposals: count.to_string(),
            granted: kronor::shown(language, sek),
            each: each(sek, residents.as_ref().map(|(number, _)| *number)).unwrap_or_default(),
            residents: residents
                .as_ref()
                .map_or_else(|| visit.t("fund-residents-unknown"), |(number, _)| language.number(*number)),
            counted: residents.map(|(_, counted)| counted).unwrap_or_default(),
        };
        let known: Vec<_> = self.ground.districts().into_iter().cloned().collect();
        let mains = Division::Main.rows(&known, &self.populations);
        let sum = |is_it: &dyn Fn(Option<i64>) -> bool| {
            let of = granted.districts.iter().filter(|of| is_it(of.district_id));
            of.fold((0, 0), |(count, sek), of| (count + of.proposals, sek + of.granted_sek))
        };
        let mut rows: Vec<DistrictRow> = mains
            .iter()
            .map(|main| {
                let told = sum(&|id| id.is_some_and(|id| main.members.contains(&id)));
                let residents = main.residents.as_ref().map(|known| (known.number, known.year.to_string()));
                row(main.shown(language), told, residents)
            })
            .collect();
        let elsewhere = granted.districts.iter().filter(|of| of.district_id.is_none());
        rows.extend(elsewhere.map(|of| DistrictRow {
            residents: String::new(),
            ..row(of.district.clone(), (of.proposals, of.granted_sek), None)
        }));
        let everybody: Option<Vec<_>> = mains.iter().map(|main| main.residents.as_ref()).collect();
        let everybody = everybody.filter(|all| !all.is_empty()).map(|all| {
            let years: BTreeSet<i64> = all.iter().map(|known| known.year).collect();
            let years: Vec<String> = years.into_iter().map(|year| year.to_string()).collect();
            (all.iter().map(|known| known.number).sum(), language.listed(&years))
        });
        let total = row(visit.t("fund-total"), (granted.granted, granted.granted_sek), everybody);
        (rows, total)
    }

    fn proposals(&self, visit: &Visit) -> Vec<ProposalRow> {
        let mut sorted: Vec<&KeptProposal> = self.proposals.iter().collect();
        sorted
            .sort_by_key(|kept| (swedish_order(&kept.proposal.district), swedish_order(&kept.proposal.title), kept.id));
        sorted.into_iter().map(|kept| ProposalRow::of(visit, kept, &self.statuses)).collect()
    }
}

impl ProposalRow {
    fn of(visit: &Visit, kept: &KeptProposal, statuses: &HashMap<i64, Status>) -> Self {
        let shown = |sek: i64| kronor::shown(visit.language, sek);
        let (asked, granted) = (kept.proposal.asked_sek.map(shown), kept.granted_sek().map(shown));
        let asked_for =
            asked.map(|asked| visit.t_with("fund-asked-for", &[("amount", asked.into())])).unwrap_or_default();
        let lacks_owner = kept.lacks_owner();
        Self {
            href: urls::fund_proposal(kept.id),
            title: kept.proposal.title.clone(),
            district: kept.proposal.district.clone(),
            decision: visit.t(&format!("fund-decision-{}", kept.decided.decision.word())),
            sign: sign(kept.decided.decision),
            amount: granted.unwrap_or_default(),
            amount_note: asked_for,
            owner: if lacks_owner { visit.t("fund-owner-none") } else { kept.decided.line_owner.clone() },
            lacks_owner,
            outcome: kept.became.outcome.clone(),
            measure: kept
                .became
                .measure_id
                .and_then(|id| statuses.get(&id))
                .map(|status| {
                    visit.t_with("fund-measure-stands", &[("status", status_word(visit.language, *status).into())])
                })
                .unwrap_or_default(),
        }
    }
}

/// What was granted, and to how many of our districts.
fn lead(visit: &Visit, granted: &Granted) -> String {
    if granted.granted == 0 {
        return visit.t("fund-nothing-granted");
    }
    let amount = kronor::shown(visit.language, granted.granted_sek);
    let districts = granted.districts.iter().filter(|of| of.district_id.is_some()).count();
    visit.t_with("fund-lead-of", &[("amount", amount.into()), ("districts", districts.into())])
}

/// `GET /followup/funds/{id}`: one call. For those who read approved pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn call(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    request: HttpRequest,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (id, map) = (id.into_inner(), map.get_ref().clone());
    let material = db.read(move |connection| Material::read(connection, &map, id)).await?;
    let call = &material.kept.call;
    let granted = Granted::of(call.year, std::slice::from_ref(&material.kept), &material.proposals);
    let shown = |sek: i64| kronor::shown(visit.language, sek);
    let (districts, total) = material.districts(&visit, &granted);
    let facts = [
        ("fund-budget", granted.budget_sek.map(shown)),
        ("fund-granted", Some(shown(granted.granted_sek))),
        ("fund-money-left", granted.left_sek().filter(|left| *left >= 0).map(shown)),
        ("fund-money-left", granted.left_sek().filter(|left| *left < 0).map(|_| left(&visit, &granted))),
    ];
    let count = |key: &str, count: usize| (count > 0).then(|| visit.t_with(key, &[("count", count.into())]));
    let gaps = [
        count("fund-lack-owner", granted.without_owner),
        count("fund-lack-outcome", granted.without_outcome),
        count("fund-not-kept", granted.received.saturating_sub(material.proposals.len())),
    ];
    let call_page = CallPage {
        layout: visit.layout(title(call), Section::FollowUp),
        may_change: who.account.role.may(Permission::FollowUp),
        done: brought_in(&visit, &Submitted::from_query(request.query_string())),
        lead: std::iter::once(lead(&visit, &granted)).chain(counted(&visit, &granted)).collect::<Vec<_>>().join(" "),
        description: call.description.clone(),
        facts: facts.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect(),
        gaps: gaps.into_iter().flatten().collect(),
        districts,
        total,
        proposals: material.proposals(&visit),
        edit: urls::fund_edit(id),
        import: urls::fund_import(id),
        propose: urls::fund_proposal_new(id),
    };
    page(&call_page)
}

async fn to_change(db: &Db, id: i64) -> Result<KeptCall, AppError> {
    db.read(move |connection| store::find_call(connection, id)?.or_not_found("fund")).await
}

/// `GET /followup/funds/{id}/edit`: the form that changes a call. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn edit(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let kept = to_change(&db, id.into_inner()).await?;
    page(&CallForm::new(&visit, Some(&kept), FundForm::of_call(&kept), &Faults::default()))
}

/// A call's fields as names and values.
fn in_words(visit: &Visit, call: &Call) -> Vec<(String, String)> {
    let fields = [
        ("fund-name", call.name.clone()),
        ("fund-year", call.year.to_string()),
        ("fund-budget", call.budget_sek.map(|sek| kronor::shown(visit.language, sek)).unwrap_or_default()),
        ("fund-received", call.received.map(|count| visit.language.number(count)).unwrap_or_default()),
        ("fund-description", call.description.clone()),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value)).collect()
}

/// `POST /followup/funds/{id}/edit`: as a new one, with `version`. 303 to the call; 409 with both wordings when somebody else was
/// first, saving again then counts; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call; [`AppError::BadRequest`] without a version.
pub async fn change(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let form = FundForm::sent(form);
    let kept = to_change(&db, id).await?;
    let seen = form.version().ok_or(AppError::BadRequest("error-broken-form"))?;
    let faults = match form.parse_call() {
        Err(faults) => faults,
        Ok(call) => {
            let (actor, now) = (who.actor(), clock.now());
            match db.write(move |connection| actions::change(connection, &actor, (id, seen), &call, now)).await? {
                Kept::Done(id) => return Ok(see_other_with_flash(&urls::fund(id), "flash-fund-saved")),
                Kept::Known => known_already(),
                Kept::Meanwhile => {
                    let kept = to_change(&db, id).await?;
                    let mut call_form = CallForm::new(&visit, Some(&kept), form.upon(kept.version), &Faults::default());
                    call_form.meanwhile = in_words(&visit, &kept.call);
                    return page_with_status(StatusCode::CONFLICT, &call_form);
                }
            }
        }
    };
    page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &CallForm::new(&visit, Some(&kept), form, &faults))
}

#[derive(Template)]
#[template(path = "followup/funds/import.html")]
struct ImportPage {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    refused: Refused,
    example: String,
}

impl ImportPage {
    fn new(visit: &Visit, kept: &KeptCall, refused: Refused) -> Self {
        let heading = visit.t_with("fund-import-of", &[("fund", title(&kept.call).into())]);
        Self {
            layout: visit.layout(heading, Section::FollowUp),
            back: urls::fund(kept.id),
            back_label: title(&kept.call),
            action: urls::fund_import(kept.id),
            refused,
            example: format!(
                "{}\nAlby;Albyrådet;70000\nTumba;Förbättrad belysning vid Gymnasieparken;105000",
                table::COLUMNS.join(";")
            ),
        }
    }
}

/// `GET /followup/funds/{id}/import`: the form that takes a file. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn import_form(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let kept = to_change(&db, id.into_inner()).await?;
    page(&ImportPage::new(&visit, &kept, Refused::default()))
}

/// `POST /followup/funds/{id}/import` with the file `table`, and `confirm_privacy` when what may point out a person does not. 303
/// to the call with what it did; 422 with every line that is wrong, and nothing kept. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn import(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    sent: SubmittedWithFiles,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let id = id.into_inner();
    let kept = to_change(&db, id).await?;
    let map = map.get_ref().clone();
    let ground = db.read(move |connection| map.current(connection)).await?;
    let (sent, actor, now) = (Sent::from(sent), who.actor(), clock.now());
    let is_confirmed = sent.is_confirmed;
    // A large file takes longer to read than a request's thread should be held.
    let rows = tokio::task::spawn_blocking(move || sent.read(|file| table::read(file, &ground, is_confirmed)));
    match rows.await.map_err(AppError::internal)? {
        Err(bad) => {
            let import_page = ImportPage::new(&visit, &kept, Refused::of(&visit, &bad));
            page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &import_page)
        }
        Ok(rows) => {
            let Imported { read, changed } =
                db.write(move |connection| actions::import(connection, &actor, id, &rows, now)).await?;
            Ok(see_other(&format!("{}?read={read}&changed={changed}", urls::fund(id))))
        }
    }
}
