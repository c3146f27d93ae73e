//! Loading the police's own counts.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::actions::{self, Loaded};
use super::model::{KeptCount, may_load};
use super::store;
use super::table::{self, BadLine, Rules};
use crate::accounts::Allowed;
use crate::accounts::session::WritingPart;
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Contents, FieldMessage, Layout, Message, Section, Submitted, SubmittedWithFiles, Upload, Visit,
    page_with_status, see_other,
};

/// The field with the file.
const FILE: &str = "table";
/// So many bad lines are told; the others are counted.
const LINES_TOLD: usize = 50;

#[derive(Template)]
#[template(path = "coverage/police_counts.html")]
struct PoliceCountsPage {
    layout: Layout,
    heading: String,
    days: String,
    back: String,
    back_label: String,
    action: String,
    /// What a file that was just loaded did; empty when none was.
    done: String,
    faults: Vec<FieldMessage>,
    /// What is wrong with the file in a sentence; empty when nothing is.
    fault: String,
    lines: Vec<LineTold>,
    /// How many lines more are wrong; empty when all are told.
    more: String,
    /// Whether saying that nobody is pointed out would help.
    asks_confirmation: bool,
    caption: String,
    rows: Vec<CountTold>,
    /// When something was loaded last, and by whom; empty when nothing was.
    latest: String,
    /// A table as it could be sent.
    example: String,
}

struct LineTold {
    line: String,
    faults: String,
}

struct CountTold {
    district: String,
    category: String,
    count: String,
    source: String,
}

/// What was wrong with a file that was sent.
#[derive(Default)]
struct Refused {
    /// What is wrong with it as a whole.
    fault: Option<Message>,
    lines: Vec<BadLine>,
}

/// Who may load, and the week of the address if it has begun.
fn week_for(who: &Allowed<WritingPart>, path: &str, now: Timestamp) -> Result<IsoWeek, AppError> {
    if !may_load(&who.account, &who.organisation) {
        return Err(AppError::Forbidden);
    }
    IsoWeek::begun(path, now).or_not_found("week")
}

fn show(
    visit: &Visit,
    week: IsoWeek,
    (ground, kept): (&Ground, &[KeptCount]),
    done: Option<Loaded>,
    refused: &Refused,
) -> Result<HttpResponse, AppError> {
    let language = visit.language;
    let whole =
        refused.fault.iter().chain(refused.lines.iter().filter(|bad| bad.line.is_none()).flat_map(|bad| &bad.faults));
    let whole: Vec<String> = whole.map(|message| message.shown(language)).collect();
    let lines: Vec<LineTold> = refused
        .lines
        .iter()
        .filter_map(|bad| {
            let faults: Vec<String> = bad.faults.iter().map(|message| message.shown(language)).collect();
            Some(LineTold { line: bad.line?.to_string(), faults: faults.join(" ") })
        })
        .collect();
    let fault = match (whole.is_empty(), lines.len()) {
        (false, _) => whole.join(" "),
        (true, 0) => String::new(),
        (true, count) => visit.t_with("counts-refused", &[("count", count.into())]),
    };
    let more = lines.len().saturating_sub(LINES_TOLD);
    let asks_confirmation =
        refused.lines.iter().flat_map(|bad| &bad.faults).any(|message| message.key() == "counts-person-warn");
    let name = |kept: &KeptCount| {
        let district = kept.district().and_then(|id| ground.district(id));
        district.map_or_else(|| visit.t("counts-no-district"), |district| district.name.clone())
    };
    let mut rows: Vec<CountTold> = kept
        .iter()
        .map(|kept| CountTold {
            district: name(kept),
            category: kept.category.clone(),
            count: language.number(kept.reports),
            source: kept.source.clone(),
        })
        .collect();
    rows.sort_by_key(|row| (crate::texts::swedish_order(&row.district), row.category.clone()));
    let latest = kept.iter().max_by_key(|kept| (kept.loaded_at, kept.id)).map(|kept| {
        let moment = language.moment(kept.loaded_at.instant());
        visit.t_with("counts-latest", &[("moment", moment.into()), ("actor", kept.actor.as_str().into())])
    });
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let heading = visit.t_with("counts-title", &[("week", week.number().into())]);
    let counts_page = PoliceCountsPage {
        layout: visit.layout(heading.clone(), Section::Situation),
        heading,
        days: language.days_of(week),
        back: urls::situation(week),
        back_label: visit.t_with("situation-title", &[("week", week.number().into())]),
        action: urls::police_counts(week),
        done: done.map_or_else(String::new, |Loaded { new, changed, known }| {
            visit.t_with("counts-loaded", &[("new", new.into()), ("changed", changed.into()), ("known", known.into())])
        }),
        faults: if fault.is_empty() {
            Vec::new()
        } else {
            vec![FieldMessage { field: FILE.to_owned(), message: fault.clone() }]
        },
        fault,
        lines: lines.into_iter().take(LINES_TOLD).collect(),
        more: if more > 0 { visit.t_with("counts-more", &[("count", more.into())]) } else { String::new() },
        asks_confirmation,
        caption: visit.t_with("counts-caption", &[("week", week.number().into())]),
        rows,
        latest: latest.unwrap_or_default(),
        example: example(week, ground),
    };
    page_with_status(status, &counts_page)
}

/// A table of two lines for the page's week and the first district.
fn example(week: IsoWeek, ground: &Ground) -> String {
    let district = ground.districts().first().map_or_else(String::new, |district| district.name.clone());
    format!("{}\n{week};{district};Misshandel;3;STORM\n{week};;Bedrägeri;12;STORM", table::COLUMNS.join(";"))
}

/// `GET /situation/{week}/police-counts`: the police's own counts of a week. For the police's members of the working group
/// and whoever writes the picture.
///
/// # Errors
/// [`AppError::Forbidden`] for other organisations; [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn police_counts(
    who: Allowed<WritingPart>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let week = week_for(&who, &path, clock.now())?;
    let query = Submitted::from_query(request.query_string());
    let number = |name: &str| query.text(name).parse().ok();
    let done = number("new").zip(number("changed")).zip(number("known")).map(|((new, changed), known)| Loaded {
        new,
        changed,
        known,
    });
    let (ground, kept) = material(&db, &map, week).await?;
    show(&visit, week, (&ground, &kept), done, &Refused::default())
}

async fn material(
    db: &Db,
    map: &web::Data<districts::Map>,
    week: IsoWeek,
) -> Result<(std::sync::Arc<Ground>, Vec<KeptCount>), AppError> {
    let map = map.get_ref().clone();
    db.read(move |connection: &mut DbConnection| {
        Ok::<_, AppError>((map.current(connection)?, store::list_counts(connection, &[week])?))
    })
    .await
}

/// `POST /situation/{week}/police-counts` with the file `table`, and `confirm_privacy` when what may point out a person does
/// not. 303 to the page with what it did; 422 with every line that is wrong, and nothing kept. For whom the page is for.
///
/// # Errors
/// As above.
pub async fn load(
    who: Allowed<WritingPart>,
    visit: Visit,
    path: web::Path<String>,
    sent: SubmittedWithFiles,
    (db, clock, map): (web::Data<Db>, web::Data<Clock>, web::Data<districts::Map>),
) -> Result<HttpResponse, AppError> {
    let (now, actor) = (clock.now(), who.actor());
    let this_week = IsoWeek::of(now);
    let week = week_for(&who, &path, now)?;
    let (ground, kept) = material(&db, &map, week).await?;
    let is_confirmed = sent.form.text(CONFIRM_PRIVACY) == "yes";
    let file = sent.files.into_iter().find(|upload| upload.field == FILE);
    let of_file = std::sync::Arc::clone(&ground);
    // A large file takes longer to read than a request's thread should be held.
    let rows =
        tokio::task::spawn_blocking(move || read_file(file, Rules { ground: &of_file, this_week, is_confirmed }));
    match rows.await.map_err(AppError::internal)? {
        Err(refused) => show(&visit, week, (&ground, &kept), None, &refused),
        Ok(rows) => {
            let Loaded { new, changed, known } =
                db.write(move |connection| actions::load(connection, &rows, &actor, now)).await?;
            let address = urls::police_counts(week);
            Ok(see_other(&format!("{address}?new={new}&changed={changed}&known={known}")))
        }
    }
}

fn read_file(file: Option<Upload>, rules: Rules<'_>) -> Result<Vec<table::CountRow>, Refused> {
    let refuse = |key: &'static str| Refused { fault: Some(Message::new(key)), lines: Vec::new() };
    match file.map(|upload| upload.contents) {
        None => Err(refuse("counts-file-missing")),
        Some(Contents::TooLarge | Contents::TooMany) => Err(refuse("counts-file-large")),
        Some(Contents::Whole(file, _)) => {
            table::read(std::io::BufReader::new(file), rules).map_err(|lines| Refused { fault: None, lines })
        }
    }
}
