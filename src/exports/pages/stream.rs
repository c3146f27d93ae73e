//! What is written on a thread of its own, handed to whoever sends it in pieces.

use std::io::{self, Write};

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use futures_util::stream;
use tokio::sync::mpsc;

use crate::error::AppError;
use crate::tables::Format;

/// A piece is handed over when it is this large.
const PIECE: usize = 64 * 1024;
/// So many pieces wait for a slow reader before writing waits too: bounded memory, whatever the file's size.
const WAITING: usize = 4;

/// An answer that is saved as this file.
pub(super) fn attachment(format: Format, name: String) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_TYPE, format.media_type())).insert_header(ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(name)],
    });
    if format == Format::Xlsx {
        // It is packed already.
        response.insert_header((header::CONTENT_ENCODING, "identity"));
    }
    response
}

/// Sends what `write` writes, while it writes it. When that fails the transfer ends as a failure: a file that stops early
/// must not look whole.
pub(super) fn streamed(
    mut response: HttpResponseBuilder,
    write: impl FnOnce(Pieces) -> Result<(), AppError> + Send + 'static,
) -> HttpResponse {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let out = Pieces { sender: sender.clone(), piece: Vec::with_capacity(PIECE) };
        if let Err(fault) = write(out) {
            tracing::error!(cause = %fault, "an export broke off");
            let _ = sender.blocking_send(Err(io::Error::other("the export broke off")));
        }
    });
    response.streaming(stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|piece| (piece, receiver))
    }))
}

/// Hands what is written over in pieces to whoever sends it.
pub(super) struct Pieces {
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
