//! A million reports taken out at the command line as CSV, as a workbook and as a map, against what writes the same columns
//! and nothing else: the `sqlite3` shell's CSV, and `XlsxWriter`'s constant-memory mode where `BENCH_PYTHON` names a Python
//! that has it.
//!
//! Times are those of whole processes, memory is the most that each held at any time; what it grows by is told against the
//! same command with no rows to write.

#![expect(clippy::unwrap_used, reason = "a bench has nobody to report an error to")]
#![expect(clippy::print_stdout, reason = "a bench answers on stdout")]

use std::cell::RefCell;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, SamplingMode};
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};

use crate::reports;

/// How often each is run, in turn.
const ROUNDS: usize = 3;
/// How often a process is asked how much it holds.
const LOOK: Duration = Duration::from_millis(10);
/// From the first of the reports to the last.
const ALL: (&str, &str) = ("2023-01-01", "2026-12-31");
/// Days without any.
const NONE: (&str, &str) = ("2020-01-01", "2020-01-02");

/// The columns as they are kept; ours have names for words and keys beside.
const STATEMENT: &str = "SELECT id, category, occurred_from, occurred_to, district_id, area_id, place_id, latitude, \
    longitude, severity, observed, police_reported, status, organisation_id, reported_at, description \
    FROM incidents ORDER BY occurred_from DESC, id DESC";

/// The same by `XlsxWriter`, times as dates.
const PYTHON: &str = r#"
import sqlite3, sys
from datetime import datetime
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
rows = sqlite3.connect(sys.argv[1]).execute(sys.argv[3])
times = [at for at, column in enumerate(rows.description) if column[0] in ("occurred_from", "occurred_to", "reported_at")]
sheet, number = book.add_worksheet(), 1
sheet.freeze_panes(1, 0)
sheet.write_row(0, 0, [column[0] for column in rows.description])
for row in rows:
    for at, value in enumerate(row):
        if value is None:
            continue
        if at in times:
            sheet.write_datetime(number, at, datetime.fromisoformat(value))
        elif isinstance(value, str):
            sheet.write_string(number, at, value)
        else:
            sheet.write_number(number, at, value)
    number += 1
sheet.autofilter(0, 0, number - 1, len(rows.description) - 1)
book.close()
"#;

/// The archive on disk, and where files go.
struct Archive {
    folder: PathBuf,
}

/// What a process came to.
#[derive(Clone, Copy)]
struct Run {
    seconds: f64,
    /// The most it held, in MB.
    megabytes: f64,
}

/// Measures the CSV, then everything in turn.
pub fn bench(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    // Made when first asked for: a run that measures something else does not wait for a million rows.
    let archive: RefCell<Option<Archive>> = RefCell::new(None);
    let mut group = criterion.benchmark_group("a million rows");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    group.bench_function("taken out as CSV", |b| {
        let mut archive = archive.borrow_mut();
        let archive = archive.get_or_insert_with(|| Archive::new(folder.path()));
        b.iter(|| black_box(archive.export("csv", ALL)));
    });
    group.finish();
    if let Some(archive) = archive.into_inner() {
        archive.report();
    }
}

impl Archive {
    fn new(folder: &Path) -> Self {
        let archive = Self { folder: folder.to_owned() };
        reports::fill(&archive.database());
        let mut connection = SqliteConnection::establish(&archive.database().display().to_string()).unwrap();
        // What one organisation keeps to itself is taken out by nobody else.
        let all = "UPDATE incidents SET audience = 'working_group' WHERE audience = 'organisation'; PRAGMA wal_checkpoint(TRUNCATE);";
        connection.batch_execute(all).unwrap();
        archive
    }

    fn database(&self) -> PathBuf {
        self.folder.join("reports.db")
    }

    fn export(&self, format: &str, (from, to): (&str, &str)) -> Run {
        let out = self.folder.join(format!("rows.{format}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
        command
            .current_dir(&self.folder)
            .env_clear()
            .env("DATABASE_URL", format!("sqlite:{}", self.database().display()))
            .args(["export", "incidents", "--from", from, "--to", to, "--format", format, "-o"])
            .arg(out)
            .stdout(Stdio::null());
        run(command)
    }

    fn shell(&self) -> Run {
        let out = std::fs::File::create(self.folder.join("bare.csv")).unwrap();
        let mut command = Command::new("sqlite3");
        command.args(["-csv", "-header"]).arg(self.database()).arg(STATEMENT).stdout(out);
        run(command)
    }

    fn xlsx_writer(&self, python: &Path) -> Run {
        let mut command = Command::new(python);
        command.args(["-c", PYTHON]).arg(self.database()).arg(self.folder.join("bare.xlsx")).arg(STATEMENT);
        run(command)
    }

    fn report(&self) {
        let mut taken: Vec<(String, Vec<Run>)> = Vec::new();
        let mut note = |name: &str, run: Run| match taken.iter_mut().find(|(known, _)| known == name) {
            Some((_, runs)) => runs.push(run),
            None => taken.push((name.to_owned(), vec![run])),
        };
        for _ in 0..ROUNDS {
            note("sqlite3 -csv", self.shell());
            for format in ["csv", "xlsx", "geojson"] {
                note(&format!("lykta, {format}, no rows"), self.export(format, NONE));
                note(&format!("lykta, {format}"), self.export(format, ALL));
            }
        }
        match std::env::var_os("BENCH_PYTHON") {
            Some(python) => note("XlsxWriter, constant memory (once)", self.xlsx_writer(Path::new(&python))),
            None => println!("SKIPPED: XlsxWriter; set BENCH_PYTHON to a Python that has it"),
        }
        println!("a million rows, medians of {ROUNDS} in turn:");
        for (name, runs) in taken {
            let (seconds, megabytes) = (median(&runs, |run| run.seconds), median(&runs, |run| run.megabytes));
            println!("  {seconds:>7.2} s  {megabytes:>6.1} MB  {name}");
        }
        for name in ["rows.csv", "rows.xlsx", "rows.geojson", "bare.csv", "bare.xlsx"] {
            if let Ok(about) = std::fs::metadata(self.folder.join(name)) {
                println!("  {:>9.1} MB  {name}", megabytes(about.len()));
            }
        }
    }
}

/// Runs a command to its end and watches how much it holds.
fn run(mut command: Command) -> Run {
    let began = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    let ended = loop {
        // The most it ever held so far, by the kernel's own count.
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let held = told.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = held.unwrap_or(most).max(most);
        if let Some(ended) = child.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(LOOK);
    };
    assert!(ended.success(), "{command:?}");
    Run { seconds: began.elapsed().as_secs_f64(), megabytes: megabytes(most * 1024) }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn median(runs: &[Run], of: impl Fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
