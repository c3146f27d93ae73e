//! The mail server of the settings.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::config::Config;

/// How long a mail server may take to answer a word.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is wrong with the settings of mail.
#[derive(Debug, thiserror::Error)]
pub enum SettingFault {
    /// There is a server and nobody the mail is from.
    #[error("LYKTA_SMTP_URL is set, so LYKTA_MAIL_FROM is needed too: who the mail is from, such as lykta@example.se")]
    NoSender,
    /// The other way round.
    #[error("LYKTA_MAIL_FROM is set, but there is no server to send by; set LYKTA_SMTP_URL or leave both out")]
    NoServer,
    /// The sender is no address.
    #[error("LYKTA_MAIL_FROM is no address of mail; write it as lykta@example.se or Lykta <lykta@example.se>")]
    Sender,
    /// The address of the server cannot be read. Says nothing of it, because there may be a password in it.
    #[error(
        "LYKTA_SMTP_URL cannot be read; write it as smtps://user:password@host, smtp://user:password@host?tls=required \
         or smtp://host, with %40 for an @ in the user or password"
    )]
    Server,
}

/// A mail server, and who mail is from.
#[derive(Clone)]
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl MailServer {
    /// The one of the settings, if they name one. Does not talk to it.
    ///
    /// # Errors
    /// [`SettingFault`] when a setting is missing or cannot be read.
    pub fn of(config: &Config) -> Result<Option<Self>, SettingFault> {
        let (url, from) = match (&config.smtp_url, &config.mail_from) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(SettingFault::NoSender),
            (None, Some(_)) => return Err(SettingFault::NoServer),
            (Some(url), Some(from)) => (url, from),
        };
        let from = from.parse().map_err(|_| SettingFault::Sender)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| SettingFault::Server)?;
        Ok(Some(Self { transport: transport.timeout(Some(PATIENCE)).build(), from }))
    }

    /// Whether a password, or mail itself, would cross the network unencrypted by these settings.
    #[must_use]
    pub fn is_open_to_listeners(config: &Config) -> bool {
        let Some(url) = config.smtp_url.as_deref() else { return false };
        let Some(rest) = url.strip_prefix("smtp://") else { return false };
        let (server, query) = rest.split_once('?').unwrap_or((rest, ""));
        let host = server.rsplit_once('@').map_or(server, |(_, host)| host);
        let is_here = ["localhost", "127.", "[::1]"].iter().any(|here| host.starts_with(here));
        !is_here && !query.split('&').any(|part| part == "tls=required")
    }

    /// Who mail is from.
    pub(super) fn from(&self) -> &Mailbox {
        &self.from
    }

    /// Hands a mail over.
    pub(super) async fn send(&self, mail: Message) -> Result<(), lettre::transport::smtp::Error> {
        self.transport.send(mail).await.map(drop)
    }

    /// Greets the server, signs in if there is a password, and takes leave. For `lykta check`; on the calling thread.
    ///
    /// # Errors
    /// What the server or the network says.
    pub fn greet_here(&self) -> Result<(), String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let greeted = runtime.map_err(|fault| fault.to_string())?.block_on(self.transport.test_connection());
        match greeted {
            Ok(true) => Ok(()),
            Ok(false) => Err("it hung up".to_owned()),
            Err(fault) => Err(fault.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: Option<&str>, from: Option<&str>) -> Config {
        Config { smtp_url: url.map(ToOwned::to_owned), mail_from: from.map(ToOwned::to_owned), ..Config::default() }
    }

    #[test]
    fn mail_is_set_up_by_both_settings_or_by_neither() {
        let from = Some("Lykta <lykta@example.se>");
        assert!(MailServer::of(&config(None, None)).unwrap().is_none());
        for url in
            ["smtps://lykta:hemligt%40ord@mail.example.se", "smtp://mail.example.se?tls=required", "smtp://localhost"]
        {
            assert!(MailServer::of(&config(Some(url), from)).unwrap().is_some(), "{url}");
        }
        let fault = |url, from| MailServer::of(&config(url, from)).err().unwrap();
        assert!(matches!(fault(Some("smtp://localhost"), None), SettingFault::NoSender));
        assert!(matches!(fault(None, from), SettingFault::NoServer));
        assert!(matches!(fault(Some("smtp://localhost"), Some("Lykta")), SettingFault::Sender));
        let told = fault(Some("imap://lykta:hemligt@localhost"), from).to_string();
        assert!(told.contains("smtps://") && !told.contains("hemligt"), "{told}");
    }

    #[test]
    fn mail_over_an_open_network_is_noticed() {
        let is_open = |url| MailServer::is_open_to_listeners(&config(Some(url), None));
        assert!(is_open("smtp://mail.example.se") && is_open("smtp://lykta:ord@mail.example.se:25?tls=opportunistic"));
        for shut in ["smtps://mail.example.se", "smtp://mail.example.se?tls=required", "smtp://localhost:2525"] {
            assert!(!is_open(shut), "{shut}");
        }
    }
}
