//! The archive's pages, for everybody who reads pictures; each in their own edition.

mod compare;
mod list;
mod period;
mod week;

pub use compare::compare;
pub use list::archive;
pub use period::{month, tertial};
pub use week::approved_or_not_yet;

use crate::accounts::{Permission, Role};
use crate::situation::archive::compare::Change;
use crate::situation::archive::period::{Length, Period};
use crate::situation::shared::Cell;
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{NavItem, Visit};

/// What stands where there is nothing to tell.
const NOT_KNOWN: &str = "–";

/// A table of figures as it is shown.
struct Table {
    caption: String,
    /// The heads of its columns with their class, the first over the names of its rows.
    heads: Vec<(String, &'static str)>,
    rows: Vec<TableRow>,
}

/// A row of it.
struct TableRow {
    class: &'static str,
    name: String,
    cells: Vec<Cell>,
}

impl Table {
    /// - `heads`: the first over names, the last over words, the others over numbers.
    fn new(caption: String, heads: Vec<String>, rows: Vec<TableRow>, ends_in_words: bool) -> Self {
        let last = heads.len() - 1;
        let class = |place: usize| if place == 0 || (place == last && ends_in_words) { "" } else { "n" };
        let heads = heads.into_iter().enumerate().map(|(place, head)| (head, class(place))).collect();
        Self { caption, heads, rows }
    }
}

/// A view of what was approved, as the tabs have it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Archive,
    Compare,
    Month,
    Tertial,
}

/// The ways to look at more than one week.
fn views(visit: &Visit, role: Role, now: IsoWeek, current: View) -> Vec<NavItem> {
    let month = Period::of_week(Length::Month, now).to_string();
    let tertial = Period::of_week(Length::Tertial, now).to_string();
    let item =
        |view: View, href: String, label: &str| NavItem { href, label: visit.t(label), current: view == current };
    let all = [
        item(View::Archive, urls::SITUATION_ARCHIVE.to_owned(), "shared-view-archive"),
        item(View::Compare, urls::SITUATION_COMPARE.to_owned(), "shared-view-compare"),
        item(View::Month, urls::situation_month(&month), "shared-view-month"),
        item(View::Tertial, urls::situation_tertial(&tertial), "shared-view-tertial"),
    ];
    let draft = role.may(Permission::SeeWorkingGroup).then(|| NavItem {
        href: urls::situation(now),
        label: visit.t("shared-view-draft"),
        current: false,
    });
    draft.into_iter().chain(all).collect()
}

/// What is to be said of a difference, in words.
fn change_in_words(visit: &Visit, change: Change) -> String {
    visit.t(match change {
        Change::More => "shared-change-more",
        Change::Fewer => "shared-change-fewer",
        Change::Chance => "shared-change-chance",
        Change::TooFew => "shared-too-few",
        Change::NotTold => "shared-change-not-told",
    })
}

/// A week with its year: `Vecka 46 2026`.
fn week_name(visit: &Visit, week: IsoWeek) -> String {
    visit.t_with("shared-week-of-year", &[("week", week.number().into()), ("year", week.year().to_string().into())])
}
