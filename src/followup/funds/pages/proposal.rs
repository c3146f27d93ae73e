//! One proposal: what was decided, who answers for it afterwards, what became of it; and the forms that say so.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::civil::Date;
use uuid::Uuid;

use super::{sign, title};
use crate::accounts::session::{FollowingUp, ReadingPictures};
use crate::accounts::{Allowed, Permission, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::followup::funds::actions::{self, Change};
use crate::followup::funds::forms::{FundForm, LONGEST_TEXT};
use crate::followup::funds::model::{Decision, KeptCall, KeptProposal};
use crate::followup::funds::store;
use crate::followup::kronor;
use crate::measures::filter::Filter;
use crate::measures::model::{Measure, Status};
use crate::measures::pages::status_word;
use crate::measures::store as measures;
use crate::texts::swedish_order;
use crate::time::Clock;
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Tile, Visit, page, page_with_status,
    see_other_with_flash,
};

/// So many measures are offered to link to.
const MEASURES_OFFERED: i64 = 300;

#[derive(Template)]
#[template(path = "followup/funds/proposal_form.html")]
struct ProposalForm {
    layout: Layout,
    back: String,
    back_label: String,
    action: String,
    submit: &'static str,
    submission_id: String,
    meanwhile: Vec<(String, String)>,
    districts: Vec<String>,
    form: FundForm,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    is_kept: bool,
}

impl ProposalForm {
    fn new(
        visit: &Visit,
        (call, ground): (&KeptCall, &Ground),
        kept: Option<&KeptProposal>,
        form: FundForm,
        faults: &Faults,
    ) -> Self {
        Self {
            layout: visit.layout_of(
                if kept.is_some() { "fund-proposal-change" } else { "fund-proposal-new" },
                Section::FollowUp,
            ),
            back: kept.map_or_else(|| urls::fund(call.id), |kept| urls::fund_proposal(kept.id)),
            back_label: kept.map_or_else(|| title(&call.call), |kept| kept.proposal.title.clone()),
            action: kept.map_or_else(|| urls::fund_proposals(call.id), |kept| urls::fund_proposal(kept.id)),
            submit: if kept.is_some() { "fund-save" } else { "fund-proposal-save" },
            // Sent again after a fault, it is the same proposal.
            submission_id: form.submission_id().map_or_else(|_| Uuid::new_v4().to_string(), |id| id.to_string()),
            meanwhile: Vec::new(),
            districts: ground.districts().into_iter().map(|district| district.name.clone()).collect(),
            messages: faults.shown(visit.language),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
            is_kept: kept.is_some(),
        }
    }
}

async fn call_with_ground(
    db: &Db,
    map: &web::Data<districts::Map>,
    id: i64,
) -> Result<(KeptCall, Arc<Ground>), AppError> {
    let map = map.get_ref().clone();
    db.read(move |connection| {
        let call = store::find_call(connection, id)?.or_not_found("fund")?;
        Ok::<_, AppError>((call, map.current(connection)?))
    })
    .await
}

/// `GET /followup/funds/{id}/proposals/new`: the form of a new proposal. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn new_proposal(
    _who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    db: web::Data<Db>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (call, ground) = call_with_ground(&db, &map, id.into_inner()).await?;
    page(&ProposalForm::new(&visit, (&call, &ground), None, FundForm::default(), &Faults::default()))
}

/// `POST /followup/funds/{id}/proposals`: `submission_id`, `title`, `district`, `asked_sek`. 303 to the proposal, also when it is
/// there already; 422 with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such call.
pub async fn propose(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let form = FundForm::sent(form);
    let (call, ground) = call_with_ground(&db, &map, id.into_inner()).await?;
    let mut faults = Faults::default();
    let submission_id = faults.sift("submission_id", form.submission_id());
    let proposal = faults.take(form.parse_proposal(&ground));
    let (Some(submission_id), Some(proposal)) = (submission_id, proposal) else {
        let proposal_form = ProposalForm::new(&visit, (&call, &ground), None, form, &faults);
        return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &proposal_form);
    };
    let (actor, now, of) = (who.actor(), clock.now(), (call.id, submission_id));
    let (id, _) = db.write(move |connection| actions::propose(connection, &actor, of, &proposal, now)).await?;
    Ok(see_other_with_flash(&urls::fund_proposal(id), "flash-fund-proposed"))
}

#[derive(Template)]
#[template(path = "followup/funds/proposal.html")]
struct ProposalPage {
    layout: Layout,
    back: String,
    back_label: String,
    eyebrow: String,
    decision: String,
    decision_kind: &'static str,
    facts: Vec<(String, String)>,
    reason: String,
    outcome: String,
    /// The measure that it became: its title with a link for the working group, for others only how it stands.
    measure: String,
    measure_href: String,
    /// What is still to be told; may be empty.
    gap: String,
    desk: Option<DeskView>,
}

/// The forms of those who keep the follow-up.
struct DeskView {
    action: String,
    edit: String,
    /// What somebody else wrote meanwhile, field by field; empty when nobody did.
    meanwhile: Vec<(String, String)>,
    /// The step that was sent and came back; empty else.
    sent: String,
    is_waiting: bool,
    is_granted: bool,
    version: String,
    decisions: Vec<Tile>,
    measures: Vec<Choice>,
    form: FundForm,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    longest_text: String,
}

/// Everything the page is made of.
struct Material {
    ground: Arc<Ground>,
    call: KeptCall,
    kept: KeptProposal,
    /// The measure that it became, for those who may read it.
    measure: Option<Measure>,
    status: Option<Status>,
    /// Those it may be linked to; for those who keep the follow-up.
    offered: Vec<Measure>,
}

impl Material {
    fn read(
        connection: &mut DbConnection,
        map: &districts::Map,
        viewer: &Viewer,
        (id, today): (i64, Date),
    ) -> Result<Self, AppError> {
        let kept = store::find_proposal(connection, id)?.or_not_found("proposal")?;
        let call = store::find_call(connection, kept.call_id)?.or_not_found("fund")?;
        let linked: Vec<i64> = kept.became.measure_id.into_iter().collect();
        let measure = match linked.first() {
            Some(id) if viewer.role.may(Permission::SeeWorkingGroup) => measures::find(connection, viewer, *id)?,
            _ => None,
        };
        let mut offered = if viewer.role.may(Permission::FollowUp) {
            measures::list(connection, viewer, &Filter::default(), today, 0, MEASURES_OFFERED)?
        } else {
            Vec::new()
        };
        if let Some(linked) = measure.as_ref().filter(|linked| offered.iter().all(|other| other.id != linked.id)) {
            offered.push(linked.clone());
        }
        offered.sort_by_key(|measure| swedish_order(&measure.promise.title));
        Ok(Self {
            ground: map.current(connection)?,
            status: store::list_statuses(connection, &linked)?.first().map(|(_, status)| *status),
            call,
            kept,
            measure,
            offered,
        })
    }

    fn page(&self, visit: &Visit, desk: Option<DeskView>) -> ProposalPage {
        let KeptProposal { proposal, decided, became, .. } = &self.kept;
        let told_status = |status: Status| {
            visit.t_with("fund-measure-stands", &[("status", status_word(visit.language, status).into())])
        };
        ProposalPage {
            layout: visit.layout(proposal.title.clone(), Section::FollowUp),
            back: urls::fund(self.call.id),
            back_label: title(&self.call.call),
            eyebrow: proposal.district.clone(),
            decision: visit.t(&format!("fund-decision-{}", decided.decision.word())),
            decision_kind: sign(decided.decision),
            facts: in_words(visit, &self.kept),
            reason: decided.reason.clone(),
            outcome: became.outcome.clone(),
            measure: match (&self.measure, self.status) {
                (Some(measure), _) => measure.promise.title.clone(),
                (None, status) => status.map(told_status).unwrap_or_default(),
            },
            measure_href: self.measure.as_ref().map(|measure| urls::measure(measure.id)).unwrap_or_default(),
            gap: if self.kept.lacks_owner() {
                visit.t("fund-owner-gap")
            } else if self.kept.lacks_outcome() {
                visit.t("fund-outcome-gap")
            } else {
                String::new()
            },
            desk,
        }
    }

    fn desk(&self, visit: &Visit, form: FundForm, sent: &str, faults: &Faults) -> DeskView {
        let decision = form.text("decision");
        let decisions = [Decision::Granted, Decision::Declined]
            .map(|made| Tile::new(made.word(), visit.t(&format!("fund-decision-{}", made.word())), &decision));
        let chosen = form.text("measure");
        let none = Choice::new("", visit.t("fund-measure-none"), &chosen);
        let offered = self.offered.iter();
        let offered = offered.map(|measure| Choice::new(measure.id.to_string(), &measure.promise.title, &chosen));
        DeskView {
            action: urls::fund_proposal(self.kept.id),
            edit: urls::fund_proposal_edit(self.kept.id),
            meanwhile: Vec::new(),
            sent: sent.to_owned(),
            is_waiting: self.kept.decided.decision == Decision::Waiting,
            is_granted: self.kept.decided.decision == Decision::Granted,
            version: form.text("version"),
            decisions: decisions.into(),
            measures: std::iter::once(none).chain(offered).collect(),
            messages: faults.shown(visit.language),
            confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
            form,
            longest_text: LONGEST_TEXT.to_string(),
        }
    }
}

/// A proposal's fields as names and values, but for its long texts.
fn in_words(visit: &Visit, kept: &KeptProposal) -> Vec<(String, String)> {
    let KeptProposal { proposal, decided, .. } = kept;
    let shown = |sek: i64| kronor::shown(visit.language, sek);
    let day = |day: Option<crate::db::Day>| day.map(|day| visit.language.day(day.date()));
    let fields = [
        ("fund-asked", proposal.asked_sek.map(shown)),
        ("fund-granted", kept.granted_sek().map(shown)),
        ("fund-decided-on", day(decided.decided_on)),
        ("fund-ends-on", day(decided.ends_on)),
        ("fund-owner", Some(decided.line_owner.clone()).filter(|owner| !owner.is_empty())),
    ];
    fields.into_iter().filter_map(|(key, value)| Some((visit.t(key), value?))).collect()
}

async fn material(
    (db, map): (&Db, &web::Data<districts::Map>),
    viewer: Viewer,
    of: (i64, Date),
) -> Result<Material, AppError> {
    let map = map.get_ref().clone();
    db.read(move |connection| Material::read(connection, &map, &viewer, of)).await
}

/// `GET /followup/funds/proposals/{id}`: one proposal. For those who read approved pictures; the working group reads which
/// measure it became, others how that stands.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such proposal.
pub async fn proposal(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    id: web::Path<i64>,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let today = clock.today();
    let material = material((&db, &map), who.viewer(), (id.into_inner(), today)).await?;
    let desk = who.account.role.may(Permission::FollowUp).then(|| {
        let form = FundForm::of_proposal(&material.kept).begun_with("decided_on", today.to_string());
        material.desk(&visit, form, "", &Faults::default())
    });
    page(&material.page(&visit, desk))
}

/// `GET /followup/funds/proposals/{id}/edit`: the form that changes what is proposed. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such proposal.
pub async fn edit_proposal(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let Material { ground, call, kept, .. } =
        material((&db, &map), who.viewer(), (id.into_inner(), clock.today())).await?;
    let form = FundForm::of_proposal(&kept);
    page(&ProposalForm::new(&visit, (&call, &ground), Some(&kept), form, &Faults::default()))
}

/// What somebody else wrote meanwhile, with the long texts too.
fn meanwhile(visit: &Visit, kept: &KeptProposal) -> Vec<(String, String)> {
    let decision = visit.t(&format!("fund-decision-{}", kept.decided.decision.word()));
    let fields = [
        ("fund-proposal-title", kept.proposal.title.clone()),
        ("fund-district", kept.proposal.district.clone()),
        ("fund-decision", decision),
        ("fund-reason", kept.decided.reason.clone()),
        ("fund-outcome", kept.became.outcome.clone()),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (visit.t(key), value));
    fields.chain(in_words(visit, kept)).collect()
}

/// `POST /followup/funds/proposals/{id}` with `version` and `step`: `change` (`title`, `district`, `asked_sek`), `decide`
/// (`decision`, `granted_sek`, `decided_on`, `reason`, `line_owner`, `ends_on`), `outcome` (`outcome`, `measure`), or `remove`
/// while nothing has been decided. 303 to the proposal, or its call; 409 with both wordings when somebody else was first; 422
/// with the form. For those who keep the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such proposal; [`AppError::BadRequest`] without a version, or for another step.
pub async fn write(
    who: Allowed<FollowingUp>,
    visit: Visit,
    id: web::Path<i64>,
    form: Submitted,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    const BROKEN: AppError = AppError::BadRequest("error-broken-form");
    let id = id.into_inner();
    let (actor, now, today) = (who.actor(), clock.now(), clock.today());
    let found = material((&db, &map), who.viewer(), (id, today)).await?;
    let (step, form) = (form.text("step"), FundForm::sent(form));
    let seen = (id, form.version().ok_or(BROKEN)?);
    let answer = |found: &Material, form: FundForm, faults: &Faults, status: StatusCode| {
        let others = if status == StatusCode::CONFLICT { meanwhile(&visit, &found.kept) } else { Vec::new() };
        if step == "change" {
            let place = (&found.call, &*found.ground);
            let mut proposal_form = ProposalForm::new(&visit, place, Some(&found.kept), form, faults);
            proposal_form.meanwhile = others;
            return page_with_status(status, &proposal_form);
        }
        let mut desk = found.desk(&visit, form.beside(&step, &found.kept), &step, faults);
        desk.meanwhile = others;
        page_with_status(status, &found.page(&visit, Some(desk)))
    };
    let change = match &*step {
        "remove" => None,
        "change" => Some(form.parse_proposal(&found.ground).map(Change::Proposal)),
        "decide" => Some(form.parse_decided(today).map(Change::Decided)),
        "outcome" => Some(form.parse_became(&found.offered).map(Change::Became)),
        _ => return Err(BROKEN),
    };
    let is_written = match change {
        Some(Err(faults)) => return answer(&found, form, &faults, StatusCode::UNPROCESSABLE_ENTITY),
        Some(Ok(change)) => db.write(move |connection| actions::write(connection, &actor, seen, &change, now)).await?,
        None if db.write(move |connection| actions::withdraw(connection, &actor, seen, now)).await? => {
            return Ok(see_other_with_flash(&urls::fund(found.call.id), "flash-fund-proposal-removed"));
        }
        None => false,
    };
    if is_written {
        return Ok(see_other_with_flash(&urls::fund_proposal(id), "flash-fund-proposal-saved"));
    }
    let now = material((&db, &map), who.viewer(), (id, today)).await?;
    // Who wanted to take it away sees what it has become; who wrote keeps the own words.
    let form = if step == "remove" { FundForm::of_proposal(&now.kept) } else { form.upon(now.kept.version) };
    answer(&now, form, &Faults::default(), StatusCode::CONFLICT)
}
