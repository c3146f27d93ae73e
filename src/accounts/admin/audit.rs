//! The audit log: who did what, in words; never what was in it.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::tabs;
use crate::accounts::Actor;
use crate::accounts::session::{Administering, Allowed};
use crate::accounts::store::{self, AuditEntry};
use crate::db::Db;
use crate::error::AppError;
use crate::texts::Language;
use crate::urls;
use crate::web::{Layout, NavItem, Section, Submitted, Visit, page};

/// How many entries a page shows.
const PER_PAGE: usize = 50;
/// One more than is shown says whether there are older ones.
const ASKED_FOR: i64 = 51;

#[derive(Template)]
#[template(path = "accounts/admin_audit.html")]
struct AuditPage {
    layout: Layout,
    tabs: Vec<NavItem>,
    rows: Vec<AuditRow>,
    /// The first page's address; empty on the first page.
    latest: String,
    /// The next page's address; empty on the last.
    older: String,
}

struct AuditRow {
    when: String,
    who: String,
    what: String,
    detail: String,
}

/// The names of what entries are about, as far as an administrator may know them.
struct Names {
    accounts: HashMap<i64, String>,
    organisations: HashMap<i64, String>,
}

impl Names {
    fn of(&self, entry: &AuditEntry) -> String {
        let known = match entry.subject.as_str() {
            "account" => &self.accounts,
            "organisation" => &self.organisations,
            _ => return entry.subject_id.map_or_else(String::new, |id| id.to_string()),
        };
        entry.subject_id.and_then(|id| known.get(&id).cloned()).unwrap_or_default()
    }
}

/// `GET /admin/audit`, older than the entry `before` when there is one. For administrators.
///
/// # Errors
/// None of its own.
pub(super) async fn audit(
    _who: Allowed<Administering>,
    request: HttpRequest,
    visit: Visit,
    db: web::Data<Db>,
) -> Result<HttpResponse, AppError> {
    let before: Option<i64> = Submitted::from_query(request.query_string()).text("before").parse().ok();
    let read = move |connection: &mut _| -> Result<_, AppError> {
        let entries = store::list_audit(connection, before, ASKED_FOR)?;
        let accounts = store::list_accounts(connection)?.into_iter().map(|(account, _)| (account.id, account.name));
        let accounts = accounts.collect();
        let organisations = store::list_organisations(connection)?;
        let organisations =
            organisations.into_iter().map(|organisation| (organisation.id, organisation.name)).collect();
        Ok((entries, Names { accounts, organisations }))
    };
    let (mut entries, names) = db.read(read).await?;
    let has_older = entries.len() > PER_PAGE;
    entries.truncate(PER_PAGE);
    let last = entries.last().filter(|_| has_older).map(|entry| format!("{}?before={}", urls::ADMIN_AUDIT, entry.id));
    let audit_page = AuditPage {
        layout: visit.layout_of("admin-audit", Section::Admin),
        tabs: tabs(&visit, urls::ADMIN_AUDIT),
        rows: entries.iter().map(|entry| row(visit.language, entry, &names)).collect(),
        latest: before.map_or_else(String::new, |_| urls::ADMIN_AUDIT.to_owned()),
        older: last.unwrap_or_default(),
    };
    page(&audit_page)
}

fn row(language: Language, entry: &AuditEntry, names: &Names) -> AuditRow {
    let word = |prefix: &str, word: &str| language.find(&format!("{prefix}{word}")).unwrap_or_else(|| word.to_owned());
    let action = word("audit-action-", &entry.action);
    let subject = word("audit-subject-", &entry.subject);
    let is_host = entry.actor == Actor::command_line().label;
    AuditRow {
        when: language.moment(entry.at.instant()),
        who: if is_host { language.text("audit-actor-host") } else { entry.actor.clone() },
        what: format!("{action} {subject} {}", names.of(entry)).trim_end().to_owned(),
        detail: detail_in_words(language, &entry.detail),
    }
}

/// Says names of fields, roles and statements as people do when the detail is nothing but such words and numbers; else as it
/// was written: a filter, a device. Nothing when there is nothing to say.
fn detail_in_words(language: Language, detail: &str) -> String {
    let detail = detail.trim_matches('–');
    let parts: Option<Vec<String>> = detail.split(", ").map(|part| part_in_words(language, part)).collect();
    parts.map_or_else(|| detail.to_owned(), |parts| parts.join(", "))
}

/// `1200 changed`, or words each of which is one of ours; `None` when they are not.
fn part_in_words(language: Language, part: &str) -> Option<String> {
    let said = |word: &str| {
        let families = ["field-", "role-", "change-", "statement-", "audit-detail-", "walk-event-"];
        let known = families.iter().find_map(|prefix| language.find(&format!("{prefix}{word}")));
        known.or_else(|| Language::from_code(word).map(|known| known.own_name().to_owned()))
    };
    match part.split_once(' ').map(|(number, word)| (number.parse(), word)) {
        Some((Ok(number), word)) => Some(format!("{} {}", language.number(number), said(word)?)),
        _ => part.split(' ').map(said).collect::<Option<Vec<_>>>().map(|words| words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_said_in_words_where_there_are_words_and_kept_where_there_are_none() {
        let said = |detail| detail_in_words(Language::Swedish, detail);
        assert_eq!(said("name role coordinator"), "Namn, Roll, Trygghetssamordnare");
        assert_eq!(said("0 new, 1200 changed"), "0 nya, 1\u{a0}200 ändrade");
        assert_eq!(said("privacy en"), "Så hanteras personuppgifter, English");
        assert_eq!(said("status=new&district=fittja"), "status=new&district=fittja");
        assert_eq!(said("Firefox, Linux"), "Firefox, Linux");
        assert_eq!(said("2025"), "2025");
        assert_eq!((said("–"), said("")), (String::new(), String::new()));
    }
}
