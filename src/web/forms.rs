//! What a form sends, before anybody has judged it, and the messages that go back beside its fields.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use fluent_templates::fluent_bundle::FluentValue;
use futures_util::StreamExt as _;

use crate::error::AppError;
use crate::texts::Language;

/// The text of no form of ours is longer, in bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// The fields of a form as they were sent, urlencoded or multipart; or of a query. An extractor for what was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submitted(Vec<(String, String)>);

impl Submitted {
    /// The fields of a query string.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The fields given, for tests and for forms filled in by us.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Puts a value in the place of whatever this name had.
    pub fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value));
    }

    /// The first value of this name without white space around it and with plain line ends; empty when there is none.
    #[must_use]
    pub fn text(&self, name: &str) -> String {
        self.raw(name).trim().replace("\r\n", "\n")
    }

    /// The first value of this name exactly as it was sent, for passwords; empty when there is none.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of this name that are not empty, in order.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(field, value)| field == name && !value.trim().is_empty());
        named.map(|(_, value)| value.trim()).collect()
    }

    /// Adds a field.
    pub(super) fn push(&mut self, name: String, value: Vec<u8>) -> Result<(), AppError> {
        self.0.push((name, String::from_utf8(value).map_err(|_| broken_form())?));
        Ok(())
    }

    /// Whether this field came with anything in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        !self.raw(name).trim().is_empty()
    }
}

impl FromRequest for Submitted {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_multipart = content_type.is_some_and(|kind| kind.starts_with("multipart/form-data"));
        let payload = payload.take();
        if is_multipart {
            let multipart = Multipart::new(request.headers(), payload);
            Box::pin(read_multipart(multipart))
        } else {
            Box::pin(read_urlencoded(payload))
        }
    }
}

async fn read_urlencoded(mut payload: Payload) -> Result<Submitted, AppError> {
    let mut body = web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| AppError::BadRequest("error-broken-form"))?;
        if body.len() + chunk.len() > LARGEST_FORM {
            return Err(AppError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Submitted(form_urlencoded::parse(&body).into_owned().collect()))
}

/// The parts that are text. Files among them count as long as they are, and are dropped.
async fn read_multipart(mut multipart: Multipart) -> Result<Submitted, AppError> {
    let mut form = Submitted::default();
    let mut size = 0;
    while let Some(field) = multipart.next().await {
        let (name, field) = named(field)?;
        let is_file = file_name(&field).is_some();
        let value = read_part(field, &mut size).await?;
        if !is_file {
            form.push(name, value)?;
        }
    }
    Ok(form)
}

pub(super) fn broken_form() -> AppError {
    AppError::BadRequest("error-broken-form")
}

pub(super) fn named(field: Result<Field, MultipartError>) -> Result<(String, Field), AppError> {
    let field = field.map_err(|_| broken_form())?;
    Ok((field.name().unwrap_or_default().to_owned(), field))
}

/// The name a part gives its file; `None` when it is no file.
pub(super) fn file_name(field: &Field) -> Option<&str> {
    field.content_disposition().and_then(|disposition| disposition.get_filename())
}

/// The bytes of a part. `size` is what all of them came to so far.
pub(super) async fn read_part(mut field: Field, size: &mut usize) -> Result<Vec<u8>, AppError> {
    let mut value = Vec::new();
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(|_| broken_form())?;
        *size += chunk.len();
        if *size > LARGEST_FORM {
            return Err(AppError::TooLarge);
        }
        value.extend_from_slice(&chunk);
    }
    Ok(value)
}

/// A message for a visitor: a text key and the values it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    values: Vec<(&'static str, MessageValue)>,
}

/// A value that a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageValue {
    /// The same in every language.
    Text(String),
    /// Messages of their own, one after the other.
    List(Vec<Message>),
}

impl From<String> for MessageValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for MessageValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Vec<Message>> for MessageValue {
    fn from(messages: Vec<Message>) -> Self {
        Self::List(messages)
    }
}

impl MessageValue {
    fn shown(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(messages) => {
                let shown: Vec<String> = messages.iter().map(|message| message.shown(language)).collect();
                shown.join(", ")
            }
        }
    }
}

impl Message {
    /// The message of this text key.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// With a value filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<MessageValue>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// The text key, for tests.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The message in a language.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        let values: Vec<(&'static str, FluentValue<'_>)> =
            self.values.iter().map(|(name, value)| (*name, FluentValue::from(value.shown(language)))).collect();
        language.text_with(self.key, &values)
    }
}

/// Everything that is wrong with what was sent, by field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<(&'static str, Message)>);

impl Faults {
    /// Notes a fault of a field. Only the first one of each field is shown: one thing to mend at a time.
    pub fn add(&mut self, field: &'static str, message: Message) {
        if !self.0.iter().any(|(known, _)| *known == field) {
            self.0.push((field, message));
        }
    }

    /// Notes the fault of a field that could not be read and gives `None`, or the value that could.
    pub fn sift<T>(&mut self, field: &'static str, read: Result<T, Message>) -> Option<T> {
        read.map_err(|message| self.add(field, message)).ok()
    }

    /// Notes everything that is wrong with a form that could not be read and gives `None`, or what it says.
    pub fn take<T>(&mut self, read: Result<T, Self>) -> Option<T> {
        read.map_err(|found| found.0.into_iter().for_each(|(field, message)| self.add(field, message))).ok()
    }

    /// A box that a form shows only when it was asked for: when a fault is told beside it, or when it was sent before.
    /// Whether it is ticked; `None` when it is not shown. `sent`: what was sent of it.
    #[must_use]
    pub fn confirmation(&self, field: &str, sent: &str) -> Option<bool> {
        let is_asked_for = self.0.iter().any(|(known, _)| *known == field) || !sent.is_empty();
        is_asked_for.then_some(sent == "yes")
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields and messages, for tests and imports.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Message)> {
        self.0.iter().map(|(field, message)| (*field, message))
    }

    /// The messages as a form shows them.
    #[must_use]
    pub fn shown(&self, language: Language) -> FieldMessages {
        let told = |(field, message): &(&'static str, Message)| FieldMessage {
            field: (*field).to_owned(),
            message: message.shown(language),
        };
        FieldMessages { list: self.0.iter().map(told).collect() }
    }
}

/// One message beside one field.
#[derive(Clone, Debug)]
pub struct FieldMessage {
    /// The id of the field.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// The messages of a form in the visitor's language.
#[derive(Clone, Debug, Default)]
pub struct FieldMessages {
    /// All of them, in the order of the form, for the summary at its top.
    pub list: Vec<FieldMessage>,
}

impl FieldMessages {
    /// The message beside the field of this name; empty when nothing is wrong with it.
    #[must_use]
    pub fn of(&self, field: &str) -> &str {
        self.list.iter().find(|told| told.field == field).map_or("", |told| told.message.as_str())
    }
}

/// One line of a select.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is the one chosen.
    pub selected: bool,
}

impl Choice {
    /// A line of a select of which `chosen` is the value sent before.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { selected: value == chosen, value, label: label.into() }
    }
}

/// One of some answers, drawn as a large surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What it means, in a few words; may be empty.
    pub about: String,
    /// Whether it is the one chosen.
    pub checked: bool,
}

impl Tile {
    /// An answer of which `chosen` is the value sent before.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { checked: value == chosen, value, label: label.into(), about: String::new() }
    }
}

/// Answers that belong together, opened by a touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileGroup {
    /// The name of its symbol in `macros/icons.html`.
    pub icon: String,
    /// Its name.
    pub name: String,
    /// What is inside, in plain words.
    pub about: String,
    /// Whether it stands open: the one with the chosen answer does.
    pub open: bool,
    /// The answers.
    pub tiles: Vec<Tile>,
}
