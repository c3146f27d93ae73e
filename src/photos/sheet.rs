//! The pictures of a form while it is filled in: those it came with, those it brought along from last time, and what is
//! wrong with the others. Its template is `photos/sheet.html`.

use jiff::Timestamp;

use super::darkroom::{Darkroom, Taken};
use super::intake::LARGEST_FILE;
use super::model::{MOST, Sender, Sent, inline_address};
use super::store;
use crate::db::Db;
use crate::error::AppError;
use crate::web::{Contents, Faults, Message, Submitted, Upload, Visit};

/// The field that new pictures come in.
pub const FIELD: &str = "photo";
/// The field that names, by its hash, a file that came before.
pub const KEPT: &str = "photo_kept";
/// The field that takes such a one away.
const REMOVED: &str = "photo_removed";

/// The pictures of a form.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    is_open: bool,
    sent: Vec<Sent>,
    smalls: Vec<String>,
}

impl Sheet {
    /// A form's first, with nothing on it.
    #[must_use]
    pub fn blank(darkroom: &Darkroom) -> Self {
        Self { is_open: darkroom.is_open(), ..Self::default() }
    }

    /// Takes in what came with a form; gives what is wrong, at the field `photo`, beside. All that is right is kept, for as long as
    /// a day, whatever becomes of the form.
    ///
    /// # Errors
    /// [`AppError::Internal`] when a file cannot be read or the database fails.
    pub async fn gather(
        darkroom: &Darkroom,
        db: &Db,
        sender: Sender,
        form: &Submitted,
        files: Vec<Upload>,
        now: Timestamp,
    ) -> Result<(Self, Faults), AppError> {
        let (mut sheet, mut faults) = (Self::blank(darkroom), Faults::default());
        let uploads = files.into_iter().filter(|upload| upload.field == FIELD);
        let kept = form.all(KEPT);
        if !sheet.is_open {
            if !kept.is_empty() || uploads.count() > 0 {
                faults.add(FIELD, Message::new("photo-closed"));
            }
            return Ok((sheet, faults));
        }
        let removed = form.all(REMOVED);
        for sha256 in kept.into_iter().filter(|sha256| !removed.contains(sha256)) {
            let hash = sha256.to_owned();
            match db.read(move |connection| store::find_sent(connection, sender, &hash)).await? {
                Some(photo_id) => sheet.add(sha256, photo_id, &mut faults),
                None => faults.add(FIELD, Message::new("photo-not-kept")),
            }
        }
        for upload in uploads {
            let refused = |key| Message::new(key).with("file", upload.name.as_str());
            let (file, length) = match upload.contents {
                Contents::Whole(file, length) if length <= LARGEST_FILE => (file, length),
                Contents::Whole(..) | Contents::TooLarge => {
                    faults.add(FIELD, refused("photo-too-large"));
                    continue;
                }
                Contents::TooMany => {
                    faults.add(FIELD, too_many());
                    continue;
                }
            };
            match darkroom.take_in(db, sender, &upload.sha256, file, length, now).await? {
                Taken::Kept(photo_id) => sheet.add(&upload.sha256, photo_id, &mut faults),
                Taken::Refused(refusal) => faults.add(FIELD, refused(refusal.text_key())),
                Taken::TooManyToday => faults.add(FIELD, Message::new("photo-too-many-today")),
            }
        }
        sheet.look(db).await?;
        Ok((sheet, faults))
    }

    /// The pictures, in order, each once.
    #[must_use]
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// What the template shows.
    #[must_use]
    pub fn view(&self, visit: &Visit, faults: &Faults) -> SheetView {
        let number = |index: usize| visit.t_with("photo-number", &[("number", (index + 1).to_string().into())]);
        let shown = self.sent.iter().zip(&self.smalls).enumerate();
        SheetView {
            is_open: self.is_open,
            kept: shown
                .map(|(index, (sent, small))| KeptView {
                    sha256: sent.sha256.clone(),
                    small: small.clone(),
                    name: number(index),
                    remove: visit.t_with("photo-remove", &[("number", (index + 1).to_string().into())]),
                })
                .collect(),
            error: faults.shown(visit.language).of(FIELD).to_owned(),
        }
    }

    fn add(&mut self, sha256: &str, photo_id: i64, faults: &mut Faults) {
        if self.sent.iter().any(|sent| sent.photo_id == photo_id) {
            return;
        }
        if self.sent.len() >= MOST {
            faults.add(FIELD, too_many());
            return;
        }
        self.sent.push(Sent { sha256: sha256.to_owned(), photo_id });
    }

    async fn look(&mut self, db: &Db) -> Result<(), AppError> {
        let keys: Vec<i64> = self.sent.iter().map(|sent| sent.photo_id).collect();
        let smalls = db.read(move |connection| store::list_small(connection, &keys)).await?;
        self.smalls = smalls.iter().map(|small| inline_address(small)).collect();
        Ok(())
    }
}

fn too_many() -> Message {
    Message::new("photo-too-many").with("most", MOST.to_string())
}

/// The pictures of a form, for `photos/sheet.html`.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Whether the installation takes pictures; without, there is no field.
    pub is_open: bool,
    /// Those that are kept.
    pub kept: Vec<KeptView>,
    /// What is wrong; empty when nothing is.
    pub error: String,
}

/// One picture of a form.
#[derive(Clone, Debug)]
pub struct KeptView {
    /// By which the form names it.
    pub sha256: String,
    /// The address that holds the small one.
    pub small: String,
    /// What it is called, in words.
    pub name: String,
    /// What the box that takes it away says.
    pub remove: String,
}
