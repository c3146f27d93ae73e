//! Wall mode as a page.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::slides::{Slide, slides};
use crate::accounts::session::WorkingGroup;
use crate::accounts::{Allowed, Permission};
use crate::db::Db;
use crate::districts::{self, Division};
use crate::error::{AppError, OrNotFound as _};
use crate::situation::Picture;
use crate::situation::decisions::pages::address;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page};

#[derive(Template)]
#[template(path = "situation/wall.html")]
struct WallPage {
    layout: Layout,
    /// That it is a draft, and when it was counted.
    counted: String,
    /// Which slide it is; the first is 1.
    number: usize,
    /// `3 av 14`.
    place: String,
    /// The next slide; empty on the last.
    next: String,
    /// The one before; empty on the first.
    earlier: String,
    first: String,
    last: String,
    /// Where a decision about this slide is typed; empty for those who may not.
    decide: String,
    picture: String,
    slide: Slide,
}

/// `GET /situation/{week}/wall?slide=N`: one slide of the week's picture, counted anew; the first is 1, and a number beyond the
/// last shows the last. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn wall(
    who: Allowed<WorkingGroup>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let now = clock.now();
    let week = IsoWeek::begun(&path, now).or_not_found("week")?;
    let language = visit.language;
    let picture = db
        .read(move |connection| {
            let ground = map.current(connection)?;
            Picture::draft(connection, &ground, week, Division::Main, now, language)
        })
        .await?;
    let slides = slides(&picture, language);
    let asked = Submitted::from_query(request.query_string()).text("slide").parse().unwrap_or(1);
    let may_decide = who.account.role.may(Permission::HandOutMeasures);
    page(&WallPage::new(&visit, week, slides, asked, may_decide))
}

impl WallPage {
    fn new(visit: &Visit, week: IsoWeek, mut slides: Vec<Slide>, asked: usize, may_decide: bool) -> Self {
        let last = slides.len();
        let number = asked.clamp(1, last);
        let slide = slides.swap_remove(number - 1);
        let place = visit.t_with("wall-place", &[("number", number.into()), ("count", last.into())]);
        let to = |number: usize| {
            if (1..=last).contains(&number) { urls::picture_wall(week, number) } else { String::new() }
        };
        let decide = address(week, number, slide.district.as_deref(), slide.group);
        Self {
            layout: visit.layout(format!("{place}: {}", slide.heading), Section::Situation),
            counted: visit.t("situation-draft"),
            next: to(number + 1),
            earlier: to(number - 1),
            first: to(1),
            last: to(last),
            decide: if may_decide { decide } else { String::new() },
            picture: urls::situation(week),
            number,
            place,
            slide,
        }
    }
}
