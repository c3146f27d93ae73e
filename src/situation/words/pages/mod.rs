//! What a browser sees of what people write.

mod notable;
mod problems;
mod text;

use crate::time::IsoWeek;
use crate::urls;
use crate::web::Visit;

pub use notable::notable;
pub use problems::{add_problem, change_problem, new_problem, problem, problems};
pub use text::{text, to_text, write};

/// `Lägesbild vecka 47 · 16–22 november 2026`.
fn eyebrow(visit: &Visit, week: IsoWeek) -> String {
    let title = visit.t_with("situation-title", &[("week", week.number().into())]);
    format!("{title} · {}", visit.language.days_of(week))
}

/// That the week is approved, and what becomes of what is written now: the sentence, and where the version is. Both empty
/// when it is not.
fn approval(visit: &Visit, week: IsoWeek, approved: Option<i64>) -> (String, String) {
    let Some(version) = approved else { return (String::new(), String::new()) };
    let told = visit.t_with("words-approved", &[("version", version.into())]);
    (told, urls::picture_version(week, version))
}
