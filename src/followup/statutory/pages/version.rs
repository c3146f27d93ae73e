//! An approved version: what was approved, whether it still is what it was, and its files byte for byte.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::Tools;
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::db::DbConnection;
use crate::digest;
use crate::error::{AppError, OrNotFound as _};
use crate::followup::statutory::freeze::{Fault, LANGUAGE, faults};
use crate::followup::statutory::model::{JSON, PAGE, PAPER, Pack, StoredFile, Version};
use crate::followup::statutory::{actions, store, telling};
use crate::situation::document;
use crate::situation::versions::pages::{ALONE, has_it};
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/statutory_version.html")]
struct VersionPage {
    layout: Layout,
    days: String,
    status: String,
    approved: String,
    reason: String,
    /// What is not as it was approved.
    faults: Vec<String>,
    /// Where the latest version is, when this is not it.
    newer: String,
    files: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    /// Where its draft is, to be corrected; empty for those who may not.
    correct: String,
    /// The document; empty when it cannot be read any more.
    body: String,
}

/// A version with everything the page tells of it.
struct Opened {
    shown: Version,
    files: Vec<StoredFile>,
    faults: Vec<Fault>,
    /// The number of the latest version of the same years.
    latest: i64,
}

impl Opened {
    fn read(connection: &mut DbConnection, year: i16, number: i64) -> Result<Option<Self>, AppError> {
        let versions = store::list_versions(connection)?;
        let own = || versions.iter().filter(|version| version.from_year == i64::from(year));
        let Some(shown) = own().find(|version| version.version == number).cloned() else { return Ok(None) };
        let files = store::list_files(connection, shown.id)?;
        let latest = own().map(|version| version.version).max().unwrap_or(number);
        Ok(Some(Self { faults: faults(&versions, &shown, &files), shown, files, latest }))
    }

    /// What was frozen; `None` when it is gone or cannot be read any more.
    fn pack(&self) -> Option<Pack> {
        let json = self.files.iter().find(|file| file.name == JSON)?;
        serde_json::from_slice(&json.bytes).ok()
    }
}

/// `GET /followup/statutory/{year}/versions/{version}`. For those who read the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such version.
pub async fn version(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    path: web::Path<(i16, i64)>,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (year, number) = path.into_inner();
    let opened =
        tools.db.read(move |connection| Opened::read(connection, year, number)).await?.or_not_found("version")?;
    let shown = &opened.shown;
    let language = visit.language;
    let pack = opened.pack();
    // It was approved in one language, and is read in that.
    let told = pack.as_ref().map(|pack| telling::document(pack, LANGUAGE, false));
    let fallback = visit.t("statutory-title");
    let files = [(PAPER, "statutory-file-pdf"), (PAGE, "statutory-file-html"), (JSON, "statutory-file-json")];
    let version_page = VersionPage {
        layout: visit.layout(told.as_ref().map_or(fallback, |told| told.title.clone()), Section::FollowUp),
        days: told.as_ref().map(|told| told.days.clone()).unwrap_or_default(),
        status: visit.t_with("statutory-approved-version", &[("version", shown.version.to_string().into())]),
        approved: visit.t_with(
            "statutory-approved-by",
            &[("moment", language.moment(shown.approved_at.instant()).into()), ("name", shown.actor.as_str().into())],
        ),
        reason: shown.reason.clone(),
        faults: opened.faults.iter().map(|fault| fault_in_words(&visit, fault)).collect(),
        newer: if opened.latest > number { urls::statutory_version(year, opened.latest) } else { String::new() },
        files: files.map(|(name, key)| (urls::statutory_file(year, number, name), visit.t(key))).to_vec(),
        facts: vec![
            (
                visit.t("statutory-fact-fingerprint"),
                pack.as_ref().and_then(|pack| pack.sha256.clone()).unwrap_or_default(),
            ),
            (visit.t("statutory-fact-record"), shown.sha256.clone()),
        ],
        correct: if who.account.role.may(Permission::FollowUp) {
            urls::statutory_document(year)
        } else {
            String::new()
        },
        body: match told {
            Some(told) => document::set(&told.sections)?,
            None => String::new(),
        },
    };
    page(&version_page)
}

fn fault_in_words(visit: &Visit, fault: &Fault) -> String {
    match fault {
        Fault::Record => visit.t("statutory-fault-record"),
        Fault::Chain => visit.t("statutory-fault-chain"),
        Fault::File(name) => visit.t_with("statutory-fault-file", &[("name", name.as_str().into())]),
    }
}

/// `GET /followup/statutory/{year}/versions/{version}/{file}`: a file as it was approved; what leaves is written into the log.
/// For those who read the follow-up.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; [`AppError::Conflict`] when what is stored is not what was approved.
pub async fn file(
    who: Allowed<ReadingPictures>,
    path: web::Path<(i16, i64, String)>,
    request: HttpRequest,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let (year, number, name) = path.into_inner();
    let find = move |connection: &mut _| store::find_file(connection, year, number, &name);
    let (version, file) = tools.db.read(find).await?.or_not_found("file")?;
    if digest::sha256(&file.bytes) != file.sha256 {
        return Err(AppError::Conflict("versions-file-changed"));
    }
    let tag = format!("\"{}\"", file.sha256);
    if has_it(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let (actor, now, name) = (who.actor(), tools.clock.now(), file.name.clone());
    tools.db.write(move |connection| actions::note_export(connection, &actor, &version, &name, now)).await?;
    let disposition = if file.name == JSON { DispositionType::Attachment } else { DispositionType::Inline };
    let ending = file.name.rsplit('.').next().unwrap_or_default();
    let parameters = vec![DispositionParam::Filename(format!("lagesbild-atgardsplan-{year}-v{number}.{ending}"))];
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header((header::ETAG, tag))
        // A browser may keep it, and asks each time whether it still stands: whoever may read it can change.
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // As it is, so that the bytes that arrive have the hash that the record holds.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(ContentDisposition { disposition, parameters });
    if file.name == PAGE {
        response.insert_header((header::CONTENT_SECURITY_POLICY, ALONE));
    }
    Ok(response.body(file.bytes))
}
