//! From a template and its values to a PDF: typst as a library, the product's own typeface, no packages and no files.
//!
//! What comes out is tagged and conforms to PDF/UA-1 (ISO 14289-1); a template that cannot conform, because a picture has no
//! words or a heading is skipped, is an error here and never a page somebody cannot read. A template reads its values
//! with `json("data.json")` and the common look with `#import "look.typ": *` (a document told in blocks also with
//! `blocks.typ`); drawings come as SVG among the values.

use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The family's name, as templates and drawings call it.
pub const TYPEFACE: &str = "Atkinson Hyperlegible Next";

const REGULAR: &[u8] = include_bytes!(env!("TYPEFACE_REGULAR"));
const SEMIBOLD: &[u8] = include_bytes!(env!("TYPEFACE_SEMIBOLD"));

/// What every template may import.
const SHARED: [(&str, &str); 2] =
    [("look.typ", include_str!("../templates/look.typ")), ("blocks.typ", include_str!("../templates/blocks.typ"))];

/// Stands where a letter was that the typeface lacks.
const LACKING: char = '?';

/// A document's form.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its file's name, for errors.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

/// Why a document could not be made: the template is wrong, or its values are not what it needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{template}, line {line}: {message}")]
pub struct TypesetError {
    /// The file: the template, or what it imports.
    pub template: String,
    /// The line in it; 0 when it is about the whole document.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// Makes the document. It takes tens of milliseconds of one core: never on a thread that answers requests.
///
/// `data` are the values the template reads. Letters that the typeface lacks become question marks: PDF/UA allows none that
/// cannot be drawn. The same template and values give the same bytes.
///
/// # Errors
/// [`TypesetError`] with the line.
pub fn pdf(template: &Template, data: &Value) -> Result<Vec<u8>, TypesetError> {
    let press = Press::new(template, data);
    let document = typst::compile::<PagedDocument>(&press).output.map_err(|faults| press.fault(&faults));
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| TypesetError {
        template: template.name.to_owned(),
        line: 0,
        message: fault.message().to_string(),
    })?;
    let options = PdfOptions { standards, creator: Smart::Custom(Some("Lykta".into())), ..PdfOptions::default() };
    let bytes =
        document.and_then(|document| typst_pdf::pdf(&document, &options).map_err(|faults| press.fault(&faults)));
    // Nothing of one document serves the next one; typst would keep it all.
    comemo::evict(0);
    bytes
}

/// What is the same for every document, made once.
struct Type {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static TYPE: LazyLock<Type> = LazyLock::new(|| {
    let fonts: Vec<Font> = [REGULAR, SEMIBOLD].into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect();
    Type { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// One document on its way.
struct Press {
    main: Source,
    shared: [Source; 2],
    data: (FileId, Bytes),
}

impl Press {
    fn new(template: &Template, data: &Value) -> Self {
        let data = drawable(data.clone()).to_string();
        Self {
            main: Source::new(file("document.typ"), template.source.to_owned()),
            shared: SHARED.map(|(name, source)| Source::new(file(name), source.to_owned())),
            data: (file("data.json"), Bytes::from_string(data)),
        }
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.main).chain(&self.shared)
    }

    fn fault(&self, faults: &EcoVec<SourceDiagnostic>) -> TypesetError {
        let Some(first) = faults.first() else {
            return TypesetError { template: String::new(), line: 0, message: "no reason given".to_owned() };
        };
        let source = self.sources().find(|source| first.span.id() == Some(source.id())).unwrap_or(&self.main);
        let line = self.range(first.span).and_then(|range| source.lines().byte_to_line(range.start));
        TypesetError {
            template: source.id().get().vpath().get_without_slash().to_owned(),
            line: line.map_or(0, |line| line + 1),
            message: first.message.to_string(),
        }
    }
}

#[expect(clippy::expect_used, reason = "the names are ours, and plain")]
fn file(name: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).expect("a plain name")).intern()
}

/// The values with every letter the typeface lacks replaced.
fn drawable(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let has = |letter: char| letter.is_control() || TYPE.fonts[0].info().coverage.contains(letter.into());
            Value::String(text.chars().map(|letter| if has(letter) { letter } else { LACKING }).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(drawable).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, drawable(value))).collect())
        }
        other => other,
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &TYPE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &TYPE.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = self.sources().find(|source| source.id() == id);
        known.cloned().ok_or_else(|| unknown(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(unknown(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPE.fonts.get(index).cloned()
    }

    /// A document says of itself when it was made; the day is among its values.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn unknown(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "#import \"look.typ\": *\n#let data = json(\"data.json\")\n\
                         #show: sheet.with(title: data.title, lang: \"sv\")\n= #data.title\n\n#data.words\n";

    /// A picture that says nothing to those who do not see it.
    const MUTE: &str = "#import \"look.typ\": *\n#show: sheet.with(title: \"a\", lang: \"sv\")\n= a\n\
            #image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><path d='M0 0h4v4'/></svg>\"), format: \"svg\")\n";

    fn made(source: &'static str, words: &str) -> Result<Vec<u8>, TypesetError> {
        pdf(&Template { name: "plain.typ", source }, &serde_json::json!({ "title": "Åtta", "words": words }))
    }

    #[test]
    fn a_document_says_that_it_is_accessible_and_is_the_same_every_time() {
        let bytes = made(PLAIN, "Hej").unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-") && text.contains("pdfuaid"), "no claim of PDF/UA in it");
        assert_eq!(made(PLAIN, "Hej").unwrap(), bytes);
    }

    #[test]
    fn what_the_typeface_lacks_is_replaced_and_nothing_typed_means_anything_to_typst() {
        made(PLAIN, "ångström → 🏮 漢字 #panic() $x$ ]").unwrap();
    }

    #[test]
    fn an_error_names_its_line_and_a_picture_without_words_is_one() {
        let fault = made("#let a = 1\n\n#nothing-known\n", "").unwrap_err();
        assert_eq!((fault.template.as_str(), fault.line), ("document.typ", 3), "{fault}");
        let fault = made(MUTE, "").unwrap_err();
        assert!(fault.message.contains("alt"), "{fault}");
    }
}
