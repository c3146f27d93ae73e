//! Who reports in the demonstration. Functions, not persons: everybody's surname says that they are examples.

use std::collections::HashMap;

use jiff::Timestamp;

use super::dice::Dice;
use crate::accounts::store::NewAccount;
use crate::accounts::{Actor, OrganisationKind, Permission, Role, Viewer, actions};
use crate::db::DbConnection;
use crate::error::AppError;

pub(super) const SAFETY_OFFICE: &str = "Trygghetsenheten";
pub(super) const LEISURE: &str = "Kultur- och fritidsförvaltningen";
pub(super) const SCHOOLS: &str = "Utbildningsförvaltningen";
pub(super) const STREETS: &str = "Samhällsbyggnadsförvaltningen";
pub(super) const SOCIAL: &str = "Socialförvaltningen";
pub(super) const POLICE: &str = "Polisen";
pub(super) const HOUSING: &str = "Botkyrkabyggen";
pub(super) const RESCUE: &str = "Räddningstjänsten";
pub(super) const NEIGHBOURS: &str = "Grannstöd";
pub(super) const NIGHT_WALKERS: &str = "Nattvandrarna";
pub(super) const LANDLORDS: &str = "Fastighetsägarna";
pub(super) const TRANSPORT: &str = "Kollektivtrafiken";
const COUNCIL: &str = "Brottsförebyggande rådet";

/// Name, kind, and whether it is expected to report each week.
const ORGANISATIONS: [(&str, OrganisationKind, bool); 13] = [
    (SAFETY_OFFICE, OrganisationKind::Municipality, true),
    (LEISURE, OrganisationKind::Municipality, true),
    (SCHOOLS, OrganisationKind::Municipality, true),
    (STREETS, OrganisationKind::Municipality, true),
    (SOCIAL, OrganisationKind::Municipality, true),
    (POLICE, OrganisationKind::Police, true),
    (HOUSING, OrganisationKind::Housing, true),
    (RESCUE, OrganisationKind::Rescue, true),
    (NEIGHBOURS, OrganisationKind::Association, true),
    (NIGHT_WALKERS, OrganisationKind::Association, false),
    (COUNCIL, OrganisationKind::Other, false),
    // Of these two nothing is ever reported: they say that their week was calm, or nothing.
    (LANDLORDS, OrganisationKind::Housing, true),
    (TRANSPORT, OrganisationKind::Other, true),
];

/// An account of the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// The address that signs in; its domain is reserved for examples (RFC 2606).
    pub email: &'static str,
    /// The name.
    pub name: &'static str,
    /// What it may do.
    pub role: Role,
    /// The name of its organisation.
    pub organisation: &'static str,
}

/// Every account, in the order in which they are told: every role has one.
pub const ACCOUNTS: [DemoAccount; 15] = [
    account("samordnare@demo.example", "Alva Exempel", Role::Coordinator, SAFETY_OFFICE),
    account("polisen@demo.example", "Elias Exempel", Role::Partner, POLICE),
    account("bostad@demo.example", "Lea Exempel", Role::Partner, HOUSING),
    account("social@demo.example", "Maja Exempel", Role::Partner, SOCIAL),
    account("vard@demo.example", "Tim Exempel", Role::Reporter, HOUSING),
    account("fritid@demo.example", "Amina Exempel", Role::Reporter, LEISURE),
    account("skola@demo.example", "Johan Exempel", Role::Reporter, SCHOOLS),
    account("raddning@demo.example", "Omar Exempel", Role::Reporter, RESCUE),
    account("grannstod@demo.example", "Birgit Exempel", Role::Reporter, NEIGHBOURS),
    account("gata@demo.example", "Siri Exempel", Role::WalkLeader, STREETS),
    account("natt@demo.example", "Karl Exempel", Role::WalkLeader, NIGHT_WALKERS),
    account("radet@demo.example", "Stina Exempel", Role::Council, COUNCIL),
    account("admin@demo.example", "Noor Exempel", Role::Administrator, SAFETY_OFFICE),
    account("fastighet@demo.example", "Ture Exempel", Role::Reporter, LANDLORDS),
    account("kollektiv@demo.example", "Nila Exempel", Role::Reporter, TRANSPORT),
];

const fn account(email: &'static str, name: &'static str, role: Role, organisation: &'static str) -> DemoAccount {
    DemoAccount { email, name, role, organisation }
}

/// How an organisation's own ids begin.
pub(super) fn short(organisation: &str) -> &'static str {
    match organisation {
        POLICE => "POL",
        HOUSING => "BB",
        RESCUE => "RTJ",
        _ => "KOM",
    }
}

/// Everybody, as they are kept.
pub(super) struct People {
    organisations: HashMap<&'static str, (i64, OrganisationKind)>,
    /// By organisation, those who report.
    senders: HashMap<&'static str, Vec<i64>>,
    coordinator: Option<Actor>,
    /// Those who answer for an organisation or tell of its progress, in the order in which accounts are told.
    answering: Vec<(&'static str, Viewer, Actor)>,
}

impl People {
    /// Adds organisations and accounts as if at `since`, with this password.
    pub(super) fn lay(connection: &mut DbConnection, password_hash: &str, since: Timestamp) -> Result<Self, AppError> {
        let actor = Actor::command_line();
        let mut people =
            Self { organisations: HashMap::new(), senders: HashMap::new(), coordinator: None, answering: Vec::new() };
        for (name, kind, reports_weekly) in ORGANISATIONS {
            let id = actions::add_organisation(connection, name, kind, reports_weekly, &actor, since)?;
            people.organisations.insert(name, (id.ok_or_else(|| there_already(name))?, kind));
        }
        for DemoAccount { email, name, role, organisation } in ACCOUNTS {
            let account = NewAccount {
                email: email.to_owned(),
                name: name.to_owned(),
                role,
                organisation_id: people.organisation(organisation)?.0,
                password_hash: Some(password_hash.to_owned()),
            };
            let id = actions::add_account(connection, &account, &actor, since)?;
            let id = id.ok_or_else(|| there_already(email))?;
            let actor = Actor { account_id: Some(id), label: format!("{name}, {organisation}") };
            if role.may(Permission::ReportProgress) {
                let viewer = Viewer { account_id: id, organisation_id: account.organisation_id, role };
                people.answering.push((organisation, viewer, actor.clone()));
            }
            if role.may(Permission::Review) {
                people.coordinator = Some(actor);
            }
            if role.may(Permission::Report) {
                people.senders.entry(organisation).or_default().push(id);
            }
        }
        Ok(people)
    }

    /// The key of an organisation, and its kind.
    pub(super) fn organisation(&self, name: &str) -> Result<(i64, OrganisationKind), AppError> {
        self.organisations.get(name).copied().ok_or_else(|| AppError::internal(format!("there is no {name}")))
    }

    /// Who reviews.
    pub(super) fn coordinator(&self) -> Result<&Actor, AppError> {
        self.coordinator.as_ref().ok_or_else(|| AppError::internal("nobody reviews"))
    }

    /// Who reviews and hands out measures, and whose eyes look then.
    pub(super) fn coordinator_desk(&self) -> Result<(Viewer, Actor), AppError> {
        let hands_out = self.answering.iter().find(|(_, viewer, _)| viewer.role.may(Permission::HandOutMeasures));
        let found = hands_out.map(|(_, viewer, actor)| (*viewer, actor.clone()));
        found.ok_or_else(|| AppError::internal("nobody hands out measures"))
    }

    /// Who answers for an organisation, if somebody may.
    pub(super) fn answers_for(&self, organisation: &str) -> Option<(Viewer, Actor)> {
        let may = |viewer: &Viewer| viewer.role.may(Permission::AnswerMeasures);
        let found = self.answering.iter().find(|(name, viewer, _)| *name == organisation && may(viewer));
        found.map(|(_, viewer, actor)| (*viewer, actor.clone()))
    }

    /// The first of those who report for an organisation.
    pub(super) fn first_of(&self, organisation: &str) -> Option<i64> {
        self.senders.get(organisation)?.first().copied()
    }

    /// One of those who report for an organisation.
    pub(super) fn sender(&self, organisation: &str, dice: &mut Dice) -> Option<i64> {
        self.senders.get(organisation).map(|senders| dice.one_of(senders))
    }
}

fn there_already(name: &str) -> AppError {
    AppError::internal(format!("{name} is there already: the demonstration begins with a new database"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::model::read_email;
    use crate::accounts::password;

    #[test]
    fn every_role_has_an_account_and_whoever_is_made_to_report_can() {
        for role in Role::ALL {
            assert!(ACCOUNTS.iter().any(|account| account.role == role), "{role:?}");
        }
        for (name, _, _) in ORGANISATIONS.iter().filter(|(name, _, _)| *name != COUNCIL) {
            let can = |account: &&DemoAccount| account.organisation == *name && account.role.may(Permission::Report);
            assert!(ACCOUNTS.iter().any(|account| can(&account)), "{name}");
        }
    }

    #[test]
    fn the_password_would_be_taken_from_any_of_them() {
        for account in ACCOUNTS {
            assert_eq!(read_email(account.email).as_deref(), Some(account.email));
            assert_eq!(password::judge(super::super::PASSWORD, &[account.email, account.name]), Ok(()));
        }
    }
}
