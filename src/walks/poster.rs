//! The poster that asks people to a walk: when, where, and the code that lets a phone join.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde_json::{Value, json};

use super::code::spaced;
use super::model::Walk;
use crate::error::AppError;
use crate::texts::Language;
use crate::time::local;
use crate::typeset::{self, Template};

const TEMPLATE: Template =
    Template { name: "walks/poster.typ", source: include_str!("../../templates/walks/poster.typ") };

/// What a poster says that the walk does not know.
#[derive(Clone, Debug)]
pub struct Around<'a> {
    /// The municipality's name.
    pub municipality: &'a str,
    /// Where the code leads, as people type it.
    pub address: &'a str,
    /// Whether everything is made up.
    pub is_demo: bool,
}

/// The poster of a walk that has a code, as a PDF of one page. Slow: not on a thread that answers requests.
///
/// # Errors
/// [`AppError::Internal`] when it cannot be set.
pub fn pdf(walk: &Walk, code: &str, around: &Around<'_>, language: Language) -> Result<Vec<u8>, AppError> {
    let data = data(walk, code, around, language)?;
    typeset::pdf(&TEMPLATE, &data).map_err(AppError::internal)
}

fn data(walk: &Walk, code: &str, around: &Around<'_>, language: Language) -> Result<Value, AppError> {
    let plan = &walk.plan;
    let (from, to) = (local(plan.starts_at.instant()), local(plan.ends_at.instant()));
    let weekday = language.text(&format!("weekday-{}", from.weekday().to_monday_one_offset()));
    let clock = if language == Language::Swedish { "%H.%M" } else { "%H:%M" };
    let hours = [from.strftime(clock).to_string(), to.strftime(clock).to_string()].join("–");
    let qr = QrCode::with_error_correction_level(around.address, EcLevel::M).map_err(AppError::internal)?;
    let qr = qr.render::<svg::Color<'_>>().quiet_zone(true).min_dimensions(200, 200).build();
    let meeting = |at: Option<crate::db::Moment>, place: &str| {
        let when = language.moment(at?.instant());
        Some(if place.is_empty() { when } else { format!("{when}, {place}") })
    };
    let light = language.text(&format!("walk-light-{}", plan.light.word()));
    let facts: Vec<(String, String)> = [
        ("walk-pre-meeting", meeting(plan.pre_meeting_at, &plan.pre_meeting_place)),
        ("walk-response", meeting(plan.response_at, &plan.response_place)),
        ("walk-organisers", Some(plan.organisers.clone())),
        ("walk-light", Some(light)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((language.text(key), value?)))
    .collect();
    let made_up = if around.is_demo { language.text("frame-made-up") } else { String::new() };
    let foot = format!("{made_up} {}", around.municipality);
    Ok(json!({
        "lang": language.code(),
        "title": plan.title,
        "kind": language.text(&format!("walk-kind-{}", plan.kind.word())),
        "day": sentence(&format!("{weekday} {}", language.day(from.date()))),
        "hours": language.text_with("poster-hours", &[("hours", hours.into())]),
        "place-label": language.text("walk-meeting-place"),
        "place": plan.meeting_place,
        "welcome": language.text("poster-welcome"),
        "about": plan.theme,
        "join": language.text("poster-join"),
        "code": spaced(code),
        "address": around.address,
        "qr": qr,
        "qr-alt": language.text_with("poster-qr", &[("address", around.address.into())]),
        "facts": facts,
        "foot": foot.trim(),
    }))
}

/// With a capital letter at its beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
