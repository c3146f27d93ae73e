//! A municipality where nothing changes, to see what chance alone does.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Counts of a quiet municipality: independent events, or in bursts when `burst` is above 1 (the variance over the
/// mean), at the same mean week after week.
pub struct Quiet {
    dice: ChaCha8Rng,
    burst: f64,
}

impl Quiet {
    /// One whose weeks vary `burst` times as much as those of independent events, the same in every run.
    pub fn new(burst: f64) -> Self {
        Self { dice: ChaCha8Rng::seed_from_u64(47), burst }
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.dice.random()
    }

    /// The count of a week: bursts of a geometric number of events arrive by a Poisson process (Pólya–Aeppli).
    pub fn week(&mut self, mean: f64) -> u32 {
        // A geometric burst with parameter q has mean 1/q; the variance over the mean of the sum is (2 − q)/q.
        let q = 2.0 / (1.0 + self.burst);
        let bursts = self.poisson(mean * q);
        (0..bursts).map(|_| self.geometric(q)).sum()
    }

    /// D. Knuth's way: how many uniform numbers are multiplied until the product falls below e^−mean.
    fn poisson(&mut self, mean: f64) -> u32 {
        let (limit, mut product, mut count) = ((-mean).exp(), self.share(), 0);
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }

    fn geometric(&mut self, q: f64) -> u32 {
        let mut count = 1;
        while self.share() > q {
            count += 1;
        }
        count
    }
}
