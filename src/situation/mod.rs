//! The weekly situation picture (lägesbild): what was reported, by district and group, beside the weeks before; who was
//! heard and who was silent; what stands out; what people judged and decided; frozen for good once it is approved.

pub mod archive;
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
pub mod sketch;
pub mod store;
pub mod versions;
pub mod wall;
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
        .configure(archive::routes)
        .configure(coming::routes)
        .configure(context::routes)
        .configure(coverage::routes)
        .configure(decisions::routes)
        .configure(placements::routes)
        .configure(versions::routes)
        .configure(wall::routes)
        .configure(words::routes)
        .service(web::resource("/situation/{week}/draft.{format}").route(web::get().to(pages::draft)))
        .service(web::resource("/situation/{week}").route(web::get().to(pages::week)));
}
