//! Asking the source for a tile. Blocking: called on a thread of its own.

use std::time::Duration;

use ureq::Agent;
use ureq::http::header;

use super::model::{Picture, Tile};
use crate::config::TilesUrl;

/// How long a tile may take, from the name of the host to the last byte.
const PATIENCE: Duration = Duration::from_secs(10);
/// A tile may have this many bytes; usual ones have a fiftieth of it.
const LARGEST: u64 = 1024 * 1024;
/// How often a source may send us on.
const MOST_REDIRECTS: u32 = 3;

/// Why there is no tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The source says that it has none.
    #[error("it has no such tile")]
    NotThere,
    /// What came is no picture, or too large.
    #[error("what it sent is no picture of a tile")]
    NoPicture,
    /// It does not answer, refuses, or asks to be left alone.
    #[error("it does not answer")]
    Unreachable,
}

/// Where tiles come from.
pub(super) struct Source {
    url: TilesUrl,
    agent: Agent,
}

impl Source {
    /// A source that is told who asks: this installation, never a visitor.
    pub(super) fn new(url: TilesUrl, public_address: &str) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(MOST_REDIRECTS)
            .user_agent(format!("Lykta/{} (+{public_address})", env!("CARGO_PKG_VERSION")))
            .accept("image/*")
            .build()
            .new_agent();
        Self { url, agent }
    }

    pub(super) fn fetch(&self, tile: Tile) -> Result<Picture, Failure> {
        let mut answer = self
            .agent
            .get(self.url.address(tile.zoom(), tile.x(), tile.y()))
            .call()
            .map_err(|_| Failure::Unreachable)?;
        match answer.status().as_u16() {
            200 => {}
            204 | 404 | 410 => return Err(Failure::NotThere),
            _ => return Err(Failure::Unreachable),
        }
        let says_picture = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !says_picture.is_some_and(|kind| kind.starts_with("image/")) {
            return Err(Failure::NoPicture);
        }
        let bytes = answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|fault| match fault {
            ureq::Error::BodyExceedsLimit(_) => Failure::NoPicture,
            _ => Failure::Unreachable,
        })?;
        Picture::read(bytes).ok_or(Failure::NoPicture)
    }
}

impl Picture {
    /// A file that begins as a picture of a kind that runs nothing; `None` for anything else.
    pub(super) fn read(bytes: Vec<u8>) -> Option<Self> {
        let media_type = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            "image/jpeg"
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            "image/webp"
        } else {
            return None;
        };
        Some(Self { bytes, media_type })
    }
}
