//! What account forms send, judged.

use super::model::{Account, Organisation, OrganisationKind, Role, read_email};
use super::password::{self, PasswordFault};
use super::store::NewAccount;
use crate::web::{Faults, Message, Submitted};

/// A new password typed twice, judged for the account it is for; notes faults at `password` and `again`.
#[must_use]
pub fn read_new_password(form: &Submitted, account: &Account, faults: &mut Faults) -> Option<String> {
    let chosen = form.raw("password");
    let judged = password::judge(chosen, &[&account.email, &account.name, "lykta"]).map_err(|fault| {
        Message::new(match fault {
            PasswordFault::TooShort => "password-too-short",
            PasswordFault::TooLong => "password-too-long",
            PasswordFault::TooWeak => "password-too-weak",
        })
    });
    faults.sift("password", judged)?;
    if form.raw("again") != chosen {
        faults.add("again", Message::new("password-not-the-same"));
        return None;
    }
    Some(chosen.to_owned())
}

/// The longest name of a person or an organisation, in letters.
pub const LONGEST_NAME: usize = 120;

fn read_name(text: &str) -> Result<String, Message> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Message::new("admin-name-missing"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Message::new("admin-name-too-long").with("most", LONGEST_NAME.to_string()));
    }
    Ok(name)
}

/// An organisation as a form describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationDraft {
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Whether it is expected to report each week.
    pub reports_weekly: bool,
}

/// An organisation out of `name`, `kind` and `reports_weekly`.
#[must_use]
pub fn read_organisation(form: &Submitted, faults: &mut Faults) -> Option<OrganisationDraft> {
    let name = faults.sift("name", read_name(&form.text("name")));
    let kind = OrganisationKind::from_word(&form.text("kind")).ok_or_else(|| Message::new("admin-kind-missing"));
    let kind = faults.sift("kind", kind);
    Some(OrganisationDraft { name: name?, kind: kind?, reports_weekly: form.has("reports_weekly") })
}

/// An account out of `email`, `name`, `role` and `organisation`, which is the key of one of `organisations`.
#[must_use]
pub fn read_account(form: &Submitted, organisations: &[Organisation], faults: &mut Faults) -> Option<NewAccount> {
    let name = faults.sift("name", read_name(&form.text("name")));
    let email = read_email(&form.text("email")).ok_or_else(|| Message::new("admin-email-wrong"));
    let email = faults.sift("email", email);
    let role = Role::from_word(&form.text("role")).ok_or_else(|| Message::new("admin-role-missing"));
    let role = faults.sift("role", role);
    let wanted: Option<i64> = form.text("organisation").parse().ok();
    let organisation = organisations.iter().find(|organisation| Some(organisation.id) == wanted);
    let organisation =
        faults.sift("organisation", organisation.ok_or_else(|| Message::new("admin-organisation-missing")));
    Some(NewAccount { email: email?, name: name?, role: role?, organisation_id: organisation?.id, password_hash: None })
}

/// The longest statement, in letters.
pub const LONGEST_STATEMENT: usize = 40_000;

/// The text of a statement out of `body`.
#[must_use]
pub fn read_statement(form: &Submitted, faults: &mut Faults) -> Option<String> {
    let body = form.text("body");
    let is_too_long = body.chars().count() > LONGEST_STATEMENT;
    let fault = || Message::new("admin-statement-too-long").with("most", LONGEST_STATEMENT.to_string());
    faults.sift("body", if is_too_long { Err(fault()) } else { Ok(body) })
}

/// Where to go after signing in: an address of ours, never another site's.
#[must_use]
pub fn read_next(next: &str) -> Option<&str> {
    let is_ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    is_ours.then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_to_another_site() {
        assert_eq!(read_next("/incidents?status=new"), Some("/incidents?status=new"));
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb", "javascript:1"] {
            assert_eq!(read_next(foreign), None, "{foreign}");
        }
    }
}
