//! The problems of a week, weighed by eight questions.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{approval, eyebrow};
use crate::accounts::session::{WorkingGroup, WritingPicture};
use crate::accounts::{Allowed, Permission};
use crate::db::{Db, DbConnection};
use crate::districts::{self, Ground};
use crate::error::{AppError, OrNotFound as _};
use crate::situation::words::actions::{self, Desk, Saved};
use crate::situation::words::forms::{LONGEST_WORDS, ProblemForm};
use crate::situation::words::model::{Answer, Question, Weighed};
use crate::situation::words::store;
use crate::time::{Clock, IsoWeek};
use crate::urls;
use crate::web::{
    CONFIRM_PRIVACY, Choice, Faults, FieldMessages, Layout, Section, Submitted, Tile, Visit, page, page_with_status,
    see_other_with_flash,
};

const BROKEN: AppError = AppError::BadRequest("error-broken-form");

#[derive(Template)]
#[template(path = "situation/problems.html")]
struct ProblemsPage {
    layout: Layout,
    eyebrow: String,
    back: String,
    back_label: String,
    approved: String,
    approved_href: String,
    questions: Vec<QuestionHead>,
    rows: Vec<ProblemLine>,
    /// Where one more is weighed; empty for those who may not.
    add: String,
    /// Last week's, to begin with: title and address.
    earlier: Vec<(String, String)>,
}

struct QuestionHead {
    short: String,
    long: String,
}

struct ProblemLine {
    title: String,
    /// Where it is changed; empty for those who may not.
    href: String,
    district: String,
    points: String,
    answers: Vec<AnswerCell>,
    words: String,
}

struct AnswerCell {
    question: String,
    said: String,
    is_yes: bool,
}

#[derive(Template)]
#[template(path = "situation/problem.html")]
struct ProblemPage {
    layout: Layout,
    heading: String,
    eyebrow: String,
    back: String,
    approved: String,
    approved_href: String,
    /// What somebody else wrote meanwhile, or what was there already.
    overtaken: Option<ProblemView>,
    notice: String,
    action: String,
    /// 0 for a new one.
    version: i64,
    title: String,
    words: String,
    districts: Vec<Choice>,
    questions: Vec<QuestionTiles>,
    messages: FieldMessages,
    confirms_privacy: Option<bool>,
    longest: String,
}

struct QuestionTiles {
    name: &'static str,
    legend: String,
    tiles: Vec<Tile>,
}

/// A problem as it stands.
struct ProblemView {
    written: String,
    title: String,
    district: String,
    answers: Vec<(String, String)>,
    words: String,
    /// Where it is, when it is another one than the form's.
    href: String,
}

/// What a form stands on.
struct Around {
    ground: Arc<Ground>,
    approved: Option<i64>,
}

impl Around {
    fn read(connection: &mut DbConnection, map: &districts::Map, week: IsoWeek) -> Result<Self, AppError> {
        Ok(Self { ground: map.current(connection)?, approved: store::find_approved(connection, week)? })
    }
}

fn district_name(visit: &Visit, ground: &Ground, id: Option<i64>) -> String {
    let known = id.and_then(|id| ground.district(id));
    known.map_or_else(|| visit.t("situation-whole"), |district| district.name.clone())
}

fn answer_word(visit: &Visit, answer: Answer) -> String {
    visit.t(&format!("words-answer-{}", answer.word()))
}

fn short(visit: &Visit, question: Question) -> String {
    visit.t(&format!("words-question-{}-short", question.word()))
}

/// `GET /situation/{week}/problems`: the table. For the working group.
///
/// # Errors
/// [`AppError::NotFound`] for a week that there is not, or not yet; so for every function here.
pub async fn problems(
    who: Allowed<WorkingGroup>,
    visit: Visit,
    path: web::Path<String>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let week = IsoWeek::begun(&path, clock.now()).or_not_found("week")?;
    let (around, mut weighed, earlier) = db
        .read(move |connection| {
            let around = Around::read(connection, &map, week)?;
            let (weighed, earlier) =
                (store::list_problems(connection, week)?, store::list_problems(connection, week.plus(-1))?);
            Ok::<_, AppError>((around, weighed, earlier))
        })
        .await?;
    weighed.sort_by_key(|problem| (std::cmp::Reverse(problem.draft().answers.points()), problem.id));
    let may_write = who.account.role.may(Permission::WritePicture);
    let is_new = |problem: &&Weighed| !weighed.iter().any(|known| known.title == problem.title);
    let earlier = earlier.iter().filter(is_new).filter(|_| may_write);
    let (approved, approved_href) = approval(&visit, week, around.approved);
    page(&ProblemsPage {
        layout: visit.layout_of("words-problems", Section::Situation),
        eyebrow: eyebrow(&visit, week),
        back: urls::situation(week),
        back_label: visit.t_with("situation-title", &[("week", week.number().into())]),
        approved,
        approved_href,
        questions: Question::ALL
            .iter()
            .map(|question| QuestionHead {
                short: short(&visit, *question),
                long: visit.t(&format!("words-question-{}", question.word())),
            })
            .collect(),
        rows: weighed.iter().map(|problem| problem_line(&visit, &around.ground, (week, problem), may_write)).collect(),
        add: if may_write { urls::picture_problem_new(week) } else { String::new() },
        earlier: earlier
            .map(|problem| (problem.title.clone(), format!("{}?like={}", urls::picture_problem_new(week), problem.id)))
            .collect(),
    })
}

fn problem_line(visit: &Visit, ground: &Ground, (week, problem): (IsoWeek, &Weighed), may_write: bool) -> ProblemLine {
    let draft = problem.draft();
    let cell = |(question, answer): (&Question, Answer)| AnswerCell {
        question: short(visit, *question),
        said: answer_word(visit, answer),
        is_yes: answer == Answer::Yes,
    };
    ProblemLine {
        href: if may_write { urls::picture_problem(week, problem.id) } else { String::new() },
        district: district_name(visit, ground, draft.district_id),
        points: draft.answers.points().to_string(),
        answers: Question::ALL.iter().zip(draft.answers.0).map(cell).collect(),
        title: draft.title,
        words: draft.words,
    }
}

/// `GET /situation/{week}/problems/new`: the form, filled in with the week before's of the key `like`. For coordinators.
///
/// # Errors
/// As [`problems`].
pub async fn new_problem(
    _who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<String>,
    request: HttpRequest,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let week = IsoWeek::begun(&path, clock.now()).or_not_found("week")?;
    let like = Submitted::from_query(request.query_string()).text("like").parse::<i64>().ok();
    let (around, like) = db
        .read(move |connection| {
            let like = match like {
                Some(id) => store::find_problem(connection, week.plus(-1), id)?,
                None => None,
            };
            Ok::<_, AppError>((Around::read(connection, &map, week)?, like))
        })
        .await?;
    let form = like.map_or_else(ProblemForm::default, |like| ProblemForm::showing(&like.draft(), &around.ground));
    page(&problem_page(&visit, &around, (week, None), &form, &Faults::default(), None))
}

/// `GET /situation/{week}/problems/{id}`: the form that changes one. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] when the week has none of this key.
pub async fn problem(
    _who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<(String, i64)>,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (week, id) = (IsoWeek::begun(&path.0, clock.now()).or_not_found("week")?, path.1);
    let (around, weighed) = db
        .read(move |connection| {
            let weighed = store::find_problem(connection, week, id)?.or_not_found("problem")?;
            Ok::<_, AppError>((Around::read(connection, &map, week)?, weighed))
        })
        .await?;
    let form = ProblemForm::showing(&weighed.draft(), &around.ground);
    let own = Some((id, weighed.version));
    page(&problem_page(&visit, &around, (week, own), &form, &Faults::default(), None))
}

/// `POST /situation/{week}/problems`: weighs one more: `title`, `district` (a code, empty for the whole municipality), an
/// answer (`yes|no|unknown`) to each question by its word, `words`. 303 to the table; 422 with the form; 409 when one of
/// this title and district is there already. For coordinators.
///
/// # Errors
/// As [`problems`].
pub async fn add_problem(
    who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<String>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (week, form) = (IsoWeek::begun(&path, clock.now()).or_not_found("week")?, ProblemForm::sent(form));
    let around = db.read(move |connection| Around::read(connection, &map, week)).await?;
    let draft = match form.parse(&around.ground) {
        Ok(draft) => draft,
        Err(faults) => {
            let again = problem_page(&visit, &around, (week, None), &form, &faults, None);
            return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
        }
    };
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), now: clock.now() };
    match db.write(move |connection| actions::add_problem(connection, &desk, week, &draft)).await? {
        Saved::Kept | Saved::StoodThere => {
            Ok(see_other_with_flash(&urls::picture_problems(week), "flash-problem-saved"))
        }
        Saved::Overtaken(known) => {
            let again = problem_page(&visit, &around, (week, None), &form, &Faults::default(), Some(&known));
            page_with_status(StatusCode::CONFLICT, &again)
        }
    }
}

/// `POST /situation/{week}/problems/{id}`: changes one that was seen in this `version`, with the fields of a new one; or takes
/// it away (`step=remove`). 303 to the table; 422 with the form; 409 with the form and what somebody else wrote meanwhile
/// beside it. For coordinators.
///
/// # Errors
/// [`AppError::NotFound`] when the week has none of this key (any more).
pub async fn change_problem(
    who: Allowed<WritingPicture>,
    visit: Visit,
    path: web::Path<(String, i64)>,
    form: Submitted,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    map: web::Data<districts::Map>,
) -> Result<HttpResponse, AppError> {
    let (week, id, form) =
        (IsoWeek::begun(&path.0, clock.now()).or_not_found("week")?, path.1, ProblemForm::sent(form));
    let around = db
        .read(move |connection| {
            store::find_problem(connection, week, id)?.or_not_found("problem")?;
            Around::read(connection, &map, week)
        })
        .await?;
    let seen = form.seen().ok_or(BROKEN)?;
    let desk = Desk { viewer: who.viewer(), actor: who.actor(), now: clock.now() };
    let saved = if form.removes() {
        db.write(move |connection| actions::remove_problem(connection, &desk, week, (id, seen))).await?
    } else {
        let draft = match form.parse(&around.ground) {
            Ok(draft) => draft,
            Err(faults) => {
                let again = problem_page(&visit, &around, (week, Some((id, seen))), &form, &faults, None);
                return page_with_status(StatusCode::UNPROCESSABLE_ENTITY, &again);
            }
        };
        db.write(move |connection| actions::change_problem(connection, &desk, week, (id, seen), &draft)).await?
    };
    match saved {
        Saved::Kept | Saved::StoodThere => {
            let flash = if form.removes() { "flash-problem-removed" } else { "flash-problem-saved" };
            Ok(see_other_with_flash(&urls::picture_problems(week), flash))
        }
        Saved::Overtaken(latest) => {
            let own = Some((id, latest.version));
            let again = problem_page(&visit, &around, (week, own), &form, &Faults::default(), Some(&latest));
            page_with_status(StatusCode::CONFLICT, &again)
        }
    }
}

fn problem_page(
    visit: &Visit,
    around: &Around,
    (week, own): (IsoWeek, Option<(i64, i64)>),
    form: &ProblemForm,
    faults: &Faults,
    overtaken: Option<&Weighed>,
) -> ProblemPage {
    let ground = &around.ground;
    let chosen = form.text("district");
    let whole = Choice::new("", visit.t("situation-whole"), &chosen);
    let districts = ground.districts().into_iter().map(|known| Choice::new(&known.code, &known.name, &chosen));
    let tiles = |question: Question| {
        let answer = form.answer(question);
        Answer::ALL.iter().map(|known| Tile::new(known.word(), answer_word(visit, *known), answer.word())).collect()
    };
    let confirms_privacy = faults.confirmation(CONFIRM_PRIVACY, &form.text(CONFIRM_PRIVACY));
    let (approved, approved_href) = approval(visit, week, around.approved);
    let is_new = own.is_none();
    let heading = visit.t(if is_new { "words-problem-new" } else { "words-problem-change" });
    ProblemPage {
        layout: visit.layout(heading.clone(), Section::Situation),
        heading,
        eyebrow: eyebrow(visit, week),
        back: urls::picture_problems(week),
        approved,
        approved_href,
        notice: match overtaken {
            None => String::new(),
            Some(_) if is_new => visit.t("words-problem-twin"),
            Some(_) => visit.t("words-problem-overtaken"),
        },
        overtaken: overtaken.map(|known| problem_view(visit, ground, known, is_new.then_some(week))),
        action: own.map_or_else(|| urls::picture_problems(week), |(id, _)| urls::picture_problem(week, id)),
        version: own.map_or(0, |(_, version)| version),
        title: form.text("title"),
        words: form.text("words"),
        districts: std::iter::once(whole).chain(districts).collect(),
        questions: Question::ALL
            .iter()
            .map(|question| QuestionTiles {
                name: question.word(),
                legend: visit.t(&format!("words-question-{}", question.word())),
                tiles: tiles(*question),
            })
            .collect(),
        messages: faults.shown(visit.language),
        confirms_privacy,
        longest: LONGEST_WORDS.to_string(),
    }
}

fn problem_view(visit: &Visit, ground: &Ground, known: &Weighed, linked_in: Option<IsoWeek>) -> ProblemView {
    let draft = known.draft();
    let answers = Question::ALL.iter().zip(draft.answers.0);
    ProblemView {
        written: format!("{}, {}", known.actor, visit.language.moment(known.written_at.instant())),
        district: district_name(visit, ground, draft.district_id),
        answers: answers.map(|(question, answer)| (short(visit, *question), answer_word(visit, answer))).collect(),
        title: draft.title,
        words: draft.words,
        href: linked_in.map_or_else(String::new, |week| urls::picture_problem(week, known.id)),
    }
}
