//! What guard services cost a department in a year, what a year's costs come to, and which of them can be compared.
//!
//! The audit of 2018 met costs that nobody had told, costs of eight or ten months beside whole years, and a sum that had left
//! a department out. So a sum here always comes with what it lacks, and [`Comparison`] gives a difference only where both
//! years tell of the same months.

use std::collections::BTreeSet;

use diesel::{Identifiable, Insertable, Queryable, Selectable};
use jiff::civil::Date;

use crate::db::{Day, schema};
use crate::texts::swedish_order;

/// What guard services cost a department in a year.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::guard_costs)]
pub struct Cost {
    /// The department's name.
    pub department: String,
    /// The calendar year.
    pub year: i64,
    /// Whole kronor; `None` when it is not told, which is not nothing.
    pub amount_sek: Option<i64>,
    /// The last day that is in the amount, of the same year.
    pub through_on: Option<Day>,
    /// What else is to be said of it: `cirka`; may be empty.
    pub note: String,
}

/// A cost as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::guard_costs)]
pub struct KeptCost {
    /// Its key.
    pub id: i64,
    /// Grows with each change.
    pub version: i64,
    /// The cost.
    #[diesel(embed)]
    pub cost: Cost,
}

/// How much of its year a cost tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing is told.
    Missing,
    /// The whole year.
    Whole,
    /// From January through this day.
    Through(Date),
    /// An amount, and nobody says through when.
    Unclear,
}

impl Cost {
    /// How much of its year it tells of.
    #[must_use]
    pub fn extent(&self) -> Extent {
        match (self.amount_sek, self.through_on.map(Day::date)) {
            (None, _) => Extent::Missing,
            (Some(_), None) => Extent::Unclear,
            (Some(_), Some(last)) if (last.month(), last.day()) == (12, 31) => Extent::Whole,
            (Some(_), Some(last)) => Extent::Through(last),
        }
    }
}

impl Extent {
    /// Whether both tell of the same months of their years. The end of February is the end of February.
    fn is_same_stretch(self, other: Self) -> bool {
        let ends = |day: Date| if day == day.last_of_month() { (day.month(), 0) } else { (day.month(), day.day()) };
        match (self, other) {
            (Self::Whole, Self::Whole) => true,
            (Self::Through(one), Self::Through(other)) => ends(one) == ends(other),
            _ => false,
        }
    }
}

/// A department whose amount is a part of the year, or whose extent nobody tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOfYear {
    /// The department.
    pub department: String,
    /// The last day that is in its amount; `None` when nobody says.
    pub through: Option<Date>,
}

/// What is known of a year's costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearCosts {
    /// The year.
    pub year: i64,
    /// The sum of what is told, in kronor; `None` when nothing is.
    pub total_sek: Option<i64>,
    /// How many departments the sum is of.
    pub departments: usize,
    /// The departments that tell of some year and not of this one, by name: they are not in the sum.
    pub missing: Vec<String>,
    /// The departments of which only a part of the year is in the sum, by name.
    pub partial: Vec<PartOfYear>,
}

impl YearCosts {
    /// A year among all costs that are kept.
    #[must_use]
    pub fn of(year: i64, costs: &[KeptCost]) -> Self {
        let names = departments(costs);
        let told = |name: &&String| find(costs, name, year).filter(|cost| cost.amount_sek.is_some());
        let amounts: Vec<&Cost> = names.iter().filter_map(|name| told(&name)).collect();
        let part = |cost: &&Cost| match cost.extent() {
            Extent::Missing | Extent::Whole => None,
            Extent::Through(last) => Some(PartOfYear { department: cost.department.clone(), through: Some(last) }),
            Extent::Unclear => Some(PartOfYear { department: cost.department.clone(), through: None }),
        };
        Self {
            year,
            total_sek: (!amounts.is_empty()).then(|| amounts.iter().filter_map(|cost| cost.amount_sek).sum()),
            departments: amounts.len(),
            partial: amounts.iter().filter_map(part).collect(),
            missing: names.iter().filter(|name| told(name).is_none()).cloned().collect(),
        }
    }

    /// Whether the sum is of every department and the whole year.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.total_sek.is_some() && self.missing.is_empty() && self.partial.is_empty()
    }
}

/// The years that anything is known of, the newest first.
#[must_use]
pub fn years(costs: &[KeptCost]) -> Vec<i64> {
    costs.iter().map(|kept| kept.cost.year).collect::<BTreeSet<i64>>().into_iter().rev().collect()
}

/// The departments that tell of any year, by name as Swedish sorts it.
#[must_use]
pub fn departments(costs: &[KeptCost]) -> Vec<String> {
    let names: BTreeSet<&String> = costs.iter().map(|kept| &kept.cost.department).collect();
    let mut names: Vec<String> = names.into_iter().cloned().collect();
    names.sort_by_key(|name| swedish_order(name));
    names
}

fn find<'a>(costs: &'a [KeptCost], department: &str, year: i64) -> Option<&'a Cost> {
    costs.iter().map(|kept| &kept.cost).find(|cost| cost.year == year && cost.department == department)
}

/// Why two amounts are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nothing is told of this year.
    Missing(i64),
    /// Of its year only what lies through this day is told.
    Part(Date),
    /// Nobody says how much of this year is told.
    Unclear(i64),
}

/// Two years of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedDepartment {
    /// The department.
    pub department: String,
    /// What the first year cost, in kronor, when that is told.
    pub before_sek: Option<i64>,
    /// What the second one cost.
    pub after_sek: Option<i64>,
    /// The difference in kronor and the last day of the months compared, in the second year; or why there is none: never
    /// empty then.
    pub change: Result<(i64, Date), Vec<Obstacle>>,
}

/// Two years side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The first year.
    pub before: i64,
    /// The second year.
    pub after: i64,
    /// Each department, by name.
    pub departments: Vec<ComparedDepartment>,
}

impl Comparison {
    /// Compares two years.
    #[must_use]
    pub fn of(before: i64, after: i64, costs: &[KeptCost]) -> Self {
        let compared = |department: String| {
            let (one, other) = (find(costs, &department, before), find(costs, &department, after));
            let sum = |cost: Option<&Cost>| cost.and_then(|cost| cost.amount_sek);
            let (before_sek, after_sek) = (sum(one), sum(other));
            let extent = |cost: Option<&Cost>| cost.map_or(Extent::Missing, Cost::extent);
            let (of_one, of_other) = (extent(one), extent(other));
            let last = other.and_then(|cost| cost.through_on).map(Day::date);
            let change = match (before_sek, after_sek, last) {
                (Some(from), Some(to), Some(last)) if of_one.is_same_stretch(of_other) => Ok((to - from, last)),
                _ => Err([(of_one, before), (of_other, after)].into_iter().filter_map(obstacle).collect()),
            };
            ComparedDepartment { department, before_sek, after_sek, change }
        };
        Self { before, after, departments: departments(costs).into_iter().map(compared).collect() }
    }

    /// The difference of the two years' sums in kronor; `None` when a department's years cannot be compared, for then the
    /// sums cannot.
    #[must_use]
    pub fn change(&self) -> Option<i64> {
        let changes = self.departments.iter().map(|of| of.change.as_ref().ok().map(|(change, _)| *change));
        let changes: Option<Vec<i64>> = changes.collect();
        changes.filter(|changes| !changes.is_empty()).map(|changes| changes.into_iter().sum())
    }

    /// The departments whose years can be compared: how many they are, and what both years cost them together, in kronor.
    #[must_use]
    pub fn comparable(&self) -> (usize, i64, i64) {
        let like = self.departments.iter().filter(|of| of.change.is_ok());
        like.fold((0, 0, 0), |(count, before, after), of| {
            (count + 1, before + of.before_sek.unwrap_or_default(), after + of.after_sek.unwrap_or_default())
        })
    }
}

fn obstacle((extent, year): (Extent, i64)) -> Option<Obstacle> {
    match extent {
        Extent::Missing => Some(Obstacle::Missing(year)),
        Extent::Through(last) => Some(Obstacle::Part(last)),
        Extent::Unclear => Some(Obstacle::Unclear(year)),
        Extent::Whole => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn cost(department: &str, year: i16, amount_sek: impl Into<Option<i64>>, through: Option<(i8, i8)>) -> KeptCost {
        let through_on = through.map(|(month, day)| date(year, month, day).into());
        let (department, year, amount_sek) = (department.to_owned(), i64::from(year), amount_sek.into());
        KeptCost { id: 1, version: 1, cost: Cost { department, year, amount_sek, through_on, note: String::new() } }
    }

    const WHOLE: Option<(i8, i8)> = Some((12, 31));

    #[test]
    fn a_sum_names_what_it_lacks_also_a_department_without_a_row() {
        let costs = [
            cost("Ä", 2017, 10, WHOLE),
            cost("Å", 2017, 5, Some((8, 31))),
            cost("A", 2017, None, None),
            cost("B", 2018, 7, WHOLE),
            cost("C", 2017, 1, None),
        ];
        let told = YearCosts::of(2017, &costs);
        assert_eq!((told.total_sek, told.departments), (Some(16), 3));
        assert_eq!(told.missing, ["A", "B"]);
        let part = |department: &str, through| PartOfYear { department: department.to_owned(), through };
        assert_eq!(told.partial, [part("C", None), part("Å", Some(date(2017, 8, 31)))]);
        assert!(!told.is_whole());
        assert_eq!(YearCosts::of(2016, &costs).total_sek, None, "nothing told is not nothing");
        assert!(YearCosts::of(2017, &costs[..1]).is_whole());
    }

    #[test]
    fn part_of_a_year_is_never_compared_with_a_whole_one() {
        let costs = [
            cost("A", 2017, 100, WHOLE),
            cost("A", 2018, 80, Some((8, 31))),
            cost("B", 2017, 100, WHOLE),
            cost("B", 2018, 90, WHOLE),
            cost("C", 2017, None, None),
            cost("C", 2018, 5, None),
        ];
        let compared = Comparison::of(2017, 2018, &costs);
        let change = |at: usize| compared.departments[at].change.clone();
        assert_eq!(change(0), Err(vec![Obstacle::Part(date(2018, 8, 31))]));
        assert_eq!(change(1), Ok((-10, date(2018, 12, 31))));
        assert_eq!(change(2), Err(vec![Obstacle::Missing(2017), Obstacle::Unclear(2018)]));
        assert_eq!((compared.change(), compared.comparable()), (None, (1, 100, 90)));
        assert_eq!(Comparison::of(2017, 2018, &costs[2..4]).change(), Some(-10));
        assert_eq!(Comparison::of(2017, 2018, &[]).change(), None);
    }

    #[test]
    fn the_same_months_of_two_years_can_be_compared() {
        let two = |one: (i8, i8), other: (i8, i8)| {
            let costs = [cost("A", 2023, 3, Some(one)), cost("A", 2024, 4, Some(other))];
            Comparison::of(2023, 2024, &costs).change()
        };
        assert_eq!(two((8, 31), (8, 31)), Some(1));
        assert_eq!(two((2, 28), (2, 29)), Some(1), "the end of February");
        assert_eq!(two((8, 31), (10, 31)), None);
        assert_eq!(two((2, 28), (2, 28)), None, "2024 had one day more");
    }
}
