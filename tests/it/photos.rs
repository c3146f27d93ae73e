//! Photographs: what is taken in, what is left of it, and who sees it.

use std::time::{Duration, Instant};

use diesel::QueryDsl as _;
use diesel::RunQueryDsl as _;
use image::RgbImage;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::schema;
use lykta::photos::intake::{self, LONGEST_KEPT, Picture, Refusal};
use uuid::Uuid;

use crate::support::pictures::{self, CORNERS, SECRETS, upright};
use crate::support::{Form, Installation, PASSWORD, Page, TestApp, TestDatabase, a_report};

fn taken(file: Vec<u8>) -> Result<Picture, Refusal> {
    let examined = intake::examine(&file)?;
    intake::develop(file, &examined)
}

/// The markers of a JPEG's segments, up to its end; nothing may come after that.
#[track_caller]
fn segments(jpeg: &[u8]) -> Vec<u8> {
    let (mut at, mut markers) = (2, Vec::new());
    assert_eq!(jpeg[..2], [0xff, 0xd8]);
    loop {
        assert_eq!(jpeg[at], 0xff);
        let marker = jpeg[at + 1];
        markers.push(marker);
        match marker {
            0xd9 => {
                assert_eq!(at + 2, jpeg.len(), "something comes after the picture");
                return markers;
            }
            _ => at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]])),
        }
        if marker == 0xda {
            at += jpeg[at..].windows(2).position(|pair| pair[0] == 0xff && pair[1] != 0).unwrap();
        }
    }
}

/// Nothing but pixels: JFIF's header, tables, one frame, one scan, the end; and none of the secrets anywhere.
#[track_caller]
fn assert_bare(jpeg: &[u8]) {
    for marker in segments(jpeg) {
        assert!(matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4 | 0xda | 0xd9), "a segment {marker:#x}");
    }
    for secret in SECRETS.iter().chain(&["Exif", "ICC_PROFILE", "adobe"]) {
        assert!(!jpeg.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} can be read");
    }
}

fn decoded(jpeg: &[u8]) -> RgbImage {
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(jpeg));
    let pixels = decoder.decode().unwrap();
    let (width, height) = decoder.dimensions().unwrap();
    RgbImage::from_raw(u32::try_from(width).unwrap(), u32::try_from(height).unwrap(), pixels).unwrap()
}

/// The four corners are where they should be, as far as JPEG keeps colours.
#[track_caller]
fn assert_upright(jpeg: &[u8]) {
    let picture = decoded(jpeg);
    let (width, height) = picture.dimensions();
    for (corner, expected) in (0_u32..).zip(CORNERS) {
        let (x, y) = (corner % 2 * width / 2 + width / 4, corner / 2 * height / 2 + height / 4);
        let found = picture.get_pixel(x, y).0;
        let is_near = found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) < 24);
        assert!(is_near, "corner {corner} is {found:?}, not {expected:?}");
    }
}

#[test]
fn pictures_of_every_kind_held_every_way_come_upright_and_without_metadata() {
    for orientation in 1..=8 {
        let files = [
            pictures::jpeg(upright(64, 48), orientation),
            pictures::png(upright(64, 48), orientation),
            pictures::webp(upright(64, 48), orientation),
        ];
        for file in files {
            let readable =
                SECRETS.iter().filter(|secret| file.windows(secret.len()).any(|part| part == secret.as_bytes()));
            assert!(readable.count() >= 2, "the test's picture has something to hide");
            let picture = taken(file).unwrap();
            assert_eq!((picture.width, picture.height), (64, 48), "orientation {orientation}");
            for bytes in [&picture.bytes, &picture.small] {
                assert_bare(bytes);
                assert_upright(bytes);
            }
        }
    }
    let lossy = taken(pictures::lossy_webp(1)).unwrap();
    assert_upright(&lossy.bytes);
    assert_bare(&lossy.bytes);
    assert_eq!((lossy.width, lossy.height), (32, 24));
    let turned = taken(pictures::lossy_webp(6)).unwrap();
    assert_eq!((turned.width, turned.height), (24, 32));
}

#[test]
fn a_large_picture_is_made_smaller_and_keeps_its_shape() {
    let picture = taken(pictures::jpeg(upright(4032, 3024), 8)).unwrap();
    assert_eq!((picture.width, picture.height), (LONGEST_KEPT, 1536));
    assert_upright(&picture.bytes);
    assert_upright(&picture.small);
    assert_eq!(decoded(&picture.small).dimensions(), (480, 360));
}

/// What is too much for 128 MB, in bytes.
const GROWTH: u64 = 128 * 1024 * 1024;

#[actix_web::test]
async fn fifty_hostile_files_sent_at_once_are_refused_or_made_safe_and_take_little_memory_and_time() {
    let files = pictures::hostile();
    assert!(files.len() >= 50, "{}", files.len());
    let database = TestDatabase::prepared();
    let installation = Installation::new(database.url());
    installation.add_account("asa@example.se", "reporter");
    let program = installation.serve();
    let visitor = program.visitor();
    visitor.post("/sign-in", &[("email", "asa@example.se"), ("password", PASSWORD)]).await.assert_status(303);
    let form = a_report_of_now();
    // The program's own code comes into memory as it is first run, and is no growth: here by two small pictures.
    let (jpeg, png) = (pictures::bare_jpeg(&upright(64, 48)), pictures::png(upright(64, 48), 1));
    let first = form.clone().with("submission_id", &Uuid::new_v4().to_string());
    first.send_with_photos(&visitor, &[("a.jpg", &jpeg), ("b.png", &png)]).await.assert_status(303);
    let (before, _) = program.memory();
    let begun = Instant::now();

    let sent = files.iter().map(|file| {
        let form = form.clone().with("submission_id", &Uuid::new_v4().to_string());
        let visitor = visitor.clone();
        async move { form.send_with_photos(&visitor, &[(&file.name, &file.contents)]).await }
    });
    let answers = futures_util::future::join_all(sent).await;
    for (file, answer) in files.iter().zip(&answers) {
        if !file.is_picture {
            assert_eq!(answer.status, 422, "{} was not refused: {}", file.what, answer.text());
            assert_eq!(answer.all(".faults li").len(), 1, "{}: {}", file.what, answer.text());
            assert_eq!(answer.all("textarea"), ["Krossade rutor i gångtunneln."], "the text is kept");
            continue;
        }
        assert_eq!(answer.status, 303, "{} was refused: {}", file.what, answer.text());
        let photo = visitor.get(&format!("{}/photos/1", answer.location())).await;
        assert_eq!((photo.status, photo.header("content-type")), (200, "image/jpeg"), "{}", file.what);
        assert_bare(&photo.body);
        let picture = decoded(&photo.body);
        assert!(picture.width().max(picture.height()) <= LONGEST_KEPT, "{}", file.what);
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_mins(5), "{took:?}");
    let (_, most) = program.memory();
    assert!(most - before < GROWTH, "it grew by {} MB", (most - before) / 1024 / 1024);
}

/// A report of an hour ago by the real clock, which a real program has.
fn a_report_of_now() -> Form {
    let an_hour_ago = (Timestamp::now() - 1.hour()).to_zoned(TimeZone::get("Europe/Stockholm").unwrap());
    a_report().with("occurred_from", &an_hour_ago.strftime("%Y-%m-%dT%H:%M").to_string())
}

#[actix_web::test]
async fn photos_sent_with_a_report_stand_on_its_page_and_open_in_full_size_without_metadata() {
    let app = TestApp::spawn().await;
    let (first, second) = (pictures::jpeg(upright(3000, 2000), 6), pictures::png(upright(640, 480), 3));
    let reporter = app.signed_in(Role::Reporter).await;
    let answer = a_report().send_with_photos(&reporter, &[("a.jpg", &first), ("b.png", &second)]).await;
    let address = answer.assert_status(303).location();
    let page = reporter.get(&address).await;
    let number = address.rsplit('/').next().unwrap();
    assert_eq!(page.attribute(".photos img", "alt").unwrap(), format!("Bild 1 till rapport {number}"));
    assert_eq!(page.all(".photos img").len(), 2);
    assert!(page.attribute(".photos img", "src").unwrap().starts_with("data:image/jpeg;base64,"));
    for (position, width, height) in [(1, 2048, 1365), (2, 640, 480)] {
        let photo = reporter.get(&format!("{address}/photos/{position}")).await;
        assert_eq!(photo.status, 200);
        assert_eq!(photo.header("content-type"), "image/jpeg");
        assert_eq!(photo.header("cache-control"), "private, no-store");
        assert_eq!(photo.header("x-content-type-options"), "nosniff");
        assert_bare(&photo.body);
        assert_upright(&photo.body);
        assert_eq!(decoded(&photo.body).dimensions(), (width, height));
    }
    reporter.get(&format!("{address}/photos/3")).await.assert_status(404);
    reporter.get(&format!("{address}/photos/-1")).await.assert_status(404);
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 50)).unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.action == "photo_opened").count(), 2);
}

#[actix_web::test]
async fn a_form_that_comes_back_keeps_its_pictures_until_they_are_taken_away() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let (first, second) = (pictures::bare_jpeg(&upright(64, 48)), pictures::bare_jpeg(&upright(48, 64)));
    let faulty = a_report().with("category", "");
    let page = faulty.send_with_photos(&reporter, &[("a.jpg", &first), ("b.jpg", &second)]).await;
    page.assert_status(422).assert_says("Välj vad det gäller").assert_says("Ta bort bild 2");
    let kept = kept(&page);
    assert_eq!(kept.len(), 2);
    // Nobody else can use what names them.
    let stranger = app.signed_in(Role::Coordinator).await;
    let stolen = a_report().with("photo_kept", &kept[0]).send(&stranger).await;
    stolen.assert_status(422).assert_says("En bild fanns inte kvar");
    // One is taken away, one stays, a new one comes along.
    let third = pictures::bare_jpeg(&upright(80, 20));
    let mut fields = vec![("photo_kept", kept[0].as_str()), ("photo_kept", kept[1].as_str())];
    fields.push(("photo_removed", kept[0].as_str()));
    let form = a_report();
    fields.extend(form.fields());
    let files = vec![("photo", "c.jpg".to_owned(), third)];
    let answer = reporter.post_with_files("/incidents", &fields, files).await;
    let address = answer.assert_status(303).location();
    let sizes = [1, 2].map(|position| format!("{address}/photos/{position}"));
    assert_eq!(decoded(&reporter.get(&sizes[0]).await.body).dimensions(), (48, 64));
    assert_eq!(decoded(&reporter.get(&sizes[1]).await.body).dimensions(), (80, 20));
    reporter.get(&format!("{address}/photos/3")).await.assert_status(404);
}

/// What names the pictures that a form keeps.
fn kept(page: &Page) -> Vec<String> {
    let body = page.body_text();
    let named = body.split("name=\"photo_kept\" value=\"").skip(1);
    named.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_report_has_five_pictures_at_most_and_each_only_once() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let files: Vec<Vec<u8>> = (1..=6).map(|side| pictures::bare_jpeg(&upright(16 * side, 16))).collect();
    let all: Vec<(&str, &[u8])> = files.iter().map(|file| ("bild.jpg", file.as_slice())).collect();
    let page = a_report().send_with_photos(&reporter, &all).await;
    page.assert_status(422).assert_says("Högst 5 bilder");
    assert_eq!(kept(&page).len(), 5, "the first five are kept");
    let address = a_report().send_with_photos(&reporter, &[all[0], all[0]]).await.assert_status(303).location();
    assert_eq!(reporter.get(&address).await.all(".photos img").len(), 1);
}

#[actix_web::test]
async fn the_same_report_with_the_same_pictures_is_kept_once_and_with_others_refused() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let (one, other) = (pictures::jpeg(upright(640, 480), 1), pictures::jpeg(upright(480, 640), 1));
    let form = a_report();
    let with_one = [("a.jpg", one.as_slice())];
    let sent = (0..10).map(|_| form.send_with_photos(&reporter, &with_one));
    let answers = futures_util::future::join_all(sent).await;
    let address = answers[0].assert_status(303).location();
    assert!(answers.iter().all(|answer| (answer.status, answer.location()) == (303, address.clone())));
    for photos in [vec![], vec![("a.jpg", other.as_slice())], vec![("a.jpg", &one), ("b.jpg", &other)]] {
        let page = form.send_with_photos(&reporter, &photos).await;
        page.assert_status(409).assert_says("redan skickat, med annat innehåll");
        assert_eq!(kept(&page).len(), photos.len(), "a fresh form with the same pictures");
    }
    reporter.get("/incidents").await.assert_says("En rapport");
    assert_eq!(reporter.get(&address).await.all(".photos img").len(), 1);
    // The same picture may belong to another report, and somebody else's.
    let partner = app.signed_in(Role::Partner).await;
    let again = a_report().send_with_photos(&partner, &[("a.jpg", &one)]).await.assert_status(303).location();
    partner.get(&format!("{again}/photos/1")).await.assert_status(200);
    let stored: i64 = app.db.read_here(|connection| schema::photos::table.count().get_result(connection)).unwrap();
    assert_eq!(stored, 2, "each picture once");
}

#[actix_web::test]
async fn a_picture_is_seen_by_those_who_may_see_its_report_and_by_nobody_else() {
    let app = TestApp::spawn().await;
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let host = app.signed_in_of(Role::Reporter, housing).await;
    let file = pictures::bare_jpeg(&upright(64, 48));
    let photo = format!("{}/photos/1", a_report().send_with_photos(&host, &[("a.jpg", &file)]).await.location());
    host.get(&photo).await.assert_status(200);
    for (role, status) in [
        (Role::Partner, 200),
        (Role::Coordinator, 200),
        (Role::Reporter, 404),
        (Role::WalkLeader, 404),
        (Role::Council, 403),
        (Role::Administrator, 403),
    ] {
        assert_eq!(app.signed_in(role).await.get(&photo).await.status, status, "{role:?}");
    }
    app.visitor().get(&photo).await.assert_status(303);
    // Kept within the organisation, it is kept from the working group too.
    let narrow = a_report().with("audience", "organisation");
    let narrow = format!("{}/photos/1", narrow.send_with_photos(&host, &[("a.jpg", &file)]).await.location());
    host.get(&narrow).await.assert_status(200);
    for role in [Role::Partner, Role::Coordinator] {
        let visitor = app.signed_in(role).await;
        visitor.get(&narrow).await.assert_status(404);
        visitor.get(&format!("{narrow}/hide")).await.assert_status(if role == Role::Partner { 403 } else { 404 });
    }
}

#[actix_web::test]
async fn a_coordinator_hides_a_picture_from_everybody_at_once_and_says_why() {
    let app = TestApp::spawn().await;
    let (reporter, coordinator) = (app.signed_in(Role::Reporter).await, app.signed_in(Role::Coordinator).await);
    let files = [pictures::bare_jpeg(&upright(64, 48)), pictures::bare_jpeg(&upright(48, 64))];
    let answer = a_report().send_with_photos(&reporter, &[("a.jpg", &files[0]), ("b.jpg", &files[1])]).await;
    let address = answer.assert_status(303).location();
    reporter.get(&address).await.assert_lacks("Dölj bilden");
    coordinator.get(&address).await.assert_says("Dölj bilden");
    let hide = format!("{address}/photos/2/hide");
    coordinator.get(&hide).await.assert_status(200).assert_says("Varför?");
    coordinator.post(&hide, &[]).await.assert_status(422).assert_says("Skriv varför");
    let named = coordinator.post(&hide, &[("reason", "Visar 19121212-1212 i dörren")]).await;
    named.assert_status(422).assert_says("personnummer");
    reporter.post(&hide, &[("reason", "För att")]).await.assert_status(403);
    let hidden = coordinator.post_and_follow(&hide, &[("reason", "Ett ansikte går att känna igen")]).await;
    hidden.assert_says("dold för alla").assert_says("Bild 2 är dold av coordinator.1, Kommunen");
    hidden.assert_says("En bild doldes.");
    assert_eq!(hidden.all(".photos img").len(), 1);
    reporter.get(&address).await.assert_says("Skäl: Ett ansikte går att känna igen");
    for visitor in [&reporter, &coordinator] {
        visitor.get(&format!("{address}/photos/2")).await.assert_status(410).assert_says("dold av samordnaren");
        visitor.get(&format!("{address}/photos/1")).await.assert_status(200);
    }
    coordinator.get(&hide).await.assert_status(410);
    coordinator.post(&hide, &[("reason", "Igen")]).await.assert_status(410);
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 50)).unwrap();
    let entry = entries.iter().find(|entry| entry.action == "photo_hidden").unwrap();
    assert_eq!((entry.subject.as_str(), entry.detail.as_str()), ("incident", "2"));
}

#[actix_web::test]
async fn pictures_that_no_report_came_for_are_gone_after_a_day() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let (used, unused) = (pictures::bare_jpeg(&upright(64, 48)), pictures::bare_jpeg(&upright(48, 64)));
    a_report().send_with_photos(&reporter, &[("a.jpg", &used)]).await.assert_status(303);
    let faulty = a_report().with("category", "");
    let page = faulty.send_with_photos(&reporter, &[("b.jpg", &unused)]).await;
    let count =
        || -> i64 { app.db.read_here(|connection| schema::photos::table.count().get_result(connection)).unwrap() };
    assert_eq!(count(), 2);
    app.at("2026-11-20T13:00:01Z");
    let third = pictures::bare_jpeg(&upright(32, 32));
    a_report().send_with_photos(&reporter, &[("c.jpg", &third)]).await.assert_status(303);
    assert_eq!(count(), 2, "the one that waited in vain made room");
    let late = a_report().with("photo_kept", &kept(&page)[0]).send(&reporter).await;
    late.assert_status(422).assert_says("En bild fanns inte kvar");
}

#[actix_web::test]
async fn an_installation_may_do_without_pictures() {
    let app = TestApp::spawn_with(|config| config.photos = false).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let form = reporter.get("/incidents/new").await;
    assert_eq!(form.attribute("[name=photo]", "type"), None);
    let file = pictures::bare_jpeg(&upright(64, 48));
    let refused = a_report().send_with_photos(&reporter, &[("a.jpg", &file)]).await;
    refused.assert_status(422).assert_says("Bilder tas inte emot här");
    assert_eq!(refused.all("textarea"), ["Krossade rutor i gångtunneln."]);
    a_report().file(&reporter).await;
}

#[actix_web::test]
async fn a_form_whose_text_is_too_long_is_refused_with_or_without_files_and_other_forms_take_none() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let endless = "å".repeat(200_000);
    let file = pictures::bare_jpeg(&upright(64, 48));
    let answer = a_report().with("description", &endless).send_with_photos(&reporter, &[("a.jpg", &file)]).await;
    answer.assert_status(413);
    // A form that takes no files forgets them, and does not wait for large ones.
    let files = vec![("file", "a.bin".to_owned(), vec![0; 300 * 1024])];
    let elsewhere = reporter.post_with_files("/account/password", &[("password", "x")], files).await;
    elsewhere.assert_status(413);
}
