//! The answers that the report form offers, as tiles and lists.

use jiff::Timestamp;

use super::{category_name, status_kind};
use crate::db::Moment;
use crate::districts::Place;
use crate::incidents::audience::Audience;
use crate::incidents::forms::{ReportForm, WHENS, times_of_today};
use crate::incidents::nearby::{Nearby, Similar};
use crate::texts::Language;
use crate::time::{self, local};
use crate::web::{Choice, Tile, Visit};

/// Now, earlier today, between two times. A form that was filled in by somebody who knew only times says "between".
pub(super) fn whens(visit: &Visit, form: &ReportForm) -> Vec<Tile> {
    let said = form.text("when");
    let said = if said.is_empty() { "between" } else { said.as_str() };
    WHENS.iter().map(|when| Tile::new(*when, visit.t(&format!("report-when-{when}")), said)).collect()
}

/// The half hours of today, the latest first; with the one that was chosen, whichever day it is of.
pub(super) fn times(visit: &Visit, form: &ReportForm, now: Timestamp) -> Vec<Choice> {
    let chosen = form.text("today_at");
    let today = local(now).date();
    let mut times = times_of_today(now);
    times.extend(time::read_local(&chosen).ok().filter(|time| !times.contains(time)));
    let label = |time: Timestamp| {
        let here = local(time);
        let clock = match visit.language {
            Language::Swedish => here.strftime("%H.%M").to_string(),
            Language::English => here.strftime("%H:%M").to_string(),
        };
        if here.date() == today { clock } else { visit.language.moment(time) }
    };
    let none = Choice::new("", visit.t("report-today-none"), &chosen);
    std::iter::once(none)
        .chain(times.into_iter().map(|time| Choice::new(time::form_value(time), label(time), &chosen)))
        .collect()
}

/// The places that what is written may mean.
pub(super) fn suggested(form: &ReportForm, places: &[Place]) -> Vec<Tile> {
    let picked = form.text("place_pick");
    form.suggested_places(places).into_iter().map(|place| Tile::new(&*place.name, &*place.name, &picked)).collect()
}

/// Who shall see it: as usual for its kind, or one of the audiences.
pub(super) fn audiences(visit: &Visit, form: &ReportForm) -> Vec<Tile> {
    let said = form.text("audience");
    let usual = Tile {
        about: visit.t("report-audience-usual-about"),
        ..Tile::new("", visit.t("report-audience-usual"), &said)
    };
    let all = Audience::ALL
        .iter()
        .map(|audience| Tile::new(audience.word(), visit.t(&format!("audience-{}", audience.word())), &said));
    std::iter::once(usual).chain(all).collect()
}

/// What was reported nearby, and the answers to whether it is the same.
pub(super) struct NearbyView {
    /// What one may see.
    pub(super) seen: Vec<SimilarView>,
    /// The answer that it is none of those.
    pub(super) none: Tile,
    /// Whether there is something that one may not see.
    pub(super) is_more_beyond: bool,
}

/// A report nearby.
pub(super) struct SimilarView {
    /// Its category's name.
    pub(super) category: String,
    /// When and how far away, in words.
    pub(super) about: String,
    /// Where it stands, in words, and the sign's kind for that.
    pub(super) status: String,
    pub(super) status_kind: &'static str,
    /// The answers that it is the same event, and the same thing again.
    pub(super) answers: [Tile; 2],
}

/// What was reported nearby, with the answer that was given.
pub(super) fn nearby(visit: &Visit, form: &ReportForm, nearby: &Nearby) -> NearbyView {
    let said = form.text("nearby");
    let answer = |word: &str, id: i64| Tile {
        about: visit.t(&format!("nearby-answer-{word}-about")),
        ..Tile::new(format!("{word}:{id}"), visit.t(&format!("nearby-answer-{word}")), &said)
    };
    let similar = |similar: &Similar| {
        let (incident, language) = (&similar.incident, visit.language);
        let content = &incident.content;
        let distance = visit.t_with("report-nearby-metres", &[("metres", language.decimal(similar.metres, 0).into())]);
        let time = language.from_to(content.occurred_from.instant(), content.occurred_to.map(Moment::instant));
        SimilarView {
            category: category_name(language, &content.category),
            about: format!("{time} · {distance}"),
            status: visit.t(&format!("status-{}", incident.standing.status.word())),
            status_kind: status_kind(incident.standing.status),
            answers: [answer("same", incident.id), answer("again", incident.id)],
        }
    };
    NearbyView {
        seen: nearby.seen.iter().map(similar).collect(),
        none: Tile::new("none", visit.t("report-nearby-none"), &said),
        is_more_beyond: nearby.is_more_beyond,
    }
}
