//! The auditors' page: six questions, what the figures answer, and the way to what lies behind.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::model::{Answer, Figures, YEARS_ALIVE};
use crate::accounts::session::ReadingPictures;
use crate::accounts::{Allowed, Permission};
use crate::db::Db;
use crate::error::AppError;
use crate::measures::filter::Urgency;
use crate::measures::kept::FEWEST_TO_SAY;
use crate::measures::pages::urgent_address;
use crate::time::Clock;
use crate::urls;
use crate::web::{Layout, Section, Visit, page};

#[derive(Template)]
#[template(path = "followup/audit.html")]
struct AuditPage {
    layout: Layout,
    /// As of which day.
    lead: String,
    questions: Vec<QuestionView>,
}

struct QuestionView {
    question: String,
    answer: String,
    answer_kind: &'static str,
    /// What was counted, a sentence each.
    lines: Vec<String>,
    /// What lies behind: addresses and what they are called.
    ways: Vec<(String, String)>,
}

/// `GET /followup/audit`. For those who read pictures.
///
/// # Errors
/// [`AppError::Internal`] when the database does not answer.
pub(super) async fn questions(
    who: Allowed<ReadingPictures>,
    visit: Visit,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
) -> Result<HttpResponse, AppError> {
    let (viewer, today) = (who.viewer(), clock.today());
    let figures = db.read(move |connection| super::figures(connection, &viewer, today)).await?;
    let telling =
        Telling { visit: &visit, figures: &figures, sees_measures: viewer.role.may(Permission::SeeWorkingGroup) };
    page(&AuditPage {
        layout: visit.layout_of("auditor-title", Section::FollowUp),
        lead: visit.t_with("auditor-lead", &[("day", visit.language.day(today).into())]),
        questions: telling.questions(),
    })
}

/// The figures in the words of whoever looks.
struct Telling<'a> {
    visit: &'a Visit,
    figures: &'a Figures,
    /// Whether single measures may be linked to.
    sees_measures: bool,
}

impl Telling<'_> {
    fn questions(&self) -> Vec<QuestionView> {
        vec![self.goals(), self.chain(), self.living(), self.responsibility(), self.follow_up(), self.resources()]
    }

    fn question(
        &self,
        key: &'static str,
        answer: Answer,
        lines: Vec<String>,
        ways: Vec<(String, String)>,
    ) -> QuestionView {
        QuestionView {
            question: self.visit.t(key),
            answer: self.visit.t(&format!("auditor-answer-{}", answer.word())),
            answer_kind: match answer {
                Answer::Yes => "less",
                Answer::Partly => "",
                Answer::No => "more",
                Answer::Unknown => "few",
            },
            lines,
            ways,
        }
    }

    fn link(&self, href: impl Into<String>, key: &'static str) -> (String, String) {
        (href.into(), self.visit.t(key))
    }

    /// The link to measures about which this is to be done, for those who may see them.
    fn measures(&self, urgency: Option<Urgency>, key: &'static str) -> Option<(String, String)> {
        let href = urgency.map_or_else(|| urls::MEASURES.to_owned(), urgent_address);
        self.sees_measures.then(|| self.link(href, key))
    }

    fn goals(&self) -> QuestionView {
        let share = self.figures.measurable;
        let line = match share.whole {
            0 => self.visit.t("auditor-no-goals"),
            _ => self
                .visit
                .t_with("auditor-goals-measurable", &[("part", share.part.into()), ("count", share.whole.into())]),
        };
        let ways =
            vec![self.link(urls::FOLLOWUP, "thread-title"), self.link(urls::INDICATORS, "thread-part-indicators")];
        self.question("auditor-goals", self.figures.goals(), vec![line], ways)
    }

    fn chain(&self) -> QuestionView {
        let Figures { acted_on, loose_measures, year, .. } = self.figures;
        let named = year.to_string();
        let mut lines = vec![match acted_on.whole {
            0 => self.visit.t_with("auditor-no-commitments", &[("year", named.into())]),
            count => self.visit.t_with(
                "auditor-chain-commitments",
                &[("part", acted_on.part.into()), ("count", count.into()), ("year", named.into())],
            ),
        }];
        if *loose_measures > 0 {
            lines.push(self.visit.t_with(
                "thread-loose-measures",
                &[("count", (*loose_measures).into()), ("year", year.to_string().into())],
            ));
        }
        let mut ways = vec![self.link(format!("{}#loose", urls::FOLLOWUP), "thread-loose")];
        if self.sees_measures {
            ways.push(self.link(urls::thread_loose_measures(*year), "thread-loose-title"));
        }
        self.question("auditor-chain", self.figures.chain(), lines, ways)
    }

    fn living(&self) -> QuestionView {
        let (figures, visit) = (self.figures, self.visit);
        let plans = figures.plans;
        let mut lines = Vec::new();
        if plans.alive.whole == 0 {
            lines.push(visit.t("auditor-no-goals"));
        } else {
            lines.push(visit.t_with(
                "auditor-plans-alive",
                &[
                    ("part", plans.alive.part.into()),
                    ("count", plans.alive.whole.into()),
                    ("years", YEARS_ALIVE.into()),
                ],
            ));
        }
        if let Some(oldest) = plans.oldest {
            lines.push(visit.t_with("auditor-plans-oldest", &[("day", visit.language.day(oldest).into())]));
        }
        if plans.undated > 0 {
            lines.push(visit.t_with("auditor-plans-undated", &[("count", plans.undated.into())]));
        }
        lines.push(figures.latest_reading.map_or_else(
            || visit.t("auditor-no-reading"),
            |latest| visit.t_with("auditor-reading", &[("year", latest.to_string().into())]),
        ));
        let ways = vec![
            (urls::action_plan(figures.year), visit.t_with("plan-title", &[("year", figures.year.to_string().into())])),
            self.link(urls::INDICATORS, "thread-part-indicators"),
            self.link("/followup/statutory", "thread-part-statutory"),
        ];
        self.question("auditor-plans", figures.living(), lines, ways)
    }

    fn responsibility(&self) -> QuestionView {
        let (open, visit) = (self.figures.open, self.visit);
        let lines = if open.measures == 0 {
            vec![visit.t("auditor-no-open")]
        } else {
            vec![
                visit.t_with("auditor-open", &[("count", open.measures.into())]),
                visit.t_with("auditor-without-owner", &[("count", open.without_owner.into())]),
                visit.t_with("auditor-without-date", &[("count", open.without_date.into())]),
            ]
        };
        let ways = self.measures(None, "auditor-to-measures").into_iter().collect();
        self.question("auditor-responsibility", self.figures.responsibility(), lines, ways)
    }

    fn follow_up(&self) -> QuestionView {
        let (figures, visit) = (self.figures, self.visit);
        let (share, kept) = (figures.followed_up, figures.kept);
        let mut lines = vec![match share.whole {
            0 => visit.t("auditor-no-follow-up"),
            count => visit.t_with("auditor-followed-up", &[("part", share.part.into()), ("count", count.into())]),
        }];
        if kept.promises >= FEWEST_TO_SAY {
            lines.push(visit.t_with("auditor-kept", &[("part", kept.kept.into()), ("count", kept.promises.into())]));
        }
        lines.push(visit.t_with("auditor-unverified", &[("count", figures.open.unverified.into())]));
        let ways = self.measures(Some(Urgency::Unverified), "auditor-to-unverified").into_iter().collect();
        self.question("auditor-follow-up", figures.follow_up(), lines, ways)
    }

    fn resources(&self) -> QuestionView {
        let (figures, visit) = (self.figures, self.visit);
        let money = |sek: i64| format!("{}\u{a0}kr", visit.language.number(sek));
        let mut lines = vec![visit.t("auditor-resources-limits")];
        match &figures.costs {
            Some(costs) if costs.total_sek.is_some() => {
                lines.push(visit.t_with(
                    "auditor-costs",
                    &[
                        ("year", costs.year.to_string().into()),
                        ("sum", money(costs.total_sek.unwrap_or_default()).into()),
                        ("count", costs.departments.into()),
                    ],
                ));
                if !costs.missing.is_empty() {
                    let names = visit.language.listed(&costs.missing);
                    lines.push(visit.t_with("auditor-costs-missing", &[("names", names.into())]));
                }
                if !costs.partial.is_empty() {
                    let names: Vec<String> = costs.partial.iter().map(|part| part.department.clone()).collect();
                    let names = visit.language.listed(&names);
                    lines.push(visit.t_with("auditor-costs-partial", &[("names", names.into())]));
                }
            }
            _ => lines.push(visit.t("auditor-no-costs")),
        }
        match &figures.granted {
            Some(granted) if granted.granted > 0 => {
                lines.push(visit.t_with(
                    "auditor-grants",
                    &[
                        ("year", granted.year.to_string().into()),
                        ("sum", money(granted.granted_sek).into()),
                        ("count", granted.granted.into()),
                    ],
                ));
                if granted.without_owner > 0 {
                    lines.push(visit.t_with("auditor-grants-ownerless", &[("count", granted.without_owner.into())]));
                }
                if granted.without_outcome > 0 {
                    lines.push(visit.t_with("auditor-grants-silent", &[("count", granted.without_outcome.into())]));
                }
            }
            _ => lines.push(visit.t("auditor-no-grants")),
        }
        let ways = vec![self.link(urls::COSTS, "thread-part-costs"), self.link(urls::FUNDS, "thread-part-funds")];
        self.question("auditor-resources", figures.resources(), lines, ways)
    }
}
