//! The week's picture over a small and a large archive with equally many reports in the weeks it looks at, and over one with
//! a hundred times as many in those weeks, against the bare SQL aggregate on the same file: the counts alone, the draft, its
//! JSON, and the page through the front door.

#![expect(clippy::unwrap_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::cell::RefCell;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection};
use lykta::accounts::Role;
use lykta::config::Config;
use lykta::db::{self, Db};
use lykta::districts::{self, Division, Ground};
use lykta::error::AppError;
use lykta::situation::compute::{Counts, Weeks};
use lykta::situation::{Picture, store};
use lykta::texts::Language;
use lykta::time::IsoWeek;

use crate::plans;
use crate::support::{TestApp, Visitor};

const WEEK: &str = "2026-W47";

/// Reports in the fourteen weeks that are counted, and in all.
const ARCHIVES: [(usize, usize); 3] = [(1_000, 10_000), (1_000, 1_000_000), (100_000, 1_000_000)];

/// One way to ask an archive.
type Ask = fn(&mut Archive);

/// What is measured of each archive.
const WORK: [(&str, Ask); 5] = [
    ("the counts", Archive::count),
    ("bare SQL aggregate", Archive::aggregate),
    ("the draft", Archive::draw),
    ("its JSON", Archive::write),
    ("the page over HTTP", Archive::get),
];

/// One archive, and all ways to ask it.
struct Archive {
    label: String,
    ground: Ground,
    week: IsoWeek,
    system: actix_web::rt::SystemRunner,
    visitor: Visitor,
    bare: SqliteConnection,
    statement: String,
    // Stops when it is dropped.
    app: TestApp,
}

impl Archive {
    fn new(folder: &Path, (in_weeks, size): (usize, usize)) -> Self {
        let week: IsoWeek = WEEK.parse().unwrap();
        let file = folder.join(format!("{in_weeks}-of-{size}.db"));
        fill_file(&file, week, in_weeks, size);
        let system = actix_web::rt::System::new();
        let url = format!("sqlite:{}", file.display());
        let app = system.block_on(TestApp::spawn_with(|config| config.database_url = Some(url)));
        let visitor = system.block_on(app.signed_in(Role::Coordinator));
        let bare = SqliteConnection::establish(&file.display().to_string()).unwrap();
        let ground = app.db.read_here(Ground::load).unwrap();
        let label = format!("{in_weeks} of {size}");
        Self { label, ground, week, system, visitor, bare, statement: aggregate(week), app }
    }

    fn count(&mut self) {
        let counts = self.app.db.read_here(|connection| -> Result<Counts, AppError> {
            let weeks = Weeks::new(self.week, store::find_first_week(connection)?);
            let tallies = store::list_tallies(connection, &weeks.needed())?;
            let all: Vec<_> = self.ground.districts().into_iter().cloned().collect();
            let rows = Division::Main.rows(&all, &[]);
            let members: Vec<&[i64]> = rows.iter().map(|row| row.members.as_slice()).collect();
            Ok(Counts::sort(weeks, &members, &tallies))
        });
        black_box(counts.unwrap());
    }

    fn picture(&self) -> Picture {
        let now = self.app.clock.now();
        let draft = self.app.db.read_here(|connection| {
            Picture::draft(connection, &self.ground, self.week, Division::Main, now, Language::Swedish)
        });
        draft.unwrap()
    }

    fn draw(&mut self) {
        black_box(self.picture());
    }

    fn write(&mut self) {
        black_box(serde_json::to_vec(&self.picture()).unwrap());
    }

    /// Lets the server end what has stood idle, so that the visitor asks over a line that is open.
    fn wake(&self) {
        self.system.block_on(async { tokio::time::sleep(Duration::from_millis(50)).await });
    }

    fn get(&mut self) {
        let page = self.system.block_on(self.visitor.get("/situation/2026-W47"));
        assert_eq!(page.status, 200);
        black_box(page);
    }

    fn aggregate(&mut self) {
        let counted: Vec<Counted> = diesel::sql_query(self.statement.as_str()).load(&mut self.bare).unwrap();
        black_box(counted);
    }
}

/// Measures all archives and prints medians, ratios and plans.
pub fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    // Made when first asked for: a run that measures something else does not wait for a million rows.
    let archives: [RefCell<Option<Archive>>; 3] = [const { RefCell::new(None) }; 3];
    let mut group = criterion.benchmark_group("picture of a week");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for (archive, size) in archives.iter().zip(ARCHIVES) {
        group.bench_function(format!("the draft, {} of {}", size.0, size.1), |b| {
            let mut archive = archive.borrow_mut();
            let archive = archive.get_or_insert_with(|| Archive::new(folder.path(), size));
            b.iter(|| archive.draw());
        });
    }
    group.finish();
    let mut archives: Vec<Archive> = archives.into_iter().filter_map(RefCell::into_inner).collect();
    if archives.len() == ARCHIVES.len() {
        compare(&mut archives);
    }
}

/// Medians from runs in turn, so that whatever else the machine does meets all alike.
fn compare(archives: &mut [Archive]) {
    const ROUNDS: usize = 101;
    let mut taken = vec![vec![Vec::new(); WORK.len()]; archives.len()];
    archives.iter().for_each(Archive::wake);
    for _ in 0..ROUNDS {
        for (archive, taken) in archives.iter_mut().zip(&mut taken) {
            for ((_, work), taken) in WORK.iter().zip(taken) {
                let began = Instant::now();
                work(archive);
                taken.push(began.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    let medians: Vec<Vec<f64>> = taken.into_iter().map(|taken| taken.into_iter().map(median).collect()).collect();
    println!("picture of a week, milliseconds, medians of {ROUNDS} runs in turn:");
    for (archive, medians) in archives.iter().zip(&medians) {
        println!("  {} reports:", archive.label);
        let bare = medians.get(1).copied().unwrap_or(f64::NAN);
        for ((name, _), taken) in WORK.iter().zip(medians) {
            println!("    {taken:>8.3}  {name} ({:.2} of the bare aggregate)", taken / bare);
        }
    }
    if let [small, large, _] = medians.as_slice() {
        println!("  equal weeks, the large archive against the small one:");
        for ((name, _), (small, large)) in WORK.iter().zip(small.iter().zip(large)) {
            println!("    {:>8.2}  {name}", large / small);
        }
    }
    if let Some(archive) = archives.last_mut() {
        let (db, ground, week, now) = (archive.app.db.clone(), &archive.ground, archive.week, archive.app.clock.now());
        plans::print(&db, &mut archive.bare, |connection| {
            Picture::draft(connection, ground, week, Division::Main, now, Language::Swedish).map(drop)
        });
    }
}

fn median(mut taken: Vec<f64>) -> f64 {
    taken.sort_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN)
}

/// A database with that many reports, so many of them in the weeks that are counted.
fn fill_file(file: &Path, week: IsoWeek, in_weeks: usize, size: usize) {
    let db = Db::open(&format!("sqlite:{}", file.display())).unwrap();
    db::run_migrations(&db).unwrap();
    districts::lay_foundation(&db, Config::default().municipality, week.bounds().0).unwrap();
    let mut connection = SqliteConnection::establish(&file.display().to_string()).unwrap();
    let shown = Weeks::new(week, None).needed();
    let old = (0..500).map(|back| week.plus(-back - 60)).collect::<Vec<_>>();
    connection
        .batch_execute(
            "PRAGMA synchronous = OFF;
             INSERT INTO organisations (id, name, kind, reports_weekly, created_at)
             VALUES (1, 'Kommunen', 'municipality', 1, '2020-01-01 00:00:00');",
        )
        .unwrap();
    fill(&mut connection, &shown, 0, in_weeks);
    fill(&mut connection, &old, in_weeks, size);
    // What SQLite does by itself in time: fold the log into the file, so that all archives are read alike.
    connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
}

/// Reports numbered `from` up to `to`, dealt out evenly over weeks, hours, districts (one in sixteen nowhere), categories
/// and the ground.
fn fill(connection: &mut SqliteConnection, weeks: &[IsoWeek], from: usize, to: usize) {
    let mondays: Vec<String> =
        weeks.iter().enumerate().map(|(at, week)| format!("({at}, '{}')", week.monday())).collect();
    let statement = format!(
        "BEGIN;
         CREATE TEMP TABLE mondays (at INTEGER PRIMARY KEY, monday TEXT);
         INSERT INTO mondays VALUES {mondays};
         CREATE TEMP TABLE codes AS SELECT row_number() OVER () - 1 AS at, value AS code FROM json_each('{codes}');
         CREATE TEMP TABLE ground AS SELECT row_number() OVER () - 1 AS at, id FROM districts;
         WITH RECURSIVE numbers (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {to})
         INSERT INTO incidents (submission_id, content_hash, organisation_id, category, occurred_from, week, district_id,
             latitude, longitude, severity, observed, police_reported, description, status, is_counted, version, reported_at)
         SELECT 's' || n, '', 1, code, date(monday, '+' || (n / {weeks} % 7) || ' days') || printf(' %02d:00:00', 8 + n % 12),
             monday, CASE WHEN n % 16 > 0 THEN ground.id END, 59.12 + n * 7919 % 10007 * 0.000014,
             17.75 + n * 104729 % 10009 * 0.00002, 'medium', 'self', 'unknown',
             'Krossade rutor i gångtunneln vid centrum.', 'new', 1, 1, monday || ' 23:00:00'
         FROM numbers JOIN mondays ON mondays.at = n % {weeks} JOIN codes ON codes.at = n * 7 % 33
             JOIN ground ON ground.at = n % 7;
         DROP TABLE mondays; DROP TABLE codes; DROP TABLE ground;
         COMMIT;",
        mondays = mondays.join(", "),
        codes = serde_json::to_string(
            &lykta::incidents::category::categories().iter().map(|known| &known.code).collect::<Vec<_>>()
        )
        .unwrap(),
        weeks = weeks.len(),
    );
    connection.batch_execute(&statement).unwrap();
}

#[derive(QueryableByName)]
#[expect(dead_code, reason = "read from the database as the picture reads it, and only for that")]
struct Counted {
    #[diesel(sql_type = Text)]
    week: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    district_id: Option<i64>,
    #[diesel(sql_type = Text)]
    category: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// The baseline: the counts alone, as one would ask for them by hand.
fn aggregate(week: IsoWeek) -> String {
    let mondays: Vec<String> =
        Weeks::new(week, None).needed().iter().map(|week| format!("'{}'", week.monday())).collect();
    format!(
        "SELECT week, district_id, category, count(*) AS count FROM incidents
         WHERE week IN ({}) AND is_counted AND audience <> 'organisation' GROUP BY week, district_id, category",
        mondays.join(", ")
    )
}
