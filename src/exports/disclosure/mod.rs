//! One memory of what has been given away. What is told of months is decided once and frozen; what is told of longer periods
//! is added up from that, so that no two tables that leave the house can be solved against each other.

pub mod count;
mod memory;
pub mod model;
mod store;
mod weeks;

pub use memory::Memory;
pub use model::{Subject, ToldBlock, ToldPeriod};
