//! `lykta import walk-pack`: what a phone saved as a file because it could not send it. Each entry is delivered in its owner's
//! name, in a transaction of its own, by the rules of the form it was written in; a dry run undoes each.
//!
//! Whoever runs this vouches for the file: it says itself whose its entries are.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use jiff::Timestamp;
use serde::Deserialize;

use super::CommandError;
use super::import::open_file;
use crate::accounts::phones::Joined;
use crate::accounts::phones::store::Phone;
use crate::accounts::{self, Account, Actor, Organisation, Permission, Viewer, phones};
use crate::config::Config;
use crate::db::{Db, DbConnection};
use crate::digest::sha256;
use crate::districts::{self, Ground, Place};
use crate::error::AppError;
use crate::incidents::delivery::{self, Parcel};
use crate::incidents::review::actions::Desk;
use crate::mail::{MailServer, Outbox};
use crate::photos::model::{MOST, Sent};
use crate::photos::sheet::{FIELD, KEPT};
use crate::photos::{Sender, actions as photos, intake, store as photo_store};
use crate::texts::Language;
use crate::time::Clock;
use crate::walks::field::model::Walker;
use crate::walks::field::{self, delivery as walks};
use crate::web::{self, Delivered, Faults, Message, Submitted};

const NOT_THEIRS: &str = "its owner may not send this";

/// The file, and whether it is meant.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// The file that a phone saved
    file: PathBuf,
    /// Say what would come in, and take nothing in
    #[arg(long)]
    dry_run: bool,
}

/// The file as `static/offline.js` writes it.
#[derive(Deserialize)]
struct Pack {
    lykta: String,
    version: u32,
    /// Read one by one: a broken one costs the others nothing.
    entries: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Entry {
    owner: String,
    action: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: String,
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Field {
    Text { name: String, value: String },
    File { name: String, file: SavedFile },
}

#[derive(Deserialize)]
struct SavedFile {
    name: String,
    base64: String,
}

/// Where an entry belongs, by the address that its form is sent to.
enum Action<'a> {
    Report,
    Shift,
    Note(&'a str),
    Judgement(&'a str),
    /// A participant's report.
    WalkReport(&'a str),
}

impl<'a> Action<'a> {
    fn of(address: &'a str) -> Option<Self> {
        let mut parts = address.split('/').skip(1);
        match (parts.next()?, parts.next(), parts.next(), parts.next()) {
            ("incidents", None, ..) => Some(Self::Report),
            ("shifts", None, ..) => Some(Self::Shift),
            ("w", Some(code), Some("observations"), None) => Some(Self::Note(code)),
            ("w", Some(code), Some("judgements"), None) => Some(Self::Judgement(code)),
            ("w", Some(code), Some("incident"), None) => Some(Self::WalkReport(code)),
            _ => None,
        }
    }
}

/// Whose an entry is.
enum Owner {
    Account(Account, Organisation),
    Phone(Phone),
}

impl Owner {
    /// `account:12` or `phone:7`, if it may still do something.
    fn find(connection: &mut DbConnection, said: &str) -> Result<Option<Self>, AppError> {
        let id = match web::Owner::read(said) {
            Some(web::Owner::Account(id)) => id,
            Some(web::Owner::Phone(id)) => return Ok(phones::store::find_by_id(connection, id)?.map(Self::Phone)),
            None => return Ok(None),
        };
        let account = accounts::store::find_account(connection, id)?;
        let Some(account) = account.filter(|account| account.disabled_at.is_none()) else { return Ok(None) };
        let organisation = accounts::store::find_organisation(connection, account.organisation_id)?;
        Ok(organisation.map(|organisation| Self::Account(account, organisation)))
    }

    fn sender(&self) -> Sender {
        match self {
            Self::Account(account, _) => Sender::Account(account.id),
            Self::Phone(phone) => Sender::Phone(phone.id),
        }
    }

    fn viewer(&self) -> Option<Viewer> {
        let Self::Account(account, _) = self else { return None };
        Some(Viewer { account_id: account.id, organisation_id: account.organisation_id, role: account.role })
    }

    /// Where it files reports, if it may.
    fn desk(&self, outbox: Outbox, now: Timestamp) -> Option<Desk> {
        let Self::Account(account, organisation) = self else { return None };
        let actor = Actor { account_id: Some(account.id), label: format!("{}, {}", account.name, organisation.name) };
        let viewer = self.viewer().filter(|viewer| viewer.role.may(Permission::Report))?;
        Some(Desk { viewer, actor, outbox, now })
    }

    /// The phone that joined the walk of this code, if it is one.
    fn joined(&self, connection: &mut DbConnection, code: &str) -> Result<Option<Joined>, AppError> {
        let Self::Phone(phone) = self else { return Ok(None) };
        if phone.is_ended {
            return Err(AppError::Gone("phone-shut-out"));
        }
        // The walk may have another code by now, or none: whoever was in is in. No walk is entered by another one's.
        let opened = phones::store::find_walk(connection, code)?;
        Ok(opened.is_none_or(|walk_id| walk_id == phone.walk_id).then(|| Joined {
            phone_id: phone.id,
            walk_id: phone.walk_id,
            organisation_id: phone.organisation_id,
            code: code.to_owned(),
            title: phone.title.clone(),
            starts_at: phone.starts_at,
            ends_at: phone.ends_at,
            is_dark: false,
        }))
    }

    /// What it is on the walk of this code, if anything.
    fn walker(&self, connection: &mut DbConnection, code: &str) -> Result<Option<Walker>, AppError> {
        let walk = match self {
            Self::Account(..) => match self.viewer().filter(|viewer| viewer.role.may(Permission::LeadWalks)) {
                Some(viewer) => field::store::find_led(connection, &viewer, code)?,
                None => None,
            },
            Self::Phone(phone) => match self.joined(connection, code)? {
                Some(_) => field::store::find_joined(connection, phone.walk_id)?,
                None => None,
            },
        };
        Ok(walk.map(|walk| Walker { walk, code: code.to_owned(), sender: self.sender() }))
    }
}

/// What became of an entry, in words.
enum Outcome {
    New,
    Known,
    Refused(String),
}

/// What every entry is delivered with.
struct Counter {
    db: Db,
    takes_photos: bool,
    outbox: Outbox,
    now: Timestamp,
    dry_run: bool,
}

/// Delivers the file; an error when some of it was refused.
pub(super) fn import(config: &Config, db: Db, source: &Source) -> Result<(), CommandError> {
    let pack: Pack = serde_json::from_reader(open_file(&source.file)?)
        .map_err(|fault| format!("{} is no file that Lykta saved on a phone: {fault}", source.file.display()))?;
    if (pack.lykta.as_str(), pack.version) != ("walk-pack", 1) {
        return Err(format!("{} is of another kind or of a newer Lykta", source.file.display()).into());
    }
    let outbox = if MailServer::of(config)?.is_some() { Outbox::open() } else { Outbox::closed() };
    let now = Clock::system().now();
    let counter = Counter { db, takes_photos: config.photos, outbox, now, dry_run: source.dry_run };
    let (mut new, mut known, mut refused) = (0, 0, Vec::new());
    for (number, entry) in (1..).zip(pack.entries) {
        let (called, outcome) = match serde_json::from_value::<Entry>(entry) {
            Ok(entry) => (entry.called(), counter.deliver(entry)?),
            Err(fault) => (String::new(), Outcome::Refused(fault.to_string())),
        };
        match outcome {
            Outcome::New => new += 1,
            Outcome::Known => known += 1,
            Outcome::Refused(why) => refused.push(format!("  entry {number}{called}: {why}")),
        }
    }
    println!(
        "{} entries read: {new} new, {known} there already, {} not taken in.",
        new + known + refused.len(),
        refused.len()
    );
    if source.dry_run {
        println!("Dry run: nothing was kept.");
    }
    if refused.is_empty() {
        return Ok(());
    }
    Err(format!("{} entries were not taken in:\n{}", refused.len(), refused.join("\n")).into())
}

impl Entry {
    fn called(&self) -> String {
        let words: Vec<&str> =
            [&self.title, &self.detail].into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
        if words.is_empty() { String::new() } else { format!(" ({}, of {})", words.join(", "), self.owner) }
    }

    /// The words and the files of the form.
    fn sent(self) -> (Submitted, Vec<SavedFile>) {
        let (mut words, mut files) = (Vec::new(), Vec::new());
        for field in self.fields {
            match field {
                Field::Text { name, value } => words.push((name, value)),
                Field::File { name, file } if name == FIELD => files.push(file),
                // No form of ours has another file in it.
                Field::File { .. } => {}
            }
        }
        (Submitted::from_pairs(words.iter().map(|(name, value)| (name.as_str(), value.clone()))), files)
    }
}

impl Counter {
    fn deliver(&self, entry: Entry) -> Result<Outcome, CommandError> {
        let action = entry.action.clone();
        let Some(action) = Action::of(&action) else {
            return Ok(Outcome::Refused(format!("{} is no address that forms are sent to", entry.action)));
        };
        let owner = entry.owner.clone();
        let (sent, files) = entry.sent();
        let pictures = files.iter().map(developed).collect::<Vec<_>>();
        let delivered = self.db.import_here(self.dry_run, |connection| {
            let Some(owner) = Owner::find(connection, &owner)? else {
                return Ok(Err("whose it is cannot be told: there is no such account, or no such phone on a walk"));
            };
            let (ground, places) = (Ground::load(connection)?, districts::store::list_places(connection)?);
            let photos = self.keep_photos(connection, owner.sender(), &sent, &pictures)?;
            self.hand_in(connection, &action, &owner, sent.clone(), photos, (&ground, &places))
        });
        Ok(match delivered {
            Ok(Ok(Delivered::Received)) => Outcome::New,
            Ok(Ok(Delivered::AlreadyReceived)) => Outcome::Known,
            Ok(Ok(Delivered::Refused(faults))) => Outcome::Refused(in_words(&faults)),
            Ok(Err(why)) => Outcome::Refused(why.to_owned()),
            Err(AppError::Gone(key) | AppError::Conflict(key) | AppError::BadRequest(key)) => {
                Outcome::Refused(Language::English.text(key))
            }
            Err(AppError::NotFound(thing)) => Outcome::Refused(format!("the {thing} that it names is not there")),
            Err(fault) => return Err(fault.into()),
        })
    }

    fn hand_in(
        &self,
        connection: &mut DbConnection,
        action: &Action,
        owner: &Owner,
        sent: Submitted,
        (photos, faults): (Vec<Sent>, Faults),
        (ground, places): (&Ground, &[Place]),
    ) -> Result<Result<Delivered, &'static str>, AppError> {
        let photos = photos.as_slice();
        Ok(match action {
            Action::Report => {
                let Some(desk) = owner.desk(self.outbox, self.now) else { return Ok(Err(NOT_THEIRS)) };
                let parcel = Parcel { sent, photos, faults, around: (ground, places) };
                Ok(delivery::report(connection, parcel, &desk)?)
            }
            Action::Shift => {
                let Some(desk) = owner.desk(self.outbox, self.now) else { return Ok(Err(NOT_THEIRS)) };
                Ok(delivery::shift(connection, sent, ground, &desk)?)
            }
            Action::WalkReport(code) => {
                let Some(joined) = owner.joined(connection, code)? else { return Ok(Err(NOT_THEIRS)) };
                let parcel = Parcel { sent, photos, faults, around: (ground, places) };
                Ok(delivery::report_from_walk(connection, parcel, &joined, self.now)?)
            }
            Action::Note(code) | Action::Judgement(code) => {
                let Some(walker) = owner.walker(connection, code)? else { return Ok(Err(NOT_THEIRS)) };
                if matches!(action, Action::Note(_)) {
                    Ok(walks::observation(connection, &walker, sent, (photos, faults), ground, self.now)?)
                } else {
                    Ok(walks::judgement(connection, &walker, sent, self.now)?)
                }
            }
        })
    }

    /// Keeps the pictures of a form; what is wrong with them beside.
    fn keep_photos(
        &self,
        connection: &mut DbConnection,
        sender: Sender,
        sent: &Submitted,
        pictures: &[Result<(String, intake::Picture), Message>],
    ) -> Result<(Vec<Sent>, Faults), AppError> {
        let (mut kept, mut faults) = (Vec::new(), Faults::default());
        let brings_some = !pictures.is_empty() || !sent.all(KEPT).is_empty();
        if brings_some && !self.takes_photos {
            faults.add(FIELD, Message::new("photo-closed"));
            return Ok((kept, faults));
        }
        for hash in sent.all(KEPT) {
            match photo_store::find_sent(connection, sender, hash)? {
                Some(photo_id) => kept.push(Sent { sha256: hash.to_owned(), photo_id }),
                None => faults.add(FIELD, Message::new("photo-not-kept")),
            }
        }
        for picture in pictures {
            match picture {
                Ok((hash, picture)) => match photos::keep(connection, sender, hash, picture, self.now)? {
                    Some(photo_id) if kept.iter().all(|other| other.photo_id != photo_id) => {
                        kept.push(Sent { sha256: hash.clone(), photo_id });
                    }
                    Some(_) => {}
                    None => faults.add(FIELD, Message::new("photo-too-many-today")),
                },
                Err(message) => faults.add(FIELD, message.clone()),
            }
        }
        if kept.len() > MOST {
            faults.add(FIELD, Message::new("photo-too-many").with("most", MOST.to_string()));
        }
        Ok((kept, faults))
    }
}

/// The picture that a saved file becomes, and the hash of the file.
fn developed(file: &SavedFile) -> Result<(String, intake::Picture), Message> {
    let refused = |refusal: intake::Refusal| Message::new(refusal.text_key()).with("file", file.name.as_str());
    let bytes = STANDARD.decode(&file.base64).map_err(|_| refused(intake::Refusal::Broken))?;
    let hash = sha256(&bytes);
    let examined = intake::examine(&bytes).map_err(refused)?;
    Ok((hash, intake::develop(bytes, &examined).map_err(refused)?))
}

fn in_words(faults: &Faults) -> String {
    let told = faults.shown(Language::English);
    told.list.iter().map(|told| format!("{}: {}", told.field, told.message)).collect::<Vec<_>>().join("; ")
}
