//! Calls, proposals and what was granted.

use std::collections::BTreeMap;

use diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable};

use crate::db::{Day, schema, word_column};
use crate::texts::swedish_order;

word_column! {
    /// What was decided of a proposal.
    Decision:
    /// Nothing yet.
    Waiting = "waiting",
    /// It gets money.
    Granted = "granted",
    /// It gets none.
    Declined = "declined",
}

/// A call for proposals.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::fund_calls, treat_none_as_null = true)]
pub struct Call {
    /// What the fund is called: `Trygghetsmiljonen`.
    pub name: String,
    /// The year that the money is for.
    pub year: i64,
    /// What there is to give, in whole kronor; `None` when nobody has said.
    pub budget_sek: Option<i64>,
    /// How many proposals came in, where more did than are kept here; `None` when nobody has said.
    pub received: Option<i64>,
    /// What it is for, and by which rules; may be empty.
    pub description: String,
}

/// A call as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::fund_calls)]
pub struct KeptCall {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// The call.
    #[diesel(embed)]
    pub call: Call,
}

/// What somebody proposes to do with money of a fund.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::fund_proposals, treat_none_as_null = true)]
pub struct Proposal {
    /// What, in a line.
    pub title: String,
    /// The district as it is named, also where we keep none of that name.
    pub district: String,
    /// The district of that name, by key.
    pub district_id: Option<i64>,
    /// What was asked for, in whole kronor.
    pub asked_sek: Option<i64>,
}

/// What was decided of a proposal, and who answers for what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::fund_proposals, treat_none_as_null = true)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// When.
    pub decided_on: Option<Day>,
    /// Why; empty when it is not told.
    pub reason: String,
    /// What it gets, in whole kronor; of what was granted alone.
    pub granted_sek: Option<i64>,
    /// The function in the line organisation that answers for it when the project is over; empty when there is none yet.
    pub line_owner: String,
    /// The project's last day.
    pub ends_on: Option<Day>,
}

impl Decided {
    /// Nothing decided yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            decision: Decision::Waiting,
            decided_on: None,
            reason: String::new(),
            granted_sek: None,
            line_owner: String::new(),
            ends_on: None,
        }
    }
}

/// What became of a proposal that was granted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::fund_proposals, treat_none_as_null = true)]
pub struct Became {
    /// In words; empty until somebody tells.
    pub outcome: String,
    /// The measure that it became, by key.
    pub measure_id: Option<i64>,
}

/// A proposal as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::fund_proposals)]
pub struct KeptProposal {
    /// Its key.
    pub id: i64,
    /// Its call, by key.
    pub call_id: i64,
    /// Grows with each change.
    pub version: i64,
    /// What is proposed.
    #[diesel(embed)]
    pub proposal: Proposal,
    /// What was decided.
    #[diesel(embed)]
    pub decided: Decided,
    /// What became of it.
    #[diesel(embed)]
    pub became: Became,
}

impl KeptProposal {
    /// What it was granted, in kronor; `None` when it was not.
    #[must_use]
    pub fn granted_sek(&self) -> Option<i64> {
        (self.decided.decision == Decision::Granted).then(|| self.decided.granted_sek.unwrap_or_default())
    }

    /// Whether it was granted and nobody in the line organisation answers for it.
    #[must_use]
    pub fn lacks_owner(&self) -> bool {
        self.decided.decision == Decision::Granted && self.decided.line_owner.is_empty()
    }

    /// Whether it was granted and nobody has told what became of it.
    #[must_use]
    pub fn lacks_outcome(&self) -> bool {
        self.decided.decision == Decision::Granted && self.became.outcome.is_empty()
    }
}

/// What a district was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictGrants {
    /// The district as the proposals name it.
    pub district: String,
    /// The district of that name, by key.
    pub district_id: Option<i64>,
    /// How many proposals were granted.
    pub proposals: usize,
    /// What they were granted together, in kronor.
    pub granted_sek: i64,
}

/// What was granted in a year, or in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The year.
    pub year: i64,
    /// How many calls.
    pub calls: usize,
    /// What there was to give, in kronor; `None` when that is not told of every call.
    pub budget_sek: Option<i64>,
    /// How many proposals came in, as far as is told.
    pub received: usize,
    /// How many of them wait for a decision.
    pub waiting: usize,
    /// How many were granted.
    pub granted: usize,
    /// How many were declined, of those that are kept.
    pub declined: usize,
    /// What was granted, in kronor.
    pub granted_sek: i64,
    /// How many were granted without anybody in the line organisation who answers for them.
    pub without_owner: usize,
    /// How many were granted of which nobody has told what became of them.
    pub without_outcome: usize,
    /// By district, by name as Swedish sorts it; those that were granted nothing are not among them.
    pub districts: Vec<DistrictGrants>,
}

impl Granted {
    /// What is left to give, in kronor: below zero when more was granted than there was; `None` when nobody has said how much
    /// there was.
    #[must_use]
    pub fn left_sek(&self) -> Option<i64> {
        self.budget_sek.map(|budget| budget - self.granted_sek)
    }

    /// What these calls of a year have granted; `proposals` are all of theirs.
    #[must_use]
    pub fn of(year: i64, calls: &[KeptCall], proposals: &[KeptProposal]) -> Self {
        let count = |decision: Decision| proposals.iter().filter(|kept| kept.decided.decision == decision).count();
        let received = calls.iter().map(|call| {
            let kept = proposals.iter().filter(|proposal| proposal.call_id == call.id).count();
            let told = call.call.received.and_then(|received| usize::try_from(received).ok());
            told.map_or(kept, |told| told.max(kept))
        });
        let budgets: Option<Vec<i64>> = calls.iter().map(|kept| kept.call.budget_sek).collect();
        let mut districts: BTreeMap<(String, &str), DistrictGrants> = BTreeMap::new();
        for (proposal, sek) in proposals.iter().filter_map(|kept| Some((&kept.proposal, kept.granted_sek()?))) {
            let name = proposal.district.as_str();
            let of = districts.entry((swedish_order(name), name)).or_insert_with(|| DistrictGrants {
                district: name.to_owned(),
                district_id: proposal.district_id,
                proposals: 0,
                granted_sek: 0,
            });
            of.proposals += 1;
            of.granted_sek += sek;
        }
        Self {
            year,
            calls: calls.len(),
            budget_sek: budgets.filter(|budgets| !budgets.is_empty()).map(|budgets| budgets.into_iter().sum()),
            received: received.sum(),
            waiting: count(Decision::Waiting),
            granted: count(Decision::Granted),
            declined: count(Decision::Declined),
            granted_sek: proposals.iter().filter_map(KeptProposal::granted_sek).sum(),
            without_owner: proposals.iter().filter(|kept| kept.lacks_owner()).count(),
            without_outcome: proposals.iter().filter(|kept| kept.lacks_outcome()).count(),
            districts: districts.into_values().collect(),
        }
    }
}
