//! Who comes to a walk's pages: a phone that joined, or somebody signed in who leads walks.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::model::Walker;
use super::store;
use crate::accounts::session::LeadingWalks;
use crate::accounts::{Allowed, phones};
use crate::db::Db;
use crate::error::{AppError, OrNotFound as _};
use crate::photos::Sender;
use crate::web::shared;

/// Whoever leads walks and may see this one needs no code of their own; everybody else joins. Without either
/// [`AppError::SignedOut`], and what [`phones::find_joined`] says.
impl FromRequest for Walker {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let leader = Allowed::<LeadingWalks>::from_request(request, payload).into_inner().ok();
        let request = request.clone();
        Box::pin(async move { find_walker(&request, leader).await?.ok_or(AppError::SignedOut) })
    }
}

async fn find_walker(request: &HttpRequest, leader: Option<Allowed<LeadingWalks>>) -> Result<Option<Walker>, AppError> {
    let db: Db = shared(request)?;
    let code = phones::read_code(request.match_info().query("code"));
    if let Some(who) = leader {
        let (viewer, wanted) = (who.viewer(), code.clone());
        let found = db.read(move |connection| store::find_led(connection, &viewer, &wanted)).await?;
        if let Some(walk) = found {
            return Ok(Some(Walker { walk, code, sender: Sender::Account(viewer.account_id) }));
        }
    }
    let Some(joined) = phones::find_joined(request).await? else { return Ok(None) };
    let walk = db.read(move |connection| store::find_joined(connection, joined.walk_id)).await?;
    let walk = walk.or_not_found("walk")?;
    Ok(Some(Walker { walk, code, sender: Sender::Phone(joined.phone_id) }))
}
