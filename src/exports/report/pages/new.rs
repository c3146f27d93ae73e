//! Building a report: the period, what the report would hold, and the button.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{TRIES, Tools};
use crate::accounts::Allowed;
use crate::accounts::session::Releasing;
use crate::db::DbConnection;
use crate::districts;
use crate::error::AppError;
use crate::exports::report::actions::{self, Draft};
use crate::exports::report::compute::{Wanted, first_known_month};
use crate::exports::report::forms::{read_months, read_title};
use crate::exports::report::model::{Released, Report};
use crate::exports::report::period::{Offer, cut, fitting, last_whole_month, offers};
use crate::exports::report::store;
use crate::exports::report::telling::{body, count_told, lead, months_in_words};
use crate::time::{Month, Months};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Message, Section, Submitted, Visit, page_with_status,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "exports/new.html")]
struct NewPage {
    layout: Layout,
    /// Why no report can be built yet; empty when one can.
    nothing: String,
    offers: Vec<OfferRow>,
    from: Vec<Choice>,
    to: Vec<Choice>,
    /// What was given away already, block by block.
    blocks: Vec<String>,
    messages: FieldMessages,
    preview: Option<Preview>,
}

/// A period that is one click away.
struct OfferRow {
    href: String,
    label: String,
    period: String,
    /// That it cuts what was given away together; empty when it fits.
    cuts: String,
    is_chosen: bool,
}

/// The report as it would be released.
struct Preview {
    period: String,
    lead: String,
    /// How much of it is told, and why not all of it.
    control: Vec<String>,
    /// A period that fits better: where it is shown, and what it is.
    better: Option<(String, String)>,
    body: String,
    from: String,
    to: String,
    seen: String,
    title: String,
    confirms_privacy: Option<bool>,
}

/// What the page knows before anything is chosen.
struct Ground {
    known_from: Option<Month>,
    blocks: Vec<Months>,
    last_report: Option<Months>,
    last_meeting: Option<Date>,
}

impl Ground {
    fn read(connection: &mut DbConnection, today: Date) -> Result<Self, AppError> {
        // What is known of no month that is over cannot be reported.
        let known_from = first_known_month(connection)?.filter(|month| *month <= last_whole_month(today));
        Ok(Self {
            known_from,
            blocks: store::list_blocks(connection)?,
            last_report: store::list(connection)?.first().map(Released::months),
            last_meeting: store::find_last_meeting(connection, today)?,
        })
    }
}

/// `GET /exports/reports/new?from=2026-09&to=2026-10`: the form, and once a period is chosen what its report would hold. For
/// coordinators.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub async fn new(
    _who: Allowed<Releasing>,
    request: HttpRequest,
    visit: Visit,
    tools: Tools,
) -> Result<HttpResponse, AppError> {
    let query = Submitted::from_query(request.query_string());
    let today = tools.clock.today();
    let ground = tools.db.read(move |connection| Ground::read(connection, today)).await?;
    let mut faults = Faults::default();
    let months = ground.known_from.and_then(|known_from| read_months(&query, known_from, today, &mut faults));
    let draft = match months {
        Some(months) => Some(draft(&tools, months).await?),
        None => None,
    };
    new_page(&visit, &tools, &ground, draft.as_ref(), &query, &faults)
}

/// `POST /exports/reports/new`: releases the report that was looked at. For coordinators.
///
/// # Errors
/// [`AppError::Conflict`] when reports change faster than its files are made.
pub async fn release(
    who: Allowed<Releasing>,
    visit: Visit,
    tools: Tools,
    form: Submitted,
) -> Result<HttpResponse, AppError> {
    let today = tools.clock.today();
    let ground = tools.db.read(move |connection| Ground::read(connection, today)).await?;
    let mut faults = Faults::default();
    let months = ground.known_from.and_then(|known_from| read_months(&form, known_from, today, &mut faults));
    let Some(months) = months else {
        if faults.is_empty() {
            faults.add("from", Message::new("reports-month-missing"));
        }
        return new_page(&visit, &tools, &ground, None, &form, &faults);
    };
    let title = read_title(&form, &mut faults);
    let seen = draft(&tools, months).await?;
    if seen.fingerprint()? != form.text("seen") {
        faults.add("release", Message::new("reports-changed"));
    }
    let Some(title) = title.filter(|_| faults.is_empty()) else {
        return new_page(&visit, &tools, &ground, Some(&seen), &form, &faults);
    };
    let fingerprint = seen.fingerprint()?;
    for _ in 0..TRIES {
        match try_to_release(&who, &tools, Wanted { title: title.clone(), months }, &fingerprint).await? {
            Tried::Released(number) => return Ok(see_other_with_flash(&urls::report(number), "flash-report-released")),
            Tried::Busy => {}
            Tried::Changed => {
                faults.add("release", Message::new("reports-changed"));
                let seen = draft(&tools, months).await?;
                return new_page(&visit, &tools, &ground, Some(&seen), &form, &faults);
            }
        }
    }
    Err(AppError::Conflict("reports-busy"))
}

/// What became of trying to release.
enum Tried {
    /// It stands there now, under this number.
    Released(u32),
    /// Something was changed while its files were made.
    Busy,
    /// It would not tell what was looked at.
    Changed,
}

/// Freezes and keeps what the database holds at this instant, as long as it is what was looked at.
async fn try_to_release(
    who: &Allowed<Releasing>,
    tools: &Tools,
    wanted: Wanted,
    seen: &str,
) -> Result<Tried, AppError> {
    let (actor, now, map, seen) = (who.actor(), tools.clock.now(), tools.map.clone(), seen.to_owned());
    let by = actor.clone();
    let read = move |connection: &mut _| read_draft(connection, &map, wanted, now);
    let freeze = move |draft: &Draft| {
        let is_seen = draft.fingerprint()? == seen;
        is_seen.then(|| draft.freeze(&by, now)).transpose()
    };
    let (draft, frozen) = tools.read_and_make(read, freeze).await?;
    let Some(frozen) = frozen else { return Ok(Tried::Changed) };
    let kept = tools.db.write(move |connection| actions::release(connection, &actor, &draft, &frozen)).await?;
    Ok(kept.map_or(Tried::Busy, Tried::Released))
}

/// What a report of these months would be now.
async fn draft(tools: &Tools, months: Months) -> Result<Draft, AppError> {
    let (map, now) = (tools.map.clone(), tools.clock.now());
    tools.db.read(move |connection| read_draft(connection, &map, Wanted::of(months), now)).await
}

fn read_draft(
    connection: &mut DbConnection,
    map: &districts::Map,
    wanted: Wanted,
    now: Timestamp,
) -> Result<Draft, AppError> {
    let ground = map.current(connection)?;
    Draft::read(connection, ground, wanted, now)
}

fn new_page(
    visit: &Visit,
    tools: &Tools,
    ground: &Ground,
    draft: Option<&Draft>,
    form: &Submitted,
    faults: &Faults,
) -> Result<HttpResponse, AppError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (today, language) = (tools.clock.today(), visit.language);
    let choices = |field: &str| -> Vec<Choice> {
        let chosen = form.text(field);
        let (Some(first), last) = (ground.known_from, last_whole_month(today)) else { return Vec::new() };
        let months = Months { first, last };
        let mut all: Vec<Month> = months.each().collect();
        all.reverse();
        let choice = |month: Month| {
            let label = months_in_words(Months { first: month, last: month }, language);
            Choice::new(month.to_string(), label, &chosen)
        };
        let none = Choice::new("", visit.t("reports-month-choose"), &chosen);
        std::iter::once(none).chain(all.into_iter().map(choice)).collect()
    };
    let offered = ground.known_from.map(|known| offers(today, ground.last_report, ground.last_meeting, known));
    let chosen = draft.map(|draft| draft.report.months);
    let offered = offered.unwrap_or_default().into_iter().map(|(offer, months)| OfferRow {
        href: address(months),
        label: label_of(visit, offer),
        period: months_in_words(months, language),
        cuts: if cut(months, &ground.blocks).is_some() { visit.t("reports-offer-cuts") } else { String::new() },
        is_chosen: chosen == Some(months),
    });
    // A month by itself is cut by no period.
    let together = ground.blocks.iter().filter(|months| months.first != months.last);
    let blocks = together.map(|months| months_in_words(*months, language)).collect();
    let preview = draft.map(|draft| preview(visit, ground, draft, form, faults)).transpose()?;
    let page = NewPage {
        layout: visit.layout_of("reports-new-title", Section::Exports),
        nothing: if ground.known_from.is_none() { visit.t("reports-nothing-known") } else { String::new() },
        offers: offered.collect(),
        from: choices("from"),
        to: choices("to"),
        blocks,
        messages: faults.shown(language),
        preview,
    };
    page_with_status(status, &page)
}

fn preview(
    visit: &Visit,
    ground: &Ground,
    draft: &Draft,
    form: &Submitted,
    faults: &Faults,
) -> Result<Preview, AppError> {
    let (report, language) = (draft.preview(), visit.language);
    let better = cut(report.months, &ground.blocks).map(|_| fitting(report.months, &ground.blocks));
    let better = better.map(|months| (address(months), months_in_words(months, language)));
    Ok(Preview {
        period: months_in_words(report.months, language),
        lead: lead(&report, language),
        control: control(visit, &report, ground),
        better,
        body: body(&report, language)?,
        from: report.months.first.to_string(),
        to: report.months.last.to_string(),
        seen: draft.fingerprint()?,
        title: if form.has("title") { form.text("title") } else { report.title.clone() },
        confirms_privacy: faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY)),
    })
}

/// What is not told, and why: sentence by sentence.
fn control(visit: &Visit, report: &Report, ground: &Ground) -> Vec<String> {
    let (told, all) = count_told(report);
    let counts = visit.t_with(
        "reports-control-counts",
        &[("told", told.into()), ("all", all.into()), ("withheld", (all - told).into())],
    );
    let mut sentences = vec![counts, visit.t("reports-control-why")];
    if let Some(block) = cut(report.months, &ground.blocks) {
        let block = months_in_words(block, visit.language);
        sentences.push(visit.t_with("reports-control-cut", &[("block", block.into())]));
    }
    sentences.push(visit.t("reports-control-frozen"));
    sentences
}

fn label_of(visit: &Visit, offer: Offer) -> String {
    visit.t(&format!("reports-offer-{}", offer.word()))
}

fn address(months: Months) -> String {
    format!("{}?from={}&to={}#preview", urls::REPORT_NEW, months.first, months.last)
}
