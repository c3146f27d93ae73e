//! One memory of what has been given away. What is told of months is decided once and frozen; what is told of longer periods
//! is added up from that, so that no two tables that leave the house can be solved against each other.
//!
//! **Audiences** (`domain.md` 4.3). The working group reads exact counts and none of this. The council reads counts by
//! district, by month or by group and block of months: a block is some months on end, decided together, never across the
//! border of a tertial (so that quarters, tertials and years fit each other) and frozen in `released_blocks` by the first
//! report that needs it. A period that cuts a block keeps what its months tell, and loses groups. The public reads quarters,
//! rounded to multiples of 5 from what the council may know ([`crate::exports::figures`]): it tells nobody anything new.
//!
//! **Everything given away is one thing.** The weekly pictures' shared editions are part of what a block is decided upon
//! ([`weeks`]); a picture approved after its months were released tells no counts. How it is shown that nothing can be solved,
//! and what is not promised, stands in [`crate::statistics`]' `disclosure`.
//!
//! **What counts** is what counts for the working group's picture, by Stockholm's calendar ([`count`]). Rows are the districts
//! that are never divided further, and what is outside or unknown; larger ones are added up from them. Late reports change
//! nothing of what was told: a correction is not given away piece by piece.

pub mod count;
mod memory;
pub mod model;
mod store;
pub mod weeks;

pub use memory::Memory;
pub use model::{Subject, ToldBlock, ToldPeriod};
