//! Organisations, accounts, and roles as bundles of permissions.

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::{Identifiable, Queryable, Selectable};

use crate::db::schema;
use crate::db::{Moment, text_column};
use crate::texts::Language;
use crate::web::Section;

/// What kind of body an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum OrganisationKind {
    /// A department of the municipality.
    Municipality,
    /// The police.
    Police,
    /// A housing company.
    Housing,
    /// The rescue service.
    Rescue,
    /// A neighbourhood patrol or another association.
    Association,
    /// Anything else.
    Other,
}

impl OrganisationKind {
    /// All kinds, in the order forms show them.
    pub const ALL: [Self; 6] =
        [Self::Municipality, Self::Police, Self::Housing, Self::Rescue, Self::Association, Self::Other];

    /// Whether it answers to the public for what it reports: a municipality, the police, the rescue service, and the
    /// housing company that makes the picture with them. Reports of others count only once a coordinator has looked.
    #[must_use]
    pub fn is_authority(self) -> bool {
        matches!(self, Self::Municipality | Self::Police | Self::Housing | Self::Rescue)
    }

    /// The word that forms and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Police => "police",
            Self::Housing => "housing",
            Self::Rescue => "rescue",
            Self::Association => "association",
            Self::Other => "other",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

text_column!(OrganisationKind);

/// Whoever reports: a department, the police, the housing company, an association.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::organisations)]
pub struct Organisation {
    /// Its key.
    pub id: i64,
    /// Its name; no two have the same.
    pub name: String,
    /// What kind of body it is.
    pub kind: OrganisationKind,
    /// Whether it is expected to report each week.
    pub reports_weekly: bool,
}

/// A named bundle of permissions (`design.md` 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Role {
    /// Reports, and sees its own organisation's reports.
    Reporter,
    /// A reporter who also leads safety walks.
    WalkLeader,
    /// A member of the weekly working group.
    Partner,
    /// Compiles, reviews and writes the situation picture.
    Coordinator,
    /// A member of the local crime-prevention council.
    Council,
    /// Keeps accounts and settings; sees no reports.
    Administrator,
}

/// One thing somebody may do. Few, and independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// File reports; see and correct one's own.
    Report,
    /// See the reports of one's own organisation.
    SeeOwnOrganisation,
    /// See the working group's reports with their exact places, and the week's picture while it is a draft.
    SeeWorkingGroup,
    /// See who sent a report.
    SeeReporter,
    /// Review reports: approve, recategorise, move, merge, ask, set aside; hide pictures.
    Review,
    /// Export row by row.
    Export,
    /// Plan and lead safety walks, gather their observations, publish their protocols.
    LeadWalks,
    /// Tell how far one's organisation's measures have come.
    ReportProgress,
    /// Accept or decline a measure for one's organisation.
    AnswerMeasures,
    /// Hand out measures, verify that they were done.
    HandOutMeasures,
    /// Write one's own organisation's part of the week's picture, and sign the picture for it.
    WritePart,
    /// Write and approve the week's picture.
    WritePicture,
    /// Read approved pictures, in the shared edition at least, and released reports.
    ReadPictures,
    /// Build and release reports, and see what left the house.
    Release,
    /// Keep goals, indicators, commitments, funds, costs, and the council's meetings.
    FollowUp,
    /// Keep accounts, organisations, areas, statements.
    Administer,
}

impl Role {
    /// All roles, in the order forms show them.
    pub const ALL: [Self; 6] =
        [Self::Reporter, Self::WalkLeader, Self::Partner, Self::Coordinator, Self::Council, Self::Administrator];

    /// The word that forms, the command line and the database use.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::WalkLeader => "walk_leader",
            Self::Partner => "partner",
            Self::Coordinator => "coordinator",
            Self::Council => "council",
            Self::Administrator => "administrator",
        }
    }

    /// The role of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether whoever has this role may do that.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        use Permission::{
            Administer, AnswerMeasures, Export, FollowUp, HandOutMeasures, LeadWalks, ReadPictures, Release, Report,
            ReportProgress, Review, SeeOwnOrganisation, SeeReporter, SeeWorkingGroup, WritePart, WritePicture,
        };
        let bundle: &[Permission] = match self {
            Self::Reporter => &[Report, SeeOwnOrganisation, ReportProgress, ReadPictures],
            Self::WalkLeader => &[Report, SeeOwnOrganisation, ReportProgress, LeadWalks, ReadPictures],
            Self::Partner => &[
                Report,
                SeeOwnOrganisation,
                ReportProgress,
                LeadWalks,
                SeeWorkingGroup,
                AnswerMeasures,
                WritePart,
                ReadPictures,
            ],
            Self::Coordinator => &[
                Report,
                SeeOwnOrganisation,
                ReportProgress,
                LeadWalks,
                SeeWorkingGroup,
                AnswerMeasures,
                SeeReporter,
                Review,
                Export,
                HandOutMeasures,
                WritePart,
                WritePicture,
                ReadPictures,
                Release,
                FollowUp,
            ],
            Self::Council => &[ReadPictures],
            Self::Administrator => &[Administer],
        };
        bundle.contains(&permission)
    }

    /// What the main navigation offers this role.
    #[must_use]
    pub fn sections(self) -> Vec<Section> {
        let offered = [
            (Section::Report, self.may(Permission::Report)),
            (Section::Incidents, self.may(Permission::SeeOwnOrganisation)),
            (Section::Review, self.may(Permission::Review)),
            (Section::Walks, self.may(Permission::LeadWalks)),
            (Section::Measures, self.may(Permission::ReportProgress)),
            (Section::Situation, self.may(Permission::ReadPictures)),
            (Section::FollowUp, self.may(Permission::ReadPictures)),
            (Section::Exports, self.may(Permission::ReadPictures)),
            (Section::Districts, true),
            (Section::Admin, self.may(Permission::Administer)),
        ];
        offered.into_iter().filter(|(_, may)| *may).map(|(section, _)| section).collect()
    }
}

text_column!(Role);

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Identifiable)]
#[diesel(table_name = schema::accounts)]
pub struct Account {
    /// Its key.
    pub id: i64,
    /// The address that signs in, in small letters.
    pub email: String,
    /// The person's name or function.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// Where it belongs.
    pub organisation_id: i64,
    /// The code of the language it has chosen.
    pub language: Option<String>,
    /// Since when it may not sign in.
    pub disabled_at: Option<Moment>,
}

impl Account {
    /// The language it has chosen, if it has.
    #[must_use]
    pub fn chosen_language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::from_code)
    }
}

/// Who does something that is written into a history: an account, or a command on the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account; `None` for the command line.
    pub account_id: Option<i64>,
    /// The name that stays readable when the account is gone: `Name, Organisation`, or `lykta` for the command line.
    pub label: String,
}

impl Actor {
    /// An account that does something to itself.
    #[must_use]
    pub fn of(account: &Account) -> Self {
        Self { account_id: Some(account.id), label: account.name.clone() }
    }

    /// The command line of the host.
    #[must_use]
    pub fn command_line() -> Self {
        Self { account_id: None, label: "lykta".to_owned() }
    }
}

/// One field's change in a history.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Change {
    /// The field's name in the form.
    pub field: String,
    /// What it was; empty when it was nothing, or when its earlier wording is not kept.
    pub from: String,
    /// What it became; empty for a wording.
    pub to: String,
}

/// Whose eyes a query looks with. Every read of reports takes one and limits itself in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The account.
    pub account_id: i64,
    /// Its organisation.
    pub organisation_id: i64,
    /// Its role.
    pub role: Role,
}

/// Which reports a viewer may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// None at all.
    Nothing,
    /// Those of this organisation.
    Organisation(i64),
    /// The working group's: all.
    WorkingGroup,
}

impl Viewer {
    /// Which reports this viewer may see.
    #[must_use]
    pub fn reach(&self) -> Reach {
        if self.role.may(Permission::SeeWorkingGroup) {
            Reach::WorkingGroup
        } else if self.role.may(Permission::SeeOwnOrganisation) {
            Reach::Organisation(self.organisation_id)
        } else {
            Reach::Nothing
        }
    }
}

/// Lets an e-mail address be compared: trimmed, small letters; `None` when it is none.
///
/// Only what is plainly wrong is refused; whether it reaches anybody shows when it is used.
#[must_use]
pub fn read_email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (local, domain) = email.rsplit_once('@')?;
    let is_plausible = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && email.len() <= 254
        && !email.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    is_plausible.then_some(email)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn administrators_see_no_reports_and_council_members_none_row_by_row() {
        for role in [Role::Administrator, Role::Council] {
            let viewer = Viewer { account_id: 1, organisation_id: 2, role };
            assert_eq!(viewer.reach(), Reach::Nothing, "{role:?}");
            assert!(!role.may(Permission::Report));
        }
    }

    #[test]
    fn an_address_is_read_in_small_letters_and_nonsense_is_refused() {
        assert_eq!(read_email("  Asa.Berg@Botkyrka.se ").as_deref(), Some("asa.berg@botkyrka.se"));
        for wrong in ["", "asa", "asa@", "@botkyrka.se", "asa@botkyrka", "asa berg@botkyrka.se"] {
            assert_eq!(read_email(wrong), None, "{wrong}");
        }
    }
}
