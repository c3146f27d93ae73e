//! What the pages of follow-up share: the way between what others have measured, and loading a table of it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use super::table::{BadLine, Loaded};
use crate::error::AppError;
use crate::urls;
use crate::web::{
    Contents, FieldMessage, Layout, Message, NavItem, Section, Submitted, Upload, Visit, page_with_status,
};

/// The field with the file.
const FILE: &str = "table";
/// So many bad lines are told; the others are counted.
const LINES_TOLD: usize = 50;

/// The pages of what others have measured.
pub(super) fn tabs(visit: &Visit, here: &str) -> Vec<NavItem> {
    let pages = [
        (urls::INDICATORS, "indicators-title"),
        (urls::REPORTED_CRIME, "crime-title"),
        (urls::CLASSIFICATIONS, "classed-title"),
    ];
    let tab = |(href, key): (&str, &'static str)| NavItem {
        href: href.to_owned(),
        label: visit.t(key),
        current: href == here,
    };
    pages.into_iter().map(tab).collect()
}

/// What is loaded, and where.
pub(super) struct Loading {
    /// The key of the page's heading.
    pub title: &'static str,
    /// The key of what the columns hold.
    pub format: &'static str,
    /// A table as it could be sent.
    pub example: &'static str,
    /// The page above, and the key of its name.
    pub above: (&'static str, &'static str),
    /// Where the form is sent.
    pub action: &'static str,
}

#[derive(Template)]
#[template(path = "followup/load.html")]
struct LoadPage<'a> {
    layout: Layout,
    loading: &'a Loading,
    back_label: String,
    format: String,
    faults: Vec<FieldMessage>,
    /// What is wrong with the file in a sentence; empty when nothing is.
    fault: String,
    lines: Vec<(String, String)>,
    /// How many lines more are wrong; empty when all are told.
    more: String,
    /// Whether saying that nobody is pointed out would help.
    asks_confirmation: bool,
}

impl Loading {
    /// The page with the form, and with what is wrong in the file that was sent.
    ///
    /// # Errors
    /// [`AppError::Internal`] when its template fails.
    pub(super) fn show(&self, visit: &Visit, bad: &[BadLine]) -> Result<HttpResponse, AppError> {
        let language = visit.language;
        let in_words = |bad: &BadLine| {
            let faults: Vec<String> = bad.faults.iter().map(|fault| fault.shown(language)).collect();
            faults.join(" ")
        };
        let whole: Vec<String> = bad.iter().filter(|bad| bad.line.is_none()).map(in_words).collect();
        let mut lines: Vec<(String, String)> =
            bad.iter().filter_map(|bad| Some((bad.line?.to_string(), in_words(bad)))).collect();
        let fault = match (whole.is_empty(), lines.len()) {
            (false, _) => whole.join(" "),
            (true, 0) => String::new(),
            (true, count) => visit.t_with("counts-refused", &[("count", count.into())]),
        };
        let more = lines.len().saturating_sub(LINES_TOLD);
        lines.truncate(LINES_TOLD);
        let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let faults = Some(fault.clone()).filter(|fault| !fault.is_empty());
        let load_page = LoadPage {
            layout: visit.layout_of(self.title, Section::FollowUp),
            loading: self,
            back_label: visit.t(self.above.1),
            format: visit.t(self.format),
            faults: faults.into_iter().map(|message| FieldMessage { field: FILE.to_owned(), message }).collect(),
            fault,
            lines,
            more: if more > 0 { visit.t_with("counts-more", &[("count", more.into())]) } else { String::new() },
            asks_confirmation: bad.iter().flat_map(|bad| &bad.faults).any(|it| it.key() == "counts-person-warn"),
        };
        page_with_status(status, &load_page)
    }
}

/// Reads the file that was sent, away from the requests' threads: a large one takes longer than one should be held.
///
/// # Errors
/// Outside, [`AppError::Internal`] when the reader fails; inside, what is wrong with the file.
pub(super) async fn read_file<T: Send + 'static>(
    files: Vec<Upload>,
    read: impl FnOnce(std::fs::File) -> Result<T, Vec<BadLine>> + Send + 'static,
) -> Result<Result<T, Vec<BadLine>>, AppError> {
    let refuse = |key: &'static str| vec![BadLine::whole(Message::new(key))];
    match files.into_iter().find(|upload| upload.field == FILE).map(|upload| upload.contents) {
        None => Ok(Err(refuse("counts-file-missing"))),
        Some(Contents::TooLarge | Contents::TooMany) => Ok(Err(refuse("counts-file-large"))),
        Some(Contents::Whole(file, _)) => {
            tokio::task::spawn_blocking(move || read(file)).await.map_err(AppError::internal)
        }
    }
}

/// The address of a page that then tells what was loaded.
pub(super) fn with_loaded(address: &str, loaded: Loaded) -> String {
    let Loaded { new, changed, known } = loaded;
    format!("{address}?new={new}&changed={changed}&known={known}")
}

/// What was just loaded, in words; empty when nothing was. `query`: of [`with_loaded`].
pub(super) fn loaded_in_words(visit: &Visit, query: &Submitted) -> String {
    let number = |name: &str| query.text(name).parse::<usize>().ok();
    let told = number("new").zip(number("changed")).zip(number("known"));
    told.map_or_else(String::new, |((new, changed), known)| {
        visit.t_with("counts-loaded", &[("new", new.into()), ("changed", changed.into()), ("known", known.into())])
    })
}
