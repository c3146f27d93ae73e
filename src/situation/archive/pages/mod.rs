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
use crate::situation::document::model::{Block, Cell, Head, Row, Section, Table};
use crate::time::IsoWeek;
use crate::urls;
use crate::web::{NavItem, Visit};

/// What stands where there is nothing to tell.
const NOT_KNOWN: &str = "–";

/// A table of figures with its heading.
///
/// - `heads`: the first over names; those over words take more room on paper.
fn tabled(id: &'static str, caption: String, heads: Vec<Head>, rows: Vec<Row>) -> Section {
    let blocks = vec![Block::Table(Table { caption: caption.clone(), class: "figures", heads, rows })];
    Section { id, heading: caption, blocks, ..Section::default() }
}

/// A row of it: its name and what stands beside.
fn row(class: &'static str, name: String, cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { class, cells: [Cell::words(name)].into_iter().chain(cells).collect() }
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

/// What is to be said of a difference.
fn change_cell(visit: &Visit, change: Change) -> Cell {
    let (sign, key) = match change {
        Change::More => ("more", "shared-change-more"),
        Change::Fewer => ("less", "shared-change-fewer"),
        Change::Same => ("plain", "shared-change-same"),
        Change::Chance => ("plain", "shared-change-chance"),
        Change::TooFew => ("few", "shared-too-few"),
        Change::NotTold => ("few", "shared-change-not-told"),
    };
    Cell { text: visit.t(key), sign, class: "early whole", ..Cell::default() }
}

/// A week with its year: `Vecka 46 2026`.
fn week_name(visit: &Visit, week: IsoWeek) -> String {
    visit.t_with("shared-week-of-year", &[("week", week.number().into()), ("year", week.year().to_string().into())])
}
