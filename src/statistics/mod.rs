//! Pure numbers: counts, days and places in, figures out. No clock, no database, no page; each function names its source.
//!
//! | question | answer |
//! | --- | --- |
//! | how sure is a count, a rate, a ratio, a change? | [`count_interval`], [`rate`], [`ratio`], [`e_test`], [`percent_change`] |
//! | what is usual, and is this week unusual? | [`Usual`], [`judge`], [`ears`] |
//! | which of all that is worth a meeting's time? | [`what_stands_out`] |
//! | where does it happen again and again? | [`recurring_places`], [`hot_spots`], [`knox`](fn@knox) |
//! | when in the week? | [`Spread`] |
//! | what of a table may be told to everybody? | [`Table::control`], [`List::control`] |
//! | how is a scale of answers read as 0 to 100? | [`index`](fn@index) |
//!
//! Where there is too little to say anything, the answer is [`Figure::TooFew`] and not a number that looks like one.

mod aoristic;
mod disclosure;
pub mod ears;
mod figure;
mod hotspot;
mod index;
mod knox;
mod places;
mod poisson;
#[cfg(test)]
mod quiet;
mod standout;
mod usual;
#[cfg(test)]
mod vectors;

pub use aoristic::{HOURS_OF_WEEK, Spread};
pub use disclosure::{Block, BlockCounts, Bounds, FEWEST_TOLD, List, Table, Told, WeekCounts};
pub use figure::{FEWEST_POINTS, FEWEST_RECENT, Figure};
pub use hotspot::{FALSE_DISCOVERIES, Heat, Square, benjamini_hochberg, gi_star, hot_spots};
pub use index::{FEWEST_ANSWERS, IndexClass, index};
pub use knox::{Closeness, Knox, knox};
pub use places::{Occurrence, Place, WINDOW_DAYS, WITHIN_METRES, recurring_places};
pub use poisson::{
    Observed, Rate, Ratio, c_test, chance_of_at_least, count_interval, e_test, percent_change, rate, ratio,
    z_against_mean, z_between,
};
pub use standout::{AT_MOST, Finding, Reason, Subject, what_stands_out};
pub use usual::{FEWEST_WEEKS, Judged, Usual, Verdict, WEEKS_BEFORE, judge};
