//! What forms about districts send, judged.

use super::Population;
use super::actions::Figure;
use super::model::District;
use super::population::contradicts;
use crate::web::{Faults, Message, Submitted};

/// No district of a Swedish municipality has more residents than Sweden has.
const MOST_RESIDENTS: i64 = 10_000_000;

/// A figure of a district's residents: `year`, `residents` (empty when unknown), `source`.
#[must_use]
pub fn read_figure(
    form: &Submitted,
    this_year: i64,
    district: &District,
    districts: &[District],
    populations: &[Population],
    faults: &mut Faults,
) -> Option<Figure> {
    let year = form.text("year").parse().ok().filter(|year| (1900..=this_year).contains(year));
    let year = faults
        .sift("year", year.ok_or_else(|| Message::new("population-year-wrong").with("year", this_year.to_string())));
    let residents = faults.sift("residents", read_residents(&form.text("residents")));
    let source = form.text("source");
    if source.is_empty() && residents.flatten().is_some() {
        faults.add("source", Message::new("population-source-missing"));
    }
    let (year, residents) = (year?, residents?);
    if residents.is_some_and(|number| contradicts(district, year, number, districts, populations)) {
        faults.add("residents", Message::new("population-contradicts"));
    }
    faults.is_empty().then_some(Figure { year, residents, source })
}

fn read_residents(text: &str) -> Result<Option<i64>, Message> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let number = digits.parse().ok().filter(|number| (0..=MOST_RESIDENTS).contains(number));
    number.map(Some).ok_or_else(|| Message::new("population-residents-wrong"))
}

/// The district that another one becomes a part of: `parent`, its code, empty for none.
///
/// The inner `None` is none; the outer one a fault. Parts have no parts, and a district with parts is no part.
#[must_use]
pub fn read_parent<'a>(
    form: &Submitted,
    district: &District,
    districts: &'a [District],
    faults: &mut Faults,
) -> Option<Option<&'a District>> {
    let code = form.text("parent");
    if code.is_empty() {
        return Some(None);
    }
    let parent = possible_parents(district, districts).into_iter().find(|parent| parent.code == code);
    if parent.is_none() {
        faults.add("parent", Message::new("district-parent-wrong"));
    }
    parent.map(Some)
}

/// The districts that this one can be a part of.
#[must_use]
pub fn possible_parents<'a>(district: &District, districts: &'a [District]) -> Vec<&'a District> {
    if districts.iter().any(|part| part.parent_id == Some(district.id)) {
        return Vec::new();
    }
    districts.iter().filter(|other| other.id != district.id && other.parent_id.is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::population::tests::{districts, figure};
    use super::*;

    fn read(fields: [(&str, &str); 3]) -> Result<Figure, Vec<&'static str>> {
        let (districts, mut faults) = (districts(), Faults::default());
        let form = Submitted::from_pairs(fields.map(|(name, value)| (name, value.to_owned())));
        let populations = [figure(2, 2021, 26_852)];
        read_figure(&form, 2026, &districts[2], &districts, &populations, &mut faults)
            .ok_or_else(|| faults.iter().map(|(field, _)| field).collect())
    }

    #[test]
    fn residents_are_a_number_or_unknown_and_a_number_has_a_source() {
        let figure = |residents, source: &str| Figure { year: 2025, residents, source: source.to_owned() };
        assert_eq!(read([("year", "2025"), ("residents", "6 012"), ("source", "SCB")]), Ok(figure(Some(6012), "SCB")));
        assert_eq!(read([("year", "2025"), ("residents", ""), ("source", "")]), Ok(figure(None, "")));
        assert_eq!(read([("year", "2025"), ("residents", "6012"), ("source", "")]), Err(vec!["source"]));
        assert_eq!(read([("year", "2027"), ("residents", "många"), ("source", "")]), Err(vec!["year", "residents"]));
        assert_eq!(read([("year", "2021"), ("residents", "26853"), ("source", "SCB")]), Err(vec!["residents"]));
    }

    #[test]
    fn a_district_with_parts_is_no_part_and_a_part_has_none() {
        let districts = districts();
        let possible = |district: usize| -> Vec<i64> {
            possible_parents(&districts[district - 1], &districts).iter().map(|parent| parent.id).collect()
        };
        assert_eq!((possible(1), possible(2), possible(3)), (vec![2], vec![], vec![1, 2]));
    }
}
