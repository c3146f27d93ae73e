//! An approved version: its cover, what has happened since, and what was approved.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::session::{ReadingPictures, WritingPart};
use crate::accounts::{Allowed, Permission, SignedIn};
use crate::db::{DbConnection, Moment};
use crate::error::{AppError, OrNotFound as _};
use crate::situation::versions::model::{Edition, FileFormat, Signature, StoredFile, Version};
use crate::situation::versions::verify::{self, Fault};
use crate::situation::versions::{actions, store};
use crate::situation::{Picture, SharedPicture, document, shared};
use crate::time::{IsoWeek, local_day};
use crate::urls;
use crate::web::{Layout, NavItem, Section, Submitted, Visit, page, see_other_with_flash};

#[derive(Template)]
#[template(path = "situation/version.html")]
struct VersionPage {
    layout: Layout,
    days: String,
    heading: String,
    /// The editions to choose from; empty for those who read one.
    editions: Vec<NavItem>,
    /// What is not as it was approved.
    faults: Vec<String>,
    /// Where the latest version is, when this is not it.
    newer: Option<(String, String)>,
    /// What has come in since; empty when nothing has.
    late: String,
    /// The sentences that were taken out.
    removed: Vec<Removed>,
    /// What all who reported are told.
    feedback: String,
    /// Who approved it, and as of when it was counted.
    approved: String,
    facts: Vec<(String, String)>,
    files: Vec<(String, String)>,
    signatures: Vec<String>,
    /// What is signed; empty for those who cannot sign, or have.
    to_sign: String,
    sign_action: String,
    sign_label: String,
    versions: Vec<OtherVersion>,
    /// What coordinators can do; empty for others.
    correct: String,
    remove: String,
    /// The document; empty when it cannot be read any more.
    body: String,
}

struct Removed {
    told: String,
    sha256: String,
}

struct OtherVersion {
    href: String,
    label: String,
    reason: String,
    is_shown: bool,
}

/// A version with everything the page tells of it.
struct Material {
    /// All versions of the week, with their revisions.
    versions: Vec<Version>,
    /// The revision that is shown.
    shown: Version,
    files: Vec<StoredFile>,
    /// What is wrong anywhere in the chain, or with this version.
    faults: Vec<(Version, Fault)>,
    signatures: Vec<Signature>,
    late: i64,
}

impl Material {
    fn read(connection: &mut DbConnection, week: IsoWeek, number: i64) -> Result<Option<Self>, AppError> {
        let Some(shown) = store::find(connection, week, number)? else { return Ok(None) };
        let all = store::list(connection)?;
        let versions = store::list_of_week(connection, week)?;
        let files = store::list_files(connection, shown.id)?;
        let own = versions.iter().filter(|version| version.version == number).map(|version| version.id).collect();
        let signatures = store::list_signatures_of(connection, own)?;
        let mut found = verify::chain(&all);
        found.extend(verify::files(&shown, &files, true));
        found.extend(verify::signatures(&all, &signatures));
        let of = |(id, fault): verify::Found| Some((all.iter().find(|version| version.id == id)?.clone(), fault));
        let late = store::count_late(connection, week, shown.cut_off)?;
        Ok(Some(Self { faults: found.into_iter().filter_map(of).collect(), versions, shown, files, signatures, late }))
    }

    /// The revisions of the version that is shown, the first one first.
    fn revisions(&self) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(|version| version.version == self.shown.version)
    }

    /// As it was approved.
    fn original(&self) -> &Version {
        self.revisions().next().unwrap_or(&self.shown)
    }

    /// What was frozen for an edition; `None` when it is gone or cannot be read any more.
    fn frozen<T: serde::de::DeserializeOwned>(&self, edition: Edition) -> Option<T> {
        let file = self.files.iter().find(|file| (file.edition, file.format) == (edition, FileFormat::Json))?;
        serde_json::from_slice(file.bytes.as_ref()?).ok()
    }

    fn is_signed_by(&self, organisation_id: i64) -> bool {
        let own = |signature: &&Signature| signature.organisation_id == organisation_id;
        self.signatures.iter().filter(own).any(|signature| signature.version_id == self.shown.id)
    }
}

/// `GET /situation/{week}/versions/{version}`: an approved version in the reader's edition. For those who may read pictures.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn version(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<(IsoWeek, i64)>,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (week, number) = path.into_inner();
    let asked = Submitted::from_query(request.query_string()).text("edition");
    // Whoever reads the exact one may look at the other, and nobody the other way round.
    let edition = match Edition::of(who.account.role) {
        Edition::WorkingGroup if asked == Edition::Shared.word() => Edition::Shared,
        own => own,
    };
    let read = move |connection: &mut _| Material::read(connection, week, number);
    let material = tools.db.read(read).await?.or_not_found("version")?;
    page(&VersionPage::new(&visit, &who, &material, edition)?)
}

/// `POST /situation/{week}/versions/{version}/sign`: signs it for one's organisation. For partners and coordinators.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; [`AppError::Conflict`] when it is not the one that was seen.
pub async fn sign(
    who: Allowed<WritingPart>,
    path: web::Path<(IsoWeek, i64)>,
    tools: Tools,
    form: Submitted,
) -> Result<HttpResponse, AppError> {
    let (week, number) = path.into_inner();
    let (desk, organisation, seen) = (tools.desk(&who), who.organisation.clone(), form.text("sha256"));
    let sign = move |connection: &mut _| actions::sign(connection, &desk, &organisation, (week, number), &seen);
    let flash = if tools.db.write(sign).await? { "flash-version-signed" } else { "flash-version-signed-already" };
    Ok(see_other_with_flash(&urls::picture_version(week, number), flash))
}

impl VersionPage {
    fn new(visit: &Visit, who: &SignedIn, material: &Material, edition: Edition) -> Result<Self, AppError> {
        let (shown, role) = (&material.shown, who.account.role);
        let (week, number) = (shown.iso_week(), shown.version);
        let address = urls::picture_version(week, number);
        let heading = visit.t_with("versions-name", &[("week", week.number().into()), ("version", number.into())]);
        let picture: Option<Picture> = material.frozen(Edition::WorkingGroup);
        let shared: Option<SharedPicture> = material.frozen(Edition::Shared);
        let fingerprint = match edition {
            Edition::WorkingGroup => picture.as_ref().and_then(|picture| picture.sha256.clone()),
            Edition::Shared => shared.as_ref().and_then(|shared| shared.sha256.clone()),
        };
        let body = match edition {
            Edition::WorkingGroup => {
                picture.as_ref().map(|picture| document::body(picture, visit.language, None)).transpose()?
            }
            Edition::Shared => shared.as_ref().map(|picture| shared::body(picture, visit.language)).transpose()?,
        };
        let may_write = role.may(Permission::WritePicture);
        let may_sign = role.may(Permission::WritePart) && !material.is_signed_by(who.organisation.id);
        // The shared edition tells it among its own sections.
        let feedback = picture.as_ref().filter(|_| edition == Edition::WorkingGroup);
        let feedback = feedback.and_then(|picture| picture.words.feedback.as_ref());
        Ok(Self {
            layout: visit.layout(heading.clone(), Section::Situation),
            days: format!(
                "{} · {}",
                visit.language.days_of(week),
                visit.t(&format!("versions-edition-{}", edition.word()))
            ),
            heading,
            editions: if Edition::of(role) == Edition::WorkingGroup {
                editions(visit, &address, edition)
            } else {
                Vec::new()
            },
            faults: material.faults.iter().map(|(version, fault)| fault_in_words(visit, version, fault)).collect(),
            newer: material.versions.last().filter(|last| last.version > number).map(|last| {
                let label = visit.t_with("versions-newer", &[("version", last.version.into())]);
                (urls::picture_version(week, last.version), label)
            }),
            late: late_in_words(visit, material.late, edition),
            removed: material.revisions().skip(1).map(|revision| Removed::new(visit, revision)).collect(),
            feedback: feedback.map(|text| text.words.clone()).unwrap_or_default(),
            approved: approved(visit, material),
            facts: facts(visit, material, fingerprint),
            files: files(visit, (week, number), edition),
            signatures: material.signatures.iter().map(|it| signature_in_words(visit, it, shown)).collect(),
            to_sign: if may_sign { shown.sha256.clone() } else { String::new() },
            sign_action: urls::picture_sign(week, number),
            sign_label: visit.t_with("versions-sign", &[("organisation", who.organisation.name.as_str().into())]),
            versions: OtherVersion::list(visit, material),
            correct: if may_write { urls::picture_approve(week) } else { String::new() },
            remove: if may_write { urls::picture_remove(week, number) } else { String::new() },
            body: body.unwrap_or_default(),
        })
    }
}

fn files(visit: &Visit, (week, number): (IsoWeek, i64), edition: Edition) -> Vec<(String, String)> {
    let link = |ending: &str, label: String| (urls::picture_file(week, number, edition.word(), ending), label);
    let kept = [FileFormat::Pdf, FileFormat::Html, FileFormat::Json];
    let kept = kept.map(|format| link(format.word(), visit.t(&format!("versions-file-{}", format.word()))));
    let table = (edition == Edition::WorkingGroup).then(|| link("csv", visit.t("versions-file-csv")));
    kept.into_iter().chain(table).collect()
}

fn editions(visit: &Visit, address: &str, shown: Edition) -> Vec<NavItem> {
    let item = |edition: &Edition| NavItem {
        href: match edition {
            Edition::WorkingGroup => address.to_owned(),
            Edition::Shared => format!("{address}?edition={}", edition.word()),
        },
        label: visit.t(&format!("versions-edition-{}", edition.word())),
        current: *edition == shown,
    };
    Edition::ALL.iter().map(item).collect()
}

fn approved(visit: &Visit, material: &Material) -> String {
    let original = material.original();
    let moment = |at: Moment| visit.language.moment(at.instant());
    visit.t_with(
        "versions-approved-by",
        &[
            ("moment", moment(original.approved_at).into()),
            ("name", original.actor.as_str().into()),
            ("counted", moment(original.cut_off).into()),
        ],
    )
}

fn facts(visit: &Visit, material: &Material, fingerprint: Option<String>) -> Vec<(String, String)> {
    let (original, shown) = (material.original(), &material.shown);
    let facts = [
        ("versions-fact-reason", original.reason.clone()),
        ("versions-fact-fingerprint", fingerprint.unwrap_or_default()),
        ("versions-fact-record", shown.sha256.clone()),
        ("versions-fact-previous", shown.previous_sha256.clone()),
    ];
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(key, value)| (visit.language.text(key), value)).collect()
}

fn late_in_words(visit: &Visit, late: i64, edition: Edition) -> String {
    match edition {
        _ if late == 0 => String::new(),
        Edition::WorkingGroup => visit.t_with("versions-late", &[("count", late.into())]),
        // A small number would tell what the edition hides.
        Edition::Shared => visit.t("versions-late-some"),
    }
}

fn fault_in_words(visit: &Visit, version: &Version, fault: &Fault) -> String {
    let (week, number) = (version.iso_week(), version.version);
    let name = visit.t_with(
        "versions-name-year",
        &[("week", week.number().into()), ("year", week.year().into()), ("version", number.into())],
    );
    let what = match fault {
        Fault::Record => visit.t("versions-fault-record"),
        Fault::Chain => visit.t("versions-fault-chain"),
        Fault::Row => visit.t("versions-fault-row"),
        Fault::File(edition, format) => {
            let edition = visit.t(&format!("versions-edition-{}", edition.word()));
            let format = visit.t(&format!("versions-file-{}", format.word()));
            visit.t_with("versions-fault-file", &[("edition", edition.into()), ("format", format.into())])
        }
        Fault::Signature(organisation) => {
            visit.t_with("versions-fault-signature", &[("organisation", organisation.as_str().into())])
        }
    };
    format!("{name}: {what}")
}

fn signature_in_words(visit: &Visit, signature: &Signature, shown: &Version) -> String {
    let key = if signature.version_id == shown.id { "versions-signed-by" } else { "versions-signed-before" };
    let moment = visit.language.moment(signature.signed_at.instant());
    visit.language.text_with(key, &[("name", signature.actor.as_str().into()), ("moment", moment.into())])
}

impl Removed {
    fn new(visit: &Visit, revision: &Version) -> Self {
        let day = visit.language.day(local_day(revision.approved_at.instant()));
        let told = visit.t_with(
            "versions-removed",
            &[
                ("day", day.into()),
                ("reason", revision.reason.as_str().into()),
                ("name", revision.actor.as_str().into()),
            ],
        );
        let sha256 = revision.read_manifest().and_then(|manifest| manifest.removed_sha256).unwrap_or_default();
        Self { told, sha256 }
    }
}

impl OtherVersion {
    /// The versions of the week, when there are several.
    fn list(visit: &Visit, material: &Material) -> Vec<Self> {
        let originals: Vec<&Version> = material.versions.iter().filter(|version| version.revision == 0).collect();
        if originals.len() < 2 {
            return Vec::new();
        }
        let view = |version: &&Version| {
            let moment = visit.language.moment(version.approved_at.instant());
            Self {
                href: urls::picture_version(version.iso_week(), version.version),
                label: visit
                    .t_with("versions-other", &[("version", version.version.into()), ("moment", moment.into())]),
                reason: version.reason.clone(),
                is_shown: version.version == material.shown.version,
            }
        };
        originals.iter().map(view).collect()
    }
}
