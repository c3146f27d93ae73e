//! Exports over HTTP, streamed while they are written.

use std::io::{self, Write};

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream;
use tokio::sync::mpsc;

use super::rows;
use crate::accounts::Allowed;
use crate::accounts::session::Exporting;
use crate::db::Db;
use crate::districts;
use crate::error::AppError;
use crate::incidents::filter::Filter;
use crate::measures;
use crate::time::Clock;
use crate::web::{Submitted, Visit};

/// A piece is handed over when it is this large.
const PIECE: usize = 64 * 1024;
/// So many pieces wait for a slow reader before writing waits too: bounded memory, whatever the file's size.
const WAITING: usize = 4;

/// `GET /incidents.csv`: the filtered list as a file for Swedish Excel. For coordinators; written into the log.
///
/// # Errors
/// [`AppError::Internal`] when the log cannot be written; nothing leaves then.
pub async fn incidents_csv(
    who: Allowed<Exporting>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (today, now, actor, viewer) = (clock.today(), clock.now(), who.actor(), who.viewer());
    let map = map.get_ref().clone();
    let filter = db
        .write(move |connection| {
            let ground = map.current(connection)?;
            let filter = Filter::read(&query, &ground, today);
            rows::note_export(connection, "incident", &filter.query(&ground), &actor, now)?;
            Ok(filter)
        })
        .await?;
    let name = format!("lykta-{}-{}.csv", filter.from, filter.to);
    let (sender, receiver) = mpsc::channel(WAITING);
    let (db, language) = (db.get_ref().clone(), visit.language);
    tokio::task::spawn_blocking(move || {
        let out = Pieces { sender: sender.clone(), piece: Vec::with_capacity(PIECE) };
        if let Err(fault) = rows::write_csv(&db, &viewer, &filter, language, out) {
            tracing::error!(cause = %fault, "an export broke off");
            // Ends the transfer as a failure: a file that stops early must not look whole.
            let _ = sender.blocking_send(Err(io::Error::other("the export broke off")));
        }
    });
    let body = stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|piece| (piece, receiver)) });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(name)],
        })
        .streaming(body))
}

/// `GET /measures.csv`: the filtered list as a file for Swedish Excel. For coordinators; written into the log.
///
/// # Errors
/// [`AppError::Internal`] when the log cannot be written; nothing leaves then.
pub async fn measures_csv(
    who: Allowed<Exporting>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let (today, now, actor, viewer) = (clock.today(), clock.now(), who.actor(), who.viewer());
    let (map, language) = (map.get_ref().clone(), visit.language);
    let file = db
        .write(move |connection| {
            let ground = map.current(connection)?;
            let filter = measures::filter::Filter::read(&query, &ground);
            rows::note_export(connection, "measure", &filter.query(&ground), &actor, now)?;
            // Promises are some hundreds where reports are a million: held whole.
            let mut file = Vec::new();
            super::measures::write_csv(connection, &viewer, (&filter, today), language, &mut file)?;
            Ok(file)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::Filename(format!("lykta-measures-{today}.csv"))],
        })
        .body(file))
}

/// Hands what is written over in pieces to whoever sends it.
struct Pieces {
    sender: mpsc::Sender<io::Result<web::Bytes>>,
    piece: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece.into())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}
