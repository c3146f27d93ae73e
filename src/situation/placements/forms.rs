//! The grid as a form: a line of text for each cell, and what stood in the cells when the form was opened.

use super::model::{Cell, MOST, Placed, Resource, Wish, days_of, number_in};
use crate::time::IsoWeek;
use crate::web::Submitted;

/// The field that says what stood in the cells when the form was opened: `patrol-3-5=2 guard-1-7=1`, empty ones left out.
pub const SEEN: &str = "seen";

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridForm(Submitted);

impl GridForm {
    /// What was sent.
    #[must_use]
    pub fn sent(form: Submitted) -> Self {
        Self(form)
    }

    /// What stands in a cell.
    #[must_use]
    pub fn text(&self, week: IsoWeek, cell: Cell) -> String {
        self.0.text(&field_of(week, cell))
    }

    /// The cells that are to be otherwise than they were seen.
    ///
    /// # Errors
    /// The cells in which no number stands that there could be.
    pub fn parse(&self, week: IsoWeek, districts: &[i64]) -> Result<Vec<Wish>, Vec<Cell>> {
        let (mut wishes, mut unreadable) = (Vec::new(), Vec::new());
        for cell in cells(week, districts) {
            match read_number(&self.text(week, cell)) {
                None => unreadable.push(cell),
                Some(wanted) => {
                    let seen = self.seen(week, cell);
                    wishes.extend((wanted != seen).then_some(Wish { cell, seen, wanted }));
                }
            }
        }
        if unreadable.is_empty() { Ok(wishes) } else { Err(unreadable) }
    }

    /// What [`SEEN`] held.
    #[must_use]
    pub fn seen_as_sent(&self) -> String {
        self.0.text(SEEN)
    }

    fn seen(&self, week: IsoWeek, cell: Cell) -> i64 {
        let field = field_of(week, cell);
        let seen = self.0.raw(SEEN).split(' ').filter_map(|told| told.split_once('='));
        seen.filter(|(name, _)| *name == field).find_map(|(_, number)| number.parse().ok()).unwrap_or(0)
    }
}

/// Nothing is nobody; `None` for what is no number from 0 to [`MOST`].
fn read_number(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let is_digits = text.chars().all(|letter| letter.is_ascii_digit());
    text.parse().ok().filter(|number| is_digits && *number <= MOST)
}

/// Every cell of a week, by resource, district and day.
pub fn cells(week: IsoWeek, districts: &[i64]) -> impl Iterator<Item = Cell> {
    let days = days_of(week);
    Resource::ALL.iter().flat_map(move |resource| {
        districts
            .iter()
            .flat_map(move |district_id| days.map(|day| Cell { resource: *resource, district_id: *district_id, day }))
    })
}

/// The name of a cell's field: resource, district's key, day of the week from 1.
#[must_use]
pub fn field_of(week: IsoWeek, cell: Cell) -> String {
    let day = days_of(week).iter().position(|day| *day == cell.day).map_or(0, |at| at + 1);
    format!("{}-{}-{day}", cell.resource.word(), cell.district_id)
}

/// What [`SEEN`] holds of a week.
#[must_use]
pub fn seen_of(week: IsoWeek, placed: &[Placed]) -> String {
    let told = placed.iter().map(|own| format!("{}={}", field_of(week, own.cell()), number_in(placed, own.cell())));
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week() -> IsoWeek {
        "2026-W48".parse().unwrap()
    }

    fn friday(resource: Resource) -> Cell {
        Cell { resource, district_id: 3, day: "2026-11-27".parse().unwrap() }
    }

    fn form(fields: &[(&'static str, &str)]) -> GridForm {
        GridForm::sent(Submitted::from_pairs(fields.iter().map(|(name, value)| (*name, (*value).to_owned()))))
    }

    #[test]
    fn only_cells_that_the_writer_changed_are_wished_for() {
        let form = form(&[
            (SEEN, "patrol-3-5=2 guard-3-5=1 property_host-3-5=4"),
            ("patrol-3-5", "3"),
            ("guard-3-5", ""),
            ("property_host-3-5", "4"),
            ("volunteer-3-5", "6"),
        ]);
        let wish = |resource, seen, wanted| Wish { cell: friday(resource), seen, wanted };
        let expected = [wish(Resource::Patrol, 2, 3), wish(Resource::Guard, 1, 0), wish(Resource::Volunteer, 0, 6)];
        assert_eq!(form.parse(week(), &[1, 3]).unwrap(), expected);
    }

    #[test]
    fn what_is_no_number_of_people_is_told_by_its_cell() {
        let form = form(&[("patrol-3-5", "två"), ("guard-3-5", "100"), ("volunteer-3-5", "-1"), ("patrol-1-1", "0")]);
        let wrong = [Resource::Patrol, Resource::Guard, Resource::Volunteer].map(friday);
        assert_eq!(form.parse(week(), &[1, 3]), Err(wrong.to_vec()));
    }
}
