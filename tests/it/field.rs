//! A walk on participants' phones: joining, noting, judging, each exactly once.

use std::time::Instant;

use diesel::prelude::*;
use futures_util::future::{join, join_all};
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::schema::{incidents, walk_judgements, walk_observations, walk_phones, walks};
use lykta::walks::model::Light;
use serde_json::json;

use crate::support::walks::{CODE, a_judgement, a_note, an_open_walk};
use crate::support::{Installation, PASSWORD, TestApp, TestDatabase, a_report, a_shift, a_walk, pictures};

/// How many observations are kept, and how many of them late.
fn count_notes(app: &TestApp) -> (usize, usize) {
    let late: Vec<bool> = app
        .db
        .read_here(|connection| walk_observations::table.select(walk_observations::is_late).load(connection))
        .unwrap();
    (late.len(), late.iter().filter(|late| **late).count())
}

#[actix_web::test]
async fn whoever_has_the_code_joins_without_account_and_leaves_nothing_that_identifies() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.visitor();
    let door = phone.get(&format!("/w/{CODE}")).await;
    door.assert_status(200).assert_says("Trygghetsvandring Fittja").assert_says("Fittja torg");
    assert_eq!(door.all(".promises li").len(), 3);
    assert_eq!(door.all(".languages button"), ["Svenska", "English"]);
    door.assert_lacks("Logga in");
    let joined = phone.post(&format!("/w/{CODE}"), &[("participants", "young")]).await;
    assert_eq!((joined.status, joined.location()), (303, format!("/w/{CODE}")));
    let cookie = joined.header("set-cookie");
    for part in ["lykta_walk=", "HttpOnly", "SameSite=Lax", &format!("Path=/w/{CODE};")] {
        assert!(cookie.contains(part), "{part} is missing in {cookie}");
    }
    // An hour and three quarters are left of the walk, and then 72 hours.
    assert!(cookie.contains(&format!("Max-Age={}", (72 * 4 + 7) * 15 * 60)), "{cookie}");
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    let kept: Vec<(String, Option<String>)> = app
        .db
        .read_here(|connection| {
            walk_phones::table.select((walk_phones::token_hash, walk_phones::participants)).load(connection)
        })
        .unwrap();
    assert_eq!(kept.len(), 1);
    phone.post(&format!("/w/{CODE}"), &[]).await.assert_status(303);
    let phones: i64 = app.db.read_here(|connection| walk_phones::table.count().get_result(connection)).unwrap();
    assert_eq!(phones, 1, "whoever presses twice joins once");
    assert_eq!(kept[0].1.as_deref(), Some("young"));
    assert!(token.len() >= 43 && kept[0].0 != token && kept[0].0.len() == 64);
    let overview = phone.get(&format!("/w/{CODE}")).await;
    overview.assert_says("0 av 2 stopp").assert_says("Gångtunneln").assert_says("Krögarvägen");
    phone.get(&format!("/w/{CODE}/stops/1")).await.assert_says("Titta efter").assert_says("Nästa stopp: Krögarvägen");
    phone.get(&format!("/w/{CODE}/stops/2")).await.assert_says("Klart: till översikten");
    phone.get(&format!("/w/{CODE}/stops/3")).await.assert_status(404);
}

#[actix_web::test]
async fn a_code_is_read_in_any_letters_with_any_gaps() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.visitor();
    for typed in ["klmnprst", "KLMN-PRST", " klmn prst "] {
        let sent = phone.post("/w", &[("code", typed)]).await;
        assert_eq!((sent.status, sent.location()), (303, format!("/w/{CODE}")), "{typed}");
    }
    assert_eq!(phone.get("/w/klmn-prst").await.location(), format!("/w/{CODE}"));
    phone.post("/w", &[("code", " - ")]).await.assert_status(422).assert_says("Skriv koden");
}

#[actix_web::test]
async fn a_walk_takes_new_phones_during_its_hours_alone_and_says_kindly_why_not() {
    let app = TestApp::spawn().await;
    an_open_walk().starting("2026-11-19T17:00:00Z").keep(&app);
    let address = format!("/w/{CODE}");
    let phone = app.visitor();
    phone.get(&address).await.assert_status(200).assert_says("Du kan gå med från 19 november 2026 17.00");
    phone.post(&address, &[]).await.assert_status(200).assert_says("har inte börjat än");
    app.at("2026-11-19T16:00:00Z");
    let early = app.joined(CODE).await;
    app.at("2026-11-19T19:00:00Z");
    phone.get(&address).await.assert_status(200).assert_says("Vandringen är slut");
    phone.post(&address, &[]).await.assert_status(200).assert_says("Vandringen är slut");
    early.get(&address).await.assert_says("Gångtunneln").assert_says("märks som skickat i efterhand");
    let withdraw = |connection: &mut _| {
        Ok(diesel::update(walks::table).set(walks::code.eq(None::<String>)).execute(connection)?)
    };
    app.db.write_here(withdraw).unwrap();
    app.at("2026-11-19T17:30:00Z");
    phone.get(&address).await.assert_status(404).assert_says("känner vi inte igen");
    phone.post(&address, &[]).await.assert_status(404);
    early.get(&address).await.assert_status(200).assert_says("Gångtunneln");
}

#[actix_web::test]
async fn a_guesser_is_slowed_down_while_forty_phones_behind_the_same_address_join() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let guesser = app.visitor();
    let first = guesser.get("/w/AAAAAAAA").await;
    first.assert_status(404).assert_says("Jämför med affischen");
    assert_eq!(first.value("code").as_deref(), Some("AAAAAAAA"));
    let guesses = join_all((0..30).map(|number| {
        let guesser = guesser.clone();
        async move { guesser.get(&format!("/w/GUESS{number:03}")).await }
    }));
    let begun = Instant::now();
    let guessing = async { (guesses.await, begun.elapsed()) };
    let joining = join_all((0..40).map(|_| app.joined(CODE)));
    let ((answers, guessed_in), phones) = join(guessing, joining).await;
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert_eq!((refused.len(), phones.len()), (11, 40), "twenty wrong ones are free");
    let waits: Vec<u64> = refused.iter().map(|answer| answer.header("retry-after").parse().unwrap()).collect();
    assert!(waits.iter().max() >= Some(&900), "each costs more than the one before: {waits:?}");
    refused[0].assert_says("Den rätta koden släpps alltid in");
    assert!(guessed_in.as_secs() >= 2, "a guess that is refused waits for its answer: {guessed_in:?}");
}

#[actix_web::test]
async fn guessing_from_many_addresses_is_slowed_down_too_and_the_right_code_goes_through() {
    let app = TestApp::spawn_with(|config| config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()]).await;
    an_open_walk().keep(&app);
    let from = |number: usize| {
        let address = format!("198.51.{}.{}", number / 250, number % 250 + 1);
        app.visitor().with_header("x-forwarded-for", &address)
    };
    for chunk in 0..10 {
        let guesses = (chunk * 50..chunk * 50 + 50).map(|number| {
            let guesser = from(number);
            async move { guesser.get(&format!("/w/GUESS{number:03}")).await.status }
        });
        assert!(join_all(guesses).await.iter().all(|status| *status == 404), "five hundred are free");
    }
    from(600).get("/w/GUESS600").await.assert_status(429);
    from(601).get(&format!("/w/{CODE}")).await.assert_status(200);
    from(601).post(&format!("/w/{CODE}"), &[]).await.assert_status(303);
}

#[actix_web::test]
async fn a_note_is_kept_exactly_once_however_often_it_is_sent() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let note = a_note();
    let sent = note.send(&phone).await;
    assert_eq!((sent.status, sent.location()), (303, format!("/w/{CODE}/stops/1")));
    let page = phone.get(&sent.location()).await;
    page.assert_says("Anteckningen är mottagen").assert_says("Två lampor är trasiga i tunneln.");
    assert_eq!(note.send(&phone).await.location(), sent.location());
    phone.get(&sent.location()).await.assert_says("Den finns en gång");
    let again = note.clone().with("noted_at", "2026-11-19T12:50:00Z").send_queued(&phone).await;
    assert_eq!(again, (200, json!({ "received": sent.location() })), "a phone's clock is no part of what was written");
    let other = note.clone().with("description", "Något helt annat.");
    other.send(&phone).await.assert_status(409).assert_says("Något helt annat.").assert_says("redan skickats");
    let (status, answer) = other.send_queued(&phone).await;
    assert_eq!(status, 409);
    assert!(answer["error"].as_str().unwrap().contains("redan skickats"), "{answer}");
    let stranger = app.joined(CODE).await;
    note.send(&stranger).await.assert_status(409).assert_lacks("mottagen");
    assert_eq!(count_notes(&app), (1, 0));
    phone.get(&format!("/w/{CODE}")).await.assert_says("en anteckning").assert_says("1 av 2 stopp");
    stranger.get(&format!("/w/{CODE}/stops/1")).await.assert_lacks("Två lampor");
}

#[actix_web::test]
async fn what_is_wrong_with_a_note_is_told_beside_its_field_and_little_is_asked_for() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let told = [
        ("kind", "", "kind", "Välj vad det är"),
        ("description", "", "description", "Skriv några ord"),
        ("description", "Han heter 850709-9805.", "description", "personnummer"),
        ("description", &"a".repeat(1001), "description", "högst 1000 tecken"),
        ("position", "här", "position", "Koordinaterna gick inte att läsa"),
        ("stop", "7", "stop", "finns inte på vandringen"),
        ("submission_id", "7", "submission_id", ""),
    ];
    for (field, value, at, words) in told {
        let note = a_note().with(field, value);
        note.send(&phone).await.assert_status(422).assert_says(words);
        let (status, answer) = note.send_queued(&phone).await;
        assert_eq!(status, 422);
        assert!(answer["errors"][at][0].as_str().unwrap().contains(words), "{answer}");
    }
    assert_eq!(count_notes(&app), (0, 0));
    let plain = a_note().with("theme", "").with("stop", "").with("position", "59.4, 18.4").with("accuracy_m", "12");
    assert_eq!(plain.send(&phone).await.location(), format!("/w/{CODE}"), "kept, however far out");
    let kept: (String, Option<i64>, Option<f64>, Option<f64>) = app
        .db
        .read_here(|connection| {
            walk_observations::table
                .select((
                    walk_observations::theme,
                    walk_observations::stop_id,
                    walk_observations::latitude,
                    walk_observations::accuracy_m,
                ))
                .first(connection)
        })
        .unwrap();
    assert_eq!(kept, ("other".to_owned(), None, Some(59.4), Some(12.0)));
}

#[actix_web::test]
async fn a_picture_may_stand_for_words_and_the_same_note_with_another_picture_is_another() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let (one, other) =
        (pictures::bare_jpeg(&pictures::upright(64, 48)), pictures::bare_jpeg(&pictures::upright(48, 64)));
    let note = a_note().with("description", "");
    note.send_with_photos(&phone, &[("a.jpg", &one)]).await.assert_status(303);
    note.send_with_photos(&phone, &[("a.jpg", &one)]).await.assert_status(303);
    note.send_with_photos(&phone, &[("a.jpg", &other)]).await.assert_status(409);
    note.send(&phone).await.assert_status(422);
    let refused = a_note().send_with_photos(&phone, &[("a.jpg", b"no picture")]).await;
    refused.assert_status(422).assert_says("a.jpg");
    phone.get(&format!("/w/{CODE}/stops/1")).await.assert_says("en bild");
    assert_eq!(count_notes(&app), (1, 0));
}

#[actix_web::test]
async fn what_comes_after_the_walk_is_late_and_after_72_hours_nothing_is_taken() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let (phone, note) = (app.joined(CODE).await, a_note());
    note.send(&phone).await.assert_status(303);
    app.at("2026-11-19T15:00:00Z");
    a_note().with("noted_at", "2026-11-19T13:40:00Z").send(&phone).await.assert_status(303);
    a_judgement().send(&phone).await.assert_status(303);
    assert_eq!(count_notes(&app), (2, 1));
    app.at("2026-11-22T14:45:00Z");
    let (status, answer) = a_note().send_queued(&phone).await;
    assert_eq!(status, 410);
    assert!(answer["error"].as_str().unwrap().contains("tre dygn"), "{answer}");
    assert_eq!(a_judgement().send_queued(&phone).await.0, 410);
    assert_eq!(note.send_queued(&phone).await.0, 200, "what was received stays received");
    let forgotten = app.visitor();
    assert_eq!(a_note().send_queued(&forgotten).await.0, 410, "whose cookie is gone with the hours");
    assert_eq!(count_notes(&app), (2, 1));
}

#[actix_web::test]
async fn a_phone_says_when_something_was_written_as_far_as_that_can_be() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    app.at("2026-11-19T13:30:00Z");
    for noted_at in ["2026-11-19T13:05:00Z", "1970-01-01T00:00:00Z", "2031-01-01T00:00:00Z", "i går", ""] {
        a_note().with("noted_at", noted_at).send(&phone).await.assert_status(303);
    }
    let kept: Vec<lykta::db::Moment> = app
        .db
        .read_here(|connection| {
            walk_observations::table.order(walk_observations::id).select(walk_observations::noted_at).load(connection)
        })
        .unwrap();
    let kept: Vec<String> = kept.into_iter().map(|at| at.instant().to_string()).collect();
    let (now, opened) = ("2026-11-19T13:30:00Z", "2026-11-19T11:45:00Z");
    assert_eq!(kept, ["2026-11-19T13:05:00Z", opened, now, now, now]);
}

#[actix_web::test]
async fn a_stop_is_judged_as_far_as_one_likes_and_the_later_word_holds() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let stop = format!("/w/{CODE}/stops/1");
    let page = phone.get(&stop).await;
    assert_eq!(page.all(".scale").len(), 8);
    assert_eq!(page.all(".feeling .tile").len(), 5);
    assert_eq!(page.all(".unjudged input[checked]").len(), 8, "not judged unless somebody says so");
    let judgement = a_judgement();
    assert_eq!(judgement.send(&phone).await.location(), stop);
    phone.get(&stop).await.assert_says("Bedömningen är mottagen");
    assert_eq!(judgement.send(&phone).await.status, 303);
    judgement.clone().with("lighting", "2").send(&phone).await.assert_status(409);
    app.at("2026-11-19T13:20:00Z");
    a_judgement().with("lighting", "3").send(&phone).await.assert_status(303);
    a_judgement().with("lighting", "0").with("noted_at", "2026-11-19T13:10:00Z").send(&phone).await.assert_status(303);
    let page = phone.get(&stop).await;
    let rated = page.attribute("#lighting input[checked]", "value");
    assert_eq!(rated.as_deref(), Some("3"), "what was written earlier came later");
    assert_eq!(page.attribute("#openness input[checked]", "value").as_deref(), Some(""));
    for (field, value) in [("lighting", "4"), ("feeling", "-1"), ("people", "många"), ("stop", "9")] {
        a_judgement().with(field, value).send(&phone).await.assert_status(422);
        assert_eq!(a_judgement().with(field, value).send_queued(&phone).await.0, 422);
    }
    let empty = a_judgement().with("lighting", "").with("people", "").with("feeling", "");
    empty.send(&phone).await.assert_status(422).assert_says("Bedöm minst en sak");
    let kept: i64 = app.db.read_here(|connection| walk_judgements::table.count().get_result(connection)).unwrap();
    assert_eq!(kept, 3, "both stay");
}

#[actix_web::test]
async fn whoever_joined_one_walk_opens_no_other_and_two_on_one_phone_are_two() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    an_open_walk().called("En annan vandring").with_code("BCDFGHJK").keep(&app);
    let phone = app.joined(CODE).await;
    assert_eq!(phone.get("/w/BCDFGHJK/stops/1").await.location(), "/w/BCDFGHJK");
    a_note().on("BCDFGHJK").send(&phone).await.assert_status(401).assert_says("inte med på vandringen");
    let (status, answer) = a_note().on("BCDFGHJK").send_queued(&phone).await;
    assert_eq!((status, answer["error"].is_string()), (401, true));
    phone.post("/w/BCDFGHJK", &[]).await.assert_status(303);
    a_note().on("BCDFGHJK").send(&phone).await.assert_status(303);
    a_note().send(&phone).await.assert_status(303);
    assert_eq!(count_notes(&app), (2, 0), "one walk after another, and the first one is not lost");
    let left = phone.post(&format!("/w/{CODE}/leave"), &[]).await;
    assert_eq!(left.location(), "/w");
    a_note().send(&phone).await.assert_status(401);
    phone.post(&format!("/w/{CODE}"), &[]).await.assert_status(303);
    phone.get(&format!("/w/{CODE}/stops/1")).await.assert_status(200).assert_lacks("Två lampor");
}

#[actix_web::test]
async fn a_phone_that_was_shut_out_is_told_so_and_delivers_nothing() {
    let app = TestApp::spawn().await;
    let walk = an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let now = app.now();
    let shut_out = |connection: &mut _| Ok(lykta::walks::store::end_phones(connection, walk, now.into())?);
    assert_eq!(app.db.write_here(shut_out).unwrap(), 1);
    phone.get(&format!("/w/{CODE}")).await.assert_status(410).assert_says("dragits in");
    assert_eq!(a_note().send_queued(&phone).await.0, 410);
    assert_eq!(count_notes(&app), (0, 0));
}

#[actix_web::test]
async fn whoever_leads_the_walk_notes_with_an_account_and_other_accounts_join_as_everybody() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let leader = app.signed_in(Role::WalkLeader).await;
    leader
        .get(&format!("/w/{CODE}"))
        .await
        .assert_status(200)
        .assert_says("Gångtunneln")
        .assert_lacks("Lämna vandringen");
    a_note().send(&leader).await.assert_status(303);
    let senders: Vec<(Option<i64>, bool)> = app
        .db
        .read_here(|connection| {
            let account = walk_observations::account_id;
            walk_observations::table.select((walk_observations::phone_id, account.is_not_null())).load(connection)
        })
        .unwrap();
    assert_eq!(senders, [(None, true)]);
    let other = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let elsewhere = app.signed_in_of(Role::WalkLeader, other).await;
    an_open_walk()
        .called("Synerond")
        .with_code("BCDFGHJK")
        .of_organisation("Botkyrkabyggen", OrganisationKind::Housing)
        .keep(&app);
    elsewhere.get("/w/BCDFGHJK").await.assert_says("0 av 2 stopp");
    elsewhere.get(&format!("/w/{CODE}")).await.assert_says("Det här händer med det du skriver");
    a_note().send(&elsewhere).await.assert_status(401);
}

#[actix_web::test]
async fn after_dark_the_screen_is_dark_unless_somebody_says_otherwise() {
    let app = TestApp::spawn().await;
    an_open_walk().in_light(Light::Dark).keep(&app);
    an_open_walk().with_code("BCDFGHJK").keep(&app);
    let phone = app.joined(CODE).await;
    let screen = |page: crate::support::Page| page.attribute("html", "data-screen");
    let here = format!("/w/{CODE}/stops/1");
    assert_eq!(screen(phone.get(&here).await).as_deref(), Some("dark"));
    assert_eq!(screen(app.joined("BCDFGHJK").await.get("/w/BCDFGHJK").await), None);
    let chosen = phone.post(&format!("/w/{CODE}/screen"), &[("screen", "phone"), ("back", &here)]).await;
    assert_eq!(chosen.location(), here);
    assert_eq!(screen(phone.get(&here).await), None);
    let astray = phone.post(&format!("/w/{CODE}/screen"), &[("screen", "dark"), ("back", "//example.org")]).await;
    assert_eq!(astray.location(), format!("/w/{CODE}"));
    assert_eq!(screen(phone.get(&here).await).as_deref(), Some("dark"));
}

#[actix_web::test]
async fn a_participant_reads_the_walk_in_the_language_that_was_chosen_and_pages_say_which_way_it_runs() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let here = format!("/w/{CODE}/stops/1");
    let page = phone.get(&here).await;
    assert_eq!(
        (page.attribute("html", "lang").as_deref(), page.attribute("html", "dir").as_deref()),
        (Some("sv"), Some("ltr"))
    );
    let chosen = phone.post("/language", &[("language", "en"), ("back", &here)]).await;
    assert_eq!(chosen.location(), here);
    let page = phone.get(&here).await;
    page.assert_says("How is it here?").assert_lacks("Belysning");
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"));
}

#[actix_web::test]
async fn reports_and_shifts_answer_a_queue_in_the_same_words() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let queue = reporter.clone().with_header("x-lykta-queue", "1");
    for form in [a_report(), a_shift()] {
        let answer = async |form: &crate::support::Form, visitor| {
            let page = form.send(visitor).await;
            (page.status, serde_json::from_slice::<serde_json::Value>(&page.body).unwrap())
        };
        let address = form.file(&reporter).await;
        assert_eq!(answer(&form, &queue).await, (200, json!({ "received": address })));
        let field = if address.starts_with("/shifts") { "people" } else { "severity" };
        let (status, told) = answer(&form.clone().with(field, ""), &queue).await;
        assert!(status == 422 && told["errors"][field][0].is_string(), "{status} {told}");
        let other = form.clone().with("description", "Något annat.").with("people", "4");
        let (status, told) = answer(&other, &queue).await;
        assert!(status == 409 && told["error"].is_string(), "{status} {told}");
        let stranger = app.visitor().with_header("x-lykta-queue", "1");
        let (status, told) = answer(&form, &stranger).await;
        assert!(status == 401 && told["error"].is_string(), "{status} {told}");
    }
}

#[actix_web::test]
async fn a_participant_reports_an_incident_as_the_walks_which_counts_once_somebody_has_looked() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let address = format!("/w/{CODE}/incident");
    let form = phone.get(&address).await;
    form.assert_status(200).assert_says("ring 112").assert_says("arbetsgruppen för trygghet");
    for field in ["audience", "on_behalf", "wants_mail", "shift", "asks_nearby"] {
        assert!(form.all(&format!("[name={field}]")).is_empty(), "{field} is for accounts");
    }
    let map = form.attribute("[data-base]", "data-base").unwrap();
    phone.get(&map).await.assert_status(200);
    let report = a_report().with("audience", "public").with("on_behalf", "yes").with("wants_mail", "yes");
    let photo = pictures::bare_jpeg(&pictures::upright(64, 48));
    let sent =
        phone.post_with_files(&address, &report.fields(), vec![("photo", "a.jpg".to_owned(), photo.clone())]).await;
    assert_eq!((sent.status, sent.location()), (303, format!("/w/{CODE}")), "{}", sent.text());
    phone.get(&sent.location()).await.assert_says("en samordnare läser den");
    let again = phone.post_with_files(&address, &report.fields(), vec![("photo", "a.jpg".to_owned(), photo)]).await;
    assert_eq!(again.status, 303);
    let other = report.clone().with("description", "Något annat.");
    phone.post(&address, &other.fields()).await.assert_status(409).assert_says("Något annat.");
    let guarded = report.clone().with("submission_id", &uuid::Uuid::new_v4().to_string());
    let guarded = guarded.with("description", "Det var 850709-9805.");
    phone.post(&address, &guarded.fields()).await.assert_status(422).assert_says("personnummer");
    phone.get("/incidents/1").await.assert_status(303);
    phone.get("/incidents/1/photos/1").await.assert_status(303);
    let kept: (Option<i64>, Option<i64>, String, bool, bool, bool) = app
        .db
        .read_here(|connection| {
            incidents::table
                .select((
                    incidents::walk_id,
                    incidents::account_id,
                    incidents::audience,
                    incidents::is_counted,
                    incidents::is_on_behalf,
                    incidents::wants_mail,
                ))
                .get_result(connection)
        })
        .unwrap();
    assert_eq!(kept, (Some(1), None, "working_group".to_owned(), false, false, false));
    let coordinator = app.signed_in(Role::Coordinator).await;
    let seen = coordinator.get("/incidents/1").await;
    seen.assert_says("en deltagare på en trygghetsvandring").assert_says("Krossade rutor");
    coordinator.get("/incidents/review").await.assert_says("Skadegörelse");
    coordinator.get("/incidents/1/photos/1").await.assert_status(200);
}

#[actix_web::test]
async fn an_incident_that_waited_in_a_phone_happened_when_it_was_written() {
    let app = TestApp::spawn().await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await.with_header("x-lykta-queue", "1");
    app.at("2026-11-20T08:00:00Z");
    let address = format!("/w/{CODE}/incident");
    let report = a_report().with("when", "now").with("opened_at", "2026-11-19T09:00").with("occurred_from", "");
    let sent = phone.post_multipart(&address, &report.clone().with("noted_at", "2026-11-19T13:20:00Z").fields()).await;
    sent.assert_status(200);
    let kept: lykta::db::Moment =
        app.db.read_here(|connection| incidents::table.select(incidents::occurred_from).first(connection)).unwrap();
    assert_eq!(kept.instant().to_string(), "2026-11-19T13:20:00Z", "though its page was opened in the morning");
    let fresh = report.with("submission_id", &uuid::Uuid::new_v4().to_string());
    assert_eq!(phone.post_multipart(&address, &fresh.fields()).await.status, 422, "nobody knows when that was");
    app.at("2026-11-22T15:00:00Z");
    phone
        .post_multipart(&address, &fresh.with("when", "between").with("occurred_from", "2026-11-19T14:10").fields())
        .await
        .assert_status(410);
}

#[actix_web::test]
async fn the_leader_sees_what_comes_in_by_stop_with_counts_and_no_names() {
    let app = TestApp::spawn().await;
    let walk = an_open_walk().keep(&app);
    let leader = app.signed_in(Role::WalkLeader).await;
    let live = format!("/walks/{walk}/live");
    leader.get(&live).await.assert_status(200).assert_says("Ingen telefon är med än");
    let (young, old) = (app.joined_as(CODE, "young").await, app.joined_as(CODE, "old").await);
    app.joined(CODE).await.post(&format!("/w/{CODE}/leave"), &[]).await.assert_status(303);
    for number in 0..7 {
        a_note().with("description", &format!("Lampa {number} är trasig.")).send(&young).await.assert_status(303);
    }
    a_judgement().send(&old).await.assert_status(303);
    a_judgement().with("lighting", "2").send(&old).await.assert_status(303);
    a_note()
        .with("stop", "")
        .with("description", "Fint upplyst.")
        .with("kind", "strength")
        .send(&old)
        .await
        .assert_status(303);
    old.post(&format!("/w/{CODE}/incident"), &a_report().fields()).await.assert_status(303);
    app.at("2026-11-19T16:00:00Z");
    a_note().with("stop", "2").with("description", "Kom på det hemma.").send(&young).await.assert_status(303);
    let page = leader.get(&live).await;
    page.assert_says("2 telefoner är med").assert_says("1 Unga").assert_says("1 Äldre").assert_lacks("Vill inte säga");
    page.assert_says("En händelse är rapporterad").assert_lacks("Krossade rutor");
    page.assert_says("7 anteckningar · en har bedömt").assert_says("Visa alla 7").assert_lacks("Lampa 0");
    page.assert_says("Mellan stoppen").assert_says("Fint upplyst.");
    page.assert_says("en anteckning · 1 i efterhand").assert_says("Kom på det hemma.");
    let first: Vec<String> = page.all(".live-notes li .preline");
    assert_eq!(first[0], "Lampa 6 är trasig.", "the newest first");
    let stop = leader.get(&format!("{live}?stop=1")).await;
    stop.assert_says("Lampa 0").assert_lacks("Kom på det hemma.");
    let elsewhere = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    app.signed_in_of(Role::WalkLeader, elsewhere).await.get(&live).await.assert_status(404);
}

#[actix_web::test]
async fn a_participants_picture_can_be_hidden_with_a_reason_and_is_then_shown_to_nobody() {
    let app = TestApp::spawn().await;
    let walk = an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    let photo = pictures::bare_jpeg(&pictures::upright(640, 480));
    a_note().send_with_photos(&phone, &[("a.jpg", &photo)]).await.assert_status(303);
    let leader = app.signed_in(Role::WalkLeader).await;
    let (live, picture) = (format!("/walks/{walk}/live"), format!("/walks/{walk}/observations/1/photos/1"));
    let page = leader.get(&live).await;
    assert_eq!(page.attribute(".live-notes img", "src"), Some(format!("{picture}/small")));
    for address in [picture.clone(), format!("{picture}/small")] {
        let shown = leader.get(&address).await;
        assert_eq!(
            (shown.status, shown.header("content-type"), shown.header("cache-control")),
            (200, "image/jpeg", "private, no-store")
        );
        assert!(phone.get(&address).await.status == 303, "{address} is the leader's");
    }
    leader.get(&format!("/walks/{walk}/observations/2/photos/1")).await.assert_status(404);
    let hide = format!("{picture}/hide");
    leader.get(&hide).await.assert_status(200).assert_says("går inte att ångra");
    leader.post(&hide, &[("reason", "")]).await.assert_status(422).assert_says("Skriv varför");
    leader.post(&hide, &[("reason", "Ansiktet på 850709-9805 syns.")]).await.assert_status(422);
    let hidden = leader.post(&hide, &[("reason", "En person går att känna igen.")]).await;
    assert_eq!((hidden.status, hidden.location()), (303, live.clone()));
    leader.get(&live).await.assert_says("En person går att känna igen.").assert_says("Bild 1 är dold");
    for address in [picture.clone(), format!("{picture}/small"), hide.clone()] {
        leader.get(&address).await.assert_status(410);
    }
    leader.post(&hide, &[("reason", "Igen.")]).await.assert_status(410);
    leader.get(&format!("/walks/{walk}")).await.assert_says("Bild dold");
}

#[actix_web::test]
async fn a_page_that_listens_is_told_that_something_changed_and_nothing_else() {
    let app = TestApp::spawn().await;
    let walk = an_open_walk().keep(&app);
    let other = an_open_walk().with_code("BCDFGHJK").keep(&app);
    let leader = app.signed_in(Role::WalkLeader).await;
    let phone = app.joined(CODE).await;
    let mut stream = leader.open(&format!("/walks/{walk}/changes")).await;
    assert_eq!((stream.status, stream.header("content-type")), (200, "text/event-stream"));
    assert!(["", "identity"].contains(&stream.header("content-encoding")), "it is never packed");
    let mut silent = leader.open(&format!("/walks/{other}/changes")).await;
    assert_eq!(stream.next().await, "retry: 3000\n\n");
    assert_eq!(silent.next().await, "retry: 3000\n\n");
    a_note().send(&phone).await.assert_status(303);
    assert_eq!(stream.next().await, "data: changed\n\n");
    a_judgement().send(&phone).await.assert_status(303);
    assert_eq!(stream.next().await, "data: changed\n\n");
    phone.post(&format!("/w/{CODE}/incident"), &a_report().fields()).await.assert_status(303);
    assert_eq!(stream.next().await, "data: changed\n\n");
    a_note().on("BCDFGHJK").send(&app.joined("BCDFGHJK").await).await.assert_status(303);
    assert_eq!(silent.next().await, "data: changed\n\n", "nothing of the other walk came before");
    let mut open = Vec::new();
    for _ in 0..19 {
        open.push(leader.open(&format!("/walks/{walk}/changes")).await);
    }
    assert!(open.iter().all(|stream| stream.status == 200));
    assert_eq!(leader.open(&format!("/walks/{walk}/changes")).await.status, 429);
}

#[actix_web::test]
async fn a_page_that_listens_does_not_keep_the_program_from_stopping() {
    let database = TestDatabase::prepared();
    let installation = Installation::new(database.url());
    installation.add_account("asa@example.se", "walk_leader");
    let program = installation.serve();
    let leader = program.visitor();
    leader.post("/sign-in", &[("email", "asa@example.se"), ("password", PASSWORD)]).await.assert_status(303);
    a_walk().file(&leader).await;
    let mut stream = leader.open("/walks/1/changes").await;
    assert_eq!(stream.next().await, "retry: 3000\n\n");
    let begun = Instant::now();
    program.ask_to_stop();
    assert_eq!(stream.next().await, "", "it ends");
    let status = tokio::task::spawn_blocking(move || program.wait()).await.unwrap();
    // A request that does not end holds it for thirty seconds.
    assert!(status.success() && begun.elapsed().as_secs() < 15, "{status} after {:?}", begun.elapsed());
}
