//! The forms of calls and proposals.

use jiff::civil::Date;
use uuid::Uuid;

use super::model::{Became, Call, Decided, Decision, KeptCall, KeptProposal, Proposal};
use super::table::named;
use crate::db::Day;
use crate::districts::Ground;
use crate::followup::kronor;
use crate::measures::model::Measure;
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest line.
pub const LONGEST_LINE: usize = 120;
/// Characters of the longest text.
pub const LONGEST_TEXT: usize = 1_000;

/// What stands in one of the forms: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FundForm(Submitted);

impl FundForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a call that is kept.
    #[must_use]
    pub fn of_call(kept: &KeptCall) -> Self {
        let Call { name, year, budget_sek, received, description } = &kept.call;
        Self(Submitted::from_pairs([
            ("version", kept.version.to_string()),
            ("name", name.clone()),
            ("year", year.to_string()),
            ("budget_sek", number(*budget_sek)),
            ("received", number(*received)),
            ("description", description.clone()),
        ]))
    }

    /// The forms of a proposal that is kept: what is proposed, what was decided, what became of it.
    #[must_use]
    pub fn of_proposal(kept: &KeptProposal) -> Self {
        let KeptProposal { proposal, decided, became, .. } = kept;
        let day = |day: Option<Day>| day.map(|day| day.date().to_string()).unwrap_or_default();
        let decision = match decided.decision {
            Decision::Waiting => "",
            made => made.word(),
        };
        Self(Submitted::from_pairs([
            ("version", kept.version.to_string()),
            ("title", proposal.title.clone()),
            ("district", proposal.district.clone()),
            ("asked_sek", number(proposal.asked_sek)),
            ("decision", decision.to_owned()),
            ("decided_on", day(decided.decided_on)),
            ("reason", decided.reason.clone()),
            ("granted_sek", number(decided.granted_sek)),
            ("line_owner", decided.line_owner.clone()),
            ("ends_on", day(decided.ends_on)),
            ("outcome", became.outcome.clone()),
            ("measure", number(became.measure_id)),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
    }

    /// The same form with a field filled in, unless something stands there.
    #[must_use]
    pub fn begun_with(mut self, field: &str, value: impl Into<String>) -> Self {
        if !self.0.has(field) {
            self.0.set(field, value.into());
        }
        self
    }

    /// The same form with the fields of the proposal's other forms as they are kept: only one of them is sent.
    #[must_use]
    pub fn beside(mut self, step: &str, kept: &KeptProposal) -> Self {
        const DECIDED: [&str; 6] = ["decision", "decided_on", "reason", "granted_sek", "line_owner", "ends_on"];
        const BECAME: [&str; 2] = ["outcome", "measure"];
        let kept = Self::of_proposal(kept);
        let others = if step == "decide" { &BECAME[..] } else { &DECIDED[..] };
        for field in others {
            self.0.set(field, kept.text(field));
        }
        self
    }

    /// The version that was looked at.
    #[must_use]
    pub fn version(&self) -> Option<i64> {
        self.text("version").parse().ok()
    }

    /// The same words upon another version.
    #[must_use]
    pub fn upon(mut self, version: i64) -> Self {
        self.0.set("version", version.to_string());
        self
    }

    /// The id of the submission.
    ///
    /// # Errors
    /// A message when there is none that is a UUID.
    pub fn submission_id(&self) -> Result<Uuid, Message> {
        Uuid::parse_str(&self.text("submission_id")).map_err(|_| Message::new("report-id-missing"))
    }

    /// Judges the form of a call.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field; so for every function here.
    pub fn parse_call(&self) -> Result<Call, Faults> {
        let mut faults = Faults::default();
        let name = faults.needed_words(&self.0, "name", "fund-name-missing", LONGEST_LINE);
        let year = faults.sift("year", kronor::read_year(&self.text("year")));
        let budget_sek = faults.sift("budget_sek", kronor::read(&self.text("budget_sek")));
        let received = match self.text("received").as_str() {
            "" => Some(None),
            text => {
                let count = text.parse::<i64>().ok().filter(|count| (0..=100_000).contains(count));
                faults.sift("received", count.map(Some).ok_or(Message::new("fund-received-unreadable")))
            }
        };
        let description = faults.sift_words(&self.0, "description", LONGEST_TEXT);
        let read = || {
            let (budget_sek, received) = (budget_sek?, received?);
            Some(Call { name: name?, year: year?, budget_sek, received, description: description? })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// Judges what is proposed.
    ///
    /// # Errors
    /// As [`Self::parse_call`].
    pub fn parse_proposal(&self, ground: &Ground) -> Result<Proposal, Faults> {
        let mut faults = Faults::default();
        let title = faults.needed_words(&self.0, "title", "fund-title-missing", LONGEST_LINE);
        let district = faults.needed_words(&self.0, "district", "fund-district-missing", LONGEST_LINE);
        let asked_sek = faults.sift("asked_sek", kronor::read(&self.text("asked_sek")));
        let read = || {
            let (district, district_id) = named(district?, ground);
            Some(Proposal { title: title?, district, district_id, asked_sek: asked_sek? })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// Judges a decision. What is granted has an amount, a last day, and somebody in the line organisation who answers for it
    /// after that: what had none was gone with the project's money (the audit of 2018).
    ///
    /// # Errors
    /// As [`Self::parse_call`].
    pub fn parse_decided(&self, today: Date) -> Result<Decided, Faults> {
        let mut faults = Faults::default();
        let made = Decision::from_word(&self.text("decision")).filter(|made| *made != Decision::Waiting);
        let decision = faults.sift("decision", made.ok_or(Message::new("fund-decision-missing")));
        let is_granted = decision == Some(Decision::Granted);
        let granted_sek = if is_granted {
            let amount = kronor::read(&self.text("granted_sek"));
            faults.sift("granted_sek", amount.and_then(|sek| sek.ok_or(Message::new("fund-granted-missing")))).map(Some)
        } else {
            Some(None)
        };
        let decided_on = self.day("decided_on", &mut faults);
        if decided_on.is_some_and(|day| day > today) {
            faults.add("decided_on", Message::new("fund-day-to-come"));
        }
        let reason = faults.needed_words(&self.0, "reason", "fund-reason-missing", LONGEST_TEXT);
        let (line_owner, ends_on) = if is_granted {
            let owner = faults.needed_words(&self.0, "line_owner", "fund-owner-missing", LONGEST_LINE);
            (owner, self.day("ends_on", &mut faults).map(Some))
        } else {
            (Some(String::new()), Some(None))
        };
        let read = || {
            let (granted_sek, ends_on) = (granted_sek?, ends_on?.map(Day::from));
            Some(Decided {
                decision: decision?,
                decided_on: Some(decided_on?.into()),
                reason: reason?,
                granted_sek,
                line_owner: line_owner?,
                ends_on,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// Judges what became of a proposal; `measures` are those that it may be linked to.
    ///
    /// # Errors
    /// As [`Self::parse_call`].
    pub fn parse_became(&self, measures: &[Measure]) -> Result<Became, Faults> {
        let mut faults = Faults::default();
        let outcome = faults.sift_words(&self.0, "outcome", LONGEST_TEXT);
        let measure_id = match self.text("measure").as_str() {
            "" => Some(None),
            key => {
                let known = measures.iter().find(|measure| measure.id.to_string() == key).map(|measure| measure.id);
                faults.sift("measure", known.map(Some).ok_or(Message::new("fund-measure-unknown")))
            }
        };
        let read = || Some(Became { outcome: outcome?, measure_id: measure_id? });
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// A day that must be told.
    fn day(&self, field: &'static str, faults: &mut Faults) -> Option<Date> {
        let key = if self.0.has(field) { "measure-day-unreadable" } else { "measure-day-missing" };
        faults.sift(field, self.text(field).parse::<Date>().map_err(|_| Message::new(key)))
    }
}

fn number(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
