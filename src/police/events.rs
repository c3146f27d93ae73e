//! Reads the events that the Swedish police publish, and takes those of one municipality.
//!
//! The source is the answer of `https://polisen.se/api/events` kept in a file (JSON), or the same as a table (CSV with
//! the columns `id,datetime,type,name,summary,url`). What the fields really hold, learnt from 84 509 archived events
//! (`domain.md` 3.6):
//!
//! - `datetime` is when the event was *published*, its hour not zero-padded. When it *happened* stands only in `name`
//!   (`20 mars 18:28, Rån, Botkyrka`), without a year.
//! - The municipality is what follows the last comma of `name`; `type` may hold commas too. `location.name` is the
//!   county since 2026 and is not read.
//! - `location.gps` is the centre of the municipality or the county and says nothing about the event. It is never read:
//!   an event gets a district only from its own words.
//! - Summaries of a night or a day, updates and information are no events.
//!
//! Nothing here fetches anything, knows the clock or stores.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::Deserialize;

use crate::tables::csv::{CsvReader, Record, TableFault};
use crate::time::stockholm;

/// Where the addresses in the source begin.
const POLICE_SITE: &str = "https://polisen.se";

/// An event as the police published it, its parts told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicEvent {
    /// The police's own number of the event; the same for ever.
    pub id: i64,
    /// When it happened, to the minute: day and time from the name, in the last year that puts it before the
    /// publication. `None` when the name does not tell, see [`Doubt::NoTime`].
    pub occurred_at: Option<Timestamp>,
    /// When it was published.
    pub published_at: Timestamp,
    /// The police's type, such as `Trafikolycka, personskada`. The set of types drifts over the years.
    pub kind: String,
    /// What the police wrote about it.
    pub summary: String,
    /// The full address of the event's page at the police; `None` when the source has none that leads there.
    pub url: Option<String>,
    /// The municipality, as it stands at the end of the name.
    pub municipality: String,
}

/// An event of our municipality and where in it the text puts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextEvent {
    /// The event.
    pub event: PublicEvent,
    /// The one district whose name, or a place of which, the text names; `None` when it names none, or several.
    pub district: Option<i64>,
}

/// A name that puts an event in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    /// The name of a district, an area or a place: one word or several (`Fittja`, `Tumba station`). A compound of names
    /// (`Hallunda-Norsborg`) is known by each of them; what stands in parentheses is left out.
    pub word: String,
    /// The district it lies in.
    pub district: i64,
}

/// Why an event was left out. What it is comes before where it is: a night's summary is a summary in every
/// municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// It is another municipality's.
    OtherMunicipality,
    /// It is told for a whole county, so that no municipality is known.
    WholeCounty,
    /// It sums up several events of a night, a day or a week.
    Summary,
    /// It is an update of an event told before.
    Update,
    /// It is information, and nothing happened.
    Information,
    /// An event with this number stands earlier in the same file.
    Repeated,
}

impl LeftOut {
    /// The word it has in text keys and figures.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OtherMunicipality => "other-municipality",
            Self::WholeCounty => "whole-county",
            Self::Summary => "summary",
            Self::Update => "update",
            Self::Information => "information",
            Self::Repeated => "repeated",
        }
    }
}

/// Why an entry of the source could not be read as an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFault {
    /// It lacks `id`, `datetime`, `type` or `name`, or has them in another shape.
    NotAnEvent,
    /// There is no comma in the name, so that nobody can say which municipality it is.
    NoMunicipality,
    /// The time of publication is none.
    PublicationTime,
    /// The line of the table cannot be read.
    BrokenLine,
}

/// What is odd about an event that was taken nevertheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The name does not begin with a day and a time.
    NoTime,
    /// The name puts it so many days before its publication. Real events are published within two days; more means that
    /// the police wrote a time after the publication, which by the rule is a time of the year before.
    LongBeforePublication(i64),
}

/// From how many days before its publication an event is doubted.
const DOUBTED_FROM_DAYS: i64 = 30;

/// The events of a file, sorted out. Every entry of the file is counted once: taken, left out or faulty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The municipality's events, in the order of the file.
    pub taken: Vec<ContextEvent>,
    /// How many were left out for each reason.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// Where an entry could not be read, and why: its number in the list or, in a table, its line; both from 1.
    pub faults: Vec<(usize, EventFault)>,
    /// The numbers of taken events that are odd.
    pub doubts: Vec<(i64, Doubt)>,
}

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// It is neither a JSON list nor does it end where it should.
    #[error("not the JSON list that the police's service answers with: {0}")]
    Json(#[from] serde_json::Error),
    /// It is no table of events.
    #[error("not a table of police events: {0}")]
    Table(#[from] TableFault),
}

/// Takes the events of `municipality` from the text of a file, JSON or CSV, and says what was left out.
///
/// `places` are the names by which an event finds its district. The municipality's own name never does.
///
/// # Errors
/// [`FileFault`] when the text is neither the service's JSON nor a table with its columns. A single bad entry is no
/// error but stands in [`Sorted::faults`].
pub fn sort_out(text: &str, municipality: &str, places: &[KnownPlace]) -> Result<Sorted, FileFault> {
    let names = Names::new(places, municipality);
    let text = text.trim_start_matches('\u{feff}');
    let mut sorted = Sorted::default();
    let mut seen = HashSet::new();
    for (position, entry) in read_entries(text)? {
        let verdict = entry.and_then(|raw| judge(&raw, municipality, &mut seen));
        match verdict {
            Ok(Verdict::Take(event, told_in_name)) => sorted.take(event, &told_in_name, &names),
            Ok(Verdict::LeaveOut(reason)) => *sorted.left_out.entry(reason).or_default() += 1,
            Err(fault) => sorted.faults.push((position, fault)),
        }
    }
    Ok(sorted)
}

impl Sorted {
    fn take(&mut self, event: PublicEvent, told_in_name: &str, names: &Names) {
        match event.occurred_at {
            None => self.doubts.push((event.id, Doubt::NoTime)),
            Some(occurred_at) => {
                let days = occurred_at.duration_until(event.published_at).as_hours() / 24;
                if days >= DOUBTED_FROM_DAYS {
                    self.doubts.push((event.id, Doubt::LongBeforePublication(days)));
                }
            }
        }
        let district = names.find_only_district(&format!("{told_in_name}\n{}", event.summary));
        self.taken.push(ContextEvent { event, district });
    }
}

/// An entry as it stands in the source.
#[derive(Deserialize)]
struct RawEvent {
    id: i64,
    datetime: String,
    name: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    url: String,
    r#type: String,
}

impl RawEvent {
    fn from_record(record: &Record) -> Option<Self> {
        let cell = |column| record.cell(column).trim().to_owned();
        Some(Self {
            id: cell("id").parse().ok()?,
            datetime: cell("datetime"),
            name: cell("name"),
            summary: cell("summary"),
            url: cell("url"),
            r#type: cell("type"),
        })
    }
}

/// An entry that is an event, or anything else, so that one odd entry does not spoil the file.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Event(RawEvent),
    Other(serde::de::IgnoredAny),
}

type Entries = Vec<(usize, Result<RawEvent, EventFault>)>;

fn read_entries(text: &str) -> Result<Entries, FileFault> {
    if text.trim_start().starts_with(['[', '{']) {
        let entries: Vec<Entry> = serde_json::from_str(text)?;
        let told_apart = entries.into_iter().map(|entry| match entry {
            Entry::Event(raw) => Ok(raw),
            Entry::Other(_) => Err(EventFault::NotAnEvent),
        });
        return Ok((1..).zip(told_apart).collect());
    }
    let table = CsvReader::open(text.as_bytes(), &["id", "datetime", "type", "name"], &["summary", "url"])?;
    let entries = table.map(|record| match record {
        Ok(record) => (as_position(record.line), RawEvent::from_record(&record).ok_or(EventFault::NotAnEvent)),
        Err(fault) => (as_position(fault.line().unwrap_or_default()), Err(EventFault::BrokenLine)),
    });
    Ok(entries.collect())
}

fn as_position(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

enum Verdict {
    /// The event, and what its name tells between time and municipality.
    Take(PublicEvent, String),
    LeaveOut(LeftOut),
}

fn judge(raw: &RawEvent, municipality: &str, seen: &mut HashSet<i64>) -> Result<Verdict, EventFault> {
    let (told, of_municipality) = raw.name.rsplit_once(',').ok_or(EventFault::NoMunicipality)?;
    let of_municipality = of_municipality.trim();
    let (when, told) = told.split_once(',').unwrap_or((told, ""));
    if let Some(reason) = not_one_event(&raw.r#type).or_else(|| not_one_event(told)) {
        return Ok(Verdict::LeaveOut(reason));
    }
    if !is_same_name(of_municipality, municipality) {
        let is_county = of_municipality.to_lowercase().ends_with(" län");
        let reason = if is_county { LeftOut::WholeCounty } else { LeftOut::OtherMunicipality };
        return Ok(Verdict::LeaveOut(reason));
    }
    let published_at = read_publication_time(&raw.datetime).ok_or(EventFault::PublicationTime)?;
    if !seen.insert(raw.id) {
        return Ok(Verdict::LeaveOut(LeftOut::Repeated));
    }
    let event = PublicEvent {
        id: raw.id,
        occurred_at: read_event_time(when, published_at),
        published_at,
        kind: raw.r#type.trim().to_owned(),
        summary: raw.summary.trim().to_owned(),
        url: full_address(&raw.url),
        municipality: of_municipality.to_owned(),
    };
    Ok(Verdict::Take(event, told.trim().to_owned()))
}

/// Why an entry of this type is not one event; `None` when it is.
fn not_one_event(kind: &str) -> Option<LeftOut> {
    let kind = kind.trim().to_lowercase();
    let first_word = kind.split(|c: char| !c.is_alphanumeric()).next()?;
    match first_word {
        "sammanfattning" => Some(LeftOut::Summary),
        "uppdatering" => Some(LeftOut::Update),
        "information" => Some(LeftOut::Information),
        _ => None,
    }
}

fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Reads `2026-08-08 6:34:08 +02:00`, whose hour has one digit or two.
fn read_publication_time(text: &str) -> Option<Timestamp> {
    let text = text.trim().replacen('T', " ", 1);
    Timestamp::strptime("%Y-%m-%d %H:%M:%S %:z", text).ok()
}

/// Reads `22 augusti 17.59` or `3 juli 02:28` as the last such time in Stockholm that is not after the publication.
///
/// 29 February looks back to the last leap year. A time that the clocks skipped is moved on by an hour, one they showed
/// twice means the first: a public notice is no place to refuse anything.
fn read_event_time(when: &str, published_at: Timestamp) -> Option<Timestamp> {
    let mut words = when.split_whitespace();
    let day: i8 = words.next()?.parse().ok()?;
    let month = read_month(words.next()?)?;
    let (hour, minute) = words.next()?.split_once([':', '.'])?;
    if words.next().is_some() {
        return None;
    }
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let latest_year = published_at.to_zoned(stockholm()).year();
    // Eight years hold a 29 February even around 1900 and 2100.
    (latest_year - 8..=latest_year).rev().find_map(|year| {
        let local = DateTime::from_parts(Date::new(year, month, day).ok()?, time);
        let instant = local.to_zoned(stockholm()).ok()?.timestamp();
        (instant <= published_at).then_some(instant)
    })
}

fn read_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    (1..).zip(MONTHS).find_map(|(number, month)| (month == word).then_some(number))
}

/// The address as one that can be followed. Only addresses at the police are passed on: the source may be anybody's
/// file.
fn full_address(url: &str) -> Option<String> {
    let url = url.trim();
    if url.starts_with('/') && !url.starts_with("//") {
        return Some(format!("{POLICE_SITE}{url}"));
    }
    let path = url.strip_prefix(POLICE_SITE)?;
    path.starts_with('/').then(|| url.to_owned())
}

/// The names that put an event in a district, as words.
struct Names(Vec<(Vec<String>, i64)>);

impl Names {
    fn new(places: &[KnownPlace], municipality: &str) -> Self {
        let municipality = words_of(municipality);
        let names = places
            .iter()
            .flat_map(|place| parts_of_compound(&place.word).into_iter().map(|part| (words_of(part), place.district)));
        Self(names.filter(|(words, _)| !words.is_empty() && *words != municipality).collect())
    }

    /// The district that the text names, if it is one and only one.
    ///
    /// Of names that begin at the same word the longest is meant: *Tumba station* is not *Tumba*.
    fn find_only_district(&self, text: &str) -> Option<i64> {
        let words = words_of(text);
        let mut found = None;
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let named_here = || self.0.iter().filter(|(name, _)| begins_with(rest, name));
            let length = named_here().map(|(name, _)| name.len()).max().unwrap_or_default();
            for (_, district) in named_here().filter(|(name, _)| name.len() == length) {
                if *found.get_or_insert(*district) != *district {
                    return None;
                }
            }
            rest = &rest[length.max(1)..];
        }
        found
    }
}

/// Whether the text goes on with this name, its last word possibly in the genitive (*Fittjas*).
fn begins_with(text: &[String], name: &[String]) -> bool {
    let (Some((last, first)), true) = (name.split_last(), text.len() >= name.len()) else {
        return false;
    };
    let word = &text[first.len()];
    text[..first.len()] == *first && (word == last || word.strip_suffix('s') == Some(last))
}

/// The whole words of a text, in lower case.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The names that a compound consists of (`Hallunda-Norsborg`), or the one name it is. A hyphen parts names only where
/// each begins with a capital: `Fittja T-bana` is one.
fn parts_of_compound(name: &str) -> Vec<&str> {
    let name = name.split('(').next().unwrap_or_default().trim();
    let parts: Vec<_> = name.split('-').map(str::trim).collect();
    let is_name = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
    if parts.iter().all(is_name) { parts } else { vec![name] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::path::PathBuf;

    /// A made-up municipality with a name, a compound of two and a place in one of them.
    fn places() -> Vec<KnownPlace> {
        let place = |word: &str, district| KnownPlace { word: word.to_owned(), district };
        vec![
            place("Björkdal", 1),
            place("Åsen-Ekhagen", 2),
            place("Ekhagen T-bana (södra)", 2),
            place("Lindstad", 3),
            place("Björkdal kyrka", 3),
        ]
    }

    fn entry(id: i64, datetime: &str, kind: &str, name: &str, summary: &str) -> Value {
        json!({
            "id": id, "datetime": datetime, "name": name, "summary": summary, "url": "/aktuellt/handelser/x/",
            "type": kind, "location": { "name": "Norra län", "gps": "59.245941,17.840858" },
        })
    }

    fn sorted(entries: &[Value]) -> Sorted {
        sort_out(&Value::from(entries).to_string(), "Lindstad", &places()).unwrap()
    }

    fn event_time(datetime: &str, when: &str) -> Option<String> {
        let name = format!("{when}, Brand, Lindstad");
        let sorted = sorted(&[entry(1, datetime, "Brand", &name, "")]);
        sorted.taken[0].event.occurred_at.map(|instant| instant.to_string())
    }

    fn district(summary: &str) -> Option<i64> {
        sorted(&[entry(1, "2026-03-02 6:34:08 +01:00", "Brand", "1 mars 18.28, Brand, Lindstad", summary)]).taken[0]
            .district
    }

    #[test]
    fn an_event_is_taken_apart_as_the_police_put_it_together() {
        let kind = "Trafikolycka, personskada ";
        let name = "22 augusti 17.59, Trafikolycka, personskada, Lindstad";
        let sorted = sorted(&[entry(42, "2026-08-22 9:51:41 +02:00", kind, name, " Två bilar i Björkdal. ")]);
        assert_eq!(
            sorted.taken,
            [ContextEvent {
                event: PublicEvent {
                    id: 42,
                    // Last year's: this year's 22 August 17:59 comes after the publication.
                    occurred_at: Some("2025-08-22T15:59:00Z".parse().unwrap()),
                    published_at: "2026-08-22T07:51:41Z".parse().unwrap(),
                    kind: "Trafikolycka, personskada".to_owned(),
                    summary: "Två bilar i Björkdal.".to_owned(),
                    url: Some("https://polisen.se/aktuellt/handelser/x/".to_owned()),
                    municipality: "Lindstad".to_owned(),
                },
                district: Some(1),
            }]
        );
        assert_eq!(sorted.doubts, [(42, Doubt::LongBeforePublication(364))]);
    }

    #[test]
    fn the_year_is_the_last_that_puts_the_event_before_its_publication() {
        let new_year = "2026-01-01 0:10:00 +01:00";
        assert_eq!(event_time(new_year, "31 december 23.50").unwrap(), "2025-12-31T22:50:00Z");
        assert_eq!(event_time(new_year, "01 januari 00:10").unwrap(), "2025-12-31T23:10:00Z");
        assert_eq!(event_time(new_year, "1 januari 00.11").unwrap(), "2024-12-31T23:11:00Z");
        assert_eq!(event_time("2027-03-01 12:00:00 +01:00", "29 februari 12.00").unwrap(), "2024-02-29T11:00:00Z");
        // Published in the first hour of the new year by the police's clock, the last of the old one in UTC.
        assert_eq!(event_time("2025-12-31 23:30:00 +00:00", "1 januari 00.15").unwrap(), "2025-12-31T23:15:00Z");
    }

    #[test]
    fn summer_time_decides_what_the_clock_in_the_name_meant() {
        let autumn = "2026-10-25 6:00:00 +01:00";
        assert_eq!(event_time(autumn, "25 oktober 01.59").unwrap(), "2026-10-24T23:59:00Z");
        assert_eq!(event_time(autumn, "25 oktober 02.30").unwrap(), "2026-10-25T00:30:00Z");
        assert_eq!(event_time(autumn, "25 oktober 03.00").unwrap(), "2026-10-25T02:00:00Z");
        assert_eq!(event_time("2026-03-29 6:00:00 +02:00", "29 mars 02.30").unwrap(), "2026-03-29T01:30:00Z");
    }

    #[test]
    fn an_event_whose_name_tells_no_time_is_taken_without_one() {
        for when in
            ["Igår kväll", "31 februari 10.00", "3 juli", "3 juli 25.00", "3 juni juli 10.00", "3 juli 10.00 ca"]
        {
            let name = format!("{when}, Rån, Lindstad");
            let sorted = sorted(&[entry(7, "2026-07-03 6:34:08 +02:00", "Rån", &name, "")]);
            assert_eq!(sorted.taken[0].event.occurred_at, None, "{when}");
            assert_eq!(sorted.doubts, [(7, Doubt::NoTime)], "{when}");
        }
    }

    #[test]
    fn what_is_left_out_is_counted_by_its_reason() {
        let at = "2026-08-22 6:34:08 +02:00";
        let sorted = sorted(&[
            entry(1, at, "Rån", "22 augusti 05.00, Rån, LINDSTAD", ""),
            entry(2, at, "Rån", "22 augusti 05.00, Rån, Lindstads fält", ""),
            entry(3, at, "Rån", "22 augusti 05.00, Rån, Nära Lindstad, Ås", "I Lindstad rånades en man."),
            entry(4, at, "Rån", "22 augusti 05.00, Rån, Norra län", ""),
            entry(5, at, "Sammanfattning natt", "22 augusti 06.00, Sammanfattning natt, Norra län", ""),
            entry(
                6,
                at,
                "Sammanfattning kväll och natt",
                "22 augusti 06.00, Sammanfattning kväll och natt, Lindstad",
                "",
            ),
            entry(7, at, "Uppdatering", "22 augusti 06.00, Uppdatering, Lindstad", ""),
            entry(8, at, "Övrigt", "22 augusti 06.00, Information, Lindstad", ""),
            entry(1, at, "Rån", "22 augusti 05.00, Rån, Lindstad", "igen"),
        ]);
        assert_eq!(sorted.taken.len(), 1);
        let expected = [
            (LeftOut::OtherMunicipality, 2),
            (LeftOut::WholeCounty, 1),
            (LeftOut::Summary, 2),
            (LeftOut::Update, 1),
            (LeftOut::Information, 1),
            (LeftOut::Repeated, 1),
        ];
        assert_eq!(sorted.left_out, BTreeMap::from(expected));
        assert_eq!(sorted.faults, []);
    }

    #[test]
    fn an_entry_that_is_no_event_is_told_with_its_place_and_the_rest_is_taken() {
        let sorted = sorted(&[
            json!({ "id": "ett", "name": "x" }),
            entry(2, "2026-08-22 6:34:08 +02:00", "Rån", "22 augusti 05.00 Rån Lindstad", ""),
            entry(3, "i går", "Rån", "22 augusti 05.00, Rån, Lindstad", ""),
            entry(4, "2026-08-22 6:34:08 +02:00", "Rån", "22 augusti 05.00, Rån, Lindstad", ""),
            json!(null),
        ]);
        let faults = [
            (1, EventFault::NotAnEvent),
            (2, EventFault::NoMunicipality),
            (3, EventFault::PublicationTime),
            (5, EventFault::NotAnEvent),
        ];
        assert_eq!(sorted.faults, faults);
        assert_eq!(sorted.taken.iter().map(|taken| taken.event.id).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn a_district_is_known_only_by_whole_words_of_the_text() {
        assert_eq!(district("En bil brann i Björkdal."), Some(1));
        assert_eq!(district("BJÖRKDALS centrum utrymdes"), Some(1));
        assert_eq!(district("Olycka på Björkdalsvägen"), None);
        assert_eq!(district("Skottlossning vid ekhagen, ingen skadad"), Some(2));
        assert_eq!(district("Rån på Åsens torg i Åsen-Ekhagen"), Some(2));
        assert_eq!(district("Stöld vid Ekhagen T-bana"), Some(2));
        assert_eq!(district("En bana brann"), None);
        assert_eq!(district("Mellan Björkdal och Åsen"), None);
        assert_eq!(district("I Lindstad brann en bil"), None);
        assert_eq!(district("Vid Björkdal kyrka"), Some(3));
        assert_eq!(district(""), None);
    }

    #[test]
    fn a_word_of_two_districts_names_neither() {
        let mut places = places();
        places.push(KnownPlace { word: "Björkdal".to_owned(), district: 9 });
        let file =
            json!([entry(1, "2026-03-02 6:34:08 +01:00", "Brand", "1 mars 18.28, Brand, Lindstad", "I Björkdal.")]);
        assert_eq!(sort_out(&file.to_string(), "Lindstad", &places).unwrap().taken[0].district, None);
    }

    #[test]
    fn only_addresses_at_the_police_are_passed_on() {
        let kept = Some("https://polisen.se/a".to_owned());
        assert_eq!(full_address("/a"), kept);
        assert_eq!(full_address("https://polisen.se/a"), kept);
        for foreign in ["", "//example.org/a", "https://polisen.se.example.org/a", "javascript:alert(1)", "a"] {
            assert_eq!(full_address(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_table_says_the_same_as_the_list() {
        let table = "\u{feff}id,datetime,type,name,summary,location_name,location_gps,url\n\
                     1,2026-03-02 6:34:08 +01:00,Rån,\"1 mars 18.28, Rån, Lindstad\",I Åsen,\
                     Norra län,\"59.2,17.8\",/aktuellt/handelser/x/\n\
                     x,2026-03-02 6:34:08 +01:00,Rån,\"1 mars 18.28, Rån, Lindstad\",,,,\n\
                     2\n\
                     3,2026-03-02 6:34:08 +01:00,Rån,\"1 mars 18.28, Rån, Ås\",,,,\n";
        let from_table = sort_out(table, "Lindstad", &places()).unwrap();
        let list = [entry(1, "2026-03-02 6:34:08 +01:00", "Rån", "1 mars 18.28, Rån, Lindstad", "I Åsen")];
        assert_eq!(from_table.taken, sorted(&list).taken);
        assert_eq!(from_table.left_out, BTreeMap::from([(LeftOut::OtherMunicipality, 1)]));
        assert_eq!(from_table.faults, [(3, EventFault::NotAnEvent), (4, EventFault::BrokenLine)]);
    }

    #[test]
    fn what_is_neither_list_nor_table_is_refused_whole() {
        assert!(matches!(sort_out("[{]", "Lindstad", &[]), Err(FileFault::Json(_))));
        assert!(matches!(sort_out("{\"id\": 1}", "Lindstad", &[]), Err(FileFault::Json(_))));
        assert!(matches!(sort_out("a,b\n1,2\n", "Lindstad", &[]), Err(FileFault::Table(_))));
        assert_eq!(sort_out("[]", "Lindstad", &[]).unwrap(), Sorted::default());
    }

    /// The directory with the real events, which may not be copied into the repository.
    fn shared_data() -> Option<PathBuf> {
        let directory = std::env::var_os("TEST_SHARED_DATA").map(PathBuf::from);
        #[expect(clippy::print_stderr, reason = "a check that did not run must be seen")]
        if directory.is_none() {
            eprintln!("SKIPPED: the real police events were not read; set TEST_SHARED_DATA to their directory");
        }
        directory
    }

    #[test]
    fn of_the_real_archive_exactly_the_events_of_botkyrka_are_taken() {
        let Some(directory) = shared_data() else { return };
        let read = |name: &str| std::fs::read_to_string(directory.join(name)).unwrap();
        let names = ["Alby", "Fittja", "Hallunda-Norsborg", "Tullinge", "Tumba", "Storvreten", "Vårsta-Grödinge"];
        let places: Vec<_> =
            (1..).zip(names).map(|(district, name)| KnownPlace { word: name.to_owned(), district }).collect();
        let from_list = sort_out(&read("police-events.json"), "Botkyrka", &places).unwrap();
        let from_table = sort_out(&read("police-events-botkyrka.csv"), "Botkyrka", &places).unwrap();

        assert_eq!(from_list.taken, from_table.taken);
        assert_eq!((from_list.taken.len(), from_table.left_out.len()), (330, 0));
        let left_out = BTreeMap::from([(LeftOut::OtherMunicipality, 872), (LeftOut::WholeCounty, 28)]);
        assert_eq!((from_list.left_out, from_list.faults, from_list.doubts), (left_out, vec![], vec![]));
        assert!(from_list.taken.iter().all(|taken| taken.event.occurred_at.is_some() && taken.event.url.is_some()));

        let count = |district| from_list.taken.iter().filter(|taken| taken.district == district).count();
        let per_district: Vec<_> = (1..=7).map(|district| count(Some(district))).collect();
        assert_eq!((per_district, count(None)), (vec![31, 33, 67, 25, 44, 1, 12], 117));
    }
}
