//! Forty participants write at once, and a third of the answers never reach them.

use std::net::SocketAddr;

use diesel::prelude::*;
use futures_util::future::join_all;
use image::{Rgb, RgbImage};
use lykta::db::schema::{walk_observation_photos, walk_observations};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::support::walks::{CODE, an_open_walk};
use crate::support::{TestApp, pictures};

const PARTICIPANTS: u8 = 40;
const NOTES: u8 = 25;

/// How much of an answer a phone gets before its network is gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Network {
    Holds,
    /// The server has answered; nobody reads it.
    EndsBeforeTheAnswerIsRead,
    /// Everything was sent; the server may not have answered yet.
    EndsAfterSending,
}

/// A note with a picture that no other note has, as a phone's queue sends it.
fn request(cookie: &str, participant: u8, number: u8, submission: Uuid) -> Vec<u8> {
    let colour = Rgb([participant * 6, number * 10, 128]);
    let picture = pictures::bare_jpeg(&RgbImage::from_pixel(96, 72, colour));
    let mut body = Vec::new();
    let fields = [
        ("submission_id", submission.to_string()),
        ("stop", (number % 2 + 1).to_string()),
        ("kind", "deficiency".to_owned()),
        ("theme", "lighting".to_owned()),
        ("description", format!("Deltagare {participant} ser lampa {number}.")),
    ];
    for (name, value) in fields {
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = "Content-Disposition: form-data; name=\"photo\"; filename=\"bild.jpg\"";
    body.extend(format!("--edge\r\n{head}\r\nContent-Type: image/jpeg\r\n\r\n").bytes());
    body.extend(picture);
    body.extend(b"\r\n--edge--\r\n");
    let head = format!(
        "POST /w/{CODE}/observations HTTP/1.1\r\nHost: lykta\r\nCookie: {cookie}\r\nX-Lykta-Queue: 1\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}

/// Sends it; gives the status, if the network holds so long.
async fn send(address: SocketAddr, request: &[u8], network: Network) -> Option<u16> {
    let mut phone = TcpStream::connect(address).await.unwrap();
    phone.write_all(request).await.unwrap();
    match network {
        Network::EndsAfterSending => None,
        Network::EndsBeforeTheAnswerIsRead => {
            phone.readable().await.unwrap();
            None
        }
        Network::Holds => {
            let mut answer = Vec::new();
            phone.read_to_end(&mut answer).await.unwrap();
            let line = String::from_utf8_lossy(&answer);
            Some(line.split(' ').nth(1).unwrap_or_else(|| panic!("{line:?}")).parse().unwrap())
        }
    }
}

#[actix_web::test]
async fn a_thousand_notes_of_forty_phones_at_once_are_kept_once_each_though_a_third_of_the_answers_are_lost() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let address = app.url("").trim_start_matches("http://").parse().unwrap();
    let walkers = (0..PARTICIPANTS).map(|participant| {
        let app = &app;
        async move {
            let joined = app.visitor().post(&format!("/w/{CODE}"), &[]).await;
            let cookie = joined.header("set-cookie").split(';').next().unwrap().to_owned();
            let (mut statuses, mut lost) = (Vec::new(), 0);
            for number in 0..NOTES {
                let request = request(&cookie, participant, number, Uuid::new_v4());
                let first = match (u32::from(participant) + u32::from(number)) % 6 {
                    0 => Network::EndsBeforeTheAnswerIsRead,
                    3 => Network::EndsAfterSending,
                    _ => Network::Holds,
                };
                let mut status = send(address, &request, first).await;
                if status.is_none() {
                    lost += 1;
                    status = send(address, &request, Network::Holds).await;
                }
                statuses.push(status.unwrap());
            }
            (statuses, lost)
        }
    });
    let done = join_all(walkers).await;
    let statuses: Vec<u16> = done.iter().flat_map(|(statuses, _)| statuses.clone()).collect();
    let lost: usize = done.iter().map(|(_, lost)| lost).sum();
    assert!((300..=350).contains(&lost), "{lost} answers were lost");
    assert!(statuses.len() == 1000 && statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let (mut words, pictured): (Vec<String>, Vec<i64>) = app
        .db
        .read_here(|connection| {
            let words = walk_observations::table.select(walk_observations::description).load(connection)?;
            let pictured = walk_observation_photos::table.select(walk_observation_photos::observation_id);
            Ok::<_, diesel::result::Error>((words, pictured.distinct().load(connection)?))
        })
        .unwrap();
    words.sort();
    words.dedup();
    let pictures: i64 =
        app.db.read_here(|connection| walk_observation_photos::table.count().get_result(connection)).unwrap();
    let kept: i64 = app.db.read_here(|connection| walk_observations::table.count().get_result(connection)).unwrap();
    assert_eq!((kept, words.len(), pictured.len(), pictures), (1000, 1000, 1000, 1000));
}
