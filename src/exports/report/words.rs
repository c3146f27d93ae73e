//! How figures are written: the same signs on the page and in every file.

use super::model::{Percent, Span};
use crate::statistics::{Bounds, FEWEST_TOLD, Told};
use crate::texts::Language;

/// Stands where nothing is told.
pub const NOT_TOLD: &str = "..";
/// Stands where a figure would say nothing, or cannot be had.
pub const NO_FIGURE: &str = "–";
/// Stands for a change from nothing.
pub const NO_BASE: &str = ".";

/// What is known of a count: `23`, `<5`, `23–26`, `minst 12`, or `..` for nothing.
///
/// ```
/// # use lykta::exports::report::words;
/// # use lykta::statistics::Bounds;
/// # use lykta::texts::Language::Swedish;
/// let said = |low, high| words::bounds(Bounds { low, high }, Swedish);
/// assert_eq!([said(23, Some(23)), said(1, Some(4)), said(23, Some(26))], ["23", "<5", "23–26"]);
/// assert_eq!([said(12, None), said(1, None), said(0, None)], ["minst 12", "..", ".."]);
/// ```
#[must_use]
pub fn bounds(bounds: Bounds, language: Language) -> String {
    let number = |count: u32| language.number(count.into());
    match bounds {
        Bounds { low, high: Some(high) } if low == high => number(low),
        Bounds { low: 1, high: Some(high) } if high < FEWEST_TOLD => Told::Few.to_string(),
        Bounds { low, high: Some(high) } => format!("{}–{}", number(low), number(high)),
        Bounds { low: 0 | 1, high: None } => NOT_TOLD.to_owned(),
        Bounds { low, high: None } => language.text_with("report-file-at-least", &[("count", number(low).into())]),
    }
}

/// The number, when it is told exactly.
#[must_use]
pub fn exactly(bounds: Bounds) -> Option<u32> {
    bounds.high.filter(|high| *high == bounds.low)
}

impl Percent {
    /// The number of per cent, or the sign that stands in its place.
    ///
    /// # Errors
    /// The sign.
    pub fn told(self) -> Result<f64, &'static str> {
        match self {
            Self::Told(percent) => Ok(percent),
            Self::NoBase => Err(NO_BASE),
            Self::SmallBase => Err(NO_FIGURE),
            Self::NotTold => Err(NOT_TOLD),
        }
    }
}

impl Span {
    /// What stands where there is no rate: [`NOT_TOLD`] beside a count that is not told exactly, else [`NO_FIGURE`].
    #[must_use]
    pub fn no_rate(&self) -> &'static str {
        if self.count.and_then(exactly).is_some() { NO_FIGURE } else { NOT_TOLD }
    }
}
