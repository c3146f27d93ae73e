//! Answers on a scale read as an index from 0 to 100, in the municipality's own classes.

use super::figure::Figure;
use super::poisson::mean;

/// The fewest answers an index is made from.
pub const FEWEST_ANSWERS: usize = 5;

/// The municipality's own classes of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexClass {
    /// 0–49, "mycket lågt".
    VeryLow,
    /// 50–59, "lågt".
    Low,
    /// 60–69, "godkänt".
    Acceptable,
    /// 70–79, "högt".
    High,
    /// 80–100, "mycket högt".
    VeryHigh,
}

impl IndexClass {
    /// The class of an index.
    ///
    /// - **Units:** an index from 0 to 100.
    /// - **Shape:** the index is rounded first, as it is shown: 59.6 is shown as 60 and is acceptable.
    /// - **Source:** the classes of Botkyrka's safety index (audit report, October 2018).
    ///
    /// ```
    /// # use lykta::statistics::IndexClass;
    /// assert_eq!(IndexClass::of(59.4), IndexClass::Low);
    /// assert_eq!(IndexClass::of(59.6), IndexClass::Acceptable);
    /// ```
    #[must_use]
    pub fn of(index: f64) -> Self {
        match index.round() {
            index if index >= 80.0 => Self::VeryHigh,
            index if index >= 70.0 => Self::High,
            index if index >= 60.0 => Self::Acceptable,
            index if index >= 50.0 => Self::Low,
            _ => Self::VeryLow,
        }
    }
}

/// The index of answers on a scale: 0 when all gave the lowest, 100 when all gave the highest.
///
/// - `answers`: what was given, without "not judged"; `lowest`, `highest`: the ends of the scale.
/// - **Units:** 0 to 100.
/// - **Shape:** too few below five answers, and on a scale without length.
/// - **Source:** 100 · (mean − lowest)/(highest − lowest): (x − 1)·25 of a scale from 1 to 5 as in Botkyrka's index, mean/3·100
///   of a walk's parameters from 0 to 3 (`SafetiPin`).
///
/// ```
/// # use lykta::statistics::{Figure, index};
/// assert_eq!(index(&[5, 4, 3, 4, 4], 1, 5), Figure::Said(75.0));
/// assert_eq!(index(&[3, 0, 3], 0, 3), Figure::TooFew);
/// ```
#[must_use]
pub fn index(answers: &[u32], lowest: u32, highest: u32) -> Figure<f64> {
    if answers.len() < FEWEST_ANSWERS || lowest >= highest {
        return Figure::TooFew;
    }
    let lowest = f64::from(lowest);
    Figure::Said(100.0 * (mean(answers) - lowest) / (f64::from(highest) - lowest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn classes_begin_where_the_municipality_says() {
        use IndexClass::{Acceptable, High, Low, VeryHigh, VeryLow};
        let classes = [0.0, 49.0, 50.0, 59.0, 60.0, 69.0, 70.0, 79.0, 80.0, 100.0].map(IndexClass::of);
        assert_eq!(classes, [VeryLow, VeryLow, Low, Low, Acceptable, Acceptable, High, High, VeryHigh, VeryHigh]);
    }

    #[test]
    fn four_answers_are_too_few() {
        assert_eq!(index(&[2; 4], 0, 3), Figure::TooFew);
        assert_eq!(index(&[3; 5], 0, 3), Figure::Said(100.0));
        assert_eq!(index(&[3; 5], 3, 3), Figure::TooFew);
    }

    proptest! {
        #[test]
        fn answers_within_the_scale_have_an_index_from_0_to_100(answers in prop::collection::vec(1_u32..6, 5..50)) {
            let found = index(&answers, 1, 5).said().unwrap();
            prop_assert!((0.0..=100.0).contains(&found));
            let turned: Vec<u32> = answers.iter().map(|answer| 6 - answer).collect();
            prop_assert!((found + index(&turned, 1, 5).said().unwrap() - 100.0).abs() < 1e-9);
        }
    }
}
