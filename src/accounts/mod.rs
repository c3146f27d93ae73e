//! Who may come in and what they may do: organisations, accounts, sessions, permissions, and the log of who did what.

pub mod actions;
pub mod admin;
pub mod forms;
pub mod model;
pub mod pages;
pub mod password;
pub mod phones;
pub mod session;
pub mod statements;
pub mod store;
mod throttle;
pub mod token;

use actix_web::web;

pub use model::{Account, Actor, Change, Organisation, OrganisationKind, Permission, Role, Viewer};
pub use password::{PasswordFault, Passwords};
pub use session::{Allowed, SignedIn, load_session};
pub use throttle::Throttle;

use crate::urls;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource(urls::SIGN_IN)
                .route(web::get().to(pages::sign_in))
                .route(web::post().to(pages::submit_sign_in)),
        )
        .service(
            web::resource(urls::SIGN_IN_LINK)
                .route(web::get().to(pages::sign_in_link))
                .route(web::post().to(pages::use_sign_in_link)),
        )
        .service(web::resource(urls::SIGN_OUT).route(web::post().to(pages::sign_out)))
        .service(web::resource(urls::LANGUAGE).route(web::post().to(pages::choose_language)))
        .service(web::resource(urls::ACCOUNT).route(web::get().to(pages::account)))
        .service(web::resource(urls::ACCOUNT_PASSWORD).route(web::post().to(pages::change_password)))
        .service(web::resource(urls::ABOUT_ACCESSIBILITY).route(web::get().to(pages::accessibility)))
        .service(web::resource(urls::ABOUT_PRIVACY).route(web::get().to(pages::privacy)))
        .service(web::resource(urls::SUPPORT).route(web::get().to(pages::support)))
        .service(web::resource(urls::ACCOUNT_SESSIONS).route(web::post().to(pages::end_sessions)))
        .configure(admin::routes);
}
