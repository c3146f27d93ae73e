//! The map on a page: outlines of districts with what stands on them, for the macro in `macros/map.html`.

use super::division::DivisionRow;
use super::outline::{Outlines, Sheet};
use crate::geometry::Point;

/// Units of the outlines for one unit of the page's drawing, which is then about 500 high: text on it is set in pixels.
const OUTLINE_UNITS: f64 = 4.0;
/// The width of a drawing of a part, in the drawing's units: about as many pixels as it gets, so that text keeps its size.
const PART_WIDTH: f64 = 400.0;
/// No part is smaller than this: less shows nothing to know it by.
const LEAST_METRES: f64 = 400.0;
/// Least width for a height, and least height for a width: a part that is a strip is drawn with some of what lies beside it.
const LEAST_PROPORTION: f64 = 0.7;
/// Room around a part, so that nothing stands on the very edge.
const AROUND_PART: f64 = 1.06;

/// The municipality as a page shows it. The same figures stand in a table beside it.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its width; shown as wide as there is room.
    pub width: f64,
    /// Its height, in the same units.
    pub height: f64,
    /// What outlines are scaled by.
    pub scale: f64,
    /// What they are moved by before that, to the right.
    pub shift_x: f64,
    /// The same, downwards.
    pub shift_y: f64,
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
    /// A way over the ground, as a path in the drawing's units; empty for none.
    pub way: String,
    /// Named points, quietly.
    pub places: Vec<Spot>,
    /// What stands on it beside the districts' own labels.
    pub marks: Vec<Spot>,
}

/// A point with its label.
#[derive(Clone, Debug)]
pub struct Spot {
    /// To the right, in the drawing's units.
    pub x: f64,
    /// The same, downwards.
    pub y: f64,
    /// The radius of a circle around it in the drawing's units: how exact the position is. 0 for none.
    pub around: f64,
    /// What stands there.
    pub label: Label,
}

/// The part of the ground that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Its corner in the north-west, in the outlines' units.
    west: f64,
    north: f64,
    /// Its size in the outlines' units.
    width: f64,
    height: f64,
    /// Units of the drawing for one of the outlines.
    scale: f64,
}

impl Frame {
    /// Everything.
    #[must_use]
    pub fn whole(outlines: &Outlines) -> Self {
        let (width, height) = (outlines.width, outlines.height);
        Self { west: 0.0, north: 0.0, width, height, scale: OUTLINE_UNITS.recip() }
    }

    /// The part between two corners, the south-western and the north-eastern one, and a little around it. `None` where the
    /// sheet's projection has no answer.
    #[must_use]
    pub fn between(sheet: &Sheet, low: Point, high: Point) -> Option<Self> {
        let ((west, south), (east, north)) = (sheet.spot(low)?, sheet.spot(high)?);
        let least = LEAST_METRES * sheet.units_per_metre();
        let (width, height) = (((east - west) * AROUND_PART).max(least), ((south - north) * AROUND_PART).max(least));
        let (width, height) = (width.max(height * LEAST_PROPORTION), height.max(width * LEAST_PROPORTION));
        Some(Self::centred((f64::midpoint(west, east), f64::midpoint(south, north)), width, height))
    }

    /// The part that reaches so many metres around a point.
    #[must_use]
    pub fn around(sheet: &Sheet, point: Point, metres: f64) -> Option<Self> {
        let width = 2.0 * metres * sheet.units_per_metre();
        Some(Self::centred(sheet.spot(point)?, width, width * LEAST_PROPORTION))
    }

    /// The same part and so many of the sheet's units more on each side.
    #[must_use]
    pub fn widened(&self, units: f64) -> Self {
        let middle = (self.west + self.width / 2.0, self.north + self.height / 2.0);
        Self::centred(middle, self.width + 2.0 * units, self.height + 2.0 * units)
    }

    fn centred((x, y): (f64, f64), width: f64, height: f64) -> Self {
        // Written into pages: no more decimals than can be seen.
        let hundredth = |units: f64| (units * 100.0).round() / 100.0;
        Self {
            west: hundredth(x - width / 2.0),
            north: hundredth(y - height / 2.0),
            width: hundredth(width),
            height: hundredth(height),
            scale: hundredth(PART_WIDTH / width),
        }
    }

    /// Where something on the sheet stands in the drawing.
    #[must_use]
    pub fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let tenth = |units: f64| (units * 10.0).round() / 10.0;
        (tenth((x - self.west) * self.scale), tenth((y - self.north) * self.scale))
    }

    /// Units of the drawing for a unit of the sheet.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.scale
    }

    fn shows(&self, (x, y): (f64, f64)) -> bool {
        (0.0..=self.width * self.scale).contains(&x) && (0.0..=self.height * self.scale).contains(&y)
    }
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
        let shapes = shapes.collect();
        Self::framed(outlines, &Frame::whole(outlines), shapes, title, about)
    }

    /// Draws a part of the ground; districts are named where their label is to be seen. `names` gives a district's name.
    #[must_use]
    pub fn of_part<'a>(
        outlines: &Outlines,
        frame: &Frame,
        title: String,
        about: String,
        names: impl Fn(i64) -> Option<&'a str>,
    ) -> Self {
        let shapes = outlines.districts.iter().map(|outline| {
            let (x, y) = frame.place((outline.label_x, outline.label_y));
            let name = names(outline.district).filter(|_| frame.shows((x, y))).unwrap_or_default().to_owned();
            let label = Label { spoken: name.clone(), name, ..Label::default() };
            Shape { x, y, paths: vec![outline.path.clone()], label }
        });
        let shapes = shapes.collect();
        Self::framed(outlines, frame, shapes, title, about)
    }

    fn framed(outlines: &Outlines, frame: &Frame, shapes: Vec<Shape>, title: String, about: String) -> Self {
        let width = (frame.width * frame.scale).ceil();
        Self {
            width,
            height: (frame.height * frame.scale).ceil(),
            scale: frame.scale,
            shift_x: 0.0 - frame.west,
            shift_y: 0.0 - frame.north,
            touch: (width / 23.0).ceil(),
            title,
            about,
            lines: outlines.areas.iter().map(|area| area.path.clone()).collect(),
            shapes,
            way: String::new(),
            places: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// Adds a way through these corners.
    #[must_use]
    pub fn with_way(mut self, sheet: &Sheet, frame: &Frame, corners: &[Point]) -> Self {
        let places = corners.iter().filter_map(|corner| Some(frame.place(sheet.spot(*corner)?)));
        let steps = places.enumerate().map(|(at, (x, y))| format!("{}{x} {y}", if at == 0 { 'M' } else { 'L' }));
        self.way = steps.collect();
        self
    }

    /// Adds named points, those that are to be seen.
    #[must_use]
    pub fn with_places<'a>(
        mut self,
        sheet: &Sheet,
        frame: &Frame,
        places: impl IntoIterator<Item = (&'a str, Point)>,
    ) -> Self {
        let spots = places.into_iter().filter_map(|(name, point)| {
            let (x, y) = frame.place(sheet.spot(point)?);
            let label = Label { name: name.to_owned(), ..Label::default() };
            frame.shows((x, y)).then_some(Spot { x, y, around: 0.0, label })
        });
        self.places = spots.collect();
        self
    }
}
