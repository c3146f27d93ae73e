//! Files that come with a form. They wait on disk, in files without a name, until somebody judges them: many visitors may
//! send large ones at once, and none of that is held in memory.

use std::fs::File;
use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt as _;
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _, BufWriter};

use super::forms::{Submitted, broken_form, file_name, named, read_part};
use crate::digest::Running;
use crate::error::AppError;

/// A file may have this many bytes.
const LARGEST_FILE: usize = 20 * 1024 * 1024;
/// So many files of a form are kept.
const MOST_FILES: usize = 5;
/// What a form may come to with its files, in bytes. What is over [`LARGEST_FILE`] or [`MOST_FILES`] and under this is read
/// and forgotten, so that the visitor's text can be shown again with a word about the file; a browser hears nothing before
/// it has sent all.
const LARGEST_REQUEST: usize = 160 * 1024 * 1024;
/// What is gathered before it is written to disk, in bytes.
const PIECE: usize = 64 * 1024;

/// A form with its files. An extractor for forms that take files; [`Submitted`] forgets them.
#[derive(Debug, Default)]
pub struct SubmittedWithFiles {
    /// The fields.
    pub form: Submitted,
    /// The files, in the order they came. A file input that was left empty is none.
    pub files: Vec<Upload>,
}

/// A file that came with a form.
#[derive(Debug)]
pub struct Upload {
    /// The name of its field.
    pub field: String,
    /// The name that the visitor's machine has for it, shortened; empty when it has none.
    pub name: String,
    /// The SHA-256 of all of it, in base 16.
    pub sha256: String,
    /// What there is of it.
    pub contents: Contents,
}

/// What was kept of a file.
#[derive(Debug)]
pub enum Contents {
    /// All of it, so many bytes, from the beginning. It has no name, and vanishes when it is closed.
    Whole(File, u64),
    /// Nothing: it has more than 20 MB.
    TooLarge,
    /// Nothing: five others came before it.
    TooMany,
}

impl FromRequest for SubmittedWithFiles {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if content_type.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let multipart = Multipart::new(request.headers(), payload.take());
            Box::pin(read(multipart))
        } else {
            let form = Submitted::from_request(request, payload);
            Box::pin(async { Ok(Self { form: form.await?, files: Vec::new() }) })
        }
    }
}

async fn read(mut multipart: Multipart) -> Result<SubmittedWithFiles, AppError> {
    let mut sent = SubmittedWithFiles::default();
    let (mut text_size, mut file_size) = (0, 0);
    while let Some(field) = multipart.next().await {
        let (name, field) = named(field)?;
        match file_name(&field).map(shortened) {
            None => sent.form.push(name, read_part(field, &mut text_size).await?)?,
            Some(of_file) => {
                let is_one_too_many = sent.files.len() >= MOST_FILES;
                let (sha256, contents, length) = receive(field, is_one_too_many, &mut file_size).await?;
                // What browsers send for an input that was left empty.
                if !(of_file.is_empty() && length == 0) {
                    sent.files.push(Upload { field: name, name: of_file, sha256, contents });
                }
            }
        }
    }
    Ok(sent)
}

/// A file's name without its folder, as far as a message needs it.
fn shortened(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

/// Reads a file to its end; `total` is what all files of the form came to so far, in bytes.
async fn receive(
    mut field: Field,
    is_one_too_many: bool,
    total: &mut usize,
) -> Result<(String, Contents, usize), AppError> {
    let mut file = None;
    let (mut digest, mut length) = (Running::default(), 0);
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|_| broken_form())?;
        length += chunk.len();
        *total += chunk.len();
        if *total > LARGEST_REQUEST {
            return Err(AppError::TooLarge);
        }
        if is_one_too_many || length > LARGEST_FILE {
            file = None;
            continue;
        }
        digest.add(&chunk);
        let writer = match file.as_mut() {
            Some(writer) => writer,
            None => file.insert(BufWriter::with_capacity(PIECE, nameless_file().await?)),
        };
        writer.write_all(&chunk).await.map_err(AppError::internal)?;
    }
    let contents = match file {
        _ if is_one_too_many => Contents::TooMany,
        _ if length > LARGEST_FILE => Contents::TooLarge,
        None => Contents::Whole(nameless_file().await?.into_std().await, 0),
        Some(mut writer) => {
            writer.flush().await.map_err(AppError::internal)?;
            let mut file = writer.into_inner();
            file.rewind().await.map_err(AppError::internal)?;
            Contents::Whole(file.into_std().await, length as u64)
        }
    };
    Ok((digest.finish(), contents, length))
}

async fn nameless_file() -> Result<tokio::fs::File, AppError> {
    let made = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(AppError::internal)?;
    made.map(tokio::fs::File::from_std).map_err(AppError::internal)
}
