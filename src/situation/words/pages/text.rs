//! A text of a picture: what stands there, how it came to stand there, and the form of those who may write it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::{approval, eyebrow};
use crate::accounts::session::{WorkingGroup, WritingPart};
use crate::accounts::{Allowed, Viewer};
use crate::db::{Db, DbConnection};
use crate::districts;
use crate::error::{AppError, OrNotFound as _};
use crate::situation::words::actions::{self, Desk, Saved};
use crate::situation::words::forms::TextForm;
use crate::situation::words::model::{Draft, Level, TextKind, Topic, Wording};
use crate::situation::words::{level_name, store, subject};
use crate::texts::Language;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Faults, FieldMessages, Layout, Section, Submitted, Tile, Visit, page, page_with_status, see_other,
    see_other_with_flash,
};

#[derive(Template)]
#[template(path = "situation/text.html")]
struct TextPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    lead: String,
    back: String,
    back_label: String,
    approved: String,
    approved_href: String,
    /// The report that a notable one is; empty for other texts.
    report: String,
    /// Whose part is written, when it is not one's own organisation's; empty else.
    on_behalf: String,
    may_write: bool,
    /// What somebody else wrote meanwhile.
    overtaken: Option<WordingView>,
    /// What stands there, for those who only read.
    stands: Option<WordingView>,
    action: String,
    version: i64,
    words: String,
    hint: String,
    levels: Vec<Tile>,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    most: String,
    rows: usize,
    /// What stood there in the week before.
    last_week: Option<WordingView>,
    history: Vec<WordingView>,
}

/// A wording as it is shown.
struct WordingView {
    at: String,
    who: String,
    /// The level, of an assessment; empty else.
    level: String,
    /// Empty when the text was taken away.
    words: String,
}

impl WordingView {
    fn of(wording: &Wording, language: Language) -> Self {
        Self {
            at: language.moment(wording.written_at.instant()),
            who: wording.actor.clone(),
            level: wording.level.map_or_else(String::new, |level| capital(&level_name(level, language))),
            words: wording.words.clone(),
        }
    }
}

/// Everything the page is made of.
struct Opened {
    week: IsoWeek,
    topic: Topic,
    /// What it is about; empty for the week as a whole.
    name: String,
    /// The wordings, the latest first.
    history: Vec<Wording>,
    last_week: Option<Wording>,
    approved: Option<i64>,
}

impl Opened {
    fn read(
        connection: &mut DbConnection,
        map: &districts::Map,
        (week, topic): (IsoWeek, Topic),
        language: Language,
    ) -> Result<Self, AppError> {
        let ground = map.current(connection)?;
        let subject = subject::find(connection, &ground, week, topic)?.or_not_found("text")?;
        let last_week = match topic.kind {
            TextKind::Notable => None,
            _ => store::find_latest(connection, week.plus(-1), topic)?.filter(|wording| !wording.words.is_empty()),
        };
        Ok(Self {
            week,
            topic,
            name: subject.name(&ground, language),
            history: store::list_wordings(connection, week, topic)?,
            last_week,
            approved: store::find_approved(connection, week)?,
        })
    }

    fn draft(&self) -> Draft {
        self.history
            .first()
            .map_or_else(Draft::default, |latest| Draft { words: latest.words.clone(), level: latest.level })
    }
}

/// The text that an address names.
fn read_address(path: &(String, String, i64), clock: &Clock) -> Result<(IsoWeek, Topic), AppError> {
    let (week, kind, subject) = path;
    let kind = TextKind::from_word(kind).ok_or(AppError::NotFound("text"))?;
    Ok((IsoWeek::begun(week, clock.now()).or_not_found("week")?, Topic { kind, subject: *subject }))
}

/// `GET /situation/{week}/texts/{kind}/{subject}`. For the working group; with a form for those who may write it.
///
/// # Errors
/// [`AppError::NotFound`] when the week has no such text.
pub async fn text(
    who: Allowed<WorkingGroup>,
    visit: Visit,
    path: web::Path<(String, String, i64)>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (address, language) = (read_address(&path, &clock)?, visit.language);
    let opened = db.read(move |connection| Opened::read(connection, &map, address, language)).await?;
    let form = TextForm::showing(&opened.draft());
    page(&text_page(&visit, &who.viewer(), &opened, &form, &Faults::default(), None))
}

/// `GET /situation/{week}/texts/{kind}/{subject}/wordings`: to the text, for whoever asks anew for a page that answered a form.
///
/// # Errors
/// As [`text`].
pub async fn to_text(
    _who: Allowed<WorkingGroup>,
    path: web::Path<(String, String, i64)>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (week, topic) = read_address(&path, &clock)?;
    Ok(see_other(&urls::picture_text(week, topic.kind.word(), topic.subject)))
}

/// `POST /situation/{week}/texts/{kind}/{subject}/wordings`: the `words` and the `level`, written upon the `version` that
/// was shown. 303 to the picture; 422 with the form; 409 with the form and what somebody else wrote meanwhile beside it,
/// to be written upon in turn.
///
/// # Errors
/// [`AppError::NotFound`] when the week has no such text; [`AppError::Forbidden`] for whoever may not write it.
pub async fn write(
    who: Allowed<WritingPart>,
    visit: Visit,
    path: web::Path<(String, String, i64)>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (form, address, language) = (TextForm::sent(form), read_address(&path, &clock)?, visit.language);
    let (week, topic) = address;
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), now: clock.now() };
    if !topic.may_be_written_by(&desk.viewer) {
        return Err(AppError::Forbidden);
    }
    let seen = form.seen().ok_or(AppError::BadRequest("error-broken-form"))?;
    let open = {
        let map = map.clone();
        move |connection: &mut DbConnection| Opened::read(connection, &map, address, language)
    };
    let draft = match form.parse(topic.kind) {
        Ok(draft) => draft,
        Err(faults) => {
            let again = text_page(&visit, &desk.viewer, &db.read(open).await?, &form, &faults, None);
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let viewer = desk.viewer;
    let saved = db
        .write(move |connection| {
            let ground = map.current(connection)?;
            actions::write(connection, &desk, &ground, address, &draft, seen)
        })
        .await?;
    match saved {
        Saved::Kept | Saved::StoodThere => Ok(see_other_with_flash(&address_after(week, topic), "flash-words-saved")),
        Saved::Overtaken(latest) => {
            let opened = db.read(open).await?;
            let again = text_page(&visit, &viewer, &opened, &form, &Faults::default(), Some(&latest));
            page_with_status(StatusCode::CONFLICT, &again)
        }
    }
}

/// Where whoever has written goes on.
fn address_after(week: IsoWeek, topic: Topic) -> String {
    if topic.kind == TextKind::Notable { urls::picture_notable(week) } else { urls::situation(week) }
}

fn text_page(
    visit: &Visit,
    viewer: &Viewer,
    opened: &Opened,
    form: &TextForm,
    faults: &Faults,
    overtaken: Option<&Wording>,
) -> TextPage {
    let Opened { week, topic, .. } = *opened;
    let (language, word) = (visit.language, topic.kind.word());
    let view = |wording: &Wording| WordingView::of(wording, language);
    let latest = opened.history.first();
    let kind = visit.t(&format!("words-kind-{word}"));
    let heading = if opened.name.is_empty() { kind.clone() } else { format!("{kind}: {}", opened.name) };
    let may_write = topic.may_be_written_by(viewer);
    let is_own = topic.kind != TextKind::Part || topic.subject == viewer.organisation_id;
    let level = form.text("level");
    let levels = Level::ALL.iter().map(|known| Tile::new(known.word(), capital(&level_name(*known, language)), &level));
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let (approved, approved_href) = approval(visit, week, opened.approved);
    TextPage {
        layout: visit.layout(heading.clone(), Section::Situation),
        heading,
        eyebrow: eyebrow(visit, week),
        lead: visit.t(&format!("words-lead-{word}")),
        back: address_after(week, topic),
        back_label: if topic.kind == TextKind::Notable {
            visit.t("words-notable")
        } else {
            visit.t_with("situation-title", &[("week", week.number().into())])
        },
        approved,
        approved_href,
        report: if topic.kind == TextKind::Notable { urls::incident(topic.subject) } else { String::new() },
        on_behalf: if may_write && !is_own {
            visit.t_with("words-on-behalf", &[("organisation", opened.name.clone().into())])
        } else {
            String::new()
        },
        may_write,
        stands: latest.filter(|wording| !wording.words.is_empty() || wording.level.is_some()).map(view),
        action: urls::picture_wordings(week, word, topic.subject),
        version: match overtaken {
            Some(newer) => newer.version,
            None => form.seen().unwrap_or_else(|| latest.map_or(0, |wording| wording.version)),
        },
        overtaken: overtaken.map(view),
        words: form.text("words"),
        hint: if topic.kind.is_for_everybody() { visit.t("words-hint-everybody") } else { visit.t("words-hint") },
        levels: if topic.kind == TextKind::Assessment { levels.collect() } else { Vec::new() },
        messages: faults.shown(language),
        confirms_privacy,
        most: topic.kind.most().to_string(),
        rows: match topic.kind {
            TextKind::Notable => 3,
            TextKind::Assessment => 6,
            _ => 10,
        },
        last_week: opened.last_week.as_ref().map(view),
        history: opened.history.iter().map(view).collect(),
    }
}

/// With a capital letter at its beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
