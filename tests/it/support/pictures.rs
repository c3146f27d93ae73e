//! Pictures as people and their enemies send them, drawn by the tests.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, Rgb, RgbImage};
use image_webp::{ColorType, WebPEncoder};

/// What nobody may read in a picture that was taken in.
pub const SECRETS: [&str; 6] =
    ["GPSLATITUDE", "Kameramärke", "Anna Andersson", "Photoshop", "hemlig kommentar", "Färgprofil"];

/// The corners of [`upright`]: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[220, 30, 30], [30, 160, 40], [30, 60, 210], [235, 225, 40]];

/// A picture of four colours, wider than high.
pub fn upright(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, y| Rgb(CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)]),
    )
}

/// The same as a camera that was held otherwise stores it: upright once it is turned by this value of Exif's orientation.
pub fn as_held(picture: RgbImage, orientation: u8) -> RgbImage {
    let back = match Orientation::from_exif(orientation).unwrap() {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        same => same,
    };
    let mut turned = DynamicImage::ImageRgb8(picture);
    turned.apply_orientation(back);
    turned.into_rgb8()
}

/// Exif data with this orientation, a maker and a place (TIFF 6.0, little-endian).
pub fn exif(orientation: u8) -> Vec<u8> {
    let (maker, place) = (SECRETS[1].as_bytes(), SECRETS[0].as_bytes());
    let after_directory = 8 + 2 + 3 * 12 + 4;
    let after_maker = after_directory + maker.len() + maker.len() % 2;
    let entry = |tag: u16, kind: u16, count: usize, value: usize| {
        let mut entry = Vec::new();
        entry.extend(tag.to_le_bytes());
        entry.extend(kind.to_le_bytes());
        entry.extend(u32::try_from(count).unwrap().to_le_bytes());
        entry.extend(u32::try_from(value).unwrap().to_le_bytes());
        entry
    };
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend(entry(0x010f, 2, maker.len(), after_directory));
    tiff.extend(entry(0x0112, 3, 1, orientation.into()));
    tiff.extend(entry(0x8825, 4, 1, after_maker));
    tiff.extend([0; 4]);
    tiff.extend(maker);
    tiff.resize(after_maker, 0);
    // The directory of the place: one entry, the reference, as text that does not fit inside.
    tiff.extend([1, 0]);
    tiff.extend(entry(0x0002, 2, place.len(), after_maker + 18));
    tiff.extend([0; 4]);
    tiff.extend(place);
    tiff
}

fn xmp() -> Vec<u8> {
    format!("<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{}</dc:creator></x:xmpmeta>", SECRETS[2]).into_bytes()
}

/// A JPEG as it comes from a camera held like this: Exif with a place, XMP, IPTC, a comment and a colour profile.
pub fn jpeg(picture: RgbImage, orientation: u8) -> Vec<u8> {
    let plain = bare_jpeg(&as_held(picture, orientation));
    let mut file = plain[..2].to_vec();
    let mut segment = |marker: u8, parts: [&[u8]; 2]| {
        file.extend([0xff, marker]);
        file.extend(u16::try_from(2 + parts[0].len() + parts[1].len()).unwrap().to_be_bytes());
        file.extend(parts.concat());
    };
    segment(0xe1, [b"Exif\0\0", &exif(orientation)]);
    segment(0xe1, [b"http://ns.adobe.com/xap/1.0/\0", &xmp()]);
    segment(0xe2, [b"ICC_PROFILE\0\x01\x01", SECRETS[5].as_bytes()]);
    segment(0xed, [b"Photoshop 3.0\0", b"8BIM"]);
    segment(0xfe, [SECRETS[4].as_bytes(), b""]);
    file.extend(&plain[2..]);
    file.extend(SECRETS[4].as_bytes());
    file
}

/// A JPEG without anything beside its pixels.
pub fn bare_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = &mut JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.encode(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// A PNG with Exif, texts and a time, half of them before and half of them after the pixels.
pub fn png(picture: RgbImage, orientation: u8) -> Vec<u8> {
    let picture = as_held(picture, orientation);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".to_owned(), "hemlig kommentar".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::ChunkType(*b"tIME"), &[7, 234, 11, 19, 14, 0, 0]).unwrap();
    let international = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), &xmp()].concat();
    writer.write_chunk(png::chunk::iTXt, &international).unwrap();
    writer.write_image_data(picture.as_raw()).unwrap();
    writer.write_chunk(png::chunk::ChunkType(*b"eXIf"), &exif(orientation)).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A lossless WebP with Exif, XMP and a colour profile.
pub fn webp(picture: RgbImage, orientation: u8) -> Vec<u8> {
    let picture = as_held(picture, orientation);
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = WebPEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif(orientation));
    encoder.set_xmp_metadata(xmp());
    encoder.set_icc_profile(SECRETS[5].into());
    encoder.encode(picture.as_raw(), picture.width(), picture.height(), ColorType::Rgb8).unwrap();
    bytes.into_inner()
}

/// A lossy WebP of the four colours, 32 by 24, with Exif in a file of the extended kind.
pub fn lossy_webp(orientation: u8) -> Vec<u8> {
    let canvas = [0x08, 0, 0, 0, 31, 0, 0, 23, 0, 0];
    let chunks =
        [riff_chunk(*b"VP8X", &canvas), riff_chunk(*b"VP8 ", &LOSSY), riff_chunk(*b"EXIF", &exif(orientation))]
            .concat();
    riff_chunk(*b"RIFF", &[b"WEBP".as_slice(), &chunks].concat())
}

/// The four colours in VP8, which nothing we build upon can write.
#[rustfmt::skip]
const LOSSY: [u8; 114] = [
    0xd0, 0x04, 0x00, 0x9d, 0x01, 0x2a, 0x20, 0x00, 0x18, 0x00, 0x3e, 0x9d, 0x3c, 0x97, 0x49, 0xa5, 0xa3, 0x22,
    0x21, 0x37, 0xe8, 0x00, 0xb0, 0x13, 0x89, 0x64, 0x00, 0xbb, 0x2e, 0x80, 0x49, 0x80, 0xfe, 0x81, 0x71, 0xff,
    0x76, 0x01, 0xfb, 0x01, 0xdb, 0xfe, 0x0d, 0xea, 0x43, 0xae, 0x00, 0x00, 0xfe, 0xec, 0xca, 0x1c, 0x3e, 0x45,
    0xff, 0x57, 0xff, 0xc4, 0x2e, 0xaf, 0x66, 0x66, 0x65, 0xb4, 0xa3, 0x43, 0xff, 0xa4, 0xd9, 0xff, 0x13, 0x5f,
    0x24, 0xd0, 0x9a, 0xbc, 0xd5, 0x89, 0x50, 0xff, 0xff, 0xca, 0x67, 0xff, 0x4f, 0x33, 0x3f, 0xfe, 0xa4, 0x35,
    0xeb, 0xcd, 0xee, 0x0e, 0x48, 0x25, 0x56, 0x8b, 0x6a, 0xa4, 0x2b, 0x46, 0x1c, 0xa9, 0x92, 0xc3, 0xbe, 0x23,
    0xd8, 0x90, 0x79, 0xd2, 0x60, 0x00,
];

/// A file that somebody sends instead of a photograph.
pub struct Hostile {
    pub what: &'static str,
    pub name: String,
    pub contents: Vec<u8>,
    /// Whether it can be made a harmless picture of.
    pub is_picture: bool,
}

/// Files that would like to be something else, or more than they say, or without end.
pub fn hostile() -> Vec<Hostile> {
    let mut all = Vec::new();
    let mut add = |what, name: &str, is_picture, contents| {
        all.push(Hostile { what, name: name.to_owned(), contents, is_picture });
    };
    let (photo, drawing) = (jpeg(upright(800, 600), 6), png(upright(400, 300), 1));
    let (lossless, lossy) = (webp(upright(200, 150), 3), lossy_webp(1));

    add("empty", "tom.jpg", false, Vec::new());
    for part in [1, 2, 3, 10, 50, 100, 300, 500, 700, 900, 990] {
        add("JPEG cut off", "avbruten.jpg", false, photo[..photo.len() * part / 1100].to_vec());
    }
    for part in [8, 20, 33, 100, 400, 700, 900] {
        add("PNG cut off", "avbruten.png", false, drawing[..(drawing.len() - 150) * part / 1000].to_vec());
    }
    for part in [12, 200, 500, 900] {
        add("WebP cut off", "avbruten.webp", false, lossless[..lossless.len() * part / 1000].to_vec());
    }

    add("PNG that says 20 000 × 20 000", "stor.png", false, with_png_size(drawing.clone(), 20_000, 20_000));
    add("PNG that says the most there is", "stor.png", false, with_png_size(drawing.clone(), 0x7fff_ffff, 0x7fff_ffff));
    add("PNG that says one by twenty million", "smal.png", false, with_png_size(drawing.clone(), 20_000_000, 1));
    add("PNG of 20 000 × 20 000, all black", "bomb.png", false, black_png(20_000, 20_000, png::BitDepth::One));
    add("PNG of 160 MB within the limits", "bomb.png", true, black_png(5_000, 4_000, png::BitDepth::Sixteen));
    add("PNG that must be held as a whole", "bomb.png", true, interlaced_png(5_000, 4_000));
    add("PNG with a wrong checksum", "trasig.png", false, with_byte(drawing.clone(), 30, |byte| byte ^ 1));
    add("PNG with a chunk of 4 GB", "trasig.png", false, with_png_chunk(&drawing, u32::MAX, *b"tEXt", b"a"));
    let text = [b"Comment\0\0".as_slice(), &zlib_of_zeros(50_000_000)].concat();
    let length = u32::try_from(text.len()).unwrap();
    add("PNG with a text of 50 MB, packed", "text.png", true, with_png_chunk(&drawing, length, *b"zTXt", &text));

    let plain = bare_jpeg(&upright(64, 48));
    add("JPEG that says 65 535 × 65 535", "stor.jpg", false, with_jpeg_size(plain.clone(), u16::MAX, u16::MAX));
    add("JPEG that says 5 000 × 4 001", "stor.jpg", false, with_jpeg_size(plain.clone(), 5_000, 4_001));
    add("JPEG whose coefficients take 180 MB", "tung.jpg", false, {
        let frame = plain.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap() + 1;
        with_byte(with_jpeg_size(plain.clone(), 5_000, 4_000), frame, |_| 0xc2)
    });
    add(
        "JPEG that shows 20 megapixels and ends at once",
        "gles.jpg",
        true,
        with_jpeg_size(plain.clone(), 5_000, 4_000),
    );
    add("JPEG of ten thousand scans", "utan slut.jpg", false, endless_jpeg(10_000));
    add("JPEG with two frames", "dubbel.jpg", false, [&plain[..plain.len() - 2], &plain[2..]].concat());

    add("WebP whose canvas is 16 384 × 16 384", "stor.webp", true, {
        let mut file = lossy.clone();
        file[24..30].fill(0xff);
        file
    });
    add("WebP whose picture is larger than its canvas", "stor.webp", false, {
        let at = lossy.windows(3).position(|part| part == [0x9d, 0x01, 0x2a]).unwrap() + 3;
        (at..at + 4).fold(lossy.clone(), |file, at| with_byte(file, at, |_| 0x3f))
    });
    add("lossless WebP that says 16 384 × 16 384", "stor.webp", false, {
        let at = lossless.windows(4).position(|part| part == b"VP8L").unwrap() + 9;
        let file = (at..at + 3).fold(lossless.clone(), |file, at| with_byte(file, at, |_| 0xff));
        with_byte(file, at + 3, |byte| byte | 0x0f)
    });
    add("WebP with frames in frames", "rekursiv.webp", false, {
        let inner =
            (0..200).fold(Vec::new(), |inner: Vec<u8>, _| riff_chunk(*b"ANMF", &[&[0; 16], inner.as_slice()].concat()));
        riff_chunk(*b"RIFF", &[b"WEBP".as_slice(), &inner].concat())
    });

    let html = b"<!doctype html><script>alert(1)</script>".as_slice();
    let zip = b"PK\x03\x04\x14\0\0\0\0\0evil.exe".as_slice();
    add("JPEG and HTML", "bild.html", true, [&photo, html].concat());
    add("JPEG and ZIP", "bild.zip", true, [&photo, zip].concat());
    add("PNG and HTML", "bild.htm", true, [&drawing, html].concat());
    add("JPEG with a script for a comment", "bild.jpg", true, {
        [&plain[..2], &[0xff, 0xfe, 0, u8::try_from(html.len() + 2).unwrap()], html, &plain[2..]].concat()
    });
    add("JPEG called something else", "../../etc/passwd", true, photo.clone());

    add("HTML", "bild.jpg", false, html.to_vec());
    add("SVG", "bild.png", false, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec());
    add(
        "GIF",
        "bild.gif",
        false,
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec(),
    );
    add("BMP", "bild.bmp", false, [b"BM".as_slice(), &[0; 52], &[0xff; 16]].concat());
    add("TIFF", "bild.tif", false, exif(1));
    add("ZIP", "bild.jpg", false, zip.to_vec());
    add("PDF", "bild.jpg", false, b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj".to_vec());
    add("a program", "bild.png", false, [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 500]].concat());
    add("HEIC", "IMG_0001.HEIC", false, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec());
    add("noise", "brus.jpg", false, (0..5_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect());
    add("21 MB", "stor.jpg", false, [photo.as_slice(), &vec![0; 21 * 1024 * 1024]].concat());
    all
}

fn riff_chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    chunk.extend(body);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn with_byte(mut file: Vec<u8>, at: usize, change: impl FnOnce(u8) -> u8) -> Vec<u8> {
    file[at] = change(file[at]);
    file
}

/// The PNG with other dimensions in its header, and the header's checksum right.
fn with_png_size(mut file: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32(&file[12..29]);
    file[29..33].copy_from_slice(&checksum.to_be_bytes());
    file
}

/// The PNG with a chunk after its header.
fn with_png_chunk(file: &[u8], length: u32, name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let told = [name.as_slice(), body].concat();
    [&file[..33], &length.to_be_bytes(), &told, &crc32(&told).to_be_bytes(), &file[33..]].concat()
}

/// The checksum of PNG's chunks (ISO/IEC 15948, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    })
}

/// A PNG in which everything is 0: a few kilobytes, however large it is.
fn black_png(width: u32, height: u32, depth: png::BitDepth) -> Vec<u8> {
    let (color, bits) = match depth {
        png::BitDepth::One => (png::ColorType::Grayscale, 1),
        depth => (png::ColorType::Rgba, 4 * depth as usize),
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    let line = (width as usize * bits).div_ceil(8);
    writer.write_image_data(&vec![0; line * height as usize]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// So many zeros, packed as PNG packs: what a picture of one row of them holds.
fn zlib_of_zeros(count: u32) -> Vec<u8> {
    let file = black_png((count - 1) * 8, 1, png::BitDepth::One);
    let mut packed = Vec::new();
    let mut at = 33;
    while &file[at + 4..at + 8] != b"IEND" {
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        packed.extend(&file[at + 8..at + 8 + length]);
        at += length + 12;
    }
    packed
}

/// A transparent PNG whose pixels come in seven passes over the whole of it.
fn interlaced_png(width: u32, height: u32) -> Vec<u8> {
    let passes: [(u32, u32, u32, u32); 7] =
        [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2)];
    let count = |side: u32, from: u32, step: u32| (side - from).div_ceil(step);
    let bytes = |&(x, dx, y, dy): &(u32, u32, u32, u32)| count(height, y, dy) * (1 + 4 * count(width, x, dx));
    let packed = zlib_of_zeros(passes.iter().map(bytes).sum());
    let mut file = black_png(1, 1, png::BitDepth::Eight);
    file.truncate(33);
    file[28] = 1;
    let file = with_png_size(file, width, height);
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let told = [name.as_slice(), body].concat();
        [&u32::try_from(body.len()).unwrap().to_be_bytes(), told.as_slice(), &crc32(&told).to_be_bytes()].concat()
    };
    [file, chunk(b"IDAT", &packed), chunk(b"IEND", b"")].concat()
}

/// The JPEG with other dimensions in its frame.
fn with_jpeg_size(mut file: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    file[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    file[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    file
}

/// A progressive JPEG of 16 megapixels that begins its picture again and again.
fn endless_jpeg(scans: usize) -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xc2\0\x0b\x08\x0f\xa0\x0f\xa0\x01\x01\x11\0".to_vec();
    // One table, one code: nothing more to come.
    file.extend(b"\xff\xc4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xe0");
    for _ in 0..scans {
        file.extend(b"\xff\xda\0\x08\x01\x01\0\x01\x3f\0\0\0\0\0\0\0");
    }
    file.extend([0xff, 0xd9]);
    file
}
