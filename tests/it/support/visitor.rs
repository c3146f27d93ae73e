//! A visitor with a cookie jar, who follows no redirect unasked and runs no script.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use super::Page;

#[derive(Clone)]
pub struct Visitor {
    base: String,
    client: reqwest::Client,
    headers: HeaderMap,
}

/// An answer that comes piece by piece.
pub struct Stream {
    pub status: u16,
    response: reqwest::Response,
}

impl Stream {
    pub fn header(&self, name: &str) -> &str {
        self.response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The next piece; empty when there is none. A test that waits for ever for one fails instead.
    pub async fn next(&mut self) -> String {
        let piece = tokio::time::timeout(std::time::Duration::from_secs(10), self.response.chunk()).await;
        String::from_utf8(piece.unwrap().unwrap_or_default().unwrap_or_default().to_vec()).unwrap()
    }
}

impl Visitor {
    pub fn new(base: String) -> Self {
        let client = reqwest::Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Self { base, client, headers: HeaderMap::new() }
    }

    /// The same visitor, sending this header along from now on.
    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.base))).await
    }

    /// Sends a form as a browser without script would.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(self.client.post(format!("{}{path}", self.base)).form(fields)).await
    }

    /// The same, towards a server that may be gone: `None` when no answer comes.
    pub async fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let request = self.client.post(format!("{}{path}", self.base)).form(fields);
        let response = request.headers(self.headers.clone()).send().await.ok()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Some(Page { status, headers, body: response.bytes().await.ok()?.to_vec() })
    }

    /// Sends a form as multipart.
    pub async fn post_multipart(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
            form.text((*name).to_owned(), (*value).to_owned())
        });
        self.send(self.client.post(format!("{}{path}", self.base)).multipart(form)).await
    }

    /// Sends a form as multipart with files: field, file name, contents.
    pub async fn post_with_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: Vec<(&'static str, String, Vec<u8>)>,
    ) -> Page {
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
            form.text((*name).to_owned(), (*value).to_owned())
        });
        let form = files.into_iter().fold(form, |form, (field, name, contents)| {
            form.part(field, reqwest::multipart::Part::bytes(contents).file_name(name))
        });
        self.send(self.client.post(format!("{}{path}", self.base)).multipart(form)).await
    }

    /// Sends a form and follows the redirect it answers with.
    pub async fn post_and_follow(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        assert_eq!(page.status, 303, "{path}: {}", page.text());
        self.get(&page.location()).await
    }

    /// Any other method.
    pub async fn request(&self, method: &str, path: &str) -> Page {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        self.send(self.client.request(method, format!("{}{path}", self.base))).await
    }

    /// Opens an answer that comes piece by piece.
    pub async fn open(&self, path: &str) -> Stream {
        let request = self.client.get(format!("{}{path}", self.base)).header("accept-encoding", "gzip");
        let response = request.headers(self.headers.clone()).send().await.unwrap();
        Stream { status: response.status().as_u16(), response }
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Page {
        let response = request.headers(self.headers.clone()).send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Page { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }
}
