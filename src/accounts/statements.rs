//! What the municipality tells everybody: how accessible Lykta is, what becomes of personal data, and who gives support
//! after a crime.
//!
//! Each statement has a built-in text, honest about an installation nobody has written anything for; an administrator's own
//! text takes its place. Both are Markdown.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::texts::Language;
use crate::urls;

/// One of the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// Tillgänglighetsredogörelse, as law (2018:1937) on accessibility of digital public service asks for.
    Accessibility,
    /// How personal data is handled, as articles 13 and 14 of the GDPR ask for.
    Privacy,
    /// Who listens and helps after a crime, with contacts of the municipality's own.
    Support,
}

impl Statement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accessibility, Self::Privacy, Self::Support];

    /// The word that addresses and the database use.
    #[must_use]
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::Support => "support",
        }
    }

    /// The statement of this word.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|statement| statement.slug() == slug)
    }

    /// Where everybody reads it.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Accessibility => urls::ABOUT_ACCESSIBILITY,
            Self::Privacy => urls::ABOUT_PRIVACY,
            Self::Support => urls::SUPPORT,
        }
    }

    /// The text that stands until an administrator writes one.
    #[must_use]
    pub fn built_in(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Accessibility, Language::Swedish) => include_str!("../../templates/statements/accessibility.sv.md"),
            (Self::Accessibility, Language::English) => include_str!("../../templates/statements/accessibility.en.md"),
            (Self::Privacy, Language::Swedish) => include_str!("../../templates/statements/privacy.sv.md"),
            (Self::Privacy, Language::English) => include_str!("../../templates/statements/privacy.en.md"),
            (Self::Support, Language::Swedish) => include_str!("../../templates/statements/support.sv.md"),
            (Self::Support, Language::English) => include_str!("../../templates/statements/support.en.md"),
        }
    }
}

/// Markdown as HTML that can do no harm: HTML in it is shown as it was typed, links lead only to pages and addresses of
/// people, pictures are their captions. The page has a heading of its own, so the text's begin one level below.
///
/// ```
/// # use lykta::accounts::statements::as_html;
/// assert_eq!(as_html("# Så här\n\n<b>*Hej*</b>"), "<h2>Så här</h2>\n<p>&lt;b&gt;<em>Hej</em>&lt;/b&gt;</p>\n");
/// ```
#[must_use]
pub fn as_html(markdown: &str) -> String {
    let harmless = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(typed) | Event::InlineHtml(typed) => Some(Event::Text(typed)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = if leads_somewhere_known(&dest_url) { dest_url } else { CowStr::Borrowed("#main") };
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs }))
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Some(Event::End(TagEnd::Heading(HeadingLevel::H2))),
        other => Some(other),
    });
    let mut shown = String::new();
    html::push_html(&mut shown, harmless);
    shown
}

/// Whether a link's address is a page, a place on this site, or somebody's mail or telephone: never a script.
fn leads_somewhere_known(address: &str) -> bool {
    // An address of mail between angle brackets comes without its scheme.
    let is_bare_mail = address.contains('@') && !address.contains([':', '/']);
    let lower = address.trim().to_ascii_lowercase();
    is_bare_mail || ["https://", "http://", "mailto:", "tel:", "/", "#"].iter().any(|begin| lower.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_a_text_is_shown_and_never_obeyed() {
        let harmful = "<script>alert(1)</script>\n\nEn <img src=x onerror=alert(1)> rad.";
        let shown = as_html(harmful);
        assert!(!shown.contains("<script") && !shown.contains("<img"), "{shown}");
        assert!(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{shown}");
    }

    #[test]
    fn links_lead_to_pages_and_people_and_never_to_scripts() {
        for kept in ["https://www.digg.se", "mailto:kommun@example.se", "/about/privacy", "#kontakt", "tel:+468530610"]
        {
            assert!(as_html(&format!("[hit]({kept})")).contains(&format!("href=\"{kept}\"")), "{kept}");
        }
        for refused in ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"] {
            assert_eq!(as_html(&format!("[hit]({refused})")), "<p><a href=\"#main\">hit</a></p>\n");
        }
        assert!(as_html("<kommun@example.se>").contains("href=\"mailto:kommun@example.se\""));
        assert_eq!(as_html("![En bild](https://elsewhere.example/x.png)"), "<p>En bild</p>\n");
    }

    #[test]
    fn every_built_in_text_has_the_same_sections_in_each_language() {
        for statement in Statement::ALL {
            let sections =
                |language| statement.built_in(language).lines().filter(|line| line.starts_with("## ")).count();
            assert!(sections(Language::Swedish) > 3);
            assert_eq!(sections(Language::Swedish), sections(Language::English), "{}", statement.slug());
        }
    }
}
