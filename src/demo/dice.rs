//! Chance that falls the same way on every machine.

use jiff::civil::{Date, date};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// From which everything is drawn. Another number is another municipality.
const SEED: u64 = 0x6c79_6b74_6100;

/// What dice are for. Each purpose has its own, so that what is added to one changes nothing of the others.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// Everyday reports.
    Everyday,
    /// Events that are announced.
    Announced,
    /// The story of this number.
    Story(u8),
    /// The police's events.
    Context,
    /// Who sent a report, and its id.
    Identity,
    /// What a coordinator said of it.
    Reply,
    /// Who said that a week was calm.
    Hearing,
    /// What the police counted themselves.
    PoliceCounts,
}

impl Purpose {
    fn number(self) -> u64 {
        match self {
            Self::Everyday => 0,
            Self::Announced => 1,
            Self::Context => 2,
            Self::Identity => 3,
            Self::Reply => 4,
            Self::Hearing => 7,
            Self::PoliceCounts => 8,
            Self::Story(number) => 16 + u64::from(number),
        }
    }
}

/// A stream of chance.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of a day.
    pub(super) fn for_day(purpose: Purpose, day: Date) -> Self {
        let days = date(2000, 1, 1).until(day).map_or(0, |span| span.get_days());
        Self::new(purpose, days.unsigned_abs().into())
    }

    /// The dice of the thing of this number.
    pub(super) fn for_one(purpose: Purpose, number: usize) -> Self {
        Self::new(purpose, number as u64)
    }

    fn new(purpose: Purpose, number: u64) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(SEED);
        stream.set_stream(purpose.number() << 32 | number);
        Self(stream)
    }

    /// A number from 0 up to 1, each as likely.
    pub(super) fn fraction(&mut self) -> f64 {
        self.0.random()
    }

    /// 128 bits.
    pub(super) fn bits(&mut self) -> u128 {
        self.0.random()
    }

    /// Whether something happens that does so in this share of all cases.
    pub(super) fn falls(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// A whole number from the first up to and without the second.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..to)
    }

    /// How often something happens that does so this often on average, by Poisson.
    ///
    /// - **Source:** Knuth, *The Art of Computer Programming* 2, 3.4.1; for the small means here as quick as any.
    pub(super) fn count(&mut self, mean: f64) -> usize {
        let limit = (-mean).exp();
        let (mut count, mut product) = (0, self.fraction());
        while product > limit {
            count += 1;
            product *= self.fraction();
        }
        count
    }

    /// A number around 0 with standard deviation 1. Twelve fractions less 6: near enough to normal, and exact arithmetic.
    pub(super) fn deviation(&mut self) -> f64 {
        (0..12).map(|_| self.fraction()).sum::<f64>() - 6.0
    }

    /// One of the choices, each as likely.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.0.random_range(0..choices.len())]
    }

    /// One of the choices, each as often as its weight says. Not all weights may be 0.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[(T, u32)]) -> T {
        let total: u32 = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.0.random_range(0..total);
        let picked = choices.iter().find(|(_, weight)| {
            let is_it = left < *weight;
            left = left.wrapping_sub(*weight);
            is_it
        });
        picked.unwrap_or(&choices[0]).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dice() -> Dice {
        Dice::for_day(Purpose::Everyday, date(2026, 11, 19))
    }

    #[test]
    fn the_same_day_falls_the_same_and_another_purpose_otherwise() {
        let mut story = Dice::for_day(Purpose::Story(0), date(2026, 11, 19));
        assert_eq!(dice().bits(), dice().bits());
        assert_ne!(dice().bits(), story.bits());
    }

    #[test]
    fn weights_and_means_are_kept() {
        let mut dice = dice();
        let picked = (0..10_000).filter(|_| dice.pick(&[('a', 0), ('b', 3), ('c', 1)]) == 'b').count();
        assert!((7_300..7_700).contains(&picked), "{picked}");
        let counted: usize = (0..10_000).map(|_| dice.count(0.5)).sum();
        assert!((4_700..5_300).contains(&counted), "{counted}");
        let spread: f64 = (0..10_000).map(|_| dice.deviation().powi(2)).sum();
        assert!((9_500.0..10_500.0).contains(&spread), "{spread}");
    }
}
