//! From the bytes of a file to a picture of our own: examined, decoded, turned upright, made smaller, written anew.
//!
//! Nothing of the file itself is kept: what we store is an encoding of pixels, so neither metadata (where, when, with what,
//! by whom) nor anything that hides behind or inside a picture survives. Rules:
//!
//! * What a file is, is told by its first bytes; its name and what the browser says of it are never asked.
//! * Dimensions, number of scans and the memory that decoding takes are read from the headers **before** a decoder sees
//!   the file; a decoder that finds other dimensions than we did is not let go on.
//! * Of an animation the first picture is taken (of an APNG its still picture). What is transparent becomes white, 16 bits
//!   become 8, CMYK becomes RGB, colour profiles are dropped: colours are taken as sRGB.
//!
//! The decoders are those behind the crate `image`, used directly: `image` itself holds a whole picture, several times
//! over when it turns and scales, where rows are enough.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, RgbImage};
use image_webp::WebPDecoder;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::jpeg::{self, Frame};
use super::shrink::{Channels, Shrinker, shrunk};
use super::webp::{self, Bitstream};

/// Files may have this many bytes.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;
/// Pictures may have this many pixels.
pub const MOST_PIXELS: u64 = 20_000_000;
/// No side may be longer, in pixels: a row is what decoders hold several times over.
const LONGEST_SIDE: u32 = 16_384;
/// The longer side of what is kept, in pixels.
pub const LONGEST_KEPT: u32 = 2_048;
/// The longer side of the small one, in pixels: sharp at the 240 points that pages show it at.
const LONGEST_SMALL: u32 = 480;
/// Bytes that decoding one picture may take, the file itself included.
pub const MOST_MEMORY: u64 = 90 * 1024 * 1024;
/// What is needed beside the pixels: rows, tables, what comes out.
const MEMORY_BESIDE: u64 = 6 * 1024 * 1024;
/// Cameras write ten scans at most; a file with thousands would keep a core busy for minutes.
pub(super) const MOST_SCANS: usize = 64;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file has more bytes than [`LARGEST_FILE`].
    TooLarge,
    /// The picture has more pixels than [`MOST_PIXELS`], or a side of more than 16 384.
    TooManyPixels,
    /// It is stored in a way that takes more memory to open than one picture may have.
    TooHeavy,
    /// It is HEIC or AVIF, which iPhones may write.
    Heic,
    /// It is no picture, or of a kind we do not take.
    OtherKind,
    /// It says that it is a picture, but it cannot be read to its end.
    Broken,
}

impl Refusal {
    /// The key of the text that says it.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            Self::TooLarge => "photo-too-large",
            Self::TooManyPixels => "photo-too-many-pixels",
            Self::TooHeavy => "photo-too-heavy",
            Self::Heic => "photo-heic",
            Self::OtherKind => "photo-other-kind",
            Self::Broken => "photo-broken",
        }
    }
}

/// A picture of our own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The picture as JPEG.
    pub bytes: Vec<u8>,
    /// The same for lists, as JPEG of at most 480 pixels.
    pub small: Vec<u8>,
}

/// A file that may be decoded, and how.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Bytes that decoding takes, the file itself included; at most [`MOST_MEMORY`].
    pub memory: u64,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Jpeg(Frame),
    Png { width: u32, height: u32 },
    WebP(Bitstream),
}

/// Judges a file by its headers.
///
/// # Errors
/// Why it is not taken.
pub fn examine(file: &[u8]) -> Result<Examined, Refusal> {
    let length = file.len() as u64;
    if length > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    let (kind, (width, height), decoding) = if file.starts_with(&[0xff, 0xd8, 0xff]) {
        let frame = jpeg::examine(file)?;
        let (size, memory) = ((frame.width, frame.height), frame.memory());
        (Kind::Jpeg(frame), size, memory)
    } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        examine_png(file)?
    } else if webp::is_webp(file) {
        let found = webp::examine(file)?;
        let (size, memory) = ((found.width, found.height), found.memory());
        (Kind::WebP(found), size, memory)
    } else if is_heic(file) {
        return Err(Refusal::Heic);
    } else {
        return Err(Refusal::OtherKind);
    };
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let memory = length + decoding + MEMORY_BESIDE;
    if memory > MOST_MEMORY {
        return Err(Refusal::TooHeavy);
    }
    Ok(Examined { memory, kind })
}

/// The box that begins ISO media files, with the brands of still pictures (ISO/IEC 23008-12).
fn is_heic(file: &[u8]) -> bool {
    const BRANDS: [&[u8; 4]; 9] = [b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif"];
    file.get(4..8) == Some(b"ftyp") && file.get(8..12).is_some_and(|brand| BRANDS.iter().any(|known| brand == *known))
}

/// Decodes a file that was examined.
///
/// # Errors
/// [`Refusal::Broken`] when it cannot be read to its end.
pub fn develop(file: Vec<u8>, examined: &Examined) -> Result<Picture, Refusal> {
    let (picture, orientation) = match &examined.kind {
        Kind::Jpeg(frame) => decode_jpeg(&file, frame)?,
        Kind::Png { width, height } => decode_png(&file, *width, *height)?,
        Kind::WebP(found) => decode_webp(file, found)?,
    };
    let mut upright = DynamicImage::ImageRgb8(picture);
    upright.apply_orientation(orientation);
    let picture = upright.into_rgb8();
    let small = shrunk(&picture, LONGEST_SMALL).ok_or(Refusal::Broken)?;
    Ok(Picture {
        width: picture.width(),
        height: picture.height(),
        bytes: encoded(&picture, 82)?,
        small: encoded(&small, 75)?,
    })
}

fn encoded(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .map_err(|_| Refusal::Broken)?;
    Ok(bytes)
}

/// The turn that Exif data ask for; none when there are none, or none that can be read. `exif` may begin with the mark
/// that JPEG puts before it, as some programs do in every format.
fn orientation_of(exif: Option<&[u8]>) -> Orientation {
    exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
        .and_then(Orientation::from_exif_chunk)
        .unwrap_or(Orientation::NoTransforms)
}

fn smaller(width: u32, height: u32, pixels: &[u8], channels: Channels) -> Result<RgbImage, Refusal> {
    let mut shrinker = Shrinker::new(width, height, LONGEST_KEPT);
    let line = width as usize * channels.count();
    pixels.chunks_exact(line).for_each(|row| shrinker.push(row, channels));
    shrinker.finish().ok_or(Refusal::Broken)
}

fn decode_jpeg(file: &[u8], frame: &Frame) -> Result<(RgbImage, Orientation), Refusal> {
    let broken = |_| Refusal::Broken;
    // Not strict: cameras leave stray bytes between headers. What is cut off was refused when its end was not found.
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(LONGEST_SIDE as usize)
        .set_max_height(LONGEST_SIDE as usize)
        .jpeg_set_max_scans(MOST_SCANS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&file[..frame.end]), options);
    decoder.decode_headers().map_err(broken)?;
    if decoder.dimensions() != Some((frame.width as usize, frame.height as usize)) {
        return Err(Refusal::Broken);
    }
    let (space, channels) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, Channels::Grey),
        _ => (ColorSpace::RGB, Channels::Rgb),
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
    let mut pixels = vec![0; frame.width as usize * frame.height as usize * channels.count()];
    decoder.decode_into(&mut pixels).map_err(broken)?;
    let orientation = orientation_of(decoder.exif().map(Vec::as_slice));
    drop(decoder);
    Ok((smaller(frame.width, frame.height, &pixels, channels)?, orientation))
}

fn png_decoder(file: &[u8]) -> png::Decoder<Cursor<&[u8]>> {
    // What is beside the pixels is not read, but for Exif.
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), png::Limits { bytes: 4 * 1024 * 1024 });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder
}

fn examine_png(file: &[u8]) -> Result<(Kind, (u32, u32), u64), Refusal> {
    let mut decoder = png_decoder(file);
    let info = decoder.read_header_info().map_err(|_| Refusal::Broken)?;
    let size @ (width, height) = (info.width, info.height);
    // Rows can be taken one at a time; only an interlaced picture must stand in memory as a whole.
    let memory = if info.interlaced { 4 * u64::from(width) * u64::from(height) } else { 0 };
    Ok((Kind::Png { width, height }, size, memory))
}

fn decode_png(file: &[u8], width: u32, height: u32) -> Result<(RgbImage, Orientation), Refusal> {
    let broken = |_| Refusal::Broken;
    let mut reader = png_decoder(file).read_info().map_err(broken)?;
    let channels = match reader.output_color_type() {
        (png::ColorType::Grayscale, png::BitDepth::Eight) => Channels::Grey,
        (png::ColorType::GrayscaleAlpha, png::BitDepth::Eight) => Channels::GreyAlpha,
        (png::ColorType::Rgb, png::BitDepth::Eight) => Channels::Rgb,
        (png::ColorType::Rgba, png::BitDepth::Eight) => Channels::Rgba,
        _ => return Err(Refusal::Broken),
    };
    let picture = if reader.info().interlaced {
        let mut pixels = vec![0; reader.output_buffer_size().ok_or(Refusal::Broken)?];
        reader.next_frame(&mut pixels).map_err(broken)?;
        smaller(width, height, &pixels, channels)?
    } else {
        let mut shrinker = Shrinker::new(width, height, LONGEST_KEPT);
        for _ in 0..height {
            let row = reader.next_row().map_err(broken)?.ok_or(Refusal::Broken)?;
            shrinker.push(row.data(), channels);
        }
        shrinker.finish().ok_or(Refusal::Broken)?
    };
    // Exif may stand after the pixels; what else may be wrong there is of no concern.
    let _ = reader.finish();
    let orientation = orientation_of(reader.info().exif_metadata.as_deref());
    Ok((picture, orientation))
}

fn decode_webp(mut file: Vec<u8>, found: &Bitstream) -> Result<(RgbImage, Orientation), Refusal> {
    let broken = |_| Refusal::Broken;
    let orientation = orientation_of(found.exif.clone().and_then(|range| file.get(range)));
    let simple = webp::simplified(&mut file, found);
    let mut decoder = WebPDecoder::new(Cursor::new(simple)).map_err(broken)?;
    if decoder.dimensions() != (found.width, found.height) {
        return Err(Refusal::Broken);
    }
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(Refusal::Broken)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    if channels == Channels::Rgba && !found.is_transparent {
        pixels.chunks_exact_mut(4).for_each(|pixel| pixel[3] = u8::MAX);
    }
    drop(decoder);
    Ok((smaller(found.width, found.height, &pixels, channels)?, orientation))
}
