//! What is told of what is to come.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that is to come, or that comes every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// What it is: `Valborg`, `Höstlov`, `Match på Brantbrinks IP`.
    pub title: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Where; empty when everywhere or not told.
    pub place: String,
    /// What else is to be said; empty when nothing.
    pub words: String,
    /// Its key, when somebody wrote it down; `None` when the calendar knows it.
    pub id: Option<i64>,
}
