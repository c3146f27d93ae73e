//! What is kept of an approved picture.

use crate::accounts::{Permission, Role};
use crate::db::word_column;

word_column! {
    /// For whom a file of a version is.
    Edition:
    /// Exact counts and places: for the working group.
    WorkingGroup = "working_group",
    /// Counts after disclosure control, no places: for everybody else who may read pictures.
    Shared = "shared",
}

impl Edition {
    /// The edition that this role reads.
    #[must_use]
    pub fn of(role: Role) -> Self {
        if role.may(Permission::SeeWorkingGroup) { Self::WorkingGroup } else { Self::Shared }
    }
}
