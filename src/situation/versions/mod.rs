//! What was approved: immutable versions in two editions, each with its hash in a chain, signed by the partners.

pub mod model;

pub use model::Edition;
