//! A figure, or the honest answer that there is too little for one.

/// The least number of events in four weeks, the last one included, before a rise is called one.
///
/// **Source:** `limit54` of Farrington et al. (1996), as in the R package `surveillance`.
pub const FEWEST_RECENT: u32 = 5;

/// The least number of events, and of squares, before a pattern on the map is called one.
pub const FEWEST_POINTS: u32 = 30;

/// A figure, or the truth that there are too few to say.
///
/// ```
/// # use lykta::statistics::{Figure, percent_change};
/// assert_eq!(percent_change(30, 20), Figure::Said(50.0));
/// assert_eq!(percent_change(3, 2), Figure::TooFew);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure<T> {
    /// There is too little to base a figure on: "för få för att säga".
    TooFew,
    /// The figure.
    Said(T),
}

impl<T> Figure<T> {
    /// The figure, if there is one.
    pub fn said(self) -> Option<T> {
        match self {
            Self::TooFew => None,
            Self::Said(figure) => Some(figure),
        }
    }

    /// The figure made into another one; too few stays too few.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Figure<U> {
        match self {
            Self::TooFew => Figure::TooFew,
            Self::Said(figure) => Figure::Said(change(figure)),
        }
    }
}

/// How many, as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "what is held in memory is less than 2^53")]
pub(super) fn number_of(length: usize) -> f64 {
    length as f64
}
