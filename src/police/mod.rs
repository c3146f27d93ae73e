//! The police's public events: context beside our own reports, never part of our counts.

pub mod events;
