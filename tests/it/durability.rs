//! What was answered is kept: a process that dies in the middle, and one that is asked to stop.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use diesel::QueryDsl as _;
use diesel::RunQueryDsl as _;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use lykta::db::{Db, schema};
use uuid::Uuid;

use crate::support::{Installation, PASSWORD, TestDatabase, Visitor, a_report};

const CLIENTS: usize = 4;
/// The program is killed when this many reports are answered, while others are under way.
const ANSWERED_BEFORE_THE_KILL: usize = 40;

/// A report a client has sent, and where it stands if that was answered.
struct Sent {
    submission: Uuid,
    location: Option<String>,
}

impl Sent {
    /// A text no other report has. In letters: the digits of an id may look like somebody's personal number.
    fn description(&self) -> String {
        let letter = |mark: char| mark.to_digit(10).and_then(|digit| "ghijklmnop".chars().nth(digit as usize));
        let id = self.submission.simple().to_string();
        format!("Anmälan {}", id.chars().map(|mark| letter(mark).unwrap_or(mark)).collect::<String>())
    }

    /// Sends it, or sends it again; gives where it stands, if anybody answers.
    async fn send(&self, visitor: &Visitor, occurred_from: &str) -> Option<String> {
        let form = a_report()
            .with("submission_id", &self.submission.to_string())
            .with("occurred_from", occurred_from)
            .with("description", &self.description());
        let page = visitor.try_post("/incidents", &form.fields()).await?;
        Some(page.assert_status(303).location())
    }
}

async fn signed_in(visitor: Visitor) -> Visitor {
    let fields = [("email", "asa@example.se"), ("password", PASSWORD)];
    visitor.post("/sign-in", &fields).await.assert_status(303);
    visitor
}

/// Sends reports, one after the other, until nobody answers any more.
async fn stream(visitor: &Visitor, occurred_from: &str, all: &Mutex<Vec<Sent>>) {
    loop {
        let mut sent = Sent { submission: Uuid::new_v4(), location: None };
        sent.location = sent.send(visitor, occurred_from).await;
        let is_over = sent.location.is_none();
        all.lock().unwrap().push(sent);
        if is_over {
            return;
        }
    }
}

#[actix_web::test]
async fn a_process_that_dies_loses_no_answered_report_and_doubles_none_that_is_sent_again() {
    let database = TestDatabase::prepared();
    let installation = Installation::new(database.url());
    installation.add_account("asa@example.se", "reporter");
    let program = installation.serve();
    let visitor = signed_in(program.visitor()).await;
    // The clock of a real program is the real one.
    let an_hour_ago = Timestamp::now() - 1.hour();
    let occurred_from =
        an_hour_ago.to_zoned(TimeZone::get("Europe/Stockholm").unwrap()).strftime("%Y-%m-%dT%H:%M").to_string();

    let all = Mutex::new(Vec::new());
    let streams = futures_util::future::join_all((0..CLIENTS).map(|_| stream(&visitor, &occurred_from, &all)));
    let killing = async {
        while all.lock().unwrap().len() < ANSWERED_BEFORE_THE_KILL {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        program.kill();
    };
    tokio::join!(streams, killing);
    let all = all.into_inner().unwrap();

    let program = installation.serve();
    let visitor = signed_in(program.visitor()).await;
    for sent in &all {
        if let Some(location) = &sent.location {
            visitor.get(location).await.assert_status(200).assert_says(&sent.description());
        }
    }
    for sent in &all {
        let again = sent.send(&visitor, &occurred_from).await;
        assert!(again.is_some(), "the program answers again");
        assert!(sent.location.is_none() || again == sent.location, "the same report is the same page");
    }
    let db = Db::open(database.url()).unwrap();
    let kept: i64 = db.read_here(|connection| schema::incidents::table.count().get_result(connection)).unwrap();
    assert_eq!(usize::try_from(kept).unwrap(), all.len());
}

#[actix_web::test]
async fn a_program_that_is_asked_to_stop_finishes_the_request_it_has_begun() {
    let database = TestDatabase::prepared();
    let installation = Installation::new(database.url());
    let program = installation.serve();
    let (first, second) = ("email=asa%40example.se&pass", "word=fel");
    let mut line = TcpStream::connect(program.address()).unwrap();
    let length = first.len() + second.len();
    write!(
        line,
        "POST /sign-in HTTP/1.1\r\nHost: lykta\r\nConnection: close\r\nContent-Length: {length}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{first}"
    )
    .unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    program.ask_to_stop();
    tokio::time::sleep(Duration::from_millis(300)).await;
    write!(line, "{second}").unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 422 "), "{answer}");
    assert!(program.wait().success(), "a stop that was asked for is no failure");
}
