//! The way to the server, which can be cut as a tunnel cuts it: nothing comes through, and nobody is told why.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::support::TestApp;

/// A line to one server, at an address of its own.
pub struct Line {
    address: SocketAddr,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_cut: AtomicBool,
    /// Whether answers to forms are lost: the server has them, the browser does not hear it.
    loses_answers: AtomicBool,
    /// What stands in the worker's file in the place of its version.
    version: Mutex<Option<String>>,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    pub fn to(app: &TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let line = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let server = app.url("").trim_start_matches("http://").to_owned();
        let state = line.state.clone();
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let (state, server) = (state.clone(), server.clone());
                std::thread::spawn(move || drop(carry(browser, &server, &state)));
            }
        });
        line
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Cuts it, in the middle of whatever goes over it.
    pub fn cut(&self) {
        self.state.is_cut.store(true, Ordering::SeqCst);
        for stream in self.state.open.lock().unwrap().drain(..) {
            // Already closed by itself: as good.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    pub fn mend(&self) {
        self.state.is_cut.store(false, Ordering::SeqCst);
    }

    pub fn lose_answers(&self, loses: bool) {
        self.state.loses_answers.store(loses, Ordering::SeqCst);
    }

    /// From now on the server has another version of the worker.
    pub fn bring_new_version(&self) {
        *self.state.version.lock().unwrap() = Some("0123456789".to_owned());
    }
}

/// Carries one request and its answer.
fn carry(mut browser: TcpStream, server: &str, state: &State) -> std::io::Result<()> {
    if state.is_cut.load(Ordering::SeqCst) {
        return browser.shutdown(Shutdown::Both);
    }
    state.open.lock().unwrap().push(browser.try_clone()?);
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if browser.read(&mut byte)? == 0 {
            return Ok(());
        }
        head.push(byte[0]);
    }
    // One request a connection, and nothing packed where something is changed.
    let head = String::from_utf8_lossy(&head);
    let (is_form, is_worker) = (head.starts_with("POST"), head.starts_with("GET /sw.js"));
    let lines = head.split("\r\n").filter(|line| {
        let name = line.to_ascii_lowercase();
        !(name.starts_with("connection:") || is_worker && name.starts_with("accept-encoding:"))
    });
    let head = lines.collect::<Vec<_>>().join("\r\n").replacen("\r\n", "\r\nConnection: close\r\n", 1);
    let mut upstream = TcpStream::connect(server)?;
    state.open.lock().unwrap().push(upstream.try_clone()?);
    upstream.write_all(head.as_bytes())?;
    let (mut from, mut to) = (browser.try_clone()?, upstream.try_clone()?);
    std::thread::spawn(move || drop(std::io::copy(&mut from, &mut to)));
    if is_form && state.loses_answers.load(Ordering::SeqCst) {
        std::io::copy(&mut upstream, &mut std::io::sink())?;
    } else if let Some(version) = state.version.lock().unwrap().clone().filter(|_| is_worker) {
        let mut answer = String::new();
        upstream.read_to_string(&mut answer)?;
        let at = answer.find("const VERSION = \"").unwrap() + "const VERSION = \"".len();
        answer.replace_range(at..at + version.len(), &version);
        browser.write_all(answer.as_bytes())?;
    } else {
        std::io::copy(&mut upstream, &mut browser)?;
    }
    browser.shutdown(Shutdown::Both)
}
