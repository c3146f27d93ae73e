//! Pictures that were approved, put straight into the database: what was frozen of the week's draft as it is.

use diesel::prelude::*;
use lykta::db::schema::{picture_files, picture_versions};
use lykta::db::{Day, Moment};
use lykta::districts::{Division, Ground};
use lykta::situation::picture::Status;
use lykta::situation::versions::actions;
use lykta::situation::words::Written;
use lykta::situation::{Picture, SharedPicture};
use lykta::texts::Language;
use lykta::time::IsoWeek;

use super::TestApp;

/// An approval of a week; a story says more of it.
#[derive(Clone)]
pub struct Approval {
    week: IsoWeek,
    version: u32,
    revision: i64,
    summary: String,
    shared: String,
}

pub fn an_approval(week: &str) -> Approval {
    let week = week.parse().unwrap();
    Approval { week, version: 1, revision: 0, summary: String::new(), shared: String::new() }
}

/// The draft of a week as it is now.
pub fn draft(app: &TestApp, week: &str) -> Picture {
    let (week, now) = (week.parse().unwrap(), app.now());
    let draft = |connection: &mut _| {
        let ground = Ground::load(connection)?;
        Picture::draft(connection, &ground, week, Division::Main, now, Language::Swedish)
    };
    app.db.read_here(draft).unwrap()
}

impl Approval {
    pub fn version(self, version: u32) -> Self {
        Self { version, ..self }
    }

    /// The same version after a sentence had to go.
    pub fn revised(self) -> Self {
        Self { revision: self.revision + 1, ..self }
    }

    /// What the working group alone reads.
    pub fn telling_the_group(self, words: &str) -> Self {
        Self { summary: words.to_owned(), ..self }
    }

    /// What everybody reads.
    pub fn telling_everybody(self, words: &str) -> Self {
        Self { shared: words.to_owned(), ..self }
    }

    pub fn keep(&self, app: &TestApp) {
        let now = app.now();
        let mut picture = draft(app, &self.week.to_string());
        let written = |words: &str| Some(Written { words: words.to_owned(), by: "Siv".to_owned(), at: now });
        picture.status = Status::Approved;
        picture.version = self.version;
        picture.words.summary = written(&self.summary);
        picture.words.shared = written(&self.shared);
        let given = app.db.read_here(|connection| actions::given(connection, self.week)).unwrap();
        let shared = SharedPicture::of(&picture, &given);
        let hash = format!("{}-{}-{}", self.week, self.version, self.revision);
        let version = (
            picture_versions::week.eq(Day::from(self.week.monday())),
            picture_versions::version.eq(i64::from(self.version)),
            picture_versions::revision.eq(self.revision),
            picture_versions::reason.eq(""),
            picture_versions::cut_off.eq(Moment::from(now)),
            picture_versions::approved_at.eq(Moment::from(now)),
            picture_versions::account_id.eq(None::<i64>),
            picture_versions::actor.eq("Siv"),
            picture_versions::manifest.eq("{}"),
            picture_versions::previous_sha256.eq(format!("before {hash}")),
            picture_versions::sha256.eq(&hash),
            picture_versions::searched.eq(format!("{}\n{}", self.summary, self.shared).to_lowercase()),
            picture_versions::searched_shared.eq(shared.searched()),
        );
        let files = [
            ("working_group", serde_json::to_vec(&picture).unwrap()),
            ("shared", serde_json::to_vec(&shared).unwrap()),
        ];
        let keep = |connection: &mut _| {
            let id: i64 = diesel::insert_into(picture_versions::table)
                .values(version)
                .returning(picture_versions::id)
                .get_result(connection)?;
            for (edition, bytes) in files {
                let file = (
                    picture_files::version_id.eq(id),
                    picture_files::edition.eq(edition),
                    picture_files::format.eq("json"),
                    picture_files::sha256.eq(""),
                    picture_files::bytes.eq(Some(bytes)),
                );
                diesel::insert_into(picture_files::table).values(file).execute(connection)?;
            }
            Ok::<_, lykta::error::AppError>(())
        };
        app.db.write_here(keep).unwrap();
    }
}
