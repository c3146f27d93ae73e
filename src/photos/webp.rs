//! The outline of a WebP file (RFC 9649): the first picture in it, and what it will take to decode that.
//!
//! A WebP file may be a canvas with several pictures, opacity and metadata, each telling dimensions of its own. Only the
//! bitstream of the first picture is handed to the decoder, as a file of the simple kind, so that there is one pair of
//! dimensions and one meaning. Opacity that is kept apart from a lossy picture is left out: a photograph has none.

use std::ops::Range;

use super::intake::Refusal;

/// A lossless picture may have this many bytes: its tables may take two hundred times as much, and nothing tells before
/// they are read. A drawing or a picture of a screen has fewer; a photograph is not kept so.
const LARGEST_LOSSLESS: usize = 2 * 1024 * 1024;

/// The first picture of a WebP file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bitstream {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Whether it says that some of it shows through.
    pub(super) is_transparent: bool,
    is_lossless: bool,
    /// Where the chunk stands, its header included.
    chunk: Range<usize>,
    /// Where Exif data stand.
    pub(super) exif: Option<Range<usize>>,
}

impl Bitstream {
    /// Bytes that decoding takes, beside the file.
    pub(super) fn memory(&self) -> u64 {
        let pixels = |unit: u32| {
            let (across, down) = (self.width.next_multiple_of(unit), self.height.next_multiple_of(unit));
            u64::from(across) * u64::from(down)
        };
        if self.is_lossless {
            // Four bytes a pixel in place, and the pictures that steer: one pixel in sixteen each.
            pixels(4) * 4 * 5 / 4
        } else {
            // One byte of light and a half of colour in blocks of 16, then three a pixel.
            pixels(16) * 3 / 2 + pixels(1) * 3
        }
    }
}

/// Whether the file begins as WebP.
pub(super) fn is_webp(file: &[u8]) -> bool {
    file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP")
}

/// Finds the first picture.
///
/// # Errors
/// [`Refusal::Broken`] when there is none, or not all of it; [`Refusal::TooHeavy`] when a lossless one is too large.
pub(super) fn examine(file: &[u8]) -> Result<Bitstream, Refusal> {
    let (mut picture, mut exif) = (None, None);
    let mut at = 12;
    while at + 8 <= file.len() {
        let body = body(file, at)?;
        match &file[at..at + 4] {
            b"ANMF" if picture.is_none() => picture = first_of_frame(file, &body)?,
            b"VP8 " | b"VP8L" if picture.is_none() => picture = Some(bitstream(file, at..body.end)?),
            b"EXIF" if exif.is_none() => exif = Some(body.clone()),
            _ => {}
        }
        at = body.end.next_multiple_of(2);
    }
    let mut picture = picture.ok_or(Refusal::Broken)?;
    picture.exif = exif;
    if picture.is_lossless && picture.chunk.len() > LARGEST_LOSSLESS {
        return Err(Refusal::TooHeavy);
    }
    Ok(picture)
}

/// What the chunk that begins here holds.
fn body(file: &[u8], at: usize) -> Result<Range<usize>, Refusal> {
    let length = file.get(at + 4..at + 8).ok_or(Refusal::Broken)?;
    let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
    let end = at.checked_add(8 + length).filter(|end| *end <= file.len()).ok_or(Refusal::Broken)?;
    Ok(at + 8..end)
}

/// The picture of an animation's frame, which stands after sixteen bytes about its place and time.
fn first_of_frame(file: &[u8], frame: &Range<usize>) -> Result<Option<Bitstream>, Refusal> {
    let file = &file[..frame.end];
    let mut at = frame.start + 16;
    while at + 8 <= file.len() {
        let body = body(file, at)?;
        if matches!(&file[at..at + 4], b"VP8 " | b"VP8L") {
            return bitstream(file, at..body.end).map(Some);
        }
        at = body.end.next_multiple_of(2);
    }
    Ok(None)
}

fn bitstream(file: &[u8], chunk: Range<usize>) -> Result<Bitstream, Refusal> {
    let body = &file[chunk.start + 8..chunk.end];
    let is_lossless = file[chunk.start..].starts_with(b"VP8L");
    let (width, height, is_transparent) = match (is_lossless, body) {
        (true, [0x2f, a, b, c, d, ..]) => {
            let header = u32::from_le_bytes([*a, *b, *c, *d]);
            ((header & 0x3fff) + 1, (header >> 14 & 0x3fff) + 1, header >> 28 & 1 == 1)
        }
        (false, [_, _, _, 0x9d, 0x01, 0x2a, w1, w2, h1, h2, ..]) => {
            let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
            (side(*w1, *w2), side(*h1, *h2), false)
        }
        _ => return Err(Refusal::Broken),
    };
    Ok(Bitstream { width, height, is_transparent, is_lossless, chunk, exif: None })
}

/// The picture's bitstream as a file of the simple kind, written into the file it came in: the twelve bytes before a chunk
/// are always there. A lossless one is said to be transparent, because the decoder then works in place instead of in a
/// second copy.
pub(super) fn simplified<'a>(file: &'a mut [u8], found: &Bitstream) -> &'a [u8] {
    let begin = found.chunk.start - 12;
    let length = u32::try_from(found.chunk.len() + 4).unwrap_or(u32::MAX);
    file[begin..begin + 4].copy_from_slice(b"RIFF");
    file[begin + 4..begin + 8].copy_from_slice(&length.to_le_bytes());
    file[begin + 8..begin + 12].copy_from_slice(b"WEBP");
    if found.is_lossless {
        // The highest but three of the 32 bits after the signature.
        file[found.chunk.start + 12] |= 0x10;
    }
    &file[begin..found.chunk.end]
}
