//! The weekly situation picture (lägesbild): what was reported, by district and group, beside the weeks before; who was
//! heard and who was silent; what stands out; what people judged and decided; frozen for good once it is approved.

pub mod chart;
pub mod coming;
pub mod compute;
pub mod context;
pub mod coverage;
pub mod decisions;
pub mod document;
pub mod findings;
pub mod pages;
pub mod patterns;
pub mod picture;
pub mod placements;
pub mod scope;
pub mod shared;
pub mod store;
pub mod versions;
pub mod words;

use actix_web::web;

use crate::urls;

pub use picture::Picture;
pub use scope::Scope;
pub use shared::SharedPicture;

/// The addresses of this capability.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource(urls::SITUATION).route(web::get().to(pages::this_week)))
        .service(
            web::resource("/situation/{week}/approve")
                .route(web::get().to(versions::pages::approve))
                .route(web::post().to(versions::pages::submit_approval)),
        )
        .service(web::resource("/situation/{week}/versions/{version}").route(web::get().to(versions::pages::version)))
        .service(
            web::resource("/situation/{week}/versions/{version}/sign").route(web::post().to(versions::pages::sign)),
        )
        .service(
            web::resource("/situation/{week}/versions/{version}/remove")
                .route(web::get().to(versions::pages::remove))
                .route(web::post().to(versions::pages::submit_removal)),
        )
        .service(
            web::resource("/situation/{week}/versions/{version}/{edition}.{format}")
                .route(web::get().to(versions::pages::file)),
        )
        .service(web::resource("/situation/{week}").route(web::get().to(pages::week)));
}
