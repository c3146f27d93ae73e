//! A million reports over three years, looked at through the front door with the usual ninety days: pages of the list,
//! searches, the map, the patterns; against the barest SQL that could give the same rows, on the same file.
//!
//! A page's time is that of the whole answer over HTTP: session, count, rows, texts, template.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::cell::RefCell;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use criterion::{Criterion, SamplingMode};
use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection};
use jiff::civil::DateTime;
use jiff::{ToSpan as _, tz::TimeZone};
use lykta::accounts::{Role, Viewer};
use lykta::config::Config;
use lykta::db::{self, Db};
use lykta::districts::{self, Ground};
use lykta::incidents::category::categories;
use lykta::incidents::filter::Filter;
use lykta::incidents::patterns::find_patterns;
use lykta::incidents::store::{self, Part};
use lykta::incidents::words::{Words, tokens};

use crate::plans;
use crate::support::{NOW, TestApp, Visitor};

const REPORTS: i64 = 1_000_000;
/// Reports made in one statement.
const BATCH: i64 = 10_000;
/// Their first day; the last one is that of [`NOW`].
const DAYS: i64 = 3 * 365;

/// The commonest words, the first in almost half of the descriptions, the seventh in one of nine. Rarer ones are these with
/// a number after them.
const WORDS: [&str; 40] = [
    "vid",
    "i",
    "och",
    "krossad",
    "på",
    "klotter",
    "ruta",
    "centrum",
    "en",
    "har",
    "trasig",
    "lampa",
    "gångtunneln",
    "ungdomar",
    "samlas",
    "torget",
    "skolan",
    "busshållplatsen",
    "krossade",
    "rutor",
    "mörkt",
    "parken",
    "parkeringen",
    "bråk",
    "kvällen",
    "natten",
    "musik",
    "hög",
    "skräp",
    "soprum",
    "brand",
    "papperskorg",
    "moped",
    "gångvägen",
    "trappan",
    "porten",
    "källaren",
    "vägg",
    "tunnelbanan",
    "någon",
];
/// How many words there are.
const VOCABULARY: usize = 400;
/// Stands in one description of ten thousand.
const RARE: &str = "rävbo";

/// What is looked at: a name, and the address it is asked for at.
type View = (&'static str, String);

/// The archive, and both ways to ask it.
struct Archive {
    system: actix_web::rt::SystemRunner,
    visitor: Visitor,
    views: Vec<View>,
    bare: SqliteConnection,
    // Stops when it is dropped.
    app: TestApp,
}

/// Measures every view and prints the medians, the bare statements' among them, and the plans.
pub fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on the disk of the build");
    // Made when first asked for: a run that measures something else does not wait for a million rows.
    let archive: RefCell<Option<Archive>> = RefCell::new(None);
    let mut group = criterion.benchmark_group("a million reports");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.bench_function("the list, first page", |b| {
        let mut archive = archive.borrow_mut();
        let archive = archive.get_or_insert_with(|| Archive::new(folder.path()));
        b.iter(|| archive.get("/incidents"));
    });
    group.finish();
    if let Some(archive) = archive.into_inner() {
        report(archive);
    }
}

/// Runs all views and all bare statements in turn, so that whatever else the machine does meets them alike.
fn report(mut archive: Archive) {
    const ROUNDS: usize = 21;
    let views = std::mem::take(&mut archive.views);
    let statements = bare_statements();
    let mut taken = vec![Vec::new(); views.len() + statements.len()];
    for _ in 0..ROUNDS {
        for (at, (_, address)) in views.iter().enumerate() {
            let began = Instant::now();
            archive.get(address);
            taken[at].push(began.elapsed().as_secs_f64() * 1000.0);
        }
        for (at, (_, statement)) in statements.iter().enumerate() {
            let began = Instant::now();
            archive.run(statement);
            taken[views.len() + at].push(began.elapsed().as_secs_f64() * 1000.0);
        }
    }
    println!("a million reports, the last ninety days, medians of {ROUNDS} in turn:");
    let names = views.iter().map(|(name, _)| *name).chain(statements.iter().map(|(name, _)| *name));
    for (name, taken) in names.zip(taken) {
        println!("  {:>7.1} ms  {name}", median(taken));
    }
    print_plans(&mut archive);
}

fn median(mut taken: Vec<f64>) -> f64 {
    taken.sort_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN)
}

impl Archive {
    fn new(folder: &Path) -> Self {
        let file = folder.join("reports.db");
        fill(&file);
        let system = actix_web::rt::System::new();
        let url = format!("sqlite:{}", file.display());
        let app = system.block_on(TestApp::spawn_with(|config| config.database_url = Some(url)));
        let visitor = system.block_on(app.signed_in(Role::Coordinator));
        let bare = SqliteConnection::establish(&file.display().to_string()).unwrap();
        let views = views(&app);
        Self { system, visitor, views, bare, app }
    }

    fn get(&self, address: &str) {
        let page = self.system.block_on(self.visitor.get(address));
        assert_eq!(page.status, 200, "{address}");
        black_box(page);
    }

    fn run(&mut self, statement: &str) {
        let rows: Vec<Counted> = diesel::sql_query(statement).load(&mut self.bare).unwrap();
        black_box(rows);
    }
}

fn viewer() -> Viewer {
    Viewer { account_id: 1, organisation_id: 1, role: Role::Coordinator }
}

/// The addresses; the pages of the list are asked for by the row before them.
fn views(app: &TestApp) -> Vec<View> {
    let filter = Filter::recent(app.clock.today());
    let total = app.db.read_here(|connection| store::count(connection, &viewer(), &filter)).unwrap();
    let page_after = |row: i64| {
        let rows =
            app.db.read_here(|connection| store::list(connection, &viewer(), &filter, Part::Newest, row)).unwrap();
        let last = rows.last().unwrap();
        format!("/incidents?older={}.{}", last.occurred_from.instant().as_microsecond(), last.id)
    };
    println!("{total} reports in the last ninety days");
    vec![
        ("the list, first page", "/incidents".to_owned()),
        ("the list, middle page", page_after(total / 2)),
        ("the list, last page", page_after(total - 50)),
        ("the list, one district and one group", "/incidents?district=fittja&group=skadegorelse".to_owned()),
        ("search, the commonest word", format!("/incidents?q={}", WORDS[0])),
        ("search, a common word", format!("/incidents?q={}", WORDS[6])),
        ("search, a begun word", "/incidents?q=kross".to_owned()),
        ("search, two words", "/incidents?q=krossad+ruta".to_owned()),
        ("search, a rare word", format!("/incidents?q={RARE}")),
        ("search, a word nobody wrote", "/incidents?q=zzz".to_owned()),
        ("search, a rare word in three years", format!("/incidents?q={RARE}&from=2023-11-01")),
        ("the list of a part of the map", "/incidents?box=17.82,59.22,17.87,59.26".to_owned()),
        ("the map, of a search", format!("/incidents/clusters?zoom=11&q={}", WORDS[6])),
        ("when and where", "/incidents/patterns".to_owned()),
        ("the map, all of it", "/incidents/clusters?zoom=11".to_owned()),
        ("the map, a part of it", "/incidents/clusters?zoom=14&box=17.80,59.22,17.88,59.26".to_owned()),
    ]
}

/// What one would write by hand for one page of it, with no count, no permission and no page around it.
fn bare_statements() -> Vec<(&'static str, String)> {
    let filter = Filter::recent(NOW.parse::<jiff::Timestamp>().unwrap().to_zoned(TimeZone::UTC).date());
    let (from, to) = filter.bounds();
    let written = |instant: jiff::Timestamp| instant.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let within = format!("occurred_from >= '{}' AND occurred_from < '{}'", written(from), written(to));
    let page = "ORDER BY occurred_from DESC, id DESC LIMIT 51";
    vec![
        ("bare SQL, fifty rows", format!("SELECT id AS count FROM incidents WHERE {within} {page}")),
        ("bare SQL, the count", format!("SELECT count(*) AS count FROM incidents WHERE {within}")),
        (
            "bare SQL, the count of a word by LIKE",
            format!("SELECT count(*) AS count FROM incidents WHERE {within} AND description LIKE '%{}%'", WORDS[6]),
        ),
        (
            "bare SQL, the box of all points",
            format!("SELECT CAST(max(latitude) * 1000 AS INTEGER) AS count FROM incidents WHERE {within}"),
        ),
    ]
}

#[derive(QueryableByName)]
#[expect(dead_code, reason = "read from the database as a page reads it, and only for that")]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Prints how SQLite goes about each statement that the views are made of.
fn print_plans(archive: &mut Archive) {
    let recent = Filter::recent(archive.app.clock.today());
    let search = Filter { words: Words::read("kross"), ..recent.clone() };
    plans::print(&archive.app.db, &mut archive.bare, |connection| {
        for filter in [&recent, &search] {
            store::count(connection, &viewer(), filter)?;
            store::list(connection, &viewer(), filter, Part::Newest, 51)?;
            store::list_spots(connection, &viewer(), filter, None, 51)?;
        }
        find_patterns(connection, &viewer(), &recent).map(drop)
    });
}

/// The database with its reports: texts of five to twenty words, points in Botkyrka, some merged, all audiences.
pub fn fill(file: &Path) {
    let db = Db::open(&format!("sqlite:{}", file.display())).unwrap();
    db::run_migrations(&db).unwrap();
    let now: jiff::Timestamp = NOW.parse().unwrap();
    districts::lay_foundation(&db, Config::default().municipality, now).unwrap();
    let districts: Vec<i64> = db.read_here(Ground::load).unwrap().districts().iter().map(|known| known.id).collect();
    let mut connection = SqliteConnection::establish(&file.display().to_string()).unwrap();
    connection
        .batch_execute(
            "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;
             INSERT INTO organisations (id, name, kind, reports_weekly, created_at)
             VALUES (1, 'Kommunen', 'municipality', 1, '2020-01-01 00:00:00'),
                    (2, 'Botkyrkabyggen', 'housing', 1, '2020-01-01 00:00:00');",
        )
        .unwrap();
    let end = now.to_zoned(TimeZone::UTC).datetime();
    let mut dice = Dice(7);
    for first in (0..REPORTS).step_by(usize::try_from(BATCH).unwrap()) {
        let made: Vec<Made> = (first..first + BATCH).map(|number| Made::new(number, end, &mut dice)).collect();
        let reports: Vec<_> = made.iter().map(|made| made.report(&districts)).collect();
        let words: Vec<_> =
            made.iter().map(|made| (made.number + 1, tokens(&made.description, made.time.date()))).collect();
        connection.batch_execute("BEGIN").unwrap();
        for (statement, rows) in [
            (INSERT_REPORTS, serde_json::to_string(&reports).unwrap()),
            (INSERT_WORDS, serde_json::to_string(&words).unwrap()),
        ] {
            diesel::sql_query(statement).bind::<Text, _>(rows).execute(&mut connection).unwrap();
        }
        connection.batch_execute("COMMIT").unwrap();
    }
    // What SQLite does by itself in time: fold the log into the file.
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
}

const INSERT_REPORTS: &str = "
    INSERT INTO incidents (id, submission_id, content_hash, organisation_id, category, occurred_from, occurred_to, week,
        latitude, longitude, district_id, severity, observed, police_reported, description, status, audience, is_counted,
        version, reported_at)
    SELECT value ->> 0, 's' || (value ->> 0), '', value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
        value ->> 6, value ->> 7, value ->> 8, 'medium', 'self', 'unknown', value ->> 9, value ->> 10, value ->> 11,
        (value ->> 10) <> 'merged', 1, value ->> 3
    FROM json_each(?)";

const INSERT_WORDS: &str =
    "INSERT INTO incident_words (rowid, tokens) SELECT value ->> 0, value ->> 1 FROM json_each(?)";

/// A made-up report.
struct Made {
    number: i64,
    time: DateTime,
    description: String,
    dice: [u64; 6],
}

impl Made {
    fn new(number: i64, end: DateTime, dice: &mut Dice) -> Self {
        let minutes = DAYS * 24 * 60;
        let time = end - (minutes - number * minutes / REPORTS).minutes();
        let mut words: Vec<String> = (0..5 + dice.below(16)).map(|_| word(dice.skewed(VOCABULARY))).collect();
        if number % 10_000 == 9_999 {
            words.push(RARE.to_owned());
        }
        Self { number, time, description: words.join(" "), dice: std::array::from_fn(|_| dice.below(1_000_000)) }
    }

    fn report(&self, districts: &[i64]) -> serde_json::Value {
        let [organisation, category, place, status, audience, uncertain] = self.dice;
        let pick = |number: u64, among: usize| usize::try_from(number).unwrap() % among;
        let known = categories();
        let part = |number: u64| f64::from(u32::try_from(number).unwrap()) / 1e6;
        let written = |time: DateTime| time.strftime("%Y-%m-%d %H:%M:%S").to_string();
        let until = (uncertain % 5 == 0).then(|| written(self.time + 7.hours()));
        let monday = lykta::time::IsoWeek::of_day(self.time.date()).monday();
        let status = if status % 8 == 0 { "merged" } else { "reviewed" };
        let audience = ["working_group", "council", "public", "public", "organisation"][pick(audience, 5)];
        serde_json::json!([
            self.number + 1,
            1 + organisation % 2,
            known[pick(category, known.len())].code,
            written(self.time),
            until,
            monday.to_string(),
            59.05 + 0.2 * part(place),
            17.70 + 0.25 * part(category),
            districts[pick(place, districts.len())],
            self.description,
            status,
            audience,
        ])
    }
}

fn word(at: usize) -> String {
    let beginning = WORDS[at % WORDS.len()];
    if at < WORDS.len() { beginning.to_owned() } else { format!("{beginning}{}", at / WORDS.len()) }
}

/// Numbers that are the same on every run (`SplitMix64`, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit
    }

    /// A place in a list, the first ones far more often.
    fn skewed(&mut self, length: usize) -> usize {
        let thousandths = usize::try_from(self.below(1_000)).unwrap();
        length * thousandths * thousandths / 1_000_000
    }
}
