//! What participants see on their phones, and what the leader sees meanwhile.

pub mod join;
pub mod live;
pub mod notes;
pub mod pack;
pub mod photos;
pub mod walk;

use actix_web::HttpRequest;
use jiff::Timestamp;

use super::model::Walker;
use crate::accounts::phones::{Doorkeeper, is_dark};
use crate::db::Db;
use crate::districts;
use crate::photos::{Darkroom, Sender};
use crate::urls;
use crate::walks::model::{Light, Stop, Walk};
use crate::web::{Changes, Layout, Owner, Section, Site, Visit, now, own, shared, tools};

tools! {
    /// What the handlers of a walk's pages work with, beside who asks and what was sent. An extractor.
    Tools {
        db: Db = shared,
        site: Site = shared,
        map: districts::Map = shared,
        darkroom: Darkroom = shared,
        doorkeeper: Doorkeeper = shared,
        now: Timestamp = now,
        changes: Changes = shared,
        request: HttpRequest = own,
    }
}

/// What the frame of a walk's pages needs, beside the layout.
pub struct Frame {
    /// The walk's overview.
    home: String,
    /// The walk's title.
    walk: String,
    /// By which a browser keeps what this phone or account wrote apart from what others write with it: `phone:7`.
    writer: String,
    /// That the walk is over, or until when things are taken; empty while it is walked.
    over: String,
    /// Whether whoever writes is a phone, which can leave.
    is_phone: bool,
    /// The address that leads here again.
    back: String,
}

impl Frame {
    fn of(visit: &Visit, tools: &Tools, walker: &Walker, back: String) -> Self {
        let walk = &walker.walk;
        let until = crate::time::plus_hours(walk.plan.ends_at.instant(), crate::walks::model::HOURS_TO_DELIVER);
        let over = if !walk.is_over(tools.now) {
            String::new()
        } else if walk.takes_deliveries(tools.now) {
            visit.t_with("phone-over-until", &[("until", visit.language.moment(until).into())])
        } else {
            visit.t("phone-too-late")
        };
        let phone = walker.sender.phone_id();
        Self {
            home: urls::join(&walker.code),
            walk: walk.plan.title.clone(),
            writer: match walker.sender {
                Sender::Account(id) => Owner::Account(id),
                Sender::Phone(id) => Owner::Phone(id),
            }
            .to_string(),
            over,
            is_phone: phone.is_some(),
            back,
        }
    }
}

impl Tools {
    /// Whether the pages of this walk are dark, whatever the phone says.
    fn is_dark(&self, walk: &Walk) -> bool {
        is_dark(&self.request, walk.plan.light == Light::Day)
    }
}

/// The layout of a walk's page, which stands at this address whatever was sent to get it.
fn layout_at(visit: &Visit, tools: &Tools, walk: &Walk, title: String, path: &str) -> Layout {
    let mut layout = visit.layout(title, Section::Walks).dark_if(tools.is_dark(walk));
    path.clone_into(&mut layout.path);
    layout
}

/// Stop 2 of 5, in words.
fn which_stop(visit: &Visit, stop: &Stop, stops: &[Stop]) -> String {
    let (position, count) = (stop.position.to_string(), stops.len().to_string());
    visit.t_with("phone-stop-of", &[("position", position.into()), ("count", count.into())])
}

/// Where the way goes on after a stop: the next one, or back to the overview.
fn next_of(visit: &Visit, code: &str, stops: &[Stop], position: i64) -> (String, String) {
    match stops.iter().find(|stop| stop.position > position) {
        Some(next) => (
            urls::joined_stop(code, next.position),
            visit.t_with("phone-next-stop", &[("name", next.name.as_str().into())]),
        ),
        None => (urls::join(code), visit.t("phone-no-more-stops")),
    }
}
