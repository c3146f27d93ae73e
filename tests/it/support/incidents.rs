//! Reports put straight into the database, for what no form can make: other statuses, no known district, many at once.

use diesel::prelude::*;
use lykta::accounts::OrganisationKind;
use lykta::db::schema::{districts, incidents};
use lykta::incidents::model::{Observed, PoliceReported, Status};
use lykta::incidents::severity::Severity;
use lykta::incidents::store::{self, Content, Origin};
use lykta::time::{IsoWeek, read_local};

use super::TestApp;

#[derive(Clone)]
pub struct Incident {
    category: String,
    occurred_from: String,
    district: Option<String>,
    status: Status,
    description: String,
    times: usize,
}

/// Damage in Fittja in the week of [`super::NOW`], new; a story changes what it is about.
pub fn an_incident() -> Incident {
    Incident {
        category: "SKA1".to_owned(),
        occurred_from: "2026-11-18T21:30".to_owned(),
        district: Some("fittja".to_owned()),
        status: Status::New,
        description: String::new(),
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

    /// At a local time: `2026-11-16T21:30`.
    pub fn at(mut self, local: &str) -> Self {
        local.clone_into(&mut self.occurred_from);
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

    pub fn saying(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    pub fn keep(&self, app: &TestApp) {
        let organisation_id = app.organisation("Kommunen", OrganisationKind::Municipality);
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
                occurred_to: None,
                week: IsoWeek::of(occurred_from).monday().into(),
                latitude: None,
                longitude: None,
                accuracy_m: None,
                place_id: None,
                area_id: None,
                district_id,
                snapped_m: None,
                severity: Severity::Medium,
                observed: Observed::Myself,
                police_reported: PoliceReported::Unknown,
                description: self.description.clone(),
            };
            for _ in 0..self.times {
                let origin = Origin {
                    submission_id: uuid::Uuid::new_v4().to_string(),
                    content_hash: String::new(),
                    organisation_id,
                    account_id: None,
                    reference: None,
                    reported_at: now.into(),
                };
                let id = store::insert(connection, &origin, &content)?;
                diesel::update(incidents::table.find(id)).set(incidents::status.eq(self.status)).execute(connection)?;
            }
            Ok(())
        };
        app.db.write_here(keep).unwrap();
    }
}
