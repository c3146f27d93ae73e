//! The forms of a goal and of a commitment.

use jiff::civil::Date;

use super::model::{Aim, Commitment, Goal, Undertaking, YEARS};
use crate::db::Day;
use crate::web::{Faults, Message, Submitted};

/// Characters of the longest code.
pub const LONGEST_CODE: usize = 20;
/// Characters of the longest line.
pub const LONGEST_LINE: usize = 200;
/// Characters of the longest text.
pub const LONGEST_TEXT: usize = 1_000;

/// What stands in the form of a goal: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalForm(Submitted);

impl GoalForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a goal that is kept.
    #[must_use]
    pub fn of(goal: &Goal) -> Self {
        let Goal { version, aim, .. } = goal;
        let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("code", aim.code.clone()),
            ("name", aim.name.clone()),
            ("description", aim.description.clone()),
            ("plan", aim.plan.clone()),
            ("plan_decided_on", aim.plan_decided_on.map(|day| day.date().to_string()).unwrap_or_default()),
            ("from_year", aim.from_year.to_string()),
            ("to_year", year(aim.to_year)),
        ]))
    }

    /// What stands in a field.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.0.text(field)
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

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self) -> Result<Aim, Faults> {
        let mut faults = Faults::default();
        let code = faults.needed_words(&self.0, "code", "goal-code-missing", LONGEST_CODE);
        let name = faults.needed_words(&self.0, "name", "goal-name-missing", LONGEST_LINE);
        let description = faults.sift_words(&self.0, "description", LONGEST_TEXT);
        let plan = faults.sift_words(&self.0, "plan", LONGEST_LINE);
        let plan_decided_on = day(&self.0, "plan_decided_on", &mut faults);
        let from_year = year(&self.0, "from_year", &mut faults);
        let to_year = if self.0.has("to_year") { year(&self.0, "to_year", &mut faults).map(Some) } else { Some(None) };
        if let (Some(from), Some(Some(to))) = (from_year, to_year)
            && to < from
        {
            faults.add("to_year", Message::new("goal-years-order"));
        }
        let read = || {
            Some(Aim {
                code: code?,
                name: name?,
                description: description?,
                plan: plan?,
                plan_decided_on: plan_decided_on.map(Day::from),
                from_year: from_year?,
                to_year: to_year?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// What stands in the form of a commitment: the writer's own text, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommitmentForm(Submitted);

impl CommitmentForm {
    /// What was sent, or what a link that leads here has filled in.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// The form of a commitment that is kept.
    #[must_use]
    pub fn of(commitment: &Commitment) -> Self {
        let Commitment { version, undertaking, .. } = commitment;
        Self(Submitted::from_pairs([
            ("version", version.to_string()),
            ("goal", undertaking.goal_id.to_string()),
            ("committee", undertaking.committee.clone()),
            ("year", undertaking.year.to_string()),
            ("title", undertaking.title.clone()),
            ("description", undertaking.description.clone()),
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

    /// Judges the form.
    ///
    /// # Errors
    /// Everything that is wrong with it, by field.
    pub fn parse(&self, goals: &[Goal]) -> Result<Undertaking, Faults> {
        let mut faults = Faults::default();
        let chosen = self.text("goal").parse().ok();
        let known = goals.iter().map(|goal| goal.id).find(|id| Some(*id) == chosen);
        let goal_id = faults.sift("goal", known.ok_or(Message::new("commitment-goal-missing")));
        let committee = faults.needed_words(&self.0, "committee", "commitment-committee-missing", LONGEST_LINE);
        let year = year(&self.0, "year", &mut faults);
        let title = faults.needed_words(&self.0, "title", "commitment-title-missing", LONGEST_LINE);
        let description = faults.sift_words(&self.0, "description", LONGEST_TEXT);
        let read = || {
            Some(Undertaking {
                goal_id: goal_id?,
                committee: committee?,
                year: year?,
                title: title?,
                description: description?,
            })
        };
        read().filter(|_| faults.is_empty()).ok_or(faults)
    }
}

/// The year that stands in a field, which must be one.
fn year(form: &Submitted, field: &'static str, faults: &mut Faults) -> Option<i64> {
    let year = form.text(field).parse().ok().filter(|year| YEARS.contains(year));
    faults.sift(field, year.ok_or(Message::new("goal-year-unreadable")))
}

/// The day that stands in a field, if one does; what cannot be read is a fault.
fn day(form: &Submitted, field: &'static str, faults: &mut Faults) -> Option<Date> {
    let text = form.text(field);
    if text.is_empty() {
        return None;
    }
    faults.sift(field, text.parse::<Date>().map_err(|_| Message::new("goal-day-unreadable")))
}
