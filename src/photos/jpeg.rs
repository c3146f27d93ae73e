//! The outline of a JPEG file (ITU-T T.81, annex B): what it will take to decode it, and whether it is all there.

use super::intake::{MOST_SCANS, Refusal};

/// What the headers of a JPEG file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    /// How many samples, across and down, each component has to the others.
    sampling: Vec<(u8, u8)>,
    /// Whether the decoder must hold the whole picture's coefficients: progressive, or one component after the other.
    is_held: bool,
    /// Where the file's picture ends. What comes after it is no part of it.
    pub(super) end: usize,
}

impl Frame {
    /// Bytes that decoding takes, beside the file: the pixels, and the coefficients where they must be held.
    pub(super) fn memory(&self) -> u64 {
        let widest = self.sampling.iter().map(|(across, _)| u64::from(*across)).max().unwrap_or(1);
        let highest = self.sampling.iter().map(|(_, down)| u64::from(*down)).max().unwrap_or(1);
        let units_across = u64::from(self.width).div_ceil(8 * widest);
        let units_down = u64::from(self.height).div_ceil(8 * highest);
        let blocks: u64 = self
            .sampling
            .iter()
            .map(|(across, down)| units_across * units_down * u64::from(*across) * u64::from(*down))
            .sum();
        // 64 coefficients of two bytes a block.
        let coefficients = if self.is_held { blocks * 128 } else { 0 };
        let channels = if self.sampling.len() == 1 { 1 } else { 3 };
        coefficients + u64::from(self.width) * u64::from(self.height) * channels
    }
}

/// Walks through the file from marker to marker.
///
/// # Errors
/// [`Refusal::Broken`] when it is no JPEG file or has no end; [`Refusal::OtherKind`] when it is packed in a way that
/// nothing in use today writes.
pub(super) fn examine(file: &[u8]) -> Result<Frame, Refusal> {
    let mut found: Option<Frame> = None;
    let mut scans = 0;
    let mut at = 2;
    loop {
        at = next_marker(file, at)?;
        let marker = file[at - 1];
        match marker {
            // The picture's end.
            0xd9 if scans > 0 => {
                let mut frame = found.ok_or(Refusal::Broken)?;
                frame.end = at;
                return Ok(frame);
            }
            0xd9 => return Err(Refusal::Broken),
            // Markers that stand alone: restarts, the beginning, and one that means nothing.
            0xd0..=0xd8 | 0x01 => continue,
            // Lossless, hierarchical and arithmetic coding, and lines counted afterwards.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf | 0xdc => return Err(Refusal::OtherKind),
            _ => {}
        }
        let segment = segment(file, at)?;
        match marker {
            0xc0..=0xc2 if found.is_some() => return Err(Refusal::Broken),
            0xc0..=0xc2 => found = Some(frame(segment, marker == 0xc2)?),
            0xda => {
                let frame = found.as_mut().ok_or(Refusal::Broken)?;
                let components = usize::from(*segment.first().ok_or(Refusal::Broken)?);
                frame.is_held |= components < frame.sampling.len();
                scans += 1;
                if scans > MOST_SCANS {
                    return Err(Refusal::TooHeavy);
                }
            }
            _ => {}
        }
        at += 2 + segment.len();
    }
}

/// The place after the next marker from here on. In a scan, a 0xff that is data is followed by 0.
fn next_marker(file: &[u8], from: usize) -> Result<usize, Refusal> {
    let rest = file.get(from..).ok_or(Refusal::Broken)?;
    let pair = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff));
    pair.map(|at| from + at + 2).ok_or(Refusal::Broken)
}

/// What stands in the segment whose marker ends here, after its length.
fn segment(file: &[u8], at: usize) -> Result<&[u8], Refusal> {
    let length = file.get(at..at + 2).map(|pair| usize::from(u16::from_be_bytes([pair[0], pair[1]])));
    let length = length.filter(|length| *length >= 2).ok_or(Refusal::Broken)?;
    file.get(at + 2..at + length).ok_or(Refusal::Broken)
}

fn frame(segment: &[u8], is_progressive: bool) -> Result<Frame, Refusal> {
    let [8, h1, h2, w1, w2, count, components @ ..] = segment else { return Err(Refusal::Broken) };
    let sampling: Vec<(u8, u8)> = components.chunks_exact(3).map(|told| (told[1] >> 4, told[1] & 15)).collect();
    let is_sound = !sampling.is_empty()
        && sampling.len() == usize::from(*count)
        && sampling.iter().all(|(across, down)| (1..=4).contains(across) && (1..=4).contains(down));
    if !is_sound {
        return Err(Refusal::Broken);
    }
    Ok(Frame {
        width: u16::from_be_bytes([*w1, *w2]).into(),
        height: u16::from_be_bytes([*h1, *h2]).into(),
        sampling,
        is_held: is_progressive,
        end: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame header of this kind and these dimensions, three components, the first one sampled twice both ways.
    fn header(marker: u8, width: u16, height: u16) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8, 0xff, marker, 0, 17, 8];
        file.extend(height.to_be_bytes());
        file.extend(width.to_be_bytes());
        file.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        file
    }

    fn with_scans(mut file: Vec<u8>, components: u8, times: usize) -> Vec<u8> {
        for _ in 0..times {
            let length = 6 + 2 * components;
            file.extend([0xff, 0xda, 0, length, components]);
            file.extend(std::iter::repeat_n(0, usize::from(length) - 3));
            file.extend([0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]);
        }
        file.extend([0xff, 0xd9]);
        file
    }

    #[test]
    fn memory_is_what_the_pixels_take_and_what_must_be_held() {
        let baseline = examine(&with_scans(header(0xc0, 4000, 3000), 3, 1)).unwrap();
        assert_eq!((baseline.width, baseline.height, baseline.memory()), (4000, 3000, 36_000_000));
        let progressive = examine(&with_scans(header(0xc2, 4000, 3000), 3, 10)).unwrap();
        // 250 × 188 units of six blocks.
        assert_eq!(progressive.memory(), 36_000_000 + 250 * 188 * 6 * 128);
        let one_by_one = examine(&with_scans(header(0xc0, 4000, 3000), 1, 3)).unwrap();
        assert_eq!(one_by_one.memory(), progressive.memory());
    }

    #[test]
    fn what_comes_after_the_end_is_no_part_of_it() {
        let mut file = with_scans(header(0xc0, 8, 8), 3, 1);
        let end = file.len();
        file.extend(b"PK\x03\x04<script>");
        assert_eq!(examine(&file).unwrap().end, end);
    }

    #[test]
    fn what_is_cut_off_twofold_or_of_endless_scans_is_refused() {
        let whole = with_scans(header(0xc2, 64, 64), 3, 2);
        for length in 3..whole.len() {
            assert_eq!(examine(&whole[..length]), Err(Refusal::Broken), "cut off after {length} bytes");
        }
        let mut twofold = header(0xc0, 8, 8);
        twofold.extend(&header(0xc0, 60_000, 60_000)[2..]);
        assert_eq!(examine(&with_scans(twofold, 3, 1)), Err(Refusal::Broken));
        assert_eq!(examine(&with_scans(header(0xc2, 64, 64), 3, 65)), Err(Refusal::TooHeavy));
        assert_eq!(examine(&with_scans(header(0xc3, 64, 64), 3, 1)), Err(Refusal::OtherKind));
    }
}
