//! What a browser sends when somebody files a report.

use super::{Page, Visitor};

/// The fields of a report at Fittja T-bana, as the form would send them; a story changes what it is about.
#[derive(Clone)]
pub struct Form(&'static str, Vec<(&'static str, String)>);

pub fn a_report() -> Form {
    Form(
        "/incidents",
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("category", "SKA1".to_owned()),
            ("occurred_from", "2026-11-18T21:30".to_owned()),
            ("occurred_to", String::new()),
            ("place", "Fittja centrum (T-bana)".to_owned()),
            ("position", String::new()),
            ("district", String::new()),
            ("severity", "medium".to_owned()),
            ("observed", "self".to_owned()),
            ("police_reported", "unknown".to_owned()),
            ("description", "Krossade rutor i gångtunneln.".to_owned()),
        ],
    )
}

/// The fields of a calm shift through Fittja, as the form would send them.
pub fn a_shift() -> Form {
    Form(
        "/shifts",
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("started_at", "2026-11-18T20:00".to_owned()),
            ("ended_at", "2026-11-18T23:00".to_owned()),
            ("people", "3".to_owned()),
            ("district", "fittja".to_owned()),
            ("whereabouts", "Torget, stationen och tillbaka.".to_owned()),
            ("calm", "yes".to_owned()),
        ],
    )
}

/// The fields of a residents' walk through Fittja on the Tuesday after next, as the form would send them.
pub fn a_walk() -> Form {
    Form(
        "/walks",
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("title", "Trygghetsvandring i Fittja".to_owned()),
            ("kind", "residents".to_owned()),
            ("light", "dark".to_owned()),
            ("theme", "Gångtunnlar".to_owned()),
            ("weather", String::new()),
            ("district", "fittja".to_owned()),
            ("organisers", "Kommunen och Botkyrkabyggen".to_owned()),
            ("meeting_place", "Fittja torg, vid biblioteket".to_owned()),
            ("pre_meeting_at", "2026-11-20T18:00".to_owned()),
            ("pre_meeting_place", "Folkets hus".to_owned()),
            ("starts_at", "2026-12-01T18:00".to_owned()),
            ("ends_at", "2026-12-01T19:30".to_owned()),
            ("response_at", "2026-12-15T18:00".to_owned()),
            ("response_place", "Folkets hus".to_owned()),
            ("rewalk_at", "2027-05-11T18:00".to_owned()),
        ],
    )
}

/// The fields of a walk's first stop, at Fittja's underground station, as the form of walk 1 would send them.
pub fn a_stop() -> Form {
    Form(
        "/walks/1/stops",
        vec![
            ("version", "1".to_owned()),
            ("place", "Fittja centrum (T-bana)".to_owned()),
            ("position", String::new()),
            ("name", String::new()),
            ("checklist", "Belysning\nSikt".to_owned()),
        ],
    )
}

/// The fields of a lamp to be changed at Fittja T-bana by the organisation of this key, as the form would send them.
pub fn a_measure(organisation: i64) -> Form {
    Form(
        "/measures",
        vec![
            ("submission_id", uuid::Uuid::new_v4().to_string()),
            ("title", "Byt lampan i gångtunneln".to_owned()),
            ("description", String::new()),
            ("kind", "physical".to_owned()),
            ("place", "Fittja centrum (T-bana)".to_owned()),
            ("position", String::new()),
            ("district", String::new()),
            ("organisation", organisation.to_string()),
            ("line_function", "Gatuenheten".to_owned()),
            ("decided_by", "Veckomötet".to_owned()),
            ("decided_on", "2026-11-19".to_owned()),
            ("due_on", "2026-12-17".to_owned()),
            ("horizon", "short".to_owned()),
            ("public_note", "Vi byter lampan.".to_owned()),
        ],
    )
}

/// The fields of an indicator of safety, as the form would send them.
pub fn an_indicator() -> Form {
    Form(
        "/followup/indicators",
        vec![
            ("code", "B6:1a".to_owned()),
            ("name", "Andel som upplever att det är tryggt i sin kommundel".to_owned()),
            ("unit", "percent".to_owned()),
            ("better", "higher".to_owned()),
        ],
    )
}

/// The fields of a year's outcome of indicator 1, as the form would send them.
pub fn a_reading() -> Form {
    Form(
        "/followup/indicators/1/readings/new",
        vec![
            ("area", "Botkyrka".to_owned()),
            ("people", "all".to_owned()),
            ("age", String::new()),
            ("year", "2024".to_owned()),
            ("outcome", "61".to_owned()),
            ("margin_of_error", "2,5".to_owned()),
            ("target", String::new()),
            ("direction", String::new()),
            ("source", "Medborgarundersökningen".to_owned()),
        ],
    )
}

/// The fields of how the police class a made-up area, as the form would send them.
pub fn a_classification() -> Form {
    Form(
        "/followup/classifications",
        vec![
            ("area", "Lyktbacken".to_owned()),
            ("class", "risk".to_owned()),
            ("from_on", "2025-12-01".to_owned()),
            ("to_on", String::new()),
            ("source", "Polisens lista 2025".to_owned()),
        ],
    )
}

impl Form {
    /// The same with another value in a field.
    pub fn with(mut self, field: &'static str, value: &str) -> Self {
        self.1.retain(|(name, _)| *name != field);
        self.1.push((field, value.to_owned()));
        self
    }

    /// The same at coordinates instead of a named place.
    pub fn at(self, position: &str) -> Self {
        self.with("place", "").with("position", position)
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        self.1.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    pub async fn send(&self, visitor: &Visitor) -> Page {
        visitor.post(self.0, &self.fields()).await
    }

    /// Sends it with pictures: file name and contents.
    pub async fn send_with_photos(&self, visitor: &Visitor, photos: &[(&str, &[u8])]) -> Page {
        let files = photos.iter().map(|(name, contents)| ("photo", (*name).to_owned(), contents.to_vec())).collect();
        visitor.post_with_files(self.0, &self.fields(), files).await
    }

    /// Sends it and gives the address of what it became.
    pub async fn file(&self, visitor: &Visitor) -> String {
        self.send(visitor).await.assert_status(303).location()
    }
}
