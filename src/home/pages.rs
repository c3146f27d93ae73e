//! The first page, by what its reader may do.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Zoned;

use crate::accounts::{self, Permission, SignedIn};
use crate::db::Db;
use crate::districts;
use crate::error::AppError;
use crate::incidents::model::Status;
use crate::incidents::pages::{Row, rows};
use crate::incidents::store;
use crate::time::{Clock, IsoWeek, local};
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

/// How many of one's own reports the first page shows.
const OWN: i64 = 5;

#[derive(Template)]
#[template(path = "home/home.html")]
struct HomePage {
    layout: Layout,
    today: String,
    greeting: String,
    lead: String,
    may_report: bool,
    cards: Vec<Card>,
    own: Vec<Row>,
}

struct Card {
    heading: String,
    figure: String,
    text: String,
    href: String,
    action: String,
}

/// `GET /`. For everybody signed in; everybody else is sent to sign in.
///
/// # Errors
/// None of its own.
pub async fn home(
    who: SignedIn,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (viewer, map, role) = (who.viewer(), map.get_ref().clone(), who.account.role);
    let (ground, own, organisations, waiting) = db
        .read(move |connection| {
            let own = store::list_own_latest(connection, &viewer, OWN)?;
            let organisations = accounts::store::list_organisations(connection)?;
            let waiting = store::count_at(connection, &viewer, Status::New)?;
            Ok::<_, AppError>((map.current(connection)?, own, organisations, waiting))
        })
        .await?;
    let now = local(clock.now());
    let week = IsoWeek::of(clock.now());
    let home_page = HomePage {
        layout: visit.layout_of("home-title", Section::Elsewhere),
        today: visit.t_with(
            "home-today",
            &[("day", visit.language.day(now.date()).into()), ("week", i64::from(week.number()).into())],
        ),
        greeting: visit.t_with(greeting_key(&now), &[("name", first_name(&who.account.name).into())]),
        lead: visit.t(if role.may(Permission::Administer) { "home-lead-administrator" } else { "home-lead-council" }),
        may_report: role.may(Permission::Report),
        cards: cards(&visit, &who, week, waiting),
        own: rows(visit.language, &ground, &organisations, &own),
    };
    page(&home_page)
}

fn cards(visit: &Visit, who: &SignedIn, week: IsoWeek, waiting: i64) -> Vec<Card> {
    let role = who.account.role;
    let card = |heading: &str, figure: String, text: String, href: String, action: &str| Card {
        heading: visit.t(heading),
        figure,
        text,
        href,
        action: visit.t(action),
    };
    let mut cards = Vec::new();
    if role.may(Permission::SeeWorkingGroup) {
        let text = visit.t_with("home-waiting-text", &[("count", waiting.into())]);
        let href = format!("{}?status=new", urls::INCIDENTS);
        cards.push(card("home-waiting", visit.language.number(waiting), text, href, "home-waiting-action"));
        let text = visit.t_with("home-week-text", &[("week", i64::from(week.number()).into())]);
        cards.push(card("home-week", String::new(), text, urls::situation(week), "home-week-action"));
    }
    if role.may(Permission::Administer) {
        let text = visit.t("home-accounts-text");
        cards.push(card("home-accounts", String::new(), text, urls::ADMIN_ACCOUNTS.to_owned(), "home-accounts-action"));
        let text = visit.t("home-audit-text");
        cards.push(card("home-audit", String::new(), text, urls::ADMIN_AUDIT.to_owned(), "home-audit-action"));
    }
    if !role.may(Permission::Report) {
        let text = visit.t("home-districts-text");
        cards.push(card("home-districts", String::new(), text, urls::DISTRICTS.to_owned(), "home-districts-action"));
    }
    cards
}

/// A greeting for the time of day.
fn greeting_key(now: &Zoned) -> &'static str {
    match now.hour() {
        5..=9 => "home-good-morning",
        10..=17 => "home-good-day",
        18..=22 => "home-good-evening",
        _ => "home-good-night",
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
