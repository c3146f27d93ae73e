//! The week's picture over a small and a large archive with equally many reports in the weeks shown, against the bare
//! SQL aggregate on the same file.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion};
use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel::{Connection as _, QueryableByName, RunQueryDsl as _, SqliteConnection};
use lykta::config::Config;
use lykta::db::{self, Db};
use lykta::districts::{self, Division, Ground};
use lykta::situation::Picture;
use lykta::situation::compute::Weeks;
use lykta::texts::Language;
use lykta::time::IsoWeek;

/// Reports in the fourteen weeks that a picture looks at, in both archives.
const IN_WEEKS_SHOWN: usize = 1_000;
const ARCHIVES: [usize; 2] = [10_000, 1_000_000];
const WEEK: &str = "2026-W47";

/// One archive, and both ways to ask it.
struct Archive {
    size: usize,
    db: Db,
    ground: Ground,
    bare: SqliteConnection,
    week: IsoWeek,
    statement: String,
}

impl Archive {
    fn new(folder: &Path, week: IsoWeek, size: usize) -> Self {
        let file = folder.join(format!("{size}.db"));
        let db = filled(&file, week, size);
        let ground = db.read_here(Ground::load).unwrap();
        let bare = SqliteConnection::establish(&file.display().to_string()).unwrap();
        Self { size, db, ground, bare, week, statement: aggregate(week) }
    }

    fn draw(&self) {
        let now = self.week.bounds().1;
        let draft = self.db.read_here(|connection| {
            Picture::draft(connection, &self.ground, self.week, Division::Main, now, Language::Swedish)
        });
        black_box(draft.unwrap());
    }

    fn count(&mut self) {
        let counted: Vec<Counted> = diesel::sql_query(self.statement.as_str()).load(&mut self.bare).unwrap();
        black_box(counted);
    }
}

/// Measures both archives and prints the ratios; one element is one picture.
pub fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on the disk of the build");
    let week: IsoWeek = WEEK.parse().expect("a week");
    // Made when first asked for: a run that measures something else does not wait for a million rows.
    let mut archives: [Option<Archive>; 2] = [None, None];
    let mut group = criterion.benchmark_group("picture of a week");
    for (archive, size) in archives.iter_mut().zip(ARCHIVES) {
        group.bench_function(BenchmarkId::new("page's figures", size), |b| {
            let archive = archive.get_or_insert_with(|| Archive::new(folder.path(), week, size));
            b.iter(|| archive.draw());
        });
        group.bench_function(BenchmarkId::new("bare SQL aggregate", size), |b| {
            let archive = archive.get_or_insert_with(|| Archive::new(folder.path(), week, size));
            b.iter(|| archive.count());
        });
    }
    group.finish();
    if let [Some(small), Some(large)] = &mut archives {
        compare(small, large);
    }
}

/// Ratios from runs in turn, so that whatever else the machine does meets all four alike.
fn compare(small: &mut Archive, large: &mut Archive) {
    let mut taken = [const { Vec::new() }; 4];
    let timed = |work: &mut dyn FnMut()| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64() * 1000.0
    };
    for _ in 0..500 {
        taken[0].push(timed(&mut || small.draw()));
        taken[1].push(timed(&mut || large.draw()));
        taken[2].push(timed(&mut || small.count()));
        taken[3].push(timed(&mut || large.count()));
    }
    let [few, many, bare_few, bare_many] = taken.map(median);
    println!("picture of a week, {IN_WEEKS_SHOWN} reports in the weeks shown, medians of runs in turn:");
    println!("  {:>9} reports: {few:.3} ms, bare aggregate {bare_few:.3} ms: {:.2}", small.size, few / bare_few);
    println!("  {:>9} reports: {many:.3} ms, bare aggregate {bare_many:.3} ms: {:.2}", large.size, many / bare_many);
    println!("  the large archive against the small one: {:.2}\n", many / few);
}

fn median(mut taken: Vec<f64>) -> f64 {
    taken.sort_by(f64::total_cmp);
    taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The database with that many reports; made once.
fn filled(file: &Path, week: IsoWeek, size: usize) -> Db {
    let is_new = !file.exists();
    let db = Db::open(&format!("sqlite:{}", file.display())).unwrap();
    if is_new {
        db::run_migrations(&db).unwrap();
        districts::lay_foundation(&db, Config::default().municipality, week.bounds().0).unwrap();
        let mut connection = SqliteConnection::establish(&file.display().to_string()).unwrap();
        let shown = Weeks::new(week, None).needed();
        let old = (0..500).map(|back| week.plus(-back - 60)).collect::<Vec<_>>();
        connection
            .batch_execute(
                "INSERT INTO organisations (id, name, kind, reports_weekly, created_at)
                 VALUES (1, 'Kommunen', 'municipality', 1, '2020-01-01 00:00:00');",
            )
            .unwrap();
        fill(&mut connection, &shown, 0, IN_WEEKS_SHOWN);
        fill(&mut connection, &old, IN_WEEKS_SHOWN, size);
        // What SQLite does by itself in time: fold the log into the file, so that both archives are read alike.
        connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    }
    db
}

/// Reports numbered `from` up to `to`, dealt out evenly over weeks, districts (one in sixteen nowhere) and categories.
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
             severity, observed, police_reported, description, status, is_counted, version, reported_at)
         SELECT 's' || n, '', 1, code, monday || ' 12:00:00', monday,
             CASE WHEN n % 16 > 0 THEN ground.id END,
             'medium', 'self', 'unknown', 'Krossade rutor i gångtunneln vid centrum.', 'new', 1, 1, monday || ' 13:00:00'
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
