//! Photographs: taken in as files from anybody, kept as pictures of our own.
//!
//! [`intake`] makes a picture of a file, [`darkroom`] sees to it that this never takes more than its share of the machine,
//! [`sheet`] is the pictures of a form while it is filled in. To whom a picture is shown is decided where it belongs to
//! something: it has no address here.

pub mod actions;
pub mod darkroom;
pub mod intake;
mod jpeg;
pub mod model;
pub mod sheet;
mod shrink;
pub mod store;
mod webp;

pub use darkroom::Darkroom;
pub use model::Sender;
pub use sheet::Sheet;
