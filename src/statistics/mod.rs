//! Pure numbers: counts and times in, figures out. No clock, no database, no page; each function names its source.

mod aoristic;

pub use aoristic::{HOURS_OF_WEEK, Spread};
