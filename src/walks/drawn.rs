//! A walk drawn: its way, and numbered marks on it; for pages, and as a picture of its own for documents.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::route::Way;
use crate::districts::{Drawing, Frame, Ground, Label, Place, Spot};
use crate::geometry::Point;
use crate::texts::Language;
use crate::typeset::TYPEFACE;

/// How far around a way its drawing reaches; metres.
const AROUND_M: f64 = 150.0;

/// Something that stands on the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub point: Point,
    /// What is written in it: a number.
    pub value: String,
    /// What is read aloud.
    pub spoken: String,
    /// Where it leads; empty for nowhere.
    pub href: String,
}

/// Draws marks and a way; `None` where there is neither, or no boundaries have been imported.
#[must_use]
pub fn draw(
    language: Language,
    ground: &Ground,
    places: &[Place],
    marks: &[Mark],
    way: &Way,
    day: Date,
) -> Option<Drawing> {
    let (outlines, sheet) = (ground.outlines(day)?, ground.sheet(day)?);
    let all = || way.corners().iter().copied().chain(marks.iter().map(|mark| mark.point));
    let first = all().next()?;
    let (low, high) = all().fold((first, first), |(low, high), point| {
        let corner = |choose: fn(f64, f64) -> f64, one: Point| {
            let corner = (choose(one.latitude(), point.latitude()), choose(one.longitude(), point.longitude()));
            Point::new(corner.0, corner.1).unwrap_or(one)
        };
        (corner(f64::min, low), corner(f64::max, high))
    });
    let frame = Frame::between(sheet, low, high)?.widened(AROUND_M * sheet.units_per_metre());
    let name = |id| ground.district(id).map(|district| district.name.as_str());
    let named = places
        .iter()
        .filter_map(|place| Some((place.name.as_str(), Point::new(place.latitude, place.longitude).ok()?)));
    let (title, about) = (language.text("walk-map-title"), language.text("walk-map-about"));
    let mut drawing = Drawing::of_part(outlines, &frame, title, about, name)
        .with_places(sheet, &frame, named)
        .with_way(sheet, &frame, way.corners());
    let spots = marks.iter().filter_map(|mark| {
        let (x, y) = frame.place(sheet.spot(mark.point)?);
        let label = Label {
            spoken: mark.spoken.clone(),
            value: mark.value.clone(),
            href: mark.href.clone(),
            ..Label::default()
        };
        Some(Spot { x, y, around: 0.0, label })
    });
    drawing.marks = spots.collect();
    Some(drawing)
}

/// The drawing as a picture of its own (SVG 1.1), in the colours of paper. What it shows stands beside it as text.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let (width, height) = (drawing.width, drawing.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{TYPEFACE}\"><clipPath id=\"sheet\"><rect width=\"{width}\" height=\"{height}\"/></clipPath>\
         <g clip-path=\"url(#sheet)\"><rect width=\"{width}\" height=\"{height}\" fill=\"#f1ece0\"/>"
    );
    let moved = format!(
        "transform=\"scale({}) translate({} {})\" stroke-linejoin=\"round\"",
        drawing.scale, drawing.shift_x, drawing.shift_y
    );
    // Writing to a String cannot fail.
    let _ = write!(out, "<g {moved} fill=\"#fff\" stroke=\"#4a5761\" stroke-width=\"{}\">", 1.4 / drawing.scale);
    for path in drawing.shapes.iter().flat_map(|shape| &shape.paths) {
        let _ = write!(out, "<path d=\"{path}\"/>");
    }
    let _ = write!(out, "</g><g {moved} fill=\"none\" stroke=\"#857c6a\" stroke-width=\"{}\">", 0.5 / drawing.scale);
    for line in &drawing.lines {
        let _ = write!(out, "<path d=\"{line}\"/>");
    }
    out.push_str("</g>");
    if !drawing.way.is_empty() {
        let _ = write!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"#9c6a06\" stroke-width=\"3\" stroke-linecap=\"round\" \
             stroke-linejoin=\"round\"/>",
            drawing.way
        );
    }
    for place in &drawing.places {
        let _ = write!(
            out,
            "<circle cx=\"{0}\" cy=\"{1}\" r=\"2.5\" fill=\"#fff\" stroke=\"#4a5761\"/>\
             <text x=\"{2}\" y=\"{3}\" font-size=\"11\" fill=\"#4a5761\">{4}</text>",
            place.x,
            place.y,
            place.x + 6.0,
            place.y + 3.0,
            escaped(&place.label.name)
        );
    }
    for shape in drawing.shapes.iter().filter(|shape| !shape.label.name.is_empty()) {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" font-weight=\"600\" text-anchor=\"middle\" fill=\"#13212d\">{}</text>",
            shape.x,
            shape.y,
            escaped(&shape.label.name)
        );
    }
    for mark in &drawing.marks {
        let radius = if mark.label.value.chars().count() > 2 { 17 } else { 11 };
        let _ = write!(
            out,
            "<circle cx=\"{0}\" cy=\"{1}\" r=\"{radius}\" fill=\"#11304b\" stroke=\"#fff\" stroke-width=\"1.5\"/>\
             <text x=\"{0}\" y=\"{2}\" font-size=\"13\" font-weight=\"600\" text-anchor=\"middle\" fill=\"#fff\">{3}</text>",
            mark.x,
            mark.y,
            mark.y + 4.5,
            escaped(&mark.label.value)
        );
    }
    let _ = write!(
        out,
        "</g><rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#857c6a\"/></svg>",
        width - 1.0,
        height - 1.0
    );
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
