//! A report or a shift report that comes by another way than its page: out of a file that a phone saved. The same rules, and
//! nobody there to be asked.

use jiff::Timestamp;

use super::actions::{self, Receipt, Submission};
use super::forms::ReportForm;
use super::model::Report;
use super::photos;
use super::review::actions::Desk;
use super::shifts::actions::{self as shift_actions, ShiftReceipt};
use super::shifts::forms::ShiftForm;
use crate::accounts::phones::Joined;
use crate::db::DbConnection;
use crate::districts::{Ground, Place};
use crate::error::AppError;
use crate::photos::model::Sent;
use crate::web::{Delivered, Faults, Message, Submitted};

/// A report with its pictures, what was wrong with these, and the ground it happened on.
pub struct Parcel<'a> {
    /// The fields of its form.
    pub sent: Submitted,
    /// The pictures that are kept.
    pub photos: &'a [Sent],
    /// What is wrong with the others.
    pub faults: Faults,
    /// Where it may have happened.
    pub around: (&'a Ground, &'a [Place]),
}

/// Files a report of somebody with an account, exactly once.
///
/// # Errors
/// What the database says.
pub fn report(connection: &mut DbConnection, parcel: Parcel, desk: &Desk) -> Result<Delivered, AppError> {
    let ground = parcel.around.0;
    deliver(connection, parcel, desk.now, |connection, submission, report| {
        actions::file(connection, submission, report, ground, desk)
    })
}

/// Files a report of a participant of a walk, exactly once.
///
/// # Errors
/// [`AppError::Gone`] when the walk ended longer ago than things are taken.
pub fn report_from_walk(
    connection: &mut DbConnection,
    parcel: Parcel,
    joined: &Joined,
    now: Timestamp,
) -> Result<Delivered, AppError> {
    let ground = parcel.around.0;
    deliver(connection, parcel, now, |connection, submission, report| {
        actions::file_from_walk(connection, submission, report, ground, joined, now)
    })
}

fn deliver(
    connection: &mut DbConnection,
    parcel: Parcel,
    now: Timestamp,
    file: impl FnOnce(&mut DbConnection, &Submission, &Report) -> Result<Receipt, AppError>,
) -> Result<Delivered, AppError> {
    let Parcel { sent, photos, mut faults, around: (ground, places) } = parcel;
    let form = ReportForm::sent(sent);
    let submission = faults.sift("submission_id", form.submission());
    let report = faults.take(form.parse(ground, places, now));
    let (Some(submission), Some(report), true) = (submission, report, faults.is_empty()) else {
        return Ok(Delivered::Refused(faults));
    };
    let submission = photos::actions::covering(submission, photos);
    Ok(match file(connection, &submission, &report)? {
        Receipt::Received(id, _) => {
            photos::actions::attach(connection, id, photos)?;
            Delivered::Received
        }
        Receipt::AlreadyReceived(_) => Delivered::AlreadyReceived,
        Receipt::OtherContent => Delivered::because("submission_id", Message::new("report-id-used")),
        Receipt::TooFarOut(fault) => Delivered::because("position", fault.told()),
        Receipt::Gone => Delivered::because("nearby", Message::new("report-nearby-gone")),
    })
}

/// Files a shift report, exactly once.
///
/// # Errors
/// What the database says.
pub fn shift(
    connection: &mut DbConnection,
    sent: Submitted,
    ground: &Ground,
    desk: &Desk,
) -> Result<Delivered, AppError> {
    let (form, mut faults) = (ShiftForm::sent(sent), Faults::default());
    let submission = faults.sift("submission_id", form.submission());
    let shift = faults.take(form.parse(ground, desk.now));
    let (Some(submission), Some(shift)) = (submission, shift) else { return Ok(Delivered::Refused(faults)) };
    Ok(match shift_actions::report(connection, &submission, &shift, &desk.viewer, &desk.actor, desk.now)? {
        ShiftReceipt::Received(_) => Delivered::Received,
        ShiftReceipt::AlreadyReceived(_) => Delivered::AlreadyReceived,
        ShiftReceipt::OtherContent => Delivered::because("submission_id", Message::new("report-id-used")),
    })
}
