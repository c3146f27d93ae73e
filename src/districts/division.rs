//! Which rows the municipality is told in: six main districts with their parts folded in, or every district apart.
//!
//! Each district is in exactly one row of a division, so that rows add up to the whole and nothing is counted twice.

use super::map::swedish_order;
use serde::{Deserialize, Serialize};

use super::model::{District, Population};
use super::population::{Residents, residents_of};
use crate::texts::Language;

/// A way to divide the municipality into rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// The main districts; a part is folded into the district it is a part of.
    #[default]
    Main,
    /// Every district apart: a parent's row is then its own ground alone.
    All,
}

impl Division {
    /// Both, in the order a choice shows them.
    pub const EACH: [Self; 2] = [Self::Main, Self::All];

    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::All => "all",
        }
    }

    /// The division of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|division| division.word() == word)
    }

    /// The rows: by name as Swedish sorts it, a part right after the district it is a part of.
    #[must_use]
    pub fn rows(self, districts: &[District], populations: &[Population]) -> Vec<DivisionRow> {
        let mut rows = Vec::new();
        for main in by_name(districts.iter().filter(|district| is_main(district, districts))) {
            let parts = by_name(districts.iter().filter(|part| part.parent_id == Some(main.id)));
            let names: Vec<String> = parts.iter().map(|part| part.name.clone()).collect();
            let folds = self == Self::Main;
            let folded = parts.iter().filter(|_| folds).map(|part| part.id);
            rows.push(DivisionRow {
                code: main.code.clone(),
                name: main.name.clone(),
                extent: match (parts.is_empty(), folds) {
                    (true, _) => Extent::Whole,
                    (false, true) => Extent::With(names),
                    (false, false) => Extent::Without(names),
                },
                part_of: None,
                members: std::iter::once(main.id).chain(folded).collect(),
                residents: residents_of(main, folds, districts, populations),
            });
            for part in parts.into_iter().filter(|_| !folds) {
                rows.push(DivisionRow {
                    code: part.code.clone(),
                    name: part.name.clone(),
                    extent: Extent::Whole,
                    part_of: Some(main.code.clone()),
                    members: vec![part.id],
                    residents: residents_of(part, false, districts, populations),
                });
            }
        }
        rows
    }
}

/// Whether the district is a row of its own in [`Division::Main`].
fn is_main(district: &District, districts: &[District]) -> bool {
    district.parent_id.is_none_or(|parent| !districts.iter().any(|other| other.id == parent))
}

fn by_name<'a>(districts: impl Iterator<Item = &'a District>) -> Vec<&'a District> {
    let mut sorted: Vec<&District> = districts.collect();
    sorted.sort_by_key(|district| swedish_order(&district.name));
    sorted
}

/// One row of a division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DivisionRow {
    /// The code of the district that gives the row its name.
    pub code: String,
    /// Its name alone: `Tumba`.
    pub name: String,
    /// How much of its ground the row covers.
    pub extent: Extent,
    /// The code of the district it is a part of, when that is another row.
    pub part_of: Option<String>,
    /// The keys of the districts whose counts belong in this row.
    pub members: Vec<i64>,
    /// The residents of exactly this ground; `None` when unknown, and then there is no rate.
    pub residents: Option<Residents>,
}

/// How much of a district's ground a row covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it; it has no parts of their own.
    Whole,
    /// All of it, with these parts.
    With(Vec<String>),
    /// What is left of it without these parts.
    Without(Vec<String>),
}

impl DivisionRow {
    /// The name with what it covers: `Tumba med Storvreten`, `Tumba utan Storvreten`.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        let (Extent::With(parts) | Extent::Without(parts)) = &self.extent else { return self.name.clone() };
        let (name, parts) = (self.name.as_str(), language.listed(parts));
        if matches!(self.extent, Extent::With(_)) {
            language.text_with("division-with", &[("name", name.into()), ("parts", parts.into())])
        } else {
            language.text_with("division-without", &[("name", name.into()), ("parts", parts.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::population::tests::{districts, figure};
    use super::*;

    fn shown(division: Division, populations: &[Population]) -> Vec<(String, Vec<i64>, Option<i64>)> {
        let rows = division.rows(&districts(), populations);
        rows.into_iter()
            .map(|row| (row.shown(Language::Swedish), row.members, row.residents.map(|residents| residents.number)))
            .collect()
    }

    #[test]
    fn the_main_division_folds_parts_in_and_the_other_sets_them_apart() {
        let populations = [figure(1, 2021, 14_208), figure(2, 2021, 26_852), figure(3, 2026, None)];
        assert_eq!(
            shown(Division::Main, &populations),
            [("Alby".to_owned(), vec![1], Some(14_208)), ("Tumba med Storvreten".to_owned(), vec![2, 3], Some(26_852))]
        );
        assert_eq!(
            shown(Division::All, &populations),
            [
                ("Alby".to_owned(), vec![1], Some(14_208)),
                ("Tumba utan Storvreten".to_owned(), vec![2], None),
                ("Storvreten".to_owned(), vec![3], None)
            ]
        );
    }

    #[test]
    fn once_a_part_is_counted_every_row_has_its_own_residents_and_they_add_up() {
        let populations = [figure(2, 2021, 26_852), figure(3, 2021, 6_000)];
        let residents = |division: Division| -> Vec<Option<i64>> {
            shown(division, &populations).into_iter().map(|(_, _, residents)| residents).collect()
        };
        assert_eq!(residents(Division::Main), [None, Some(26_852)]);
        assert_eq!(residents(Division::All), [None, Some(20_852), Some(6_000)]);
    }

    #[test]
    fn every_district_is_in_exactly_one_row_of_each_division() {
        for division in Division::EACH {
            let mut members: Vec<i64> = shown(division, &[]).into_iter().flat_map(|(_, members, _)| members).collect();
            members.sort_unstable();
            assert_eq!(members, [1, 2, 3], "{division:?}");
        }
    }
}
