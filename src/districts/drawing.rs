//! The map on a page: outlines of districts with what stands on them, for the macro in `macros/map.html`.

use super::division::DivisionRow;
use super::outline::Outlines;

/// Units of the outlines for one unit of the page's drawing, which is then about 500 high: text on it is set in pixels.
const OUTLINE_UNITS: f64 = 4.0;

/// The municipality as a page shows it. The same figures stand in a table beside it.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its width; shown as wide as there is room.
    pub width: f64,
    /// Its height, in the same units.
    pub height: f64,
    /// What outlines are scaled by.
    pub scale: f64,
    /// The radius of a touch target that is 24 pixels wide on a phone.
    pub touch: f64,
    /// What it is, in a few words, for those who do not see it.
    pub title: String,
    /// Where the same stands as text.
    pub about: String,
    /// The lines between areas.
    pub lines: Vec<String>,
    /// What it shows, one for each row that has ground.
    pub shapes: Vec<Shape>,
}

/// A row's ground and its label.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The outlines of the districts in the row, in the outlines' units.
    pub paths: Vec<String>,
    /// Where the middle of the label stands, in the drawing's units: to the right.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
    /// What stands there.
    pub label: Label,
}

/// What stands on a row's ground.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Where it leads; empty for nowhere.
    pub href: String,
    /// What is read aloud: `Fittja: 12`.
    pub spoken: String,
    /// The name that is written; empty when the table's is enough.
    pub name: String,
    /// The figure in the dot; empty for no dot.
    pub value: String,
    /// Whether the figure is nothing, which is drawn more quietly.
    pub is_nothing: bool,
    /// Whether the page is about this one.
    pub chosen: bool,
}

impl Drawing {
    /// Draws the rows of a division. `label` says what stands on a row.
    ///
    /// `title` and `about` describe the drawing to those who do not see it.
    #[must_use]
    pub fn of_rows(
        outlines: &Outlines,
        rows: &[DivisionRow],
        title: String,
        about: String,
        label: impl Fn(&DivisionRow) -> Label,
    ) -> Self {
        let shapes = rows.iter().filter_map(|row| {
            let of_row: Vec<_> =
                row.members.iter().filter_map(|id| outlines.districts.iter().find(|one| one.district == *id)).collect();
            // The first member is the district that gives the row its name.
            let middle = of_row.first()?;
            Some(Shape {
                x: (middle.label_x / OUTLINE_UNITS).round(),
                y: (middle.label_y / OUTLINE_UNITS).round(),
                paths: of_row.iter().map(|outline| outline.path.clone()).collect(),
                label: label(row),
            })
        });
        let width = (outlines.width / OUTLINE_UNITS).ceil();
        Self {
            width,
            height: (outlines.height / OUTLINE_UNITS).ceil(),
            scale: OUTLINE_UNITS.recip(),
            touch: (width / 23.0).ceil(),
            title,
            about,
            lines: outlines.areas.iter().map(|area| area.path.clone()).collect(),
            shapes: shapes.collect(),
        }
    }
}
