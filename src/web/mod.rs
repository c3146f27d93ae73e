//! Everything about HTML over HTTP that no capability owns: the frame of a page, forms, errors as pages, assets, headers.

pub mod assets;
mod changes;
mod cross_site;
mod errors;
mod forms;
mod headers;
mod layout;
mod log;
mod metrics;
mod offline;
mod privacy;
mod queue;
mod reply;
mod uploads;

use std::any::type_name;
use std::net::IpAddr;

use actix_web::{HttpRequest, web};
use jiff::Timestamp;

use crate::error::AppError;
use crate::time::Clock;

pub use changes::Changes;
pub use cross_site::refuse_cross_site;
pub use errors::show_errors;
pub use forms::{Choice, Faults, FieldMessage, FieldMessages, Message, MessageValue, Submitted, Tile, TileGroup};
pub use headers::set_headers;
pub use layout::{Flash, LANGUAGE_COOKIE, Layout, NavItem, Section, Visit, Visitor};
pub use log::RouteOnly;
pub use metrics::{Metrics, count_requests, metrics_page};
pub use offline::{Delivered, Owner, away, may_come_from};
pub use privacy::CONFIRM_PRIVACY;
pub use reply::{clear_flash, cookie, page, page_with_status, see_other, see_other_with_flash};
pub use uploads::{Contents, SubmittedWithFiles, Upload};

/// What the application shares between requests, of this type.
///
/// # Errors
/// [`AppError::Internal`] when the application was built without it.
pub fn shared<T: Clone + 'static>(request: &HttpRequest) -> Result<T, AppError> {
    let found = request.app_data::<web::Data<T>>().map(|data| data.get_ref().clone());
    found.ok_or_else(|| AppError::internal(format!("the application was built without its {}", type_name::<T>())))
}

/// What the handlers of a capability work with, beside who asks and what was sent: an extractor. Each field says where it is
/// from: [`shared`], [`now`] or [`own`].
#[macro_export]
macro_rules! tools {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty = $source:path,)* }) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            $($field: $type,)*
        }

        impl actix_web::FromRequest for $name {
            type Error = $crate::error::AppError;
            type Future = std::future::Ready<Result<Self, Self::Error>>;

            fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
                let tools = || Ok(Self { $($field: $source(request)?,)* });
                std::future::ready(tools())
            }
        }
    };
}
pub use tools;

/// The present instant, by the application's clock.
///
/// # Errors
/// [`AppError::Internal`] when the application was built without one.
pub fn now(request: &HttpRequest) -> Result<Timestamp, AppError> {
    Ok(shared::<Clock>(request)?.now())
}

/// The request itself.
///
/// # Errors
/// None.
pub fn own(request: &HttpRequest) -> Result<HttpRequest, AppError> {
    Ok(request.clone())
}

/// What every page knows of the installation.
#[derive(Clone, Debug)]
pub struct Site {
    /// The municipality's name.
    pub municipality: String,
    /// Whether everything here is made up, which every page then says.
    pub is_demo: bool,
    /// Whether visitors come over TLS, so that cookies insist on it.
    pub is_served_over_tls: bool,
    /// The address visitors use, without a slash at its end.
    pub public_address: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The background of maps; none unless the installation has one.
    pub tiles: Option<Tiles>,
    /// Who may read the metrics from elsewhere than loopback.
    pub metrics_token: Option<String>,
    /// Whether it sends mail, so that forms may offer it.
    pub sends_mail: bool,
}

/// The background of maps, as browsers are told of it.
#[derive(Clone, Debug)]
pub struct Tiles {
    /// Their address on this server, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Whose they are.
    pub attribution: String,
}

impl Tiles {
    /// The address of one tile on this server.
    #[must_use]
    pub fn address(&self, zoom: u8, x: u32, y: u32) -> String {
        let place = [("{z}", u32::from(zoom)), ("{x}", x), ("{y}", y)];
        place.into_iter().fold(self.url.clone(), |url, (name, value)| url.replace(name, &value.to_string()))
    }
}

/// The address the visitor's connection comes from: the last one in `X-Forwarded-For` that is not a trusted proxy when
/// the connection itself comes from one, else the connection's own.
#[must_use]
pub fn client_address(request: &HttpRequest, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|line| line.split(',')).filter_map(|hop| hop.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted.contains(hop)).or(Some(peer))
}
