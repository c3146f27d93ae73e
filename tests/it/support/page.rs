//! An answer, looked at as a person would: what stands in it, not how it was made.

use reqwest::header::HeaderMap;
use scraper::{Html, Selector};

pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    pub fn body_text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The words a person reads, white space folded.
    pub fn text(&self) -> String {
        let body = self.body_text();
        let html = Html::parse_document(&body);
        folded(&html.root_element().text().collect::<Vec<_>>().join(" "))
    }

    /// The words of every element the selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body_text());
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).map(|found| folded(&found.text().collect::<Vec<_>>().join(" "))).collect()
    }

    /// The attribute of the first element the selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body_text());
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).next()?.value().attr(name).map(ToOwned::to_owned)
    }

    /// The value a form's field stands at.
    pub fn value(&self, field: &str) -> Option<String> {
        self.attribute(&format!("[name=\"{field}\"]"), "value")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> String {
        self.header("location").to_owned()
    }

    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// That the answer is a file of this media type.
    #[track_caller]
    pub fn assert_status_of_file(&self, media_type: &str) -> &Self {
        assert_eq!((self.status, self.header("content-type")), (200, media_type));
        self
    }

    #[track_caller]
    pub fn assert_says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{words:?} is missing in: {}", self.text());
        self
    }

    #[track_caller]
    pub fn assert_lacks(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "{words:?} stands in: {}", self.text());
        self
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
