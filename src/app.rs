//! The composition root: state, middleware and every capability's addresses, the same for the server and for tests.

use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpResponse, HttpServer, web};
use futures_util::future::select;
use tokio::signal::unix::{SignalKind, signal};
use tracing_actix_web::TracingLogger;

use crate::accounts::pages::Doors;
use crate::accounts::phones::Doorkeeper;
use crate::accounts::{self, Passwords, Throttle};
use crate::config::Config;
use crate::db::{self, Db, DbConnection};
use crate::error::AppError;
use crate::exports::shelf::Shelf;
use crate::jobs::{self, Runner};
use crate::mail::{MailServer, Outbox, Sender};
use crate::photos::Darkroom;
use crate::situation::coverage::{self, CutOff};
use crate::tiles::Tiles;
use crate::time::{Clock, local_day};
use crate::web::{self as pages, Changes, Metrics, Site, assets};
use crate::{districts, exports, followup, home, incidents, measures, police, situation, tiles, urls, walks};

/// Everything a running Lykta shares between requests.
#[derive(Clone)]
pub struct State {
    db: Db,
    clock: Clock,
    site: Site,
    doors: Doors,
    doorkeeper: Doorkeeper,
    changes: Changes,
    metrics: Metrics,
    map: districts::Map,
    outbox: Outbox,
    sender: Option<Sender>,
    darkroom: Darkroom,
    tiles: Tiles,
    cut_off: CutOff,
    shelf: Shelf,
}

impl State {
    /// Brings the schema and the built-in data up to date and reads what the installation remembers about itself.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a migration fails, the database does not answer or the settings of mail make no sense.
    pub fn prepare(config: &Config, db: Db, clock: Clock) -> Result<Self, AppError> {
        let server = MailServer::of(config).map_err(AppError::internal)?;
        db::run_migrations(&db)?;
        incidents::actions::note_missing_words(&db)?;
        districts::lay_foundation(&db, config.municipality, clock.now())?;
        let is_demo = db.read_here(|connection| accounts::store::find_setting(connection, "demo"))?.is_some();
        let site = Site {
            municipality: config.municipality_name.clone(),
            is_demo,
            is_served_over_tls: config.is_served_over_tls(),
            public_address: config.public_address(),
            trusted_proxies: config.trusted_proxies.clone(),
            tiles: config
                .tiles_url
                .clone()
                .map(|url| if url.origin().is_some() { urls::TILE.to_owned() } else { url.into() })
                .map(|url| pages::Tiles { url, attribution: config.tiles_attribution.clone() }),
            metrics_token: config.metrics_token.clone(),
            sends_mail: server.is_some(),
        };
        let doors = Doors {
            passwords: Passwords::new()?,
            by_account: Arc::new(Throttle::of_accounts()),
            by_address: Arc::new(Throttle::of_addresses()),
        };
        let map = districts::Map::load(&db)?;
        let tiles = {
            let (db, map, clock) = (db.clone(), map.clone(), clock.clone());
            let extent = move |connection: &mut DbConnection| {
                Ok::<_, AppError>(map.current(connection)?.extent(local_day(clock.now())))
            };
            Tiles::of(config, move || db.read_here(&extent))
        };
        let outbox = if server.is_some() { Outbox::open() } else { Outbox::closed() };
        let sender = server.map(|server| Sender::new(server, db.clone(), clock.clone(), config.public_address()));
        let darkroom = Darkroom::new(config.photos);
        let (doorkeeper, changes) = (Doorkeeper::default(), Changes::default());
        let metrics = Metrics::new()?;
        let cut_off = CutOff::of(config);
        exports::actions::note_broken_off(&db, clock.now())?;
        let shelf = Shelf::new(&config.data.join("exports"));
        Ok(Self {
            db,
            clock,
            site,
            doors,
            doorkeeper,
            changes,
            metrics,
            map,
            outbox,
            sender,
            darkroom,
            tiles,
            cut_off,
            shelf,
        })
    }

    /// Who sends this installation's mail, if it sends any.
    #[must_use]
    pub fn sender(&self) -> Option<Sender> {
        self.sender.clone()
    }

    /// Who runs what runs by the clock.
    #[must_use]
    pub fn jobs(&self) -> Runner {
        let jobs = vec![measures::reminders::job(self.outbox), coverage::reminders::job(self.outbox, self.cut_off)];
        Runner::new(self.db.clone(), self.clock.clone(), jobs)
    }
}

/// A server that answers on `listener` until it is told to stop; then it finishes the requests it has begun.
///
/// # Errors
/// What the operating system says of the listener.
pub fn server(state: State, listener: TcpListener, workers: Option<usize>) -> std::io::Result<Server> {
    actix_web::rt::spawn(end_streams_at_stop(state.changes.clone()));
    let mut server = HttpServer::new(move || {
        let state = state.clone();
        // The last one wrapped sees a request first.
        App::new()
            .app_data(web::Data::new(state.db))
            .app_data(web::Data::new(state.clock))
            .app_data(web::Data::new(state.site))
            .app_data(web::Data::new(state.doors))
            .app_data(web::Data::new(state.doorkeeper))
            .app_data(web::Data::new(state.changes))
            .app_data(web::Data::new(state.metrics))
            .app_data(web::Data::new(state.map))
            .app_data(web::Data::new(state.outbox))
            .app_data(web::Data::new(state.darkroom))
            .app_data(web::Data::new(state.tiles))
            .app_data(web::Data::new(state.cut_off))
            .app_data(web::Data::new(state.shelf))
            .wrap(from_fn(incidents::pages::review::count_waiting))
            .wrap(from_fn(accounts::load_session))
            .wrap(from_fn(pages::refuse_cross_site))
            .wrap(from_fn(pages::clear_flash))
            .wrap(from_fn(pages::show_errors))
            .wrap(from_fn(pages::set_headers))
            .wrap(from_fn(pages::count_requests))
            .wrap(Compress::default())
            .wrap(TracingLogger::<pages::RouteOnly>::new())
            .configure(routes)
    })
    // An answer is more than one packet: with Nagle's algorithm the last one would wait for the visitor's delayed
    // acknowledgement, some 40 ms (RFC 1122, 4.2.3.2 and 4.2.3.4).
    .tcp_nodelay(true)
    .shutdown_timeout(30);
    if let Some(workers) = workers {
        server = server.workers(workers);
    }
    Ok(server.listen(listener)?.run())
}

/// Ends the answers that have no end of their own once the process is told to stop: the server waits for every answer that
/// was begun.
async fn end_streams_at_stop(changes: Changes) {
    let interrupted = pin!(tokio::signal::ctrl_c());
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => drop(select(interrupted, pin!(terminated.recv())).await),
        Err(_) => drop(interrupted.await),
    }
    changes.end();
}

/// Runs the server until it is told to stop, and beside it whoever sends the mail and whoever runs the jobs.
///
/// # Errors
/// What the operating system says of the server.
pub async fn until_stopped(server: Server, sender: Option<Sender>, jobs: Option<Runner>) -> std::io::Result<()> {
    let sending = async move {
        match sender {
            Some(sender) => sender.run().await,
            None => std::future::pending().await,
        }
    };
    let running = async move {
        match jobs {
            Some(jobs) => jobs.run().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        stopped = server => stopped,
        never = sending => match never {},
        never = running => match never {},
    }
}

/// Every address of the product.
fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/assets/{file}").route(web::get().to(assets::file)))
        .service(web::resource(urls::WORKER).route(web::get().to(assets::worker)))
        .service(web::resource(urls::OFFLINE).route(web::get().to(pages::away)))
        .service(web::resource("/health/live").route(web::get().to(live)))
        .service(web::resource("/health/ready").route(web::get().to(ready)))
        .service(web::resource("/metrics").route(web::get().to(pages::metrics_page)))
        .configure(accounts::routes)
        .configure(districts::routes)
        .configure(exports::routes)
        .configure(followup::routes)
        .configure(incidents::routes)
        .configure(jobs::routes)
        .configure(measures::routes)
        .configure(police::routes)
        .configure(situation::routes)
        .configure(tiles::routes)
        .configure(walks::routes)
        .configure(home::routes)
        .default_service(web::to(nothing_here));
}

/// `GET /health/live`: the process answers.
async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("live")
}

/// `GET /health/ready`: the database answers too.
async fn ready(db: web::Data<Db>) -> Result<HttpResponse, AppError> {
    db.read(|connection| accounts::store::find_setting(connection, "demo")).await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}

async fn nothing_here() -> Result<HttpResponse, AppError> {
    Err(AppError::NotFound("page"))
}
