//! A report and its words.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable};
use jiff::Timestamp;

use super::audience::Audience;
use super::severity::Severity;
use crate::accounts::Viewer;
use crate::db::{Day, Moment, schema, text_column};
use crate::geometry::Point;
use crate::time::plus_hours;

/// For how many hours reporters may correct their own report.
pub const HOURS_TO_CORRECT: i64 = 24;

/// How the reporter knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Observed {
    /// Saw or heard it.
    Myself,
    /// Was told.
    SecondHand,
}

impl Observed {
    /// Both, in the order forms show them.
    pub const ALL: [Self; 2] = [Self::Myself, Self::SecondHand];

    /// The word that forms and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Myself => "self",
            Self::SecondHand => "second_hand",
        }
    }

    /// The meaning of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

text_column!(Observed);

/// Whether the police have been told, as far as the reporter knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum PoliceReported {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The reporter does not know.
    Unknown,
}

impl PoliceReported {
    /// All three, in the order forms show them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unknown];

    /// The word that forms and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// The meaning of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

text_column!(PoliceReported);

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Status {
    /// Received.
    New,
    /// A coordinator has looked at it.
    Reviewed,
    /// A coordinator has asked the reporter something.
    Question,
    /// The same event as another report; not counted.
    Merged,
    /// Set aside with a reason; not counted.
    SetAside,
}

impl Status {
    /// All, in the order a report goes through them.
    pub const ALL: [Self; 5] = [Self::New, Self::Reviewed, Self::Question, Self::Merged, Self::SetAside];

    /// The word that addresses and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Reviewed => "reviewed",
            Self::Question => "question",
            Self::Merged => "merged",
            Self::SetAside => "set_aside",
        }
    }

    /// The status of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }
}

text_column!(Status);

/// The fields that a report is made of and that a correction may change.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::incidents, treat_none_as_null = true)]
pub struct Content {
    /// The code of its category.
    pub category: String,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The latest it may have happened.
    pub occurred_to: Option<Moment>,
    /// The Monday of the week in which it began, Stockholm time.
    pub week: Day,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// How exact the device said its position was, in metres.
    pub accuracy_m: Option<f64>,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// How many metres outside the border it lies.
    pub snapped_m: Option<f64>,
    /// How disturbing it was.
    pub severity: Severity,
    /// How the reporter knows.
    pub observed: Observed,
    /// Whether the police have been told.
    pub police_reported: PoliceReported,
    /// What was told.
    pub description: String,
    /// Whom it reaches.
    pub audience: Audience,
    /// Whether it was told on behalf of somebody else, who phoned.
    pub is_on_behalf: bool,
    /// Whether the reporter wants an e-mail when something happens to it.
    pub wants_mail: bool,
}

/// Where a new report comes from.
#[derive(Clone, Debug, PartialEq, Eq, Insertable)]
#[diesel(table_name = schema::incidents)]
pub struct Origin {
    /// The id the client gave it, or one made of the import's key.
    pub submission_id: String,
    /// The hash of what was sent.
    pub content_hash: String,
    /// The organisation it belongs to.
    pub organisation_id: i64,
    /// Who sent it.
    pub account_id: Option<i64>,
    /// The partner's own id.
    pub reference: Option<String>,
    /// When it was received.
    pub reported_at: Moment,
    /// Whether it counts only once a coordinator has looked at it: the organisation is no authority.
    pub needs_review: bool,
    /// The shift it was seen on.
    pub shift_id: Option<i64>,
    /// The safety walk it was reported from, by a participant.
    pub walk_id: Option<i64>,
}

/// Where a report stands, and how it belongs to others. Whether it counts follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = schema::incidents, treat_none_as_null = true)]
pub struct Standing {
    /// Its status.
    pub status: Status,
    /// When a coordinator first approved it.
    pub reviewed_at: Option<Moment>,
    /// The report it tells the same event as: that one counts, this one does not.
    pub merged_into: Option<i64>,
    /// The report that it is the same kind of thing again as, at the same place: both count.
    pub again_of: Option<i64>,
}

impl Standing {
    /// A report that has just been received.
    pub const NEW: Self = Self { status: Status::New, reviewed_at: None, merged_into: None, again_of: None };

    /// Whether a report that stands so counts: unless it is merged or set aside; and, when it `needs_review`, only once
    /// it has been approved. The table holds the same rule.
    #[must_use]
    pub fn counts(&self, needs_review: bool) -> bool {
        !matches!(self.status, Status::Merged | Status::SetAside) && (!needs_review || self.reviewed_at.is_some())
    }
}

/// A report as it is taken out with others by the table: who reported is not in it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = schema::incidents)]
pub struct TakenOut {
    /// Its key.
    pub id: i64,
    /// The organisation it belongs to.
    pub organisation_id: i64,
    /// The code of its category.
    pub category: String,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The latest it may have happened.
    pub occurred_to: Option<Moment>,
    /// Degrees north, WGS84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS84.
    pub longitude: Option<f64>,
    /// The named place it was given by.
    pub place_id: Option<i64>,
    /// The area it lies in.
    pub area_id: Option<i64>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// How disturbing it was.
    pub severity: Severity,
    /// How the reporter knows.
    pub observed: Observed,
    /// Whether the police have been told.
    pub police_reported: PoliceReported,
    /// Its status.
    pub status: Status,
    /// When it was received.
    pub reported_at: Moment,
    /// What was told.
    pub description: String,
}

/// A report as it is kept.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::incidents)]
pub struct Incident {
    /// Its key.
    pub id: i64,
    /// The organisation it belongs to.
    pub organisation_id: i64,
    /// Who sent it; `None` when it was imported.
    pub account_id: Option<i64>,
    /// The partner's own id, when it was imported.
    pub reference: Option<String>,
    /// When it was received.
    pub reported_at: Moment,
    /// Whether it counts only once a coordinator has looked at it.
    pub needs_review: bool,
    /// The shift it was seen on.
    pub shift_id: Option<i64>,
    /// The safety walk it was reported from, by a participant.
    pub walk_id: Option<i64>,
    /// Whether it counts now.
    pub is_counted: bool,
    /// Grows with every change.
    pub version: i64,
    /// What it says, and where that lies.
    #[diesel(embed)]
    pub content: Content,
    /// Where it stands.
    #[diesel(embed)]
    pub standing: Standing,
}

impl Incident {
    /// Its point, when it has one.
    #[must_use]
    pub fn point(&self) -> Option<Point> {
        Point::new(self.content.latitude?, self.content.longitude?).ok()
    }

    /// Whether this viewer may correct it now: one's own, for [`HOURS_TO_CORRECT`] hours, while it counts.
    #[must_use]
    pub fn may_be_corrected_by(&self, viewer: &Viewer, now: Timestamp) -> bool {
        self.account_id == Some(viewer.account_id)
            && now < plus_hours(self.reported_at.instant(), HOURS_TO_CORRECT)
            && !matches!(self.standing.status, Status::Merged | Status::SetAside)
    }
}

/// Where a report says it was, before the ground was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whereabouts {
    /// At a point, which may have come from a device with an accuracy in metres, or from a named place.
    Point {
        /// The point.
        point: Point,
        /// How exact the device said it was.
        accuracy_m: Option<f64>,
        /// The key of the named place.
        place_id: Option<i64>,
    },
    /// Somewhere in this district.
    District(i64),
    /// Not known.
    Unknown,
}

/// What a report says, read and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The code of its category.
    pub category: &'static str,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Timestamp,
    /// The latest it may have happened; `None` when the time is known.
    pub occurred_to: Option<Timestamp>,
    /// Where it was.
    pub whereabouts: Whereabouts,
    /// How disturbing it was.
    pub severity: Severity,
    /// How the reporter knows.
    pub observed: Observed,
    /// Whether the police have been told.
    pub police_reported: PoliceReported,
    /// What was told.
    pub description: String,
    /// Whom it reaches.
    pub audience: Audience,
    /// Whether it was told on behalf of somebody else, who phoned.
    pub is_on_behalf: bool,
    /// Whether the reporter wants an e-mail when something happens to it.
    pub wants_mail: bool,
}

/// A report in a list, with what the list shows of it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = schema::incidents)]
pub struct Listed {
    /// Its key.
    pub id: i64,
    /// The organisation it belongs to.
    pub organisation_id: i64,
    /// The code of its category.
    pub category: String,
    /// When it happened, or the earliest it may have.
    pub occurred_from: Moment,
    /// The latest it may have happened.
    pub occurred_to: Option<Moment>,
    /// The area it is counted in.
    pub area_id: Option<i64>,
    /// The district it is counted in.
    pub district_id: Option<i64>,
    /// How disturbing it was.
    pub severity: Severity,
    /// Where it stands.
    pub status: Status,
}

/// A line of a report's history.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::incident_events)]
pub struct HistoryLine {
    /// When.
    pub at: Moment,
    /// Which account.
    pub account_id: Option<i64>,
    /// Who, in words.
    pub actor: String,
    /// What was done: the word of a [`super::review::Step`], or one of [`super::review::JOINED`].
    pub kind: String,
    /// Which fields, as JSON: a list of [`Change`](crate::accounts::model::Change).
    pub changes: String,
    /// What was said with it: a question, an answer, a word of thanks, a reason; may be empty.
    pub words: String,
}
