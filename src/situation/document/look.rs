//! The look of a page that stands alone: the product's own style sheets, written into the page.

/// What every screen has. The typeface is left out, for it has an address: a reader's own stands in its place.
const SHEETS: [&str; 5] = [
    include_str!("../../../static/tokens.css"),
    include_str!("../../../static/frame.css"),
    include_str!("../../../static/parts.css"),
    include_str!("../../../static/tables.css"),
    include_str!("../../../static/picture.css"),
];
const AFTER_DARK: &str = include_str!("../../../static/dark.css");
const ON_PAPER: &str = include_str!("../../../static/print.css");

/// All of them as one style sheet.
pub(super) fn inside() -> String {
    let day: String = SHEETS.iter().map(|sheet| plain(sheet)).collect();
    format!("{day}@media (prefers-color-scheme:dark){{{}}}\n@media print{{{}}}\n", plain(AFTER_DARK), plain(ON_PAPER))
}

/// A sheet without its comments and its typefaces.
fn plain(sheet: &str) -> String {
    without(&without(sheet, "/*", "*/"), "@font-face", "}")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |sheet, line| sheet + line + "\n")
}

/// The text without everything from each `begin` to the `end` after it.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(begin) {
        left.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_has_no_address_and_no_end_of_its_element_in_it() {
        let look = inside();
        for foreign in ["url(", "asset:", "@import", "://", "</"] {
            assert!(!look.contains(foreign), "{foreign}");
        }
        assert!(look.contains("--lantern") && look.contains("prefers-color-scheme:dark"));
        assert_eq!(look.matches('{').count(), look.matches('}').count());
    }
}
