//! What account forms send, judged.

use super::model::Account;
use super::password::{self, PasswordFault};
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
