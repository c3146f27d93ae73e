//! Choosing the reports that a picture tells of in a sentence.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::{approval, eyebrow};
use crate::accounts::Allowed;
use crate::accounts::session::WritingPicture;
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::incidents::category::find_category;
use crate::situation::words::model::{Noteworthy, Wording};
use crate::situation::words::store;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "situation/notable.html")]
struct NotablePage {
    layout: Layout,
    eyebrow: String,
    back: String,
    back_label: String,
    approved: String,
    approved_href: String,
    /// Those told of, in order of time.
    told: Vec<ReportLine>,
    /// The others, the most disturbing first.
    others: Vec<ReportLine>,
}

/// A report to choose.
struct ReportLine {
    href: String,
    write: String,
    what: String,
    district: String,
    when: String,
    severity: String,
    /// What is told of it; empty while nothing is.
    words: String,
    /// Whether it counts no longer, so that the picture does not tell of it.
    is_gone: bool,
}

/// The week's reports with what is told of each.
type Reports = Vec<(Noteworthy, Option<Wording>)>;

fn read(connection: &mut DbConnection, week: IsoWeek) -> Result<Reports, AppError> {
    let mut texts = store::list_notable_texts(connection, week)?;
    let mut take = |id: i64| texts.iter().position(|text| text.subject_id == id).map(|at| texts.swap_remove(at));
    let counted = store::list_counted(connection, week)?;
    let mut reports: Reports =
        counted.into_iter().map(|report| (take(report.id), report)).map(|(a, b)| (b, a)).collect();
    // What is left tells of reports that count no longer.
    let keys: Vec<i64> = texts.iter().map(|text| text.subject_id).collect();
    if !keys.is_empty() {
        for report in store::list_noteworthy(connection, &keys)? {
            let text = texts.iter().find(|text| text.subject_id == report.id).cloned();
            reports.push((report, text));
        }
    }
    Ok(reports)
}

/// `GET /situation/{week}/notable`: the week's reports, to choose some that the picture tells of. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn notable(
    _who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let week = IsoWeek::begun(&path, clock.now()).or_not_found("week")?;
    let (reports, approved, ground) = db
        .read(move |connection| {
            let approved = store::find_approved(connection, week)?;
            Ok::<_, AppError>((read(connection, week)?, approved, map.current(connection)?))
        })
        .await?;
    let (told, mut others): (Reports, Reports) = reports.into_iter().partition(|(_, text)| text.is_some());
    others.sort_by_key(|(report, _)| std::cmp::Reverse(report.severity.number()));
    let lines = |reports: Reports| -> Vec<ReportLine> {
        reports.iter().map(|(report, text)| line(&visit, &ground, week, report, text.as_ref())).collect()
    };
    let (approved, approved_href) = approval(&visit, week, approved);
    page(&NotablePage {
        layout: visit.layout_of("words-notable", Section::Situation),
        eyebrow: eyebrow(&visit, week),
        back: urls::situation(week),
        back_label: visit.t_with("situation-title", &[("week", week.number().into())]),
        approved,
        approved_href,
        told: lines(told),
        others: lines(others),
    })
}

fn line(visit: &Visit, ground: &Ground, week: IsoWeek, report: &Noteworthy, text: Option<&Wording>) -> ReportLine {
    let category = find_category(&report.category);
    let district = report.district_id.and_then(|id| ground.district(id)).map(|known| known.name.clone());
    ReportLine {
        href: urls::incident(report.id),
        write: urls::picture_text(week, "notable", report.id),
        what: category.map_or(report.category.as_str(), |known| known.name(visit.language)).to_owned(),
        district: district.unwrap_or_else(|| visit.t("words-nowhere")),
        when: visit.language.moment(report.occurred_from.instant()),
        severity: visit.t(&format!("severity-{}-short", report.severity.word())),
        words: text.map(|text| text.words.clone()).unwrap_or_default(),
        is_gone: !report.counts_in(week),
    }
}
