//! Rows that leave: which ones, and the one way all of them are written, whatever they are and whatever the format.
//!
//! Rows are read in batches from one state of the database and never held whole. They are read on one thread and written
//! on another; a reader that is ahead of its writer waits, and so does a writer whose file nobody takes.

use std::io::{self, Write};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use jiff::civil::Date;

use super::log::model::Subject;
use super::{incidents, measures, observations};
use crate::accounts::Viewer;
use crate::db::{Db, DbConnection};
use crate::districts::Ground;
use crate::error::AppError;
use crate::tables::{Cell, Column, Format, Rows, TableWriter};
use crate::texts::Language;
use crate::walks::observed;
use crate::web::Submitted;
use crate::{incidents as reports, measures as promises};

/// So many batches are read ahead of the writer.
const AHEAD: usize = 2;

/// Which rows are meant: what, and the filter of the screen that shows them.
#[derive(Clone, Debug, PartialEq)]
pub enum Selection {
    /// Reports.
    Incidents(reports::filter::Filter),
    /// Observations of walks.
    Observations(observed::Filter),
    /// Measures, as urgent as they are on this day.
    Measures(promises::filter::Filter, Date),
}

impl Selection {
    /// What can be taken out row by row, in the order it is offered.
    pub const SUBJECTS: [Subject; 3] = [Subject::Incidents, Subject::Observations, Subject::Measures];

    /// Reads the filter of an address. `None` for what is not taken out row by row.
    #[must_use]
    pub fn read(subject: Subject, query: &Submitted, ground: &Ground, today: Date) -> Option<Self> {
        Some(match subject {
            Subject::Incidents => Self::Incidents(reports::filter::Filter::read(query, ground, today)),
            Subject::Observations => Self::Observations(observed::Filter::read(query, ground, today)),
            Subject::Measures => Self::Measures(promises::filter::Filter::read(query, ground), today),
            Subject::CouncilReport | Subject::PublicQuarter => return None,
        })
    }

    /// What is taken out.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self {
            Self::Incidents(_) => Subject::Incidents,
            Self::Observations(_) => Subject::Observations,
            Self::Measures(..) => Subject::Measures,
        }
    }

    /// The filter as a query: the same filter always gives the same text.
    #[must_use]
    pub fn query(&self, ground: &Ground) -> String {
        match self {
            Self::Incidents(filter) => filter.query(ground),
            Self::Observations(filter) => filter.query(ground),
            Self::Measures(filter, _) => filter.query(ground),
        }
    }

    /// What the file is called.
    #[must_use]
    pub fn file_name(&self, format: Format) -> String {
        let what = match self {
            Self::Incidents(filter) => format!("lykta-{}-{}", filter.from, filter.to),
            Self::Observations(filter) => format!("lykta-observations-{}-{}", filter.from, filter.to),
            Self::Measures(_, today) => format!("lykta-measures-{today}"),
        };
        format!("{what}.{}", format.word())
    }

    /// How many rows this viewer may see of it.
    ///
    /// # Errors
    /// What the database says; so for every function here that asks it.
    pub fn count(&self, connection: &mut DbConnection, viewer: &Viewer) -> Result<i64, AppError> {
        Ok(match self {
            Self::Incidents(filter) => reports::store::count(connection, viewer, filter)?,
            Self::Observations(filter) => observed::store::count(connection, viewer, filter)?,
            Self::Measures(filter, today) => promises::store::count(connection, viewer, filter, *today)?,
        })
    }

    /// The columns of its table.
    #[must_use]
    pub fn columns(&self, language: Language) -> Vec<Column> {
        let fields: &[Field] = match self {
            Self::Incidents(_) => &incidents::FIELDS,
            Self::Observations(_) => &observations::FIELDS,
            Self::Measures(..) => &measures::FIELDS,
        };
        fields.iter().map(|field| field.column(language)).collect()
    }

    /// Writes the rows that this viewer may see, in the order of the screen; gives how many. All are of one state of the
    /// database. Who reported is told by organisation, never by name.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the database fails or nobody takes what is written any more; what was written has then no
    /// proper end, and whoever sends it on breaks the transfer off, so that nobody takes it for whole.
    pub fn write(
        &self,
        db: &Db,
        viewer: &Viewer,
        (format, language): (Format, Language),
        out: impl Write + Send,
        progress: &Progress,
    ) -> Result<i64, AppError> {
        let title = language.text(&format!("export-sheet-{}", self.subject().word()));
        let table = TableWriter::begin(format, out, &title, &self.columns(language)).map_err(AppError::internal)?;
        db.read_snapshot_here(|connection| match self {
            Self::Incidents(filter) => {
                pump(connection, incidents::Source::new(viewer, filter), language, table, progress)
            }
            Self::Observations(filter) => {
                pump(connection, observations::Source::new(viewer, filter), language, table, progress)
            }
            Self::Measures(filter, today) => {
                pump(connection, measures::Source::new(viewer, filter, *today), language, table, progress)
            }
        })
    }

    /// The first rows, as people read them: of each row the cells of the columns that [`Field::is_shown`].
    pub fn preview(
        &self,
        connection: &mut DbConnection,
        viewer: &Viewer,
        language: Language,
        limit: i64,
    ) -> Result<Preview, AppError> {
        let mut shown = Preview { headings: Vec::new(), rows: Vec::new(), fields: &[], language };
        match self {
            Self::Incidents(filter) => look(connection, incidents::Source::new(viewer, filter), limit, &mut shown),
            Self::Observations(filter) => {
                look(connection, observations::Source::new(viewer, filter), limit, &mut shown)
            }
            Self::Measures(filter, today) => {
                look(connection, measures::Source::new(viewer, filter, *today), limit, &mut shown)
            }
        }?;
        Ok(shown)
    }
}

/// How many rows have been written so far. Looked at by whoever waits.
#[derive(Debug, Default)]
pub struct Progress(AtomicI64);

impl Progress {
    /// How many.
    #[must_use]
    pub fn written(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add(&self, rows: usize) {
        self.0.fetch_add(i64::try_from(rows).unwrap_or_default(), Ordering::Relaxed);
    }
}

/// A column as it stands in the code.
pub(super) struct Field {
    /// The text key of its heading.
    pub heading: &'static str,
    /// Its name, for programs.
    pub name: &'static str,
    /// How wide a workbook shows it, in characters.
    pub width: u16,
    /// Whether the screen shows it before the file is made.
    pub is_shown: bool,
}

impl Field {
    /// A column that the file alone has.
    pub const fn new(heading: &'static str, name: &'static str, width: u16) -> Self {
        Self { heading, name, width, is_shown: false }
    }

    /// A column that the screen shows too.
    pub const fn shown(heading: &'static str, name: &'static str, width: u16) -> Self {
        Self { heading, name, width, is_shown: true }
    }

    fn column(&self, language: Language) -> Column {
        Column { heading: language.text(self.heading), name: self.name, width: self.width }
    }
}

/// Where rows of one kind come from.
pub(super) trait RowSource {
    /// A row as it is read.
    type Row: Send;
    /// The names that rows speak of.
    type Names: Sync;
    /// The columns.
    const FIELDS: &'static [Field];
    /// Rows read at a time.
    const BATCH: i64;

    /// Reads the names that rows speak of.
    fn names(&self, connection: &mut DbConnection, language: Language) -> Result<Self::Names, AppError>;

    /// Reads the next rows, at most `limit`; fewer when there are no more after them.
    fn next(&mut self, connection: &mut DbConnection, limit: i64) -> Result<Vec<Self::Row>, AppError>;

    /// Puts a row down.
    fn put(names: &Self::Names, row: &Self::Row, into: &mut impl Rows) -> io::Result<()>;
}

/// What the reader tells the writer.
enum Read<R> {
    Rows(Vec<R>),
    /// Those were all. A reader that goes away without this word has failed.
    All,
}

fn pump<S: RowSource, W: Write + Send>(
    connection: &mut DbConnection,
    mut source: S,
    language: Language,
    table: TableWriter<W>,
    progress: &Progress,
) -> Result<i64, AppError> {
    let names = source.names(connection, language)?;
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        let writer = scope.spawn(|| write_all::<S, W>(&names, table, receiver, progress));
        loop {
            let rows = source.next(connection, S::BATCH)?;
            let is_last = i64::try_from(rows.len()).is_ok_and(|count| count < S::BATCH);
            // A writer that has stopped has a reason, which it gives when it is waited for.
            let is_taken = sender.send(Read::Rows(rows)).is_ok() && (!is_last || sender.send(Read::All).is_ok());
            if is_last || !is_taken {
                break;
            }
        }
        drop(sender);
        let written = writer.join().map_err(|_| AppError::internal("the writer of an export panicked"))?;
        written.map_err(AppError::internal)
    })
}

fn write_all<S: RowSource, W: Write + Send>(
    names: &S::Names,
    mut table: TableWriter<W>,
    batches: Receiver<Read<S::Row>>,
    progress: &Progress,
) -> io::Result<i64> {
    let mut written = 0;
    for batch in batches {
        let Read::Rows(rows) = batch else {
            table.finish()?.flush()?;
            return Ok(written);
        };
        for row in &rows {
            S::put(names, row, &mut table)?;
        }
        written += i64::try_from(rows.len()).unwrap_or_default();
        progress.add(rows.len());
    }
    Err(io::Error::other("the rows were not read to their end"))
}

fn look<S: RowSource>(
    connection: &mut DbConnection,
    mut source: S,
    limit: i64,
    shown: &mut Preview,
) -> Result<(), AppError> {
    shown.fields = S::FIELDS;
    let is_shown = S::FIELDS.iter().filter(|field| field.is_shown);
    shown.headings = is_shown.map(|field| shown.language.text(field.heading)).collect();
    let names = source.names(connection, shown.language)?;
    for row in source.next(connection, limit)? {
        S::put(&names, &row, shown).map_err(AppError::internal)?;
    }
    Ok(())
}

/// The first rows of a table as people read them.
pub struct Preview {
    /// The columns' headings.
    pub headings: Vec<String>,
    /// The rows' cells.
    pub rows: Vec<Vec<String>>,
    fields: &'static [Field],
    language: Language,
}

impl Rows for Preview {
    fn row(&mut self, cells: &[Cell<'_>], _: Option<(f64, f64)>) -> io::Result<()> {
        let shown = self.fields.iter().zip(cells).filter(|(field, _)| field.is_shown);
        self.rows.push(shown.map(|(_, cell)| as_read(self.language, *cell)).collect());
        Ok(())
    }
}

/// A cell as people read it.
fn as_read(language: Language, cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Integer(number) => language.number(number),
        Cell::Decimal(number, places) => language.decimal(number, places),
        Cell::Date(day) => day.to_string(),
        Cell::Time(time) => time.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}
