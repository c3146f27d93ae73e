//! Walks put straight into the database, and phones that join them through the front door.

use diesel::prelude::*;
use jiff::{Timestamp, ToSpan as _};
use lykta::accounts::OrganisationKind;
use lykta::db::Moment;
use lykta::db::schema::{districts, walk_stops, walks};
use lykta::walks::model::{Light, WalkKind};

use super::{Page, TestApp, Visitor};
use lykta::accounts::Role;

/// The code of a walk unless its story says otherwise.
pub const CODE: &str = "KLMNPRST";

#[derive(Clone)]
pub struct WalkStory {
    title: String,
    code: Option<String>,
    light: Light,
    starts_at: Option<String>,
    hours: i64,
    stops: Vec<(String, f64, f64, String)>,
    organisation: (String, OrganisationKind),
}

/// A residents' walk of two stops in Fittja, begun a quarter of an hour ago, by day; a story changes what it is about.
pub fn an_open_walk() -> WalkStory {
    WalkStory {
        title: "Trygghetsvandring Fittja".to_owned(),
        code: Some(CODE.to_owned()),
        light: Light::Day,
        starts_at: None,
        hours: 2,
        stops: vec![
            ("Gångtunneln".to_owned(), 59.2479, 17.8612, "Lampor\nSikt".to_owned()),
            ("Krögarvägen".to_owned(), 59.2492, 17.8575, String::new()),
        ],
        organisation: ("Kommunen".to_owned(), OrganisationKind::Municipality),
    }
}

impl WalkStory {
    pub fn called(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    pub fn with_code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }

    pub fn in_light(mut self, light: Light) -> Self {
        self.light = light;
        self
    }

    /// At this instant instead of a quarter of an hour ago.
    pub fn starting(mut self, instant: &str) -> Self {
        self.starts_at = Some(instant.to_owned());
        self
    }

    /// Of another organisation than Kommunen.
    pub fn of_organisation(mut self, name: &str, kind: OrganisationKind) -> Self {
        self.organisation = (name.to_owned(), kind);
        self
    }

    /// Puts it into the database; gives its key.
    pub fn keep(&self, app: &TestApp) -> i64 {
        let organisation_id = app.organisation(&self.organisation.0, self.organisation.1);
        let account_id = app.account_id(&app.account_of(Role::WalkLeader, organisation_id));
        let starts_at: Timestamp =
            self.starts_at.as_deref().map_or_else(|| app.now() - 15.minutes(), |at| at.parse().unwrap());
        let ends_at = starts_at + self.hours.hours();
        let keep = |connection: &mut _| {
            let fittja = districts::table.filter(districts::code.eq("fittja")).select(districts::id);
            let district_id: i64 = fittja.first(connection)?;
            let id: i64 = diesel::insert_into(walks::table)
                .values((
                    (
                        walks::submission_id.eq(uuid::Uuid::new_v4().to_string()),
                        walks::title.eq(&self.title),
                        walks::kind.eq(WalkKind::Residents),
                        walks::theme.eq(""),
                        walks::light.eq(self.light),
                        walks::district_id.eq(district_id),
                        walks::organisation_id.eq(organisation_id),
                        walks::account_id.eq(account_id),
                    ),
                    walks::organisers.eq("Kommunen och Botkyrkabyggen"),
                    walks::meeting_place.eq("Fittja torg"),
                    walks::starts_at.eq(Moment::from(starts_at)),
                    walks::ends_at.eq(Moment::from(ends_at)),
                    walks::route.eq(""),
                    walks::code.eq(self.code.as_deref()),
                    walks::created_at.eq(Moment::from(app.now())),
                    walks::version.eq(1_i64),
                ))
                .returning(walks::id)
                .get_result(connection)?;
            for (position, (name, latitude, longitude, checklist)) in (1_i64..).zip(&self.stops) {
                diesel::insert_into(walk_stops::table)
                    .values((
                        walk_stops::walk_id.eq(id),
                        walk_stops::position.eq(position),
                        walk_stops::name.eq(name),
                        walk_stops::latitude.eq(*latitude),
                        walk_stops::longitude.eq(*longitude),
                        walk_stops::checklist.eq(checklist),
                    ))
                    .execute(connection)?;
            }
            Ok(id)
        };
        app.db.write_here(keep).unwrap()
    }
}

impl TestApp {
    /// A phone that has joined the walk of this code.
    pub async fn joined(&self, code: &str) -> Visitor {
        self.joined_as(code, "").await
    }

    /// A phone that has joined the walk of this code, counted in this group.
    pub async fn joined_as(&self, code: &str, participants: &str) -> Visitor {
        let phone = self.visitor();
        let joined = phone.post(&format!("/w/{code}"), &[("participants", participants)]).await;
        assert_eq!((joined.status, joined.location()), (303, format!("/w/{code}")), "{}", joined.text());
        phone
    }
}

/// The fields of something noted at the first stop, as the form would send them; a story changes what it is about.
#[derive(Clone)]
pub struct Note(String, Vec<(&'static str, String)>);

pub fn a_note() -> Note {
    Note(
        format!("/w/{CODE}/observations"),
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("stop", "1".to_owned()),
            ("kind", "deficiency".to_owned()),
            ("theme", "lighting".to_owned()),
            ("description", "Två lampor är trasiga i tunneln.".to_owned()),
        ],
    )
}

/// The fields of a judgement of the first stop, as the form would send them.
pub fn a_judgement() -> Note {
    Note(
        format!("/w/{CODE}/judgements"),
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("stop", "1".to_owned()),
            ("lighting", "1".to_owned()),
            ("people", "0".to_owned()),
            ("feeling", "1".to_owned()),
            ("openness", String::new()),
        ],
    )
}

impl Note {
    /// The same with another value in a field.
    pub fn with(mut self, field: &'static str, value: &str) -> Self {
        self.1.retain(|(name, _)| *name != field);
        self.1.push((field, value.to_owned()));
        self
    }

    /// The same on another walk.
    pub fn on(mut self, code: &str) -> Self {
        self.0 = self.0.replace(CODE, code);
        self
    }

    /// Where it is sent.
    pub fn action(&self) -> &str {
        &self.0
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.1.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    pub async fn send(&self, visitor: &Visitor) -> Page {
        visitor.post(&self.0, &self.fields()).await
    }

    /// As a browser's queue sends it.
    pub async fn send_queued(&self, visitor: &Visitor) -> (u16, serde_json::Value) {
        let queue = visitor.clone().with_header("x-lykta-queue", "1");
        let page = queue.post_multipart(&self.0, &self.fields()).await;
        (page.status, serde_json::from_slice(&page.body).unwrap())
    }

    /// Sends it with pictures: file name and contents.
    pub async fn send_with_photos(&self, visitor: &Visitor, photos: &[(&str, &[u8])]) -> Page {
        let files = photos.iter().map(|(name, contents)| ("photo", (*name).to_owned(), contents.to_vec())).collect();
        visitor.post_with_files(&self.0, &self.fields(), files).await
    }
}
