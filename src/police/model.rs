//! A public event of the police as it is kept: context beside our own reports, never one of them.

use diesel::{Identifiable, Queryable, Selectable};

use super::events::ContextEvent;
use crate::db::{Day, Moment, schema};
use crate::time::IsoWeek;

/// An event of our municipality.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::police_events)]
pub struct PoliceEvent {
    /// The police's own number of it; the same for ever.
    pub id: i64,
    /// When it happened; when it was published, if the police did not say.
    pub occurred_at: Moment,
    /// The Monday of the ISO week in which it happened, Stockholm time.
    pub week: Day,
    /// When it was published.
    pub published_at: Moment,
    /// The police's type, such as `Rån`.
    pub kind: String,
    /// What the police wrote about it.
    pub summary: String,
    /// The full address of its page at the police.
    pub url: Option<String>,
    /// The one district that its text names; `None` when it names none, or several.
    pub district_id: Option<i64>,
}

impl From<ContextEvent> for PoliceEvent {
    fn from(context: ContextEvent) -> Self {
        let ContextEvent { event, district } = context;
        let occurred_at = event.occurred_at.unwrap_or(event.published_at);
        Self {
            id: event.id,
            occurred_at: occurred_at.into(),
            week: IsoWeek::of(occurred_at).monday().into(),
            published_at: event.published_at.into(),
            kind: event.kind,
            summary: event.summary,
            url: event.url,
            district_id: district,
        }
    }
}
