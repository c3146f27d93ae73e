//! The first page, by what its reader may do.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Zoned;
use jiff::civil::Date;

use crate::accounts::{self, Permission, Role, SignedIn, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts;
use crate::error::AppError;
use crate::exports::report::store as reports;
use crate::followup::meetings;
use crate::incidents::model::{Listed, Status};
use crate::incidents::pages::review::uncounted_in_words;
use crate::incidents::pages::{Row, rows};
use crate::incidents::{review, store};
use crate::measures;
use crate::measures::filter::{Filter, Urgency};
use crate::measures::pages::urgent_address;
use crate::situation;
use crate::situation::coverage::CutOff;
use crate::situation::coverage::pages::{AtHome, WeekCard};
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
    /// Who was heard of the weeks that can still be spoken about.
    week_cards: Vec<WeekCard>,
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
    cut_off: web::Data<CutOff>,
) -> Result<HttpResponse, AppError> {
    let (viewer, map, role, today) = (who.viewer(), map.get_ref().clone(), who.account.role, clock.today());
    let (cut_off, instant) = (**cut_off, clock.now());
    let (ground, own, organisations, waits, at_home, (picture, report, meeting)) = db
        .read(move |connection| {
            let own = own_reports(connection, &viewer)?;
            let organisations = accounts::store::list_organisations(connection)?;
            let waits = Waits {
                waiting: store::count_at(connection, &viewer, Status::New)?,
                uncounted: review::store::count_uncounted(connection, &viewer)?,
                measures: MeasuresWaiting::count(connection, &viewer, today)?,
            };
            let at_home = AtHome::read(connection, &viewer, cut_off, instant)?;
            let may_read = role.may(Permission::ReadPictures) && !role.may(Permission::SeeWorkingGroup);
            let picture = if may_read { situation::archive::find_newest(connection)? } else { None };
            let report = if may_read { reports::list(connection)?.into_iter().next() } else { None };
            let meeting = if sees_next_meeting(role) { meetings::find_next(connection, today)? } else { None };
            let told = (picture, report, meeting);
            Ok::<_, AppError>((map.current(connection)?, own, organisations, waits, at_home, told))
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
        cards: picture
            .map(|(version, picture)| Card {
                heading: visit.t_with("shared-home", &[("week", version.week.number().into())]),
                figure: String::new(),
                text: picture.lead(visit.language),
                href: urls::picture_version(version.week, version.version),
                action: visit.t("shared-home-action"),
            })
            .into_iter()
            .chain(report.map(|report| Card {
                heading: visit.t_with("reports-number", &[("number", report.number.into())]),
                figure: String::new(),
                text: report.title.clone(),
                href: urls::report(report.number()),
                action: visit.t("reports-home-action"),
            }))
            .chain(cards(&visit, &who, week, waits))
            .chain(meeting.map(|next| meeting_card(&visit, &next)))
            .collect(),
        week_cards: at_home.cards(&visit, &who),
        own: rows(visit.language, &ground, &organisations, &own)
            .into_iter()
            .zip(&own)
            .map(|(row, listed)| match listed.status {
                // To the one who is asked it says so.
                Status::Question => Row { status: visit.t("home-question"), ..row },
                _ => row,
            })
            .collect(),
    };
    page(&home_page)
}

/// What waits for a coordinator.
#[derive(Clone, Copy)]
struct Waits {
    waiting: i64,
    /// So many of those reports do not count before they are reviewed.
    uncounted: i64,
    measures: MeasuresWaiting,
}

/// The measures about which something is to be done, of those somebody may see.
#[derive(Clone, Copy)]
struct MeasuresWaiting {
    overdue: i64,
    unanswered: i64,
    soon: i64,
    unverified: i64,
    /// Of one's own organisation: those to answer, and those that are open.
    own_unanswered: i64,
    own_open: i64,
}

impl MeasuresWaiting {
    fn count(connection: &mut DbConnection, viewer: &Viewer, today: Date) -> Result<Self, AppError> {
        let own = Some(viewer.organisation_id);
        let mut count = |urgency, organisation| {
            let filter = Filter { urgency, organisation, ..Filter::default() };
            measures::store::count(connection, viewer, &filter, today)
        };
        Ok(Self {
            overdue: count(Some(Urgency::Overdue), None)?,
            unanswered: count(Some(Urgency::Unanswered), None)?,
            soon: count(Some(Urgency::Soon), None)?,
            unverified: count(Some(Urgency::Unverified), None)?,
            own_unanswered: count(Some(Urgency::Unanswered), own)?,
            own_open: measures::store::count_open_of(connection, viewer, viewer.organisation_id)?,
        })
    }
}

/// One's own latest reports: first those about which something is asked.
fn own_reports(connection: &mut DbConnection, viewer: &Viewer) -> Result<Vec<Listed>, AppError> {
    let mut own = review::store::list_own_questions(connection, viewer, OWN)?;
    let latest = store::list_own_latest(connection, viewer, OWN)?;
    own.extend(latest.into_iter().filter(|listed| listed.status != Status::Question));
    own.truncate(usize::try_from(OWN).unwrap_or_default());
    Ok(own)
}

fn cards(visit: &Visit, who: &SignedIn, week: IsoWeek, waits: Waits) -> Vec<Card> {
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
        let Waits { waiting, uncounted, .. } = waits;
        let text = visit.t_with("home-waiting-text", &[("count", waiting.into())]);
        let text = format!("{text} {}", uncounted_in_words(visit, uncounted)).trim_end().to_owned();
        let (href, action) = if role.may(Permission::Review) {
            (urls::INCIDENTS_REVIEW.to_owned(), "home-review-action")
        } else {
            (format!("{}?status=new", urls::INCIDENTS), "home-waiting-action")
        };
        cards.push(card("home-waiting", visit.language.number(waiting), text, href, action));
        cards.extend(measure_cards(visit, who, waits.measures));
        let text = visit.t_with("home-week-text", &[("week", i64::from(week.number()).into())]);
        cards.push(card("home-week", String::new(), text, urls::situation(week), "home-week-action"));
    }
    if !role.may(Permission::SeeWorkingGroup) {
        cards.extend(measure_cards(visit, who, waits.measures));
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

/// What is to be done about measures: whoever hands them out sees what is late, unanswered, soon due and not verified;
/// whoever answers for an organisation what is to be answered; everybody else what their organisation has open. What there
/// is none of takes no room.
fn measure_cards(visit: &Visit, who: &SignedIn, waiting: MeasuresWaiting) -> Vec<Card> {
    let role = who.account.role;
    let own = |urgency: Option<Urgency>| {
        let organisation = who.account.organisation_id;
        match urgency {
            Some(urgency) => format!("{}&organisation={organisation}", urgent_address(urgency)),
            None => format!("{}?organisation={organisation}", urls::MEASURES),
        }
    };
    let mut cards = Vec::new();
    let mut card = |heading: &str, text: &str, count: i64, href: String| {
        if count > 0 {
            cards.push(Card {
                heading: visit.t(heading),
                figure: visit.language.number(count),
                text: visit.t_with(text, &[("count", count.into())]),
                href,
                action: visit.t("home-measures-action"),
            });
        }
    };
    if role.may(Permission::HandOutMeasures) {
        card("home-overdue", "home-overdue-text", waiting.overdue, urgent_address(Urgency::Overdue));
        card("home-unanswered", "home-unanswered-text", waiting.unanswered, urgent_address(Urgency::Unanswered));
        card("home-soon", "home-soon-text", waiting.soon, urgent_address(Urgency::Soon));
        card("home-unverified", "home-unverified-text", waiting.unverified, urgent_address(Urgency::Unverified));
    } else if role.may(Permission::AnswerMeasures) {
        card("home-to-answer", "home-to-answer-text", waiting.own_unanswered, own(Some(Urgency::Unanswered)));
        card("home-measures", "home-measures-text", waiting.own_open, own(None));
    } else if role.may(Permission::ReportProgress) {
        card("home-measures", "home-measures-text", waiting.own_open, own(None));
    }
    cards
}

/// Coordinators prepare the council's meetings, the council holds them.
fn sees_next_meeting(role: Role) -> bool {
    role.may(Permission::FollowUp) || role == Role::Council
}

fn meeting_card(visit: &Visit, (meeting, items): &(meetings::Meeting, i64)) -> Card {
    let day = visit.language.day(meeting.day());
    let items = visit.t_with("meetings-items", &[("count", (*items).into())]);
    Card {
        heading: visit.t("meetings-home"),
        figure: String::new(),
        text: visit.t_with("meetings-home-text", &[("day", day.into()), ("items", items.into())]),
        href: urls::council_meeting(meeting.id),
        action: visit.t("meetings-home-action"),
    }
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
