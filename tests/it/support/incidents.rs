//! Reports put straight into the database, for what no form can make: other statuses, no known district, many at once.

use diesel::prelude::*;
use lykta::accounts::OrganisationKind;
use lykta::db::schema::districts;
use lykta::incidents::audience::Audience;
use lykta::incidents::model::{Content, Observed, Origin, PoliceReported, Standing, Status};
use lykta::incidents::severity::Severity;
use lykta::incidents::store;
use lykta::time::{IsoWeek, read_local};

use super::TestApp;

#[derive(Clone)]
pub struct Incident {
    category: String,
    occurred_from: String,
    occurred_to: Option<String>,
    district: Option<String>,
    point: Option<(f64, f64)>,
    status: Status,
    description: String,
    audience: Audience,
    owner: (String, OrganisationKind),
    times: usize,
}

/// Damage in Fittja in the week of [`super::NOW`], new; a story changes what it is about.
pub fn an_incident() -> Incident {
    Incident {
        category: "SKA1".to_owned(),
        occurred_from: "2026-11-18T21:30".to_owned(),
        occurred_to: None,
        district: Some("fittja".to_owned()),
        point: None,
        status: Status::New,
        description: String::new(),
        audience: Audience::WorkingGroup,
        owner: ("Kommunen".to_owned(), OrganisationKind::Municipality),
        times: 1,
    }
}

impl Incident {
    pub fn of(mut self, category: &str) -> Self {
        category.clone_into(&mut self.category);
        self
    }

    /// In another district, by code.
    pub fn in_district(mut self, code: &str) -> Self {
        self.district = Some(code.to_owned());
        self
    }

    /// At a place nobody knows.
    pub fn nowhere(mut self) -> Self {
        self.district = None;
        self
    }

    /// At these degrees north and east, whatever its district.
    pub fn at_degrees(mut self, north: f64, east: f64) -> Self {
        self.point = Some((north, east));
        self
    }

    /// At a local time: `2026-11-16T21:30`.
    pub fn at(mut self, local: &str) -> Self {
        local.clone_into(&mut self.occurred_from);
        self
    }

    /// Or somewhere between that time and this one.
    pub fn until(mut self, local: &str) -> Self {
        self.occurred_to = Some(local.to_owned());
        self
    }

    /// On the Wednesday of a week.
    pub fn in_week(self, week: &str) -> Self {
        let monday = week.parse::<IsoWeek>().unwrap().monday();
        let wednesday = monday.tomorrow().unwrap().tomorrow().unwrap();
        self.at(&format!("{wednesday}T18:00"))
    }

    pub fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }

    /// With words of its own.
    pub fn saying(mut self, words: &str) -> Self {
        words.clone_into(&mut self.description);
        self
    }

    pub fn for_audience(mut self, audience: Audience) -> Self {
        self.audience = audience;
        self
    }

    /// Of another organisation than Kommunen.
    pub fn of_organisation(mut self, name: &str, kind: OrganisationKind) -> Self {
        self.owner = (name.to_owned(), kind);
        self
    }

    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// How many it is.
    pub fn how_many(&self) -> i64 {
        i64::try_from(self.times).unwrap()
    }

    /// Puts it into the database; gives the key of the last one.
    pub fn keep(&self, app: &TestApp) -> i64 {
        let organisation_id = app.organisation(&self.owner.0, self.owner.1);
        let occurred_from = read_local(&self.occurred_from).unwrap();
        let now = app.now();
        let keep = |connection: &mut _| {
            let district_id = self.district.as_deref().map(|code| {
                let of_code = districts::table.filter(districts::code.eq(code));
                of_code.select(districts::id).first::<i64>(connection).unwrap()
            });
            let content = Content {
                category: self.category.clone(),
                occurred_from: occurred_from.into(),
                occurred_to: self.occurred_to.as_deref().map(|local| read_local(local).unwrap().into()),
                week: IsoWeek::of(occurred_from).monday().into(),
                latitude: self.point.map(|(north, _)| north),
                longitude: self.point.map(|(_, east)| east),
                accuracy_m: None,
                place_id: None,
                area_id: None,
                district_id,
                snapped_m: None,
                severity: Severity::Medium,
                observed: Observed::Myself,
                police_reported: PoliceReported::Unknown,
                description: self.description.clone(),
                audience: self.audience,
                is_on_behalf: false,
                wants_mail: false,
            };
            let mut last = 0;
            for _ in 0..self.times {
                let origin = Origin {
                    submission_id: uuid::Uuid::new_v4().to_string(),
                    content_hash: String::new(),
                    organisation_id,
                    account_id: None,
                    reference: None,
                    reported_at: now.into(),
                    needs_review: !self.owner.1.is_authority(),
                    shift_id: None,
                    walk_id: None,
                };
                last =
                    store::insert(connection, &origin, &content, &Standing { status: self.status, ..Standing::NEW })?;
            }
            Ok(last)
        };
        app.db.write_here(keep).unwrap()
    }
}
