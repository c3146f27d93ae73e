//! Sessions: a cookie with a random token, a row with its hash. Read once a request, written only at sign-in and sign-out.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest, ResponseError as _};

use super::model::{Account, Actor, Organisation, Permission, Viewer};
use super::{store, token};
use crate::db::Db;
use crate::error::AppError;
use crate::time::Clock;
use crate::web as pages;
use crate::web::Visitor;

const COOKIE: &str = "lykta_session";
/// How long a session lasts; signing in again begins a new one.
pub(super) const DAYS: i64 = 30;

/// Somebody signed in. An extractor: without a session the answer is [`AppError::SignedOut`].
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// Its organisation.
    pub organisation: Organisation,
    /// The session's key.
    pub session_id: i64,
}

impl SignedIn {
    /// Whose eyes queries look with.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        Viewer { account_id: self.account.id, organisation_id: self.account.organisation_id, role: self.account.role }
    }

    /// The name that goes into histories.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { account_id: Some(self.account.id), label: format!("{}, {}", self.account.name, self.organisation.name) }
    }
}

impl FromRequest for SignedIn {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let session = request.extensions().get::<Rc<Self>>().map(|session| Self::clone(session));
        ready(session.ok_or(AppError::SignedOut))
    }
}

/// A permission as a type, so that a handler's signature says who may come in: `who: Allowed<Reporting>`.
pub trait Gate {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! gates {
    ($($(#[$doc:meta])* $name:ident: $permission:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Gate for $name {
            const PERMISSION: Permission = Permission::$permission;
        }
    )*};
}

gates! {
    /// Filing reports.
    Reporting: Report;
    /// Reading at least one's own organisation's reports.
    ReadingReports: SeeOwnOrganisation;
    /// The working group.
    WorkingGroup: SeeWorkingGroup;
    /// Seeing who reported.
    SeeingReporters: SeeReporter;
    /// Reviewing reports.
    Reviewing: Review;
    /// Exporting row by row.
    Exporting: Export;
    /// Planning and leading safety walks.
    LeadingWalks: LeadWalks;
    /// Reading one's organisation's measures and telling how far they have come.
    ReportingProgress: ReportProgress;
    /// Accepting or declining measures for one's organisation.
    AnsweringMeasures: AnswerMeasures;
    /// Handing out and verifying measures.
    HandingOutMeasures: HandOutMeasures;
    /// Writing one's own organisation's part of a picture, and signing.
    WritingPart: WritePart;
    /// Writing and approving pictures.
    WritingPicture: WritePicture;
    /// Reading approved pictures, released reports and the follow-up.
    ReadingPictures: ReadPictures;
    /// Building and releasing reports.
    Releasing: Release;
    /// Keeping the follow-up.
    FollowingUp: FollowUp;
    /// Administering.
    Administering: Administer;
}

/// Somebody signed in who may do what `G` names. An extractor: without a session [`AppError::SignedOut`], without the
/// permission [`AppError::Forbidden`].
#[derive(Clone, Debug)]
pub struct Allowed<G> {
    session: SignedIn,
    gate: PhantomData<G>,
}

impl<G> Deref for Allowed<G> {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.session
    }
}

impl<G: Gate> FromRequest for Allowed<G> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let session = SignedIn::from_request(request, payload).into_inner();
        ready(session.and_then(|session| {
            if session.account.role.may(G::PERMISSION) {
                Ok(Self { session, gate: PhantomData })
            } else {
                Err(AppError::Forbidden)
            }
        }))
    }
}

/// Middleware: finds the session of the request's cookie and puts it, and the page's [`Visitor`], into the request.
///
/// # Errors
/// What the handler says.
pub async fn load_session(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(cookie) = request.cookie(COOKIE) {
        match find(&request, cookie.value()).await {
            Ok(Some(session)) => {
                request.extensions_mut().insert(Visitor {
                    account: session.account.id,
                    name: session.account.name.clone(),
                    organisation: session.organisation.name.clone(),
                    sections: session.account.role.sections(),
                    language: session.account.chosen_language(),
                    waiting: 0,
                });
                request.extensions_mut().insert(Rc::new(session));
            }
            Ok(None) => {}
            Err(fault) => {
                tracing::error!(cause = %fault, "a session could not be read");
                return Ok(request.into_response(fault.error_response()));
            }
        }
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

async fn find(request: &ServiceRequest, given: &str) -> Result<Option<SignedIn>, AppError> {
    let (db, now) = (pages::shared::<Db>(request.request())?, pages::shared::<Clock>(request.request())?.now());
    let hash = token::hash(given);
    let found = db.read(move |connection| store::find_session(connection, &hash, now)).await?;
    let found =
        found.filter(|(_, account, _)| pages::may_come_from(request.headers(), pages::Owner::Account(account.id)));
    Ok(found.map(|(session_id, account, organisation)| SignedIn { account, organisation, session_id }))
}

/// The cookie that carries a new session.
pub(super) fn cookie(token: String, over_tls: bool) -> Cookie<'static> {
    let mut cookie = pages::cookie(COOKIE, token, over_tls);
    cookie.set_max_age(Duration::days(DAYS));
    cookie
}

/// The cookie that takes the session's cookie away.
pub(super) fn removal_cookie(over_tls: bool) -> Cookie<'static> {
    let mut cookie = pages::cookie(COOKIE, String::new(), over_tls);
    cookie.make_removal();
    cookie
}

/// What the visitor sees in the list of own sessions: the browser's and system's names out of its `User-Agent`.
pub(super) fn device_of(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first_of =
        |names: &[(&str, &'static str)]| names.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name);
    // Order matters: every browser names its ancestors too.
    let browser = first_of(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first_of(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "–".to_owned(),
    }
}
