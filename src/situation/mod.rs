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
        .configure(coverage::routes)
        .configure(context::routes)
        .configure(versions::routes)
        .service(web::resource("/situation/{week}/texts/{kind}/{subject}").route(web::get().to(words::pages::text)))
        .service(
            web::resource("/situation/{week}/texts/{kind}/{subject}/wordings")
                .route(web::get().to(words::pages::to_text))
                .route(web::post().to(words::pages::write)),
        )
        .service(web::resource("/situation/{week}/notable").route(web::get().to(words::pages::notable)))
        .service(
            web::resource("/situation/{week}/problems")
                .route(web::get().to(words::pages::problems))
                .route(web::post().to(words::pages::add_problem)),
        )
        .service(web::resource("/situation/{week}/problems/new").route(web::get().to(words::pages::new_problem)))
        .service(
            web::resource("/situation/{week}/problems/{id}")
                .route(web::get().to(words::pages::problem))
                .route(web::post().to(words::pages::change_problem)),
        )
        .service(web::resource("/situation/{week}/draft.{format}").route(web::get().to(pages::draft)))
        .service(web::resource(urls::SITUATION_ARCHIVE).route(web::get().to(archive::pages::archive)))
        .service(web::resource(urls::SITUATION_COMPARE).route(web::get().to(archive::pages::compare)))
        .service(web::resource("/situation/months/{month}").route(web::get().to(archive::pages::month)))
        .service(web::resource("/situation/tertials/{tertial}").route(web::get().to(archive::pages::tertial)))
        .service(web::resource("/situation/{week}").route(web::get().to(pages::week)));
}
