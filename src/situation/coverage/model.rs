//! Who is expected to be heard of a week, and what is told of it.

use std::collections::{HashMap, HashSet};

use diesel::{Queryable, Selectable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::db::{Moment, schema};
use crate::time::{IsoWeek, WeekMoment};

/// What an organisation let be heard of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// It reported.
    Reported,
    /// It said that there was nothing to report: in so many words, or by a calm shift.
    Zero,
    /// Nothing.
    Silent,
}

/// An organisation that is expected to report each week, or one that did without being expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationCoverage {
    /// Its name.
    pub organisation: String,
    /// Whether it is expected to be heard each week.
    pub is_expected: bool,
    /// What was heard.
    pub state: Heard,
    /// How many reports about the week it made.
    pub reports: i64,
}

/// How many of the expected organisations were heard in a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekCoverage {
    /// The week.
    pub week: IsoWeek,
    /// How many were expected.
    pub expected: u32,
    /// How many of those reported or said that there was nothing.
    pub heard: u32,
}

/// Coverage of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The week's organisations: the expected ones first, each by name.
    pub organisations: Vec<OrganisationCoverage>,
    /// The weeks the picture looks at, in order of time, the picture's own last.
    pub weeks: Vec<WeekCoverage>,
    /// How the week compares with the twelve before it, in one sentence, and in a second one why comparisons limp when they
    /// do; empty when nobody is expected.
    pub sentence: String,
    /// Whether comparisons across weeks are to be marked: this week's coverage differs from that of the weeks before. Never
    /// of a week that is not over, whose own count is not whole either.
    pub differs: bool,
}

/// The last time to report for a week's picture, and from when on it can be approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff(WeekMoment);

impl CutOff {
    /// The installation's.
    #[must_use]
    pub fn of(config: &Config) -> Self {
        Self(config.picture_cut_off)
    }

    /// That of a week: an instant within the seven days after it.
    #[must_use]
    pub fn after(self, week: IsoWeek) -> Timestamp {
        self.0.after(week)
    }

    /// Whether something can be said about a week: it has begun, and its cut-off has not come.
    #[must_use]
    pub fn is_open(self, week: IsoWeek, now: Timestamp) -> bool {
        week.bounds().0 <= now && now < self.after(week)
    }

    /// The weeks about which something can be said, in order of time: this one, and before its cut-off the last.
    #[must_use]
    pub fn open_weeks(self, now: Timestamp) -> Vec<IsoWeek> {
        let this_week = IsoWeek::of(now);
        [this_week.plus(-1), this_week].into_iter().filter(|week| self.is_open(*week, now)).collect()
    }
}

/// An organisation as far as coverage looks at it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::organisations)]
pub struct Member {
    /// Its key.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether it is expected to report each week.
    pub reports_weekly: bool,
    /// Since when it is there.
    pub created_at: Moment,
}

impl Member {
    /// Whether it is expected to be heard of this week: not of one that was over before it was there.
    #[must_use]
    pub fn is_expected_of(&self, week: IsoWeek) -> bool {
        self.reports_weekly && self.created_at.instant() < week.bounds().1
    }
}

/// An organisation's word that its week was calm.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::zero_reports)]
pub struct ZeroReport {
    /// Its key.
    pub id: i64,
    /// When it was said.
    pub reported_at: Moment,
}

/// What the organisations let be heard of some weeks.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// All organisations, by key.
    pub members: Vec<Member>,
    /// How many reports an organisation made about a week; only those above nought.
    pub reports: HashMap<(IsoWeek, i64), i64>,
    /// Who said of which week that there was nothing, or had a calm shift in it.
    pub calm: HashSet<(IsoWeek, i64)>,
}

impl Ledger {
    /// What an organisation let be heard of a week, and how many reports it made. A report comes before a word of calm.
    #[must_use]
    pub fn heard(&self, organisation: i64, week: IsoWeek) -> (Heard, i64) {
        match self.reports.get(&(week, organisation)) {
            Some(reports) => (Heard::Reported, *reports),
            None if self.calm.contains(&(week, organisation)) => (Heard::Zero, 0),
            None => (Heard::Silent, 0),
        }
    }

    fn is_silent(&self, member: &Member, week: IsoWeek) -> bool {
        self.heard(member.id, week).0 == Heard::Silent
    }

    /// Those that are expected to be heard of a week, by key.
    pub fn expected(&self, week: IsoWeek) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.is_expected_of(week))
    }

    /// Those of them that nothing was heard of.
    pub fn silent(&self, week: IsoWeek) -> impl Iterator<Item = &Member> {
        self.expected(week).filter(move |member| self.is_silent(member, week))
    }

    /// How many were heard in a week.
    #[must_use]
    pub fn week(&self, week: IsoWeek) -> WeekCoverage {
        let as_number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let expected = as_number(self.expected(week).count());
        WeekCoverage { week, expected, heard: expected - as_number(self.silent(week).count()) }
    }

    /// A week's organisations: the expected ones, then those that were heard without being expected; by key each.
    #[must_use]
    pub fn organisations(&self, week: IsoWeek) -> Vec<OrganisationCoverage> {
        let told = |member: &Member, is_expected: bool| {
            let (state, reports) = self.heard(member.id, week);
            OrganisationCoverage { organisation: member.name.clone(), is_expected, state, reports }
        };
        let others = self.members.iter().filter(|member| !member.is_expected_of(week) && !self.is_silent(member, week));
        self.expected(week).map(|member| told(member, true)).chain(others.map(|member| told(member, false))).collect()
    }

    /// Why a week's figures cannot be compared with those of the weeks before it as they stand: of the expected
    /// organisations, those that were heard in three quarters of these weeks at least and are silent now, and those that
    /// are heard now and were in a quarter of them at most. What a few weeks say nothing of is not said: before
    /// [`FEWEST_WEEKS`] nothing differs.
    #[must_use]
    pub fn changes(&self, week: IsoWeek, before: &[IsoWeek]) -> Changes {
        let mut changes = Changes::default();
        if before.len() < FEWEST_WEEKS {
            return changes;
        }
        for member in self.expected(week) {
            let heard = before.iter().filter(|earlier| !self.is_silent(member, **earlier)).count();
            match self.is_silent(member, week) {
                true if heard * 4 >= before.len() * 3 => changes.fell_silent.push(member.name.clone()),
                false if heard * 4 <= before.len() => changes.is_new.push(member.name.clone()),
                _ => {}
            }
        }
        changes
    }
}

/// So many weeks show what is usual of an organisation.
pub const FEWEST_WEEKS: usize = 4;

/// How the organisations that were heard differ from those that usually are, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Usually heard, and not now.
    pub fell_silent: Vec<String>,
    /// Seldom or never heard, and now.
    pub is_new: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(back: i32) -> IsoWeek {
        "2026-W47".parse::<IsoWeek>().unwrap().plus(-back)
    }

    fn member(id: i64, since: IsoWeek) -> Member {
        let created_at = since.bounds().0.into();
        Member { id, name: format!("Organisation {id}"), reports_weekly: true, created_at }
    }

    /// Three that have been there long; who reported in which week, as weeks back.
    fn ledger(reported: &[(i64, i32)]) -> Ledger {
        Ledger {
            members: (1..=3).map(|id| member(id, week(60))).collect(),
            reports: reported.iter().map(|(id, back)| ((week(*back), *id), 2)).collect(),
            calm: HashSet::new(),
        }
    }

    fn before(weeks: i32) -> Vec<IsoWeek> {
        (1..=weeks).rev().map(week).collect()
    }

    #[test]
    fn who_usually_reports_and_is_silent_makes_weeks_differ_and_so_does_who_seldom_did() {
        // 1 reports every week but this one, 2 half of them, 3 this week alone.
        let always = (1..=12).map(|back| (1, back));
        let often = (0..=12).step_by(2).map(|back| (2, back));
        let ledger = ledger(&always.chain(often).chain([(3, 0)]).collect::<Vec<_>>());
        let changes = ledger.changes(week(0), &before(12));
        assert_eq!(changes.fell_silent, ["Organisation 1"]);
        assert_eq!(changes.is_new, ["Organisation 3"]);
        assert_eq!(ledger.changes(week(0), &before(3)), Changes::default(), "three weeks say nothing");
    }

    #[test]
    fn an_organisation_is_expected_from_the_week_in_which_it_came() {
        let mut ledger = ledger(&[]);
        ledger.members = vec![member(1, week(2))];
        let expected: Vec<u32> = (0..4).map(|back| ledger.week(week(back)).expected).collect();
        assert_eq!(expected, [1, 1, 1, 0]);
    }

    #[test]
    fn a_report_comes_before_a_word_of_calm_and_calm_is_not_silence() {
        let mut ledger = ledger(&[(1, 0)]);
        ledger.calm.extend([(week(0), 1), (week(0), 2)]);
        let states: Vec<Heard> = (1..=3).map(|id| ledger.heard(id, week(0)).0).collect();
        assert_eq!(states, [Heard::Reported, Heard::Zero, Heard::Silent]);
        assert_eq!(ledger.week(week(0)), WeekCoverage { week: week(0), expected: 3, heard: 2 });
    }
}
