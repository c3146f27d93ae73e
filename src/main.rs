//! The `lykta` program.
fn main() {}
