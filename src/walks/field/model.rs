//! How a stop is judged, and whoever writes on a walk.

use diesel::{Insertable, Queryable, Selectable};
use jiff::Timestamp;

use crate::db::{Moment, schema};
use crate::geometry::Point;
use crate::photos::Sender;
use crate::time::plus_hours;
use crate::walks::model::{HOURS_BEFORE, ObservationKind, Theme, Walk};

/// What a stop is judged by, 0 to 3: eight things one sees, and apart from them how it feels (`domain.md` 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Parameter {
    /// Enough light to see all around: none to bright.
    Lighting,
    /// Whether one sees and moves in all directions: not at all to fully.
    Openness,
    /// Windows, entrances, shops from where one is seen: none to many.
    Visibility,
    /// People around: deserted, under ten, over ten, crowded.
    People,
    /// Guards, hosts or police: none to within hail.
    Security,
    /// Ground to walk on: none to easy to walk fast.
    WalkPath,
    /// Bus or train: over ten minutes away to under two.
    PublicTransport,
    /// Women and children among those around: none to as many as men.
    GenderUsage,
    /// How it feels: frightening, uncomfortable, acceptable, comfortable. What the others are to explain.
    Feeling,
}

impl Parameter {
    /// All nine, in the order forms show them; the feeling last.
    pub const ALL: [Self; 9] = [
        Self::Lighting,
        Self::Openness,
        Self::Visibility,
        Self::People,
        Self::Security,
        Self::WalkPath,
        Self::PublicTransport,
        Self::GenderUsage,
        Self::Feeling,
    ];
    /// The highest rating; the lowest is 0.
    pub const HIGHEST: i64 = 3;

    /// The word that forms use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Lighting => "lighting",
            Self::Openness => "openness",
            Self::Visibility => "visibility",
            Self::People => "people",
            Self::Security => "security",
            Self::WalkPath => "walk_path",
            Self::PublicTransport => "public_transport",
            Self::GenderUsage => "gender_usage",
            Self::Feeling => "feeling",
        }
    }
}

/// A stop's ratings, each 0 to 3, or `None` when it was not judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = schema::walk_judgements)]
pub struct Ratings {
    /// [`Parameter::Lighting`].
    pub lighting: Option<i64>,
    /// [`Parameter::Openness`].
    pub openness: Option<i64>,
    /// [`Parameter::Visibility`].
    pub visibility: Option<i64>,
    /// [`Parameter::People`].
    pub people: Option<i64>,
    /// [`Parameter::Security`].
    pub security: Option<i64>,
    /// [`Parameter::WalkPath`].
    pub walk_path: Option<i64>,
    /// [`Parameter::PublicTransport`].
    pub public_transport: Option<i64>,
    /// [`Parameter::GenderUsage`].
    pub gender_usage: Option<i64>,
    /// [`Parameter::Feeling`].
    pub feeling: Option<i64>,
}

impl Ratings {
    /// The rating of a parameter.
    #[must_use]
    pub fn of(&self, parameter: Parameter) -> Option<i64> {
        match parameter {
            Parameter::Lighting => self.lighting,
            Parameter::Openness => self.openness,
            Parameter::Visibility => self.visibility,
            Parameter::People => self.people,
            Parameter::Security => self.security,
            Parameter::WalkPath => self.walk_path,
            Parameter::PublicTransport => self.public_transport,
            Parameter::GenderUsage => self.gender_usage,
            Parameter::Feeling => self.feeling,
        }
    }

    /// Rates a parameter.
    pub fn set(&mut self, parameter: Parameter, rating: Option<i64>) {
        let place = match parameter {
            Parameter::Lighting => &mut self.lighting,
            Parameter::Openness => &mut self.openness,
            Parameter::Visibility => &mut self.visibility,
            Parameter::People => &mut self.people,
            Parameter::Security => &mut self.security,
            Parameter::WalkPath => &mut self.walk_path,
            Parameter::PublicTransport => &mut self.public_transport,
            Parameter::GenderUsage => &mut self.gender_usage,
            Parameter::Feeling => &mut self.feeling,
        };
        *place = rating;
    }

    /// Whether nothing was judged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Parameter::ALL.into_iter().all(|parameter| self.of(parameter).is_none())
    }
}

/// How somebody judged a stop, as it is kept. What a sender writes later takes the place of what was written earlier.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::walk_judgements)]
pub struct Judgement {
    /// Its key.
    pub id: i64,
    /// The stop's.
    pub stop_id: i64,
    /// The phone that judged; `None` when an account did.
    pub phone_id: Option<i64>,
    /// The account that judged.
    pub account_id: Option<i64>,
    /// Whether it was received after the walk.
    pub is_late: bool,
    /// The ratings.
    #[diesel(embed)]
    pub ratings: Ratings,
}

impl Judgement {
    /// Who judged.
    #[must_use]
    pub fn is_by(&self, sender: Sender) -> bool {
        (self.account_id, self.phone_id) == (sender.account_id(), sender.phone_id())
    }
}

/// A picture of an observation, without its pixels.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::walk_observation_photos)]
pub struct Picture {
    /// The observation's key.
    pub observation_id: i64,
    /// Which one of the observation's pictures it is: 1, 2, …
    pub position: i64,
    /// Since when it is shown to nobody.
    pub hidden_at: Option<Moment>,
    /// Who hid it, in words.
    pub hidden_by: Option<String>,
    /// Why.
    pub hidden_reason: Option<String>,
}

impl Picture {
    /// Whether it is shown to nobody.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden_at.is_some()
    }
}

/// What somebody notes, read and judged.
#[derive(Clone, Debug, PartialEq)]
pub struct NewObservation {
    /// The key of the stop it belongs to.
    pub stop_id: Option<i64>,
    /// What it is.
    pub kind: ObservationKind,
    /// What it is about.
    pub theme: Theme,
    /// In the writer's words; empty when a picture says it.
    pub description: String,
    /// Where, when it is not the stop.
    pub point: Option<Point>,
    /// How exact the device said that was, in metres.
    pub accuracy_m: Option<f64>,
    /// When it was written, by the phone's clock.
    pub noted_at: Option<Timestamp>,
}

/// How somebody judges a stop, read and judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewJudgement {
    /// The stop's key.
    pub stop_id: i64,
    /// The ratings; at least one.
    pub ratings: Ratings,
    /// When it was written, by the phone's clock.
    pub noted_at: Option<Timestamp>,
}

/// Whoever writes on a walk: a phone that joined it, or an account that leads walks.
#[derive(Clone, Debug, PartialEq)]
pub struct Walker {
    /// The walk.
    pub walk: Walk,
    /// The code as the walker's addresses write it.
    pub code: String,
    /// The phone or the account.
    pub sender: Sender,
}

impl Walker {
    /// When something was written that says so itself: no phone's clock puts it before the walk or after now.
    #[must_use]
    pub fn noted(&self, at: Option<Timestamp>, now: Timestamp) -> Moment {
        let earliest = plus_hours(self.walk.plan.starts_at.instant(), -HOURS_BEFORE);
        at.unwrap_or(now).max(earliest).min(now).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_has_a_rating_of_its_own() {
        for (rating, parameter) in (0..).zip(Parameter::ALL) {
            let mut ratings = Ratings::default();
            assert!(ratings.is_empty());
            ratings.set(parameter, Some(rating % 4));
            let rated: Vec<_> = Parameter::ALL.into_iter().filter(|each| ratings.of(*each).is_some()).collect();
            assert_eq!((rated, ratings.of(parameter)), (vec![parameter], Some(rating % 4)));
        }
    }
}
