//! A mail server on loopback that speaks as much SMTP (RFC 5321) as it takes to receive, and lets tests read the mail.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How it meets whoever brings mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    Takes,
    /// Asks them to come another time.
    Refuses,
    /// Takes it, and never says so.
    SaysNothing,
}

/// A mail as it was received.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    /// Headers and text, with what was encoded for the way decoded.
    pub text: String,
}

impl Mail {
    /// The value of a header.
    pub fn header(&self, name: &str) -> &str {
        self.text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default()
    }

    #[track_caller]
    pub fn assert_says(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "{words:?} is missing in: {}", self.text);
        self
    }
}

/// The mail server. Answers until the test is over.
pub struct PostOffice {
    address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    received: Arc<Mutex<Vec<Mail>>>,
    tries: Arc<Mutex<usize>>,
}

impl PostOffice {
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let office = Self {
            address: listener.local_addr().unwrap(),
            manner: Arc::new(Mutex::new(Manner::Takes)),
            received: Arc::default(),
            tries: Arc::default(),
        };
        let (manner, received, tries) = (office.manner.clone(), office.received.clone(), office.tries.clone());
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (manner, received) = (*manner.lock().unwrap(), received.clone());
                *tries.lock().unwrap() += 1;
                // Whoever hangs up in the middle has brought nothing.
                std::thread::spawn(move || converse(line, manner, &received));
            }
        });
        office
    }

    /// The address as a setting.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    pub fn received(&self) -> Vec<Mail> {
        self.received.lock().unwrap().clone()
    }

    pub fn tries(&self) -> usize {
        *self.tries.lock().unwrap()
    }

    /// Waits until so many mails have come, and gives them.
    pub async fn wait_for(&self, count: usize) -> Vec<Mail> {
        wait_until(|| self.received().len() >= count).await;
        self.received()
    }

    /// Waits until somebody has come so many times.
    pub async fn wait_for_tries(&self, count: usize) {
        wait_until(|| self.tries() >= count).await;
    }
}

/// Waits until it is so; fails when that takes too long.
pub async fn wait_until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "waited in vain");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn converse(line: TcpStream, manner: Manner, received: &Mutex<Vec<Mail>>) -> Option<()> {
    let mut answers = line.try_clone().ok()?;
    let mut say = |answer: &str| answers.write_all(format!("{answer}\r\n").as_bytes()).ok();
    let mut words = BufReader::new(line).lines().map_while(Result::ok);
    let mut to = String::new();
    say("220 post office")?;
    while let Some(word) = words.next() {
        match word.split([' ', ':']).next()? {
            "EHLO" => say("250 post office")?,
            "RCPT" if manner == Manner::Refuses => say(&format!("451 come back later {word}"))?,
            "RCPT" => {
                word.split(['<', '>']).nth(1)?.clone_into(&mut to);
                say("250 well")?;
            }
            "DATA" => {
                say("354 go on")?;
                let text: Vec<String> = words.by_ref().take_while(|text| text != ".").collect();
                received.lock().unwrap().push(Mail { to: to.clone(), text: decoded(&text.join("\n")) });
                if manner == Manner::SaysNothing {
                    // Until whoever waits for an answer goes away.
                    words.by_ref().for_each(drop);
                    return None;
                }
                say("250 well")?;
            }
            "QUIT" => return say("221 farewell"),
            _ => say("250 well")?,
        }
    }
    Some(())
}

/// Undoes quoted-printable (RFC 2045, 6.7).
fn decoded(text: &str) -> String {
    let text = text.replace("=\n", "");
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend(b"=".iter().chain(part.as_bytes())),
        }
    }
    String::from_utf8(bytes).unwrap()
}
