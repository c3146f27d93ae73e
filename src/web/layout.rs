//! The frame every page stands in: who looks, in which language, what the navigation offers.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use fluent_templates::fluent_bundle::FluentValue;

use super::privacy::guard_texts;
use super::queue::is_queued;
use super::{Site, Tiles, assets};
use crate::error::AppError;
use crate::texts::Language;
use crate::urls;

/// Where in the product a page belongs; what the main navigation shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Filing a report.
    Report,
    /// The reports.
    Incidents,
    /// The reports that wait to be reviewed.
    Review,
    /// Safety walks.
    Walks,
    /// Measures.
    Measures,
    /// The weekly picture.
    Situation,
    /// From goal to result.
    FollowUp,
    /// Released reports, and files that leave the house.
    Exports,
    /// The districts.
    Districts,
    /// Administration.
    Admin,
    /// None of them: home, sign-in, statements.
    Elsewhere,
}

impl Section {
    fn address(self) -> &'static str {
        match self {
            Self::Report => urls::INCIDENT_NEW,
            Self::Incidents => urls::INCIDENTS,
            Self::Review => urls::INCIDENTS_REVIEW,
            Self::Walks => urls::WALKS,
            Self::Measures => urls::MEASURES,
            Self::Situation => urls::SITUATION,
            Self::FollowUp => urls::FOLLOWUP,
            Self::Exports => urls::EXPORTS,
            Self::Districts => urls::DISTRICTS,
            Self::Admin => urls::ADMIN,
            Self::Elsewhere => urls::HOME,
        }
    }

    fn text_key(self) -> &'static str {
        match self {
            Self::Report => "nav-report",
            Self::Incidents => "nav-incidents",
            Self::Review => "nav-review",
            Self::Walks => "nav-walks",
            Self::Measures => "nav-measures",
            Self::Situation => "nav-situation",
            Self::FollowUp => "nav-followup",
            Self::Exports => "nav-exports",
            Self::Districts => "nav-districts",
            Self::Admin => "nav-admin",
            Self::Elsewhere => "nav-home",
        }
    }
}

/// Who looks, as far as a page's frame needs to know. Put into the request by whoever knows the session.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The account's key, by which a browser keeps drafts apart.
    pub account: i64,
    /// The account's name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// What the navigation offers, in order.
    pub sections: Vec<Section>,
    /// The language the account has chosen, if it has.
    pub language: Option<Language>,
    /// How many reports wait for whoever reviews them; a hundred means at least so many.
    pub waiting: usize,
}

/// A line of the main navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether the page stands in this section.
    pub current: bool,
}

/// A message about what was just done, shown once.
#[derive(Clone, Debug)]
pub struct Flash {
    /// `done` or `warn`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Whether it says that a form was received, so that its draft has done its work.
    pub is_receipt: bool,
}

/// One visit of one address: what handlers ask before they build a page. An extractor.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language of the page: the account's, else the one chosen in this browser, else the browser's, else Swedish.
    pub language: Language,
    /// Who looks; nobody before sign-in.
    pub visitor: Option<Visitor>,
    /// The path and query of the address.
    pub path: String,
    /// Whether a browser's queue sends this, long after it was written, and nobody sees the answer.
    pub is_queued: bool,
    flash: Option<&'static str>,
    site: Site,
}

/// The cookie that keeps a language chosen before sign-in.
pub const LANGUAGE_COOKIE: &str = "lykta_language";
/// The cookie that carries a flash message's text key to the next page.
pub(super) const FLASH_COOKIE: &str = "lykta_flash";

/// Every flash message there is. A cookie that names anything else is ignored.
const FLASHES: &[&str] = &[
    "flash-shift-already-received",
    "flash-shift-received",
    "flash-shift-received-tell",
    "flash-signed-out",
    "flash-password-changed",
    "flash-session-ended",
    "flash-sessions-ended",
    "flash-organisation-added",
    "flash-organisation-changed",
    "flash-account-changed",
    "flash-account-disabled",
    "flash-account-enabled",
    "flash-statement-saved",
    "flash-incident-received",
    "flash-incident-received-snapped",
    "flash-incident-already-received",
    "flash-incident-from-walk",
    "flash-incident-from-walk-already",
    "flash-incident-corrected",
    "flash-incident-unchanged",
    "flash-filter-saved",
    "flash-filter-deleted",
    "flash-incident-answered",
    "flash-photo-hidden",
    "flash-review-approved",
    "flash-review-changed",
    "flash-review-changed-approved",
    "flash-review-unchanged",
    "flash-review-asked",
    "flash-review-merged",
    "flash-review-set-aside",
    "flash-review-split",
    "flash-review-reopened",
    "flash-review-done",
    "flash-measure-handed-out",
    "flash-measure-already",
    "flash-measure-accepted",
    "flash-measure-declined",
    "flash-measure-rescheduled",
    "flash-measure-begun",
    "flash-measure-done",
    "flash-measure-verified",
    "flash-measure-reopened",
    "flash-measure-noted",
    "flash-coverage-zero",
    "flash-coverage-zero-already",
    "flash-coverage-zero-reported",
    "flash-coverage-zero-withdrawn",
    "flash-report-released",
    "flash-district-changed",
    "flash-population-saved",
    "flash-walk-already-planned",
    "flash-walk-changed",
    "flash-walk-code-made",
    "flash-walk-code-shut",
    "flash-walk-groups-counted",
    "flash-walk-planned",
    "flash-walk-route-drawn",
    "flash-walk-stop-added",
    "flash-walk-stop-changed",
    "flash-walk-stop-removed",
    "flash-walk-stop-used",
    "flash-walk-stops-many",
    "flash-walk-unchanged",
    "flash-walk-left",
    "flash-walk-noted",
    "flash-walk-already-noted",
    "flash-walk-judged",
    "flash-walk-already-judged",
    "flash-protocol-gathered",
    "flash-protocol-parted",
    "flash-protocol-point-changed",
    "flash-protocol-point-made",
    "flash-protocol-point-removed",
    "flash-protocol-point-used",
    "flash-protocol-published",
    "flash-protocol-reason-given",
    "flash-protocol-set-aside",
    "flash-protocol-withdrawn",
    "flash-response-answered",
    "flash-walk-compared",
    "flash-walk-compared-verified",
    "flash-version-approved",
    "flash-version-already",
    "flash-version-signed",
    "flash-version-signed-already",
    "flash-version-redacted",
    "flash-welcome",
    "flash-words-saved",
    "flash-problem-saved",
    "flash-problem-removed",
    "flash-placements-saved",
    "flash-planned-added",
    "flash-planned-already",
    "flash-planned-changed",
    "flash-planned-removed",
    "flash-figures-released",
    "flash-goal-added",
    "flash-goal-already",
    "flash-goal-changed",
    "flash-goal-removed",
    "flash-commitment-added",
    "flash-commitment-already",
    "flash-commitment-changed",
    "flash-commitment-removed",
    "flash-commitment-tied",
    "flash-commitment-untied",
    "flash-commitment-unchanged",
    "flash-meeting-called",
    "flash-meeting-already",
    "flash-meeting-changed",
    "flash-meeting-called-off",
    "flash-item-added",
    "flash-item-already",
    "flash-item-changed",
    "flash-item-removed",
    "flash-statutory-begun",
    "flash-statutory-already",
    "flash-statutory-saved",
    "flash-statutory-approved",
    "flash-indicator-added",
    "flash-indicator-changed",
    "flash-reading-saved",
    "flash-reading-removed",
    "flash-classed-saved",
    "flash-classed-removed",
    "flash-classed-setting",
];

/// Those that say that something was not done, or not quite as meant.
const WARNINGS: [&str; 4] =
    ["flash-incident-received-snapped", "flash-protocol-point-used", "flash-walk-stop-used", "flash-walk-stops-many"];

/// Those that say that a form was received.
const RECEIPTS: [&str; 11] = [
    "flash-statutory-saved",
    "flash-words-saved",
    "flash-problem-saved",
    "flash-measure-handed-out",
    "flash-measure-already",
    "flash-incident-received",
    "flash-incident-received-snapped",
    "flash-incident-already-received",
    "flash-shift-received",
    "flash-shift-received-tell",
    "flash-shift-already-received",
];

impl Visit {
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        let site = request.app_data::<web::Data<Site>>()?.get_ref().clone();
        let visitor = request.extensions().get::<Visitor>().cloned();
        let chosen = || request.cookie(LANGUAGE_COOKIE).and_then(|cookie| Language::from_code(cookie.value()));
        let accepted = || {
            let header = request.headers().get(header::ACCEPT_LANGUAGE)?;
            Language::accepted(header.to_str().ok()?)
        };
        let language =
            visitor.as_ref().and_then(|visitor| visitor.language).or_else(chosen).or_else(accepted).unwrap_or_default();
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let flash = request
            .cookie(FLASH_COOKIE)
            .and_then(|cookie| FLASHES.iter().copied().find(|known| *known == cookie.value()));
        Some(Self { language, visitor, path, is_queued: is_queued(request), flash, site })
    }

    /// A text in the visitor's language.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// A text in the visitor's language with its values filled in.
    #[must_use]
    pub fn t_with(&self, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        self.language.text_with(key, values)
    }

    /// The same visit as anybody's, with nobody's name on it and nothing just done.
    pub(super) fn of_nobody(self) -> Self {
        Self { visitor: None, flash: None, ..self }
    }

    /// Whether this installation sends mail, so that a form may offer it.
    #[must_use]
    pub fn offers_mail(&self) -> bool {
        self.site.sends_mail
    }

    /// The frame for a page with this title, already in the visitor's language.
    #[must_use]
    pub fn layout(&self, title: impl Into<String>, section: Section) -> Layout {
        let sections = self.visitor.iter().flat_map(|visitor| visitor.sections.iter());
        let nav = sections
            .map(|item| NavItem {
                href: item.address().to_owned(),
                label: self.label_of(*item),
                current: *item == section,
            })
            .collect();
        let flash = self.flash.map(|key| Flash {
            kind: if WARNINGS.contains(&key) { "warn" } else { "done" },
            text: self.t(key),
            is_receipt: RECEIPTS.contains(&key),
        });
        Layout {
            title: title.into(),
            nav,
            visitor: self.visitor.clone(),
            flash,
            demo: self.site.is_demo,
            municipality: self.site.municipality.clone(),
            path: self.path.clone(),
            language: self.language,
            tiles: self.site.tiles.clone(),
            is_dark: false,
        }
    }

    /// A section's name, and how much waits there.
    fn label_of(&self, section: Section) -> String {
        let count = match self.visitor.as_ref().map_or(0, |visitor| visitor.waiting) {
            0 => String::new(),
            count @ 1..100 => count.to_string(),
            _ => "99+".to_owned(),
        };
        if section == Section::Review && !count.is_empty() {
            self.t_with("nav-review-waiting", &[("count", count.into())])
        } else {
            self.t(section.text_key())
        }
    }

    /// [`Visit::layout`] with the title of this text key.
    #[must_use]
    pub fn layout_of(&self, title_key: &str, section: Section) -> Layout {
        self.layout(self.t(title_key), section)
    }
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).ok_or_else(|| AppError::internal("the application was built without Site")))
    }
}

/// What `base.html` needs. Every page's struct has one in its field `layout`.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The page's title, without the product's name.
    pub title: String,
    /// The main navigation; empty before sign-in.
    pub nav: Vec<NavItem>,
    /// Who is signed in.
    pub visitor: Option<Visitor>,
    /// What was just done.
    pub flash: Option<Flash>,
    /// Whether everything here is made up.
    pub demo: bool,
    /// The municipality's name.
    pub municipality: String,
    /// The path and query of this page, for the language switch to come back to.
    pub path: String,
    /// The language of the page.
    pub language: Language,
    /// The background of maps, if there is one.
    pub tiles: Option<Tiles>,
    /// Whether the page is dark, whatever the visitor's system prefers.
    pub is_dark: bool,
}

impl Layout {
    /// The same frame, dark whatever the visitor's system prefers.
    #[must_use]
    pub fn dark_if(self, is_dark: bool) -> Self {
        Self { is_dark, ..self }
    }

    /// A text in the visitor's language.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// The code of the page's language.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.language.code()
    }

    /// Which way the page's language is written: `ltr` or `rtl`.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        self.language.direction()
    }

    /// The languages one may change to: code, own name, direction.
    #[must_use]
    pub fn other_languages(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let others = Language::ALL.into_iter().filter(|other| *other != self.language);
        others.map(|other| (other.code(), other.own_name(), other.direction())).collect()
    }

    /// What this page's maps draw under everything else: on a walk, where nobody has an account, at the walk's address.
    #[must_use]
    pub fn base_map(&self) -> String {
        urls::walk_of_phone(&self.path)
            .map_or_else(|| urls::BASE_MAP.to_owned(), |walk| format!("{walk}{}", urls::OF_WALK_BASE_MAP))
    }

    /// Where this page's maps ask what a position is called.
    #[must_use]
    pub fn whereabouts(&self) -> String {
        urls::walk_of_phone(&self.path)
            .map_or_else(|| urls::WHEREABOUTS.to_owned(), |walk| format!("{walk}{}", urls::OF_WALK_WHEREABOUTS))
    }

    /// Whether the bar offers to sign in: not while one does, not where there is no network, and not on
    /// a walk, where nobody needs an account.
    #[must_use]
    pub fn offers_sign_in(&self) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path != urls::SIGN_IN && path != urls::OFFLINE && path != urls::JOIN && urls::walk_of_phone(path).is_none()
    }

    /// What the guard of personal data says, for the script that says it while somebody writes.
    #[must_use]
    pub fn guard_texts(&self) -> Vec<(String, String)> {
        guard_texts(self.language)
    }

    /// What a phone keeps of whoever looks, so that it is there without a network: empty forms and the ground of their maps,
    /// in one text; empty for those who have none.
    #[must_use]
    pub fn kept_forms(&self) -> String {
        let reports = self.visitor.as_ref().is_some_and(|visitor| visitor.sections.contains(&Section::Report));
        if reports { [urls::INCIDENT_NEW, urls::SHIFT_NEW, urls::BASE_MAP].join(" ") } else { String::new() }
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}
