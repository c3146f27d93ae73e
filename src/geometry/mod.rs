//! Points on the ground: WGS84 degrees, the two SWEREF 99 systems Swedish municipalities use, distances in metres,
//! and the text a person types when asked *where*.
//!
//! What belongs here: coordinates and their conversions, nothing about districts, databases or requests. In Sweden a
//! WGS84 coordinate may be treated as SWEREF 99 (they differ by less than a metre), so no datum shift is applied.

mod border;
mod cluster;
mod grid;
mod point;
mod position;
mod projection;

pub use border::Borders;
pub use cluster::{Cluster, Mesh, Tally};
pub use grid::{Bounds, Cell, CellBox};
pub use point::{OutOfRange, Point};
pub use position::{PositionError, ReadPosition, read_position};
pub use projection::{Plane, Projection, System};
