//! Saying that a week was calm: from home or from a mail's link. And what home says about who was heard.

use actix_web::{HttpResponse, web};
use askama::Template;
use jiff::Timestamp;

use super::actions::{self, Receipt, Word};
use super::model::{CutOff, Heard, Ledger, ZeroReport};
use super::{listed, read, store};
use crate::accounts::session::Reporting;
use crate::accounts::{Account, Actor, Allowed, Organisation, Permission, SignedIn, Viewer};
use crate::db::{Db, DbConnection};
use crate::error::{AppError, OrNotFound as _};
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{Layout, Section, Submitted, Visit, page, see_other_with_flash};

/// What an organisation's standing is about a week, as its page and its card on home say it.
struct Standing {
    heard: Heard,
    reports: i64,
    /// Its word of calm, which can be taken back. A calm shift gives none.
    said: Option<ZeroReport>,
}

impl Standing {
    fn read(connection: &mut DbConnection, organisation: i64, week: IsoWeek) -> Result<Self, AppError> {
        let (heard, reports) = read(connection, &[week])?.heard(organisation, week);
        Ok(Self { heard, reports, said: store::find_zero_report(connection, organisation, week)? })
    }
}

#[derive(Template)]
#[template(path = "coverage/zero_report.html")]
struct ZeroReportPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    lead: String,
    /// Where the button sends to; empty when there is none.
    action: String,
    /// What the button sends: `report` or `withdraw`.
    step: &'static str,
    button: String,
    /// Until when; empty when there is no button.
    closes: String,
    /// Whether reporting instead is offered.
    offers_report: bool,
}

impl ZeroReportPage {
    fn new(
        visit: &Visit,
        (organisation, week): (&str, IsoWeek),
        standing: &Standing,
        cut_off: CutOff,
        now: Timestamp,
        action: String,
    ) -> Self {
        let number = week.number();
        let closes = visit.language.moment(cut_off.after(week));
        let is_open = cut_off.is_open(week, now);
        let lead =
            match (standing.heard, &standing.said) {
                (Heard::Reported, _) => visit
                    .t_with("coverage-zero-reported", &[("week", number.into()), ("count", standing.reports.into())]),
                (_, Some(said)) => {
                    let moment = visit.language.moment(said.reported_at.instant());
                    visit.t_with("coverage-zero-said", &[("week", number.into()), ("moment", moment.into())])
                }
                (Heard::Zero, None) => visit.t_with("coverage-zero-shift", &[("week", number.into())]),
                (Heard::Silent, None) if is_open => visit
                    .t_with("coverage-zero-lead", &[("organisation", organisation.into()), ("week", number.into())]),
                (Heard::Silent, None) => visit.t_with("coverage-zero-closed", &[("moment", closes.as_str().into())]),
            };
        let (step, button) = match (standing.heard, &standing.said) {
            (Heard::Silent, None) => ("report", visit.t("coverage-zero-button")),
            (_, Some(_)) => ("withdraw", visit.t("coverage-zero-withdraw")),
            _ => ("", String::new()),
        };
        let has_button = is_open && !button.is_empty();
        let heading = visit.t_with("coverage-zero-title", &[("week", number.into())]);
        Self {
            layout: visit.layout(heading.clone(), Section::Elsewhere),
            heading,
            eyebrow: format!("{organisation} · {}", visit.language.days_of(week)),
            lead,
            action: if has_button { action } else { String::new() },
            step,
            button,
            closes: if has_button {
                visit.t_with("coverage-zero-closes", &[("moment", closes.into())])
            } else {
                String::new()
            },
            offers_report: is_open,
        }
    }
}

/// `GET /situation/{week}/zero-report`: saying that one's organisation has nothing to report about a week, or taking it
/// back. Needs the permission to report.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet.
pub async fn zero_report(
    who: Allowed<Reporting>,
    visit: Visit,
    path: web::Path<String>,
    (db, clock, cut_off): (web::Data<Db>, web::Data<Clock>, web::Data<CutOff>),
) -> Result<HttpResponse, AppError> {
    let (now, organisation) = (clock.now(), who.organisation.id);
    let week = IsoWeek::begun(&path, now).or_not_found("week")?;
    let standing = db.read(move |connection| Standing::read(connection, organisation, week)).await?;
    let action = urls::zero_report(week);
    page(&ZeroReportPage::new(&visit, (&who.organisation.name, week), &standing, **cut_off, now, action))
}

/// `POST /situation/{week}/zero-report` with `step` (`report` when it is left out, or `withdraw`): an organisation's word
/// about a week. Needs the permission to report. 303 to home.
///
/// # Errors
/// [`AppError::Conflict`] when the week's cut-off has passed; [`AppError::NotFound`] as above.
pub async fn send_zero_report(
    who: Allowed<Reporting>,
    path: web::Path<String>,
    form: Submitted,
    (db, clock, cut_off): (web::Data<Db>, web::Data<Clock>, web::Data<CutOff>),
) -> Result<HttpResponse, AppError> {
    let now = clock.now();
    let word = Word {
        organisation: who.organisation.id,
        week: IsoWeek::begun(&path, now).or_not_found("week")?,
        actor: who.actor(),
        now,
    };
    answer(give(&db, **cut_off, word, &form).await?, urls::HOME)
}

/// `GET /zero-report/{token}`: the same by a mail's link, without signing in. Looking changes nothing: those who check mail
/// for harm follow its links.
///
/// # Errors
/// [`AppError::Gone`] when the link has run out, was never made, or its account may not report any more.
pub async fn linked(
    visit: Visit,
    token: web::Path<String>,
    (db, clock, cut_off): (web::Data<Db>, web::Data<Clock>, web::Data<CutOff>),
) -> Result<HttpResponse, AppError> {
    let (now, given) = (clock.now(), token.clone());
    let read = move |connection: &mut DbConnection| {
        let Some((_, organisation, week)) = actions::find_linked(connection, &given, now)? else {
            return Ok::<_, AppError>(None);
        };
        let standing = Standing::read(connection, organisation.id, week)?;
        Ok(Some((organisation, week, standing)))
    };
    let found = db.read(read).await?;
    let (organisation, week, standing) = found.ok_or(AppError::Gone("coverage-link-gone"))?;
    let action = urls::zero_report_link(&token);
    page(&ZeroReportPage::new(&visit, (&organisation.name, week), &standing, **cut_off, now, action))
}

/// `POST /zero-report/{token}` with `step` as above, for whoever has the link. 303 to the same page.
///
/// # Errors
/// [`AppError::Gone`] as above.
pub async fn send_linked(
    token: web::Path<String>,
    form: Submitted,
    (db, clock, cut_off): (web::Data<Db>, web::Data<Clock>, web::Data<CutOff>),
) -> Result<HttpResponse, AppError> {
    let (now, given) = (clock.now(), token.clone());
    let found = db.read(move |connection| actions::find_linked(connection, &given, now)).await?;
    let (account, organisation, week) = found.ok_or(AppError::Gone("coverage-link-gone"))?;
    let word = Word { organisation: organisation.id, week, actor: actor_of(&account, &organisation), now };
    answer(give(&db, **cut_off, word, &form).await?, &urls::zero_report_link(&token))
}

fn actor_of(account: &Account, organisation: &Organisation) -> Actor {
    Actor { account_id: Some(account.id), label: format!("{}, {}", account.name, organisation.name) }
}

async fn give(db: &Db, cut_off: CutOff, word: Word, form: &Submitted) -> Result<Receipt, AppError> {
    let withdraws = form.text("step") == "withdraw";
    db.write(move |connection| {
        if withdraws {
            actions::withdraw(connection, cut_off, &word)
        } else {
            actions::report_nothing(connection, cut_off, &word)
        }
    })
    .await
}

fn answer(receipt: Receipt, address: &str) -> Result<HttpResponse, AppError> {
    let flash = match receipt {
        Receipt::Noted => "flash-coverage-zero",
        Receipt::AlreadyNoted => "flash-coverage-zero-already",
        Receipt::HasBeenHeard => "flash-coverage-zero-reported",
        Receipt::Withdrawn => "flash-coverage-zero-withdrawn",
        Receipt::Closed => return Err(AppError::Conflict("coverage-closed")),
    };
    Ok(see_other_with_flash(address, flash))
}

/// A card of home about a week.
pub struct WeekCard {
    /// Its heading.
    pub heading: String,
    /// A large number; may be empty.
    pub figure: String,
    /// What it says.
    pub text: String,
    /// Where its link leads; empty when it has a button.
    pub href: String,
    /// What the link says.
    pub link: String,
    /// Where its one button sends to; empty for none.
    pub action: String,
    /// What the button sends: `report` or `withdraw`.
    pub step: &'static str,
    /// What the button says.
    pub button: String,
}

/// What home says of this week and the last: to whoever may report, what their own organisation has said as long as it can
/// be said; to whoever writes the picture, who is silent.
pub struct AtHome {
    ledger: Ledger,
    /// The last week and this one, and whether one's own organisation has said that there was nothing.
    weeks: Vec<(IsoWeek, bool)>,
    cut_off: CutOff,
    now: Timestamp,
}

impl AtHome {
    /// Reads it.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database does not answer.
    pub fn read(
        connection: &mut DbConnection,
        viewer: &Viewer,
        cut_off: CutOff,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let mut at_home = Self { ledger: Ledger::default(), weeks: Vec::new(), cut_off, now };
        if viewer.role.may(Permission::Report) {
            let this_week = IsoWeek::of(now);
            let weeks = [this_week.plus(-1), this_week];
            at_home.ledger = read(connection, &weeks)?;
            for week in weeks {
                let said = store::find_zero_report(connection, viewer.organisation_id, week)?;
                at_home.weeks.push((week, said.is_some()));
            }
        }
        Ok(at_home)
    }

    /// The cards: one's own word about the earliest week that waits for it, and those given before; then who is silent.
    #[must_use]
    pub fn cards(&self, visit: &Visit, who: &SignedIn) -> Vec<WeekCard> {
        let mut cards = self.own_cards(visit, who.organisation.id);
        if who.account.role.may(Permission::WritePicture) {
            cards.extend(self.weeks.iter().filter_map(|(week, _)| self.silent_card(visit, *week)));
        }
        cards
    }

    fn own_cards(&self, visit: &Visit, own: i64) -> Vec<WeekCard> {
        let is_asked = |week: IsoWeek| {
            self.cut_off.is_open(week, self.now) && self.ledger.expected(week).any(|member| member.id == own)
        };
        let mut cards = Vec::new();
        for (week, said) in self.weeks.iter().copied().filter(|(week, _)| is_asked(*week)) {
            match self.ledger.heard(own, week).0 {
                Heard::Zero if said => cards.push(said_card(visit, week)),
                Heard::Silent => {
                    cards.push(asking_card(visit, week, self.cut_off));
                    // One question at a time: this week's comes when the last one's is answered.
                    break;
                }
                Heard::Reported | Heard::Zero => {}
            }
        }
        cards
    }

    /// Who of those that are expected has not been heard of; none when nobody is expected, or when the week's cut-off has
    /// passed and all were heard.
    fn silent_card(&self, visit: &Visit, week: IsoWeek) -> Option<WeekCard> {
        let expected = self.ledger.week(week).expected;
        let silent: Vec<String> = self.ledger.silent(week).map(|member| member.name.clone()).collect();
        let is_open = self.cut_off.is_open(week, self.now);
        if expected == 0 || (silent.is_empty() && !is_open) {
            return None;
        }
        let names = listed(&silent, visit.language);
        let text = if silent.is_empty() {
            visit.t_with("coverage-home-all", &[("expected", expected.into())])
        } else if is_open {
            let closes = visit.language.moment(self.cut_off.after(week));
            visit.t_with("coverage-home-awaited", &[("names", names.into()), ("moment", closes.into())])
        } else {
            visit.t_with("coverage-home-silent-text", &[("names", names.into())])
        };
        Some(WeekCard {
            heading: visit.t_with("coverage-home-silent", &[("week", week.number().into())]),
            figure: visit
                .t_with("coverage-home-figure", &[("silent", silent.len().into()), ("expected", expected.into())]),
            text,
            href: urls::situation(week),
            link: visit.t("coverage-home-link"),
            action: String::new(),
            step: "",
            button: String::new(),
        })
    }
}

fn asking_card(visit: &Visit, week: IsoWeek, cut_off: CutOff) -> WeekCard {
    let closes = visit.language.moment(cut_off.after(week));
    WeekCard {
        heading: visit.t_with("coverage-zero-title", &[("week", week.number().into())]),
        figure: String::new(),
        text: visit.t_with("coverage-home-ask-text", &[("moment", closes.into())]),
        href: String::new(),
        link: String::new(),
        action: urls::zero_report(week),
        step: "report",
        button: visit.t("coverage-zero-button"),
    }
}

fn said_card(visit: &Visit, week: IsoWeek) -> WeekCard {
    WeekCard {
        heading: visit.t_with("coverage-home-said", &[("week", week.number().into())]),
        figure: String::new(),
        text: visit.t("coverage-home-said-text"),
        href: String::new(),
        link: String::new(),
        action: urls::zero_report(week),
        step: "withdraw",
        button: visit.t("coverage-zero-withdraw"),
    }
}
