//! Telling open pages that something changed: no more than that, so that what a page shows is read once more by whoever may
//! read it. As server-sent events (HTML, "Server-sent events").

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::{StreamExt as _, stream};
use tokio::sync::broadcast::{self, Receiver, Sender, error::RecvError};
use tokio::time::{Instant, sleep_until};

/// So many pages may listen to one walk at once: its leaders' screens, and some that were forgotten.
const MOST_LISTENERS: usize = 20;
/// After so long in which nothing was said a comment is: proxies end what is silent, and whoever has gone away is noticed.
const LONGEST_SILENCE: Duration = Duration::from_secs(20);
/// A listener so many words behind is told that something changed, once.
const MOST_BEHIND: usize = 64;

/// Carries the word that something changed to whoever listens. Cloned freely; all clones are one.
#[derive(Clone, Debug)]
pub struct Changes {
    words: Sender<Word>,
    listeners: Arc<Mutex<HashMap<i64, usize>>>,
    is_over: Arc<AtomicBool>,
    silence: Duration,
}

#[derive(Clone, Copy, Debug)]
enum Word {
    /// Something came in on the walk of this key.
    OfWalk(i64),
    /// The server is about to stop.
    Over,
}

impl Default for Changes {
    fn default() -> Self {
        Self {
            words: broadcast::channel(MOST_BEHIND).0,
            listeners: Arc::default(),
            is_over: Arc::default(),
            silence: LONGEST_SILENCE,
        }
    }
}

impl Changes {
    /// Says that something came in on a walk. Said after the transaction, or whoever reads at once reads too early.
    pub fn tell_of_walk(&self, walk_id: i64) {
        // Nobody may listen, which is as well.
        let _ = self.words.send(Word::OfWalk(walk_id));
    }

    /// Ends what is open, so that the server can stop.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = self.words.send(Word::Over);
    }

    /// An answer that says *changed* each time something comes in on a walk, for as long as somebody listens; `None` when
    /// too many do.
    #[must_use]
    pub fn of_walk(&self, walk_id: i64) -> Option<HttpResponse> {
        let listener = Listener::of(self, walk_id)?;
        let begin = stream::iter([Bytes::from_static(b"retry: 3000\n\n")]);
        let words = stream::unfold(listener, |mut listener| async {
            let said = listener.hear().await?;
            Some((Bytes::from_static(said), listener))
        });
        let mut response = HttpResponse::Ok();
        response
            .insert_header((header::CONTENT_TYPE, "text/event-stream"))
            // Said so that nothing packs it: a packer waits until it has enough.
            .insert_header((header::CONTENT_ENCODING, "identity"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header(("x-accel-buffering", "no"));
        Some(response.streaming(begin.chain(words).map(Ok::<_, Infallible>)))
    }
}

/// One page that listens; counted until it goes away.
struct Listener {
    walk_id: i64,
    words: Receiver<Word>,
    changes: Changes,
}

impl Listener {
    fn of(changes: &Changes, walk_id: i64) -> Option<Self> {
        let mut listeners = changes.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        let count = listeners.entry(walk_id).or_insert(0);
        if *count >= MOST_LISTENERS {
            return None;
        }
        *count += 1;
        Some(Self { walk_id, words: changes.words.subscribe(), changes: changes.clone() })
    }

    /// What is said next; `None` when nothing more is.
    async fn hear(&mut self) -> Option<&'static [u8]> {
        const CHANGED: &[u8] = b"data: changed\n\n";
        let silent_until = Instant::now() + self.changes.silence;
        loop {
            if self.changes.is_over.load(Ordering::Relaxed) {
                return None;
            }
            tokio::select! {
                word = self.words.recv() => match word {
                    Ok(Word::OfWalk(walk_id)) if walk_id == self.walk_id => return Some(CHANGED),
                    Ok(Word::OfWalk(_)) => {}
                    Err(RecvError::Lagged(_)) => return Some(CHANGED),
                    Ok(Word::Over) | Err(RecvError::Closed) => return None,
                },
                () = sleep_until(silent_until) => return Some(b": nothing new\n\n"),
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut listeners = self.changes.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = listeners.get_mut(&self.walk_id) {
            *count -= 1;
            if *count == 0 {
                listeners.remove(&self.walk_id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_listener_hears_of_its_own_walk_and_of_the_end() {
        let changes = Changes::default();
        let mut listener = Listener::of(&changes, 1).unwrap();
        changes.tell_of_walk(2);
        changes.tell_of_walk(1);
        assert_eq!(listener.hear().await, Some(b"data: changed\n\n".as_slice()));
        for _ in 0..=MOST_BEHIND {
            changes.tell_of_walk(2);
        }
        assert_eq!(listener.hear().await, Some(b"data: changed\n\n".as_slice()), "what was missed may be one's own");
        changes.end();
        assert_eq!(listener.hear().await, None);
    }

    #[actix_web::test]
    async fn silence_is_broken_also_while_others_talk() {
        let changes = Changes { silence: Duration::from_millis(40), ..Changes::default() };
        let mut listener = Listener::of(&changes, 1).unwrap();
        let talk = async {
            for _ in 0..5 {
                changes.tell_of_walk(2);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let (heard, ()) = tokio::join!(listener.hear(), talk);
        assert_eq!(heard, Some(b": nothing new\n\n".as_slice()));
    }

    #[test]
    fn a_walk_has_twenty_listeners_at_most_and_those_who_leave_make_room() {
        let changes = Changes::default();
        let mut listeners: Vec<_> = (0..MOST_LISTENERS).map(|_| Listener::of(&changes, 1).unwrap()).collect();
        assert!(Listener::of(&changes, 1).is_none() && Listener::of(&changes, 2).is_some());
        listeners.pop();
        assert!(Listener::of(&changes, 1).is_some());
        drop(listeners);
        assert!(changes.listeners.lock().unwrap().is_empty());
    }
}
