//! A source of map tiles on loopback, which notes what it is asked and by whom.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A picture as far as anybody looks.
pub const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nas far as anybody looks";

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// With a picture.
    Picture,
    /// With a picture, after a while.
    Slowly,
    /// With a picture of the kind that may run scripts.
    Drawing,
    /// With a page that says it is a picture.
    Page,
    /// That it has none.
    NotThere,
    /// That it cannot.
    Failure,
}

pub struct TileSource {
    address: SocketAddr,
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl TileSource {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let source = Self {
            address: listener.local_addr().unwrap(),
            answers: Arc::new(Mutex::new(Answers::Picture)),
            asked: Arc::default(),
            most_at_once: Arc::default(),
        };
        let (answers, asked, most) = (source.answers.clone(), source.asked.clone(), source.most_at_once.clone());
        let now = Arc::new(AtomicUsize::new(0));
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (answers, asked, most, now) = (answers.clone(), asked.clone(), most.clone(), now.clone());
                std::thread::spawn(move || {
                    let Some(request) = heard(&line) else { return };
                    asked.lock().unwrap().push(request);
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let answers = *answers.lock().unwrap();
                    if answers == Answers::Slowly {
                        std::thread::sleep(Duration::from_millis(150));
                    }
                    now.fetch_sub(1, Ordering::SeqCst);
                    answer(&line, answers);
                });
            }
        });
        source
    }

    /// The address as a setting.
    pub fn url(&self) -> String {
        format!("http://{}/karta/{{z}}/{{x}}/{{y}}.png?nyckel=1", self.address)
    }

    pub fn now_answers(&self, answers: Answers) {
        *self.answers.lock().unwrap() = answers;
    }

    /// The requests it got, head and all, in small letters.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// How many it answered at a time, at most.
    pub fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::SeqCst)
    }
}

fn heard(line: &TcpStream) -> Option<String> {
    let lines = BufReader::new(line).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    (!head.is_empty()).then(|| head.join("\n").to_lowercase())
}

fn answer(mut line: &TcpStream, answers: Answers) {
    let (status, kind, body): (_, _, &[u8]) = match answers {
        Answers::Picture | Answers::Slowly => ("200 OK", "image/png", PICTURE),
        Answers::Drawing => ("200 OK", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Answers::Page => ("200 OK", "text/html", PICTURE),
        Answers::NotThere => ("404 Not Found", "text/plain", b"none"),
        Answers::Failure => ("500 Internal Server Error", "text/plain", b"oh"),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // Whoever asked may have gone.
    let _ = line.write_all(head.as_bytes()).and_then(|()| line.write_all(body));
}
