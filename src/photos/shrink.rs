//! Making a picture smaller row by row, so that a large one never stands in memory as a whole.
//!
//! Each new pixel is the mean of the area it covers (box filter): no ringing, no picked-out pixels, and rows can be
//! forgotten as soon as they were added.

use image::RgbImage;

/// What the bytes of a row mean; eight bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One byte of grey.
    Grey,
    /// Grey and opacity.
    GreyAlpha,
    /// Red, green, blue.
    Rgb,
    /// Red, green, blue and opacity.
    Rgba,
}

impl Channels {
    /// Bytes a pixel.
    #[must_use]
    pub fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }
}

/// How an old row or column is divided between the new one it begins in and the one after.
#[derive(Clone, Copy, Debug)]
struct Share {
    first: usize,
    in_first: f32,
    in_next: f32,
}

impl Share {
    /// Of the old line `index`, when `old` lines become `new` ones, no more than they were.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positions within a picture are small and not negative; shares need no more than f32"
    )]
    fn of(index: u32, old: u32, new: u32) -> Self {
        let scale = f64::from(new) / f64::from(old);
        let (begin, end) = (f64::from(index) * scale, f64::from(index + 1) * scale);
        let first = begin.floor().min(f64::from(new - 1));
        let border = first + 1.0;
        let in_next = if first + 1.0 < f64::from(new) { (end - border).max(0.0) } else { 0.0 };
        Self { first: first as usize, in_first: (end - begin - in_next) as f32, in_next: in_next as f32 }
    }
}

/// Takes rows from top to bottom and makes a picture of them.
pub struct Shrinker {
    from: (u32, u32),
    to: (u32, u32),
    columns: Vec<Share>,
    /// The old row in three channels, where it came in others.
    line: Vec<u8>,
    /// The old row, divided among the new columns.
    row: Vec<f32>,
    /// The new row that is being filled.
    sum: Vec<f32>,
    next: u32,
    done: Vec<u8>,
}

impl Shrinker {
    /// For pictures of these dimensions, in pixels; `longest` is what the longer side may have afterwards. None becomes
    /// larger.
    #[must_use]
    pub fn new(width: u32, height: u32, longest: u32) -> Self {
        let to = fitted(width, height, longest);
        let samples = to.0 as usize * 3;
        Self {
            from: (width, height),
            to,
            columns: (0..width).map(|column| Share::of(column, width, to.0)).collect(),
            line: Vec::new(),
            row: vec![0.0; samples],
            sum: vec![0.0; samples],
            next: 0,
            done: Vec::with_capacity(samples * to.1 as usize),
        }
    }

    /// Adds the next row. What shows through is white, as paper is.
    pub fn push(&mut self, row: &[u8], channels: Channels) {
        if channels == Channels::Rgb {
            self.push_rgb(row);
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        for pixel in row.chunks_exact(channels.count()) {
            line.extend(on_white(pixel, channels));
        }
        self.push_rgb(&line);
        self.line = line;
    }

    fn push_rgb(&mut self, line: &[u8]) {
        if self.from == self.to {
            self.done.extend_from_slice(line);
            return;
        }
        self.row.fill(0.0);
        let row = self.row.as_mut_slice();
        for (pixel, share) in line.chunks_exact(3).zip(&self.columns) {
            let at = share.first * 3;
            let (red, green, blue) = (f32::from(pixel[0]), f32::from(pixel[1]), f32::from(pixel[2]));
            row[at] += red * share.in_first;
            row[at + 1] += green * share.in_first;
            row[at + 2] += blue * share.in_first;
            if share.in_next > 0.0 {
                row[at + 3] += red * share.in_next;
                row[at + 4] += green * share.in_next;
                row[at + 5] += blue * share.in_next;
            }
        }
        let share = Share::of(self.next.min(self.from.1 - 1), self.from.1, self.to.1);
        self.next += 1;
        let is_full = share.in_next > 0.0
            || self.next == self.from.1
            || Share::of(self.next, self.from.1, self.to.1).first > share.first;
        for (sum, value) in self.sum.iter_mut().zip(&self.row) {
            *sum += value * share.in_first;
        }
        if is_full {
            self.done.extend(self.sum.iter().map(|sum| rounded(*sum)));
            for (sum, value) in self.sum.iter_mut().zip(&self.row) {
                *sum = value * share.in_next;
            }
        }
    }

    /// The picture; `None` when rows are missing.
    #[must_use]
    pub fn finish(self) -> Option<RgbImage> {
        RgbImage::from_raw(self.to.0, self.to.1, self.done)
    }
}

/// A picture of its own, made smaller.
#[must_use]
pub fn shrunk(picture: &RgbImage, longest: u32) -> Option<RgbImage> {
    let mut shrinker = Shrinker::new(picture.width(), picture.height(), longest);
    let line = picture.width() as usize * 3;
    picture.as_raw().chunks_exact(line).for_each(|row| shrinker.push(row, Channels::Rgb));
    shrinker.finish()
}

/// The dimensions that a picture gets when its longer side may have this many pixels.
#[expect(clippy::cast_possible_truncation, reason = "no side becomes longer than `longest`, which is a u32")]
fn fitted(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= longest {
        return (width, height);
    }
    let scaled = |side: u32| {
        let (side, long, longest) = (u64::from(side), u64::from(long), u64::from(longest));
        ((side * longest + long / 2) / long).max(1) as u32
    };
    (scaled(width), scaled(height))
}

fn on_white(pixel: &[u8], channels: Channels) -> [u8; 3] {
    let over = |value: u8, opacity: u8| {
        let (value, opacity) = (u16::from(value), u16::from(opacity));
        u8::try_from((value * opacity + 255 * (255 - opacity) + 127) / 255).unwrap_or(u8::MAX)
    };
    match (channels, pixel) {
        (Channels::Grey, [grey]) => [*grey; 3],
        (Channels::GreyAlpha, [grey, opacity]) => [over(*grey, *opacity); 3],
        (Channels::Rgb, [red, green, blue]) => [*red, *green, *blue],
        (Channels::Rgba, [red, green, blue, opacity]) => [*red, *green, *blue].map(|value| over(value, *opacity)),
        _ => [255; 3],
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a mean of bytes, and a cast that keeps within a byte by itself"
)]
fn rounded(value: f32) -> u8 {
    (value + 0.5) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrunk_grey(width: u32, height: u32, longest: u32, value: impl Fn(u32, u32) -> u8) -> RgbImage {
        let mut shrinker = Shrinker::new(width, height, longest);
        for y in 0..height {
            let row: Vec<u8> = (0..width).map(|x| value(x, y)).collect();
            shrinker.push(&row, Channels::Grey);
        }
        shrinker.finish().unwrap()
    }

    #[test]
    fn a_new_pixel_is_the_mean_of_what_it_covers() {
        // Four by four into two by two: the mean of each quarter.
        let quarters = shrunk_grey(4, 4, 2, |x, y| u8::try_from(10 * (x / 2) + 100 * (y / 2) + x % 2 * 2).unwrap());
        let found: Vec<u8> = quarters.pixels().map(|pixel| pixel.0[0]).collect();
        assert_eq!(found, [1, 11, 101, 111]);
        // Three into two: the middle one belongs to both, half each.
        let thirds = shrunk_grey(3, 3, 2, |x, _| [0, 90, 240][x as usize]);
        assert_eq!(thirds.get_pixel(0, 0).0[0], 30);
        assert_eq!(thirds.get_pixel(1, 1).0[0], 190);
    }

    #[test]
    fn an_even_surface_stays_even_whatever_the_sides_are() {
        for (width, height, longest) in
            [(2049, 7, 2048), (7, 2049, 2048), (5000, 3, 2048), (641, 479, 480), (1, 999, 3)]
        {
            let even = shrunk_grey(width, height, longest, |_, _| 200);
            assert_eq!(even.width().max(even.height()), longest);
            assert!(even.pixels().all(|pixel| pixel.0 == [200; 3]), "{width} × {height}");
        }
    }

    #[test]
    fn a_small_picture_stays_as_it_is_and_no_side_vanishes() {
        assert_eq!(fitted(2048, 1000, 2048), (2048, 1000));
        assert_eq!(fitted(4032, 3024, 2048), (2048, 1536));
        assert_eq!(fitted(16_000, 1, 2048), (2048, 1));
        assert!(Shrinker::new(3, 3, 8).finish().is_none(), "rows are missing");
    }

    #[test]
    fn what_shows_through_is_white() {
        assert_eq!(on_white(&[10, 20, 30, 0], Channels::Rgba), [255; 3]);
        assert_eq!(on_white(&[10, 20, 30, 255], Channels::Rgba), [10, 20, 30]);
        assert_eq!(on_white(&[0, 128], Channels::GreyAlpha), [127; 3]);
    }
}
