//! How many live where, so that a rate is always over the same ground as what it divides (`domain.md` 6.4).
//!
//! A parent's figure includes its children's residents: Tumba's 26 852 live in Tumba with Storvreten. Residents of the
//! parent's own ground are known only when every child's are, in the same year.

use super::model::{District, Population};

/// A figure to divide by and to cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residents {
    /// How many; never negative.
    pub number: i64,
    /// The year they were counted in.
    pub year: i64,
    /// Who counted.
    pub source: String,
}

/// The newest figure of a district, known or not; `None` when nobody has written one.
///
/// A year in which the residents were looked for and not found outdates an older number: it would be quoted as if it still
/// held.
#[must_use]
pub fn newest_figure(populations: &[Population], district: i64) -> Option<&Population> {
    populations.iter().filter(|figure| figure.district_id == district).max_by_key(|figure| figure.year)
}

/// The residents of a district's ground: with its children's, or of its own alone. `None` when unknown.
///
/// - **Own ground alone** is the parent's figure less its children's, when all are of one year; it cites all their
///   sources. A remainder below zero means that the figures do not count the same ground, and nothing is known.
#[must_use]
pub fn residents_of(
    district: &District,
    with_children: bool,
    districts: &[District],
    populations: &[Population],
) -> Option<Residents> {
    let whole = known(populations, district.id)?;
    if with_children {
        return Some(whole);
    }
    let children = districts.iter().filter(|child| child.parent_id == Some(district.id));
    let of_children: Option<Vec<Residents>> = children.map(|child| known(populations, child.id)).collect();
    let of_children = of_children?;
    if of_children.iter().any(|child| child.year != whole.year) {
        return None;
    }
    let number = whole.number - of_children.iter().map(|child| child.number).sum::<i64>();
    let mut sources = vec![whole.source];
    for child in of_children {
        if !sources.contains(&child.source) {
            sources.push(child.source);
        }
    }
    (number >= 0).then(|| Residents { number, year: whole.year, source: sources.join("; ") })
}

/// Whether this many residents in that year cannot be, by the other figures of the year: the parts of a district would have
/// more residents than the whole.
#[must_use]
pub fn contradicts(
    district: &District,
    year: i64,
    residents: i64,
    districts: &[District],
    populations: &[Population],
) -> bool {
    let in_year = |id: i64| {
        let kept = populations.iter().find(|figure| figure.district_id == id && figure.year == year);
        if id == district.id { Some(residents) } else { kept.and_then(|figure| figure.residents) }
    };
    let whole = district.parent_id.unwrap_or(district.id);
    let parts = districts.iter().filter(|part| part.parent_id == Some(whole));
    let of_parts: i64 = parts.filter_map(|part| in_year(part.id)).sum();
    in_year(whole).is_some_and(|of_whole| of_parts > of_whole)
}

fn known(populations: &[Population], district: i64) -> Option<Residents> {
    let figure = newest_figure(populations, district)?;
    Some(Residents { number: figure.residents?, year: figure.year, source: figure.source.clone() })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Alby (1), Tumba (2), and Storvreten (3), which is a part of Tumba.
    pub fn districts() -> Vec<District> {
        let district = |id, name: &str, parent_id| District {
            id,
            code: super::super::model::code_of(name),
            name: name.to_owned(),
            parent_id,
        };
        vec![district(1, "Alby", None), district(2, "Tumba", None), district(3, "Storvreten", Some(2))]
    }

    pub fn figure(district_id: i64, year: i64, residents: impl Into<Option<i64>>) -> Population {
        Population {
            id: 100 * year + district_id,
            district_id,
            year,
            residents: residents.into(),
            source: "X".to_owned(),
        }
    }

    fn number(populations: &[Population], district: usize, with_children: bool) -> Option<i64> {
        let districts = districts();
        residents_of(&districts[district - 1], with_children, &districts, populations).map(|residents| residents.number)
    }

    #[test]
    fn a_parents_figure_is_of_the_ground_with_its_children() {
        let populations = [figure(2, 2021, 26_852), figure(3, 2026, None)];
        assert_eq!(number(&populations, 2, true), Some(26_852));
        assert_eq!(number(&populations, 2, false), None, "Storvreten's share is unknown");
        assert_eq!((number(&populations, 3, true), number(&populations, 3, false)), (None, None));
    }

    #[test]
    fn a_parents_own_ground_is_known_when_its_children_were_counted_in_the_same_year() {
        assert_eq!(number(&[figure(2, 2021, 26_852), figure(3, 2021, 6_000)], 2, false), Some(20_852));
        assert_eq!(number(&[figure(2, 2021, 26_852), figure(3, 2022, 6_000)], 2, false), None);
        assert_eq!(number(&[figure(2, 2021, 26_852)], 2, false), None);
        assert_eq!(number(&[figure(2, 2021, 5_000), figure(3, 2021, 6_000)], 2, false), None, "not the same ground");
    }

    #[test]
    fn parts_cannot_have_more_residents_than_the_whole_in_one_year() {
        let (districts, populations) = (districts(), [figure(2, 2021, 26_852), figure(3, 2022, 6_000)]);
        let contradicts = |district: usize, year, residents| {
            contradicts(&districts[district - 1], year, residents, &districts, &populations)
        };
        assert!(contradicts(3, 2021, 26_853), "more in the part than in the whole");
        assert!(contradicts(2, 2022, 5_999), "fewer in the whole than in the part");
        assert!(!contradicts(3, 2021, 26_852) && !contradicts(2, 2022, 6_000) && !contradicts(1, 2021, 90_000));
    }

    #[test]
    fn the_newest_year_counts_also_when_it_knows_nothing() {
        let populations = [figure(1, 2021, 14_208), figure(1, 2024, 15_000), figure(1, 2019, 13_750)];
        assert_eq!(number(&populations, 1, false), Some(15_000));
        assert_eq!(number(&[figure(1, 2021, 14_208), figure(1, 2024, None)], 1, true), None);
        assert_eq!(number(&[], 1, true), None);
    }
}
