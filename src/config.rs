//! Settings: one value, read once, passed to whoever needs it.
//!
//! Every field is a setting; its doc comment is the manual. A setting comes from the environment (`LYKTA_LISTEN`), else
//! from the file `lykta.toml` in the working folder (`listen = "…"`), else from its default. `DATABASE_URL` has no prefix.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::time::WeekMoment;

/// All settings of one installation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `LYKTA_LISTEN`: address and port to answer on. Default `127.0.0.1:8080`; put a reverse proxy with TLS in front.
    pub listen: SocketAddr,
    /// `LYKTA_DATA`: folder for everything this installation keeps. Default `./lykta-data`.
    pub data: PathBuf,
    /// `DATABASE_URL`: `postgres://…` for PostgreSQL. Default: SQLite in `lykta.db` in the data folder; `sqlite:FILE` names another file.
    pub database_url: Option<String>,
    /// `LYKTA_PUBLIC_URL`: the address visitors use, such as `https://trygg.example.se`. With `https`, cookies are sent over TLS only. Default `http://` and the listening address.
    pub public_url: Option<String>,
    /// `LYKTA_MUNICIPALITY`: `botkyrka` (default) lays its areas, places and populations into a new database; `none` lays nothing, for `lykta import areas`.
    pub municipality: Municipality,
    /// `LYKTA_MUNICIPALITY_NAME`: the name shown on pages and looked for in the police's events. Default `Botkyrka`.
    pub municipality_name: String,
    /// `LYKTA_TRUSTED_PROXIES`: addresses of reverse proxies whose `X-Forwarded-For` is believed, as a list: `["10.0.0.2"]`. Default none.
    pub trusted_proxies: Vec<IpAddr>,
    /// `LYKTA_TILES_URL`: where maps get their background, such as `https://karta.example.se/{z}/{x}/{y}.png` (also with `{s}` and `{r}`). This server fetches it, for the municipality and around it, and keeps it: visitors' browsers ask nobody else. A path, such as `/kartor/{z}/{x}/{y}.png`, is asked for as it stands, for a proxy in front that has the tiles. Default none: maps show boundaries and places, and nobody else is asked for anything.
    pub tiles_url: Option<TilesUrl>,
    /// `LYKTA_TILES_CACHE_MB`: how much of the background is kept on disk, in the data folder's `tiles`, in megabytes. What was longest unused goes first. Default 512.
    pub tiles_cache_mb: u32,
    /// `LYKTA_TILES_ATTRIBUTION`: whose background that is, as its licence wants it said, in plain words: `© Lantmäteriet`. Default nothing.
    pub tiles_attribution: String,
    /// `LYKTA_PHOTOS`: whether reports may have photographs. `false` takes the field away and refuses what is sent all the same; pictures that reports already have are still shown. Default `true`.
    pub photos: bool,
    /// `LYKTA_METRICS_TOKEN`: with it, `/metrics` answers to `Authorization: Bearer …` from anywhere; without it, to loopback only. Default none.
    pub metrics_token: Option<String>,
    /// `LYKTA_SMTP_URL`: the server that takes mail: `smtps://user:password@host` (TLS), `smtp://user:password@host?tls=required`
    /// (TLS after a word, port 587) or `smtp://host` (no TLS: for one on this machine). Default none: no mail is sent or
    /// offered.
    pub smtp_url: Option<String>,
    /// `LYKTA_MAIL_FROM`: who mail is from, such as `Lykta <lykta@example.se>`. Needed with `LYKTA_SMTP_URL`.
    pub mail_from: Option<String>,
    /// `LYKTA_PICTURE_CUT_OFF`: the last time to report for a week's picture, and from when on it can be approved: the first such moment after the week, Stockholm time, as `mon 12:00` (`mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`). Who is expected and has not been heard of is reminded on the day before it. Default `mon 12:00`.
    pub picture_cut_off: WeekMoment,
    /// `LYKTA_LOG`: `text` (default) or `json` for production. What is logged follows `RUST_LOG`, default `info`.
    pub log: LogFormat,
    /// `LYKTA_WORKERS`: threads that answer requests. Default: one a core.
    pub workers: Option<usize>,
}

/// Which municipality a new database begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Municipality {
    /// The municipality built into the program.
    Botkyrka,
    /// None: its areas are imported.
    None,
}

/// The shape of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for a person at a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where the tiles of a map's background come from.
///
/// - **Shape:** `http://` or `https://`, a host, a path with `{z}`, `{x}` and `{y}`; or such a path alone, on this server.
///   The host may begin with `{s}.`, which stands for `a`, `b` or `c`; `{r}` is for sharper tiles, and left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TilesUrl {
    template: String,
    /// `https://karta.example.se`; empty for this server.
    origin: String,
}

impl TilesUrl {
    /// The address of a tile, with its variables in braces.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The server that has them; `None` for this one.
    #[must_use]
    pub fn origin(&self) -> Option<&str> {
        Some(self.origin.as_str()).filter(|origin| !origin.is_empty())
    }

    /// The address of one tile. Hosts of several names get their share of the tiles each, the same tile always the same.
    ///
    /// ```
    /// # use lykta::config::TilesUrl;
    /// let url = TilesUrl::try_from("https://{s}.tiles.example/{z}/{x}/{y}{r}.png".to_owned())?;
    /// assert_eq!(url.address(12, 2251, 1206), "https://b.tiles.example/12/2251/1206.png");
    /// # Ok::<(), lykta::config::NoTilesUrl>(())
    /// ```
    #[must_use]
    pub fn address(&self, zoom: u8, x: u32, y: u32) -> String {
        let host = ["a", "b", "c"][((u64::from(x) + u64::from(y)) % 3) as usize];
        [("{s}", host), ("{r}", ""), ("{z}", &zoom.to_string()), ("{x}", &x.to_string()), ("{y}", &y.to_string())]
            .into_iter()
            .fold(self.template.clone(), |address, (variable, value)| address.replace(variable, value))
    }
}

/// The text is no address of map tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an address of map tiles, such as https://karta.example.se/{{z}}/{{x}}/{{y}}.png")]
pub struct NoTilesUrl;

impl TryFrom<String> for TilesUrl {
    type Error = NoTilesUrl;

    fn try_from(template: String) -> Result<Self, NoTilesUrl> {
        let is_plain =
            template.chars().all(|letter| letter.is_ascii_graphic() && !matches!(letter, '"' | '\'' | '<' | '>'));
        if !is_plain || ["{z}", "{x}", "{y}"].iter().any(|variable| !template.contains(variable)) {
            return Err(NoTilesUrl);
        }
        if template.starts_with('/') && !template.starts_with("//") {
            return Ok(Self { template, origin: String::new() });
        }
        let (scheme, rest) =
            template.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https")).ok_or(NoTilesUrl)?;
        let (host, _) = rest.split_once('/').ok_or(NoTilesUrl)?;
        let (any, host) = host.strip_prefix("{s}.").map_or(("", host), |rest| ("*.", rest));
        let is_host = !host.is_empty()
            && host.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':'));
        let origin = format!("{scheme}://{any}{host}");
        if is_host { Ok(Self { template, origin }) } else { Err(NoTilesUrl) }
    }
}

impl From<TilesUrl> for String {
    fn from(url: TilesUrl) -> Self {
        url.template
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("./lykta-data"),
            database_url: None,
            public_url: None,
            municipality: Municipality::Botkyrka,
            municipality_name: "Botkyrka".to_owned(),
            trusted_proxies: Vec::new(),
            tiles_url: None,
            tiles_cache_mb: 512,
            tiles_attribution: String::new(),
            photos: true,
            metrics_token: None,
            smtp_url: None,
            mail_from: None,
            picture_cut_off: WeekMoment::MONDAY_NOON,
            log: LogFormat::Text,
            workers: None,
        }
    }
}

impl Config {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// Says which setting of which source cannot be read, or is not known.
    pub fn load() -> Result<Self, Box<figment::Error>> {
        Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file("lykta.toml"))
            .merge(Env::prefixed("LYKTA_"))
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .extract()
            .map_err(Box::new)
    }

    /// Where the database is: `postgres://…`, or `sqlite:` and the path of the file.
    #[must_use]
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite:{}", self.data.join("lykta.db").display()))
    }

    /// The address visitors use, without a slash at its end.
    #[must_use]
    pub fn public_address(&self) -> String {
        let address = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        address.trim_end_matches('/').to_owned()
    }

    /// Whether visitors come over TLS, so that cookies may insist on it.
    #[must_use]
    pub fn is_served_over_tls(&self) -> bool {
        self.public_address().starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::result_large_err, reason = "the closure's error type is figment's")]
    fn settings_come_from_the_environment_before_the_file_before_the_default() {
        figment::Jail::expect_with(|jail| {
            jail.clear_env();
            jail.create_file("lykta.toml", "listen = \"127.0.0.1:9000\"\nmunicipality_name = \"Huddinge\"")?;
            jail.set_env("LYKTA_LISTEN", "127.0.0.1:9001");
            jail.set_env("LYKTA_DATA", "elsewhere");
            let config = Config::load().map_err(|fault| *fault)?;
            assert_eq!(config.listen.port(), 9001);
            assert_eq!(config.municipality_name, "Huddinge");
            assert_eq!(config.database(), "sqlite:elsewhere/lykta.db");
            jail.set_env("DATABASE_URL", "postgres://db/lykta");
            assert_eq!(Config::load().map_err(|fault| *fault)?.database(), "postgres://db/lykta");
            Ok(())
        });
    }

    #[test]
    fn tiles_come_from_one_server_that_an_operator_can_read() {
        let origin = |text: &str| TilesUrl::try_from(text.to_owned()).map(|url| url.origin().map(str::to_owned));
        let of = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(origin("https://karta.example.se/{z}/{x}/{y}.png?key=1"), of("https://karta.example.se"));
        assert_eq!(origin("http://127.0.0.1:9000/{z}/{x}/{y}{r}.png"), of("http://127.0.0.1:9000"));
        assert_eq!(origin("https://{s}.tiles.example/{z}/{y}/{x}"), of("https://*.tiles.example"));
        assert_eq!(origin("/tiles/{z}/{x}/{y}.png"), Ok(None));
        for wrong in [
            "",
            "https://karta.example.se/{z}/{x}.png",
            "//karta.example.se/{z}/{x}/{y}.png",
            "ftp://karta.example.se/{z}/{x}/{y}.png",
            "https:///{z}/{x}/{y}.png",
            "https://karta.example.se;och annat/{z}/{x}/{y}.png",
            "https://karta.example.se {z}/{x}/{y}.png",
            "https://{z}{x}{y}",
        ] {
            assert_eq!(origin(wrong), Err(NoTilesUrl), "{wrong}");
        }
    }

    #[test]
    #[expect(clippy::result_large_err, reason = "the closure's error type is figment's")]
    fn a_misspelt_setting_is_named_instead_of_ignored() {
        figment::Jail::expect_with(|jail| {
            jail.clear_env();
            jail.set_env("LYKTA_LISTN", "127.0.0.1:9001");
            assert!(Config::load().unwrap_err().to_string().contains("listn"));
            Ok(())
        });
    }
}
