//! Outgoing mail. What is to be told is written down in the same transaction as what happened ([`Outbox::post`]) and sent
//! in the background by one [`Sender`]: no request waits for a mail server, and nothing is lost when the program ends.
//!
//! A mail says that there is something to read, and where. It never says what: not the content, the category, the place or
//! a name (`lessons.md` 22).

mod letter;
mod outbox;
mod sender;
mod server;
pub mod store;

pub use letter::Kind;
pub use outbox::Outbox;
pub use sender::Sender;
pub use server::{MailServer, SettingFault};
