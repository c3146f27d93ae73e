//! Durable reports a second through the front door, sixteen at once, session and all, against bare SQLite commits.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode, Throughput};
use diesel::connection::SimpleConnection as _;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection as _, RunQueryDsl as _, SqliteConnection};
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use uuid::Uuid;

use crate::support::program::Program;
use crate::support::{Installation, PASSWORD, a_report};

const AT_ONCE: usize = 16;

/// Work done and time taken, over all samples.
#[derive(Default)]
struct Tally {
    done: u64,
    taken: Duration,
}

impl Tally {
    fn add(tally: &RefCell<Self>, done: u64, taken: Duration) -> Duration {
        let mut tally = tally.borrow_mut();
        tally.done += done;
        tally.taken += taken;
        taken
    }

    #[expect(clippy::cast_precision_loss, reason = "no bench counts to 2^52")]
    fn rate(&self) -> Option<f64> {
        (self.done > 0).then(|| self.done as f64 / self.taken.as_secs_f64())
    }
}

/// Measures both on the same disk and prints the ratio; one element is one durable report.
pub fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder on the disk of the build");
    let (bare, reports) = (RefCell::<Tally>::default(), RefCell::<Tally>::default());
    let mut group = criterion.benchmark_group("durable reports");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).throughput(Throughput::Elements(1));
    let mut connection = bare_table(&folder.path().join("bare.db"));
    group.bench_function("bare SQLite commits, one thread, three indexes", |b| {
        b.iter_custom(|count| Tally::add(&bare, count, commit(&mut connection, count)));
    });
    let installation = Installation::new(&format!("sqlite:{}", folder.path().join("lykta.db").display()));
    installation.add_account("asa@example.se", "reporter");
    let program = installation.serve();
    let mut clients = Clients::connect(&program);
    group.bench_function("POST /incidents, 16 at once", |b| {
        b.iter_custom(|count| Tally::add(&reports, count, clients.send(count)));
    });
    group.finish();
    if let (Some(bare), Some(reports)) = (bare.borrow().rate(), reports.borrow().rate()) {
        println!(
            "durable reports: {reports:.0}/s through HTTP, {bare:.0}/s as bare commits: {:.0} %\n",
            reports / bare * 100.0
        );
    }
}

/// A table as a report needs it, with the durability of [`lykta::db`].
fn bare_table(file: &Path) -> SqliteConnection {
    let mut connection = SqliteConnection::establish(&file.display().to_string()).unwrap();
    connection
        .batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE bare (id INTEGER PRIMARY KEY, submission_id TEXT NOT NULL UNIQUE, week TEXT NOT NULL,
                 district_id INTEGER NOT NULL, category TEXT NOT NULL, description TEXT NOT NULL) STRICT;
             CREATE INDEX bare_week ON bare (week, district_id);
             CREATE INDEX bare_category ON bare (category);",
        )
        .unwrap();
    connection
}

fn commit(connection: &mut SqliteConnection, count: u64) -> Duration {
    let began = Instant::now();
    for step in 0..count {
        let row = diesel::sql_query(
            "INSERT INTO bare (submission_id, week, district_id, category, description) VALUES (?, ?, ?, ?, ?)",
        );
        row.bind::<Text, _>(Uuid::new_v4().to_string())
            .bind::<Text, _>("2026-11-16")
            .bind::<BigInt, _>(i64::try_from(step % 7).unwrap())
            .bind::<Text, _>("SKA1")
            .bind::<Text, _>("Krossade rutor i gångtunneln.")
            .execute(connection)
            .unwrap();
    }
    began.elapsed()
}

/// Signed-in visitors with a connection each, who write prepared bytes and read only what they must: the time measured is
/// to be the program's.
struct Clients {
    lines: Vec<TcpStream>,
    cookie: String,
    occurred_from: String,
}

impl Clients {
    fn connect(program: &Program) -> Self {
        let signing_in = program.visitor();
        let fields = [("email", "asa@example.se"), ("password", PASSWORD)];
        let page = actix_web::rt::System::new().block_on(async { signing_in.post("/sign-in", &fields).await });
        let cookie = page.header("set-cookie").split(';').next().unwrap().to_owned();
        let connect = |_| {
            let line = TcpStream::connect(program.address()).unwrap();
            line.set_nodelay(true).unwrap();
            line
        };
        let an_hour_ago = (Timestamp::now() - 1.hour()).to_zoned(TimeZone::get("Europe/Stockholm").unwrap());
        let occurred_from = an_hour_ago.strftime("%Y-%m-%dT%H:%M").to_string();
        Self { lines: (0..AT_ONCE).map(connect).collect(), cookie, occurred_from }
    }

    /// Sends that many reports, shared evenly, and waits until each is answered with 303.
    fn send(&mut self, count: u64) -> Duration {
        let count = usize::try_from(count).unwrap();
        let requests: Vec<Vec<String>> =
            (0..AT_ONCE).map(|client| (client..count).step_by(AT_ONCE).map(|_| self.request()).collect()).collect();
        let began = Instant::now();
        std::thread::scope(|scope| {
            for (line, requests) in self.lines.iter_mut().zip(&requests) {
                scope.spawn(move || requests.iter().for_each(|request| exchange(line, request)));
            }
        });
        began.elapsed()
    }

    fn request(&self) -> String {
        let form = a_report().with("occurred_from", &self.occurred_from);
        let mut body = reqwest::Url::parse("form:").unwrap();
        body.query_pairs_mut().extend_pairs(form.fields());
        let body = body.query().unwrap();
        let mut request = String::new();
        write!(
            request,
            "POST /incidents HTTP/1.1\r\nHost: lykta\r\nCookie: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
            self.cookie,
            body.len()
        )
        .unwrap();
        request
    }
}

/// One request and its answer, which has no body.
fn exchange(line: &mut TcpStream, request: &str) {
    line.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::with_capacity(2048);
    let mut chunk = [0; 2048];
    while !answer.ends_with(b"\r\n\r\n") {
        let read = line.read(&mut chunk).unwrap();
        assert!(read > 0, "the program hung up");
        answer.extend_from_slice(&chunk[..read]);
    }
    assert!(answer.starts_with(b"HTTP/1.1 303 "), "{}", String::from_utf8_lossy(&answer));
}
