//! Personal data does not come in: the published numbers, the form, the correction, the table.

use lykta::accounts::{OrganisationKind, Role};
use lykta::privacy::{Verdict, judge};

use crate::support::{TestApp, a_report, lykta};

/// A published test number of no living person.
const NUMBER: &str = "19821105-9954";

#[test]
fn every_published_number_and_look_alike_gets_its_answer() {
    // The personnummer project's test data and the tax agency's rules; look-alikes of our own.
    let mut rows = csv::Reader::from_reader(include_bytes!("data/personal-numbers.csv").as_slice());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let (text, expected) = (&row[0], &row[3]);
        for sentence in [text.to_owned(), format!("Vid porten, {text}."), format!("({text}) igen")] {
            let answer = match judge(&sentence) {
                Verdict::Pass => "pass",
                Verdict::Warn(_) => "warn",
                Verdict::Stop(_) => "stop",
            };
            assert_eq!(answer, expected, "{sentence}");
        }
        count += 1;
    }
    assert_eq!(count, 78);
}

#[actix_web::test]
async fn a_report_with_a_personal_number_is_not_kept_and_its_writer_keeps_the_text() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let text = format!("Rutan krossades av {NUMBER}.");
    let form = a_report().with("description", &text);
    for sent in [form.clone(), form.with("confirm_privacy", "yes")] {
        let page = sent.send(&reporter).await;
        page.assert_status(422).assert_says("ser ut som ett personnummer (vid tecken 20)");
        assert_eq!(page.all("textarea")[0], text, "the text is the writer's to change");
        assert_eq!(page.body_text().matches(NUMBER).count(), 1, "no message repeats it");
        assert!(page.all("#description-error")[0].contains("Ta bort det"), "it is told beside the text");
    }
    reporter.get("/incidents").await.assert_says("Inga rapporter");
}

#[actix_web::test]
async fn what_may_point_out_somebody_is_asked_about_once() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    reporter.get("/incidents/new").await.assert_lacks("pekar inte ut någon person");
    let form = a_report().with("description", "Ring 08-530 610 00 eller vakt@exempel.se, bil ABC 123");
    let asked = form.send(&reporter).await;
    asked.assert_status(422).assert_says("Jag har läst igenom texten: den pekar inte ut någon person");
    asked.assert_says(
        "telefonnummer (vid tecken 6), e-postadress (vid tecken 26), registreringsnummer (vid tecken 47).",
    );
    assert_eq!(asked.attribute(".faults a", "href").as_deref(), Some("#confirm_privacy"));
    assert_eq!(asked.attribute("#confirm_privacy", "checked"), None, "the writer ticks it, not we");
    reporter.get("/incidents").await.assert_says("Inga rapporter");
    form.with("confirm_privacy", "yes").file(&reporter).await;
    reporter.get("/incidents").await.assert_says("En rapport");
}

#[actix_web::test]
async fn a_correction_is_guarded_as_the_report_was() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().file(&reporter).await;
    let correct = format!("{address}/correct");
    let version = reporter.get(&correct).await.value("submission_id").unwrap();
    let corrected = a_report().with("submission_id", &version);
    let stopped = corrected.clone().with("description", NUMBER);
    reporter.post(&correct, &stopped.fields()).await.assert_status(422).assert_says("ser ut som ett personnummer");
    let warned = corrected.with("description", "Det var i lgh 1203");
    reporter.post(&correct, &warned.fields()).await.assert_status(422).assert_says("lägenhetsnummer (vid tecken 11)");
    reporter.get(&address).await.assert_says("Krossade rutor").assert_lacks("1203");
    let confirmed = warned.with("confirm_privacy", "yes");
    reporter.post(&correct, &confirmed.fields()).await.assert_status(303);
    reporter.get(&address).await.assert_says("lgh 1203");
}

#[actix_web::test]
async fn a_row_with_a_personal_number_is_not_taken_in_and_a_doubtful_one_is_listed() {
    let app = TestApp::spawn().await;
    app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rows.csv");
    let table = format!(
        "reference,category,occurred_from,severity,description,organisation\n\
         1,SKA1,2026-11-15T21:30,2,Tre rutor,Botkyrkabyggen\n\
         2,SKA1,2026-11-15T21:30,2,Av {NUMBER},Botkyrkabyggen\n\
         3,SKA1,2026-11-15T21:30,2,Han heter Anna,Botkyrkabyggen\n\
         {NUMBER},SKA1,2026-11-15T21:30,2,Tre rutor,Botkyrkabyggen\n\
         anna@example.se,SKA1,2026-11-15T21:30,2,Tre rutor,Botkyrkabyggen\n"
    );
    std::fs::write(&file, table).unwrap();
    let words = ["import", "incidents", file.to_str().unwrap()];
    let taken = lykta(app.database(), &words);
    taken.assert_fails("line 3: description has a personal identity number at character 4; remove it");
    taken.assert_fails("line 5: reference has a personal identity number at character 1; remove it");
    assert!(taken.stdout.contains("line 6: reference has an e-mail address at character 1"), "{}", taken.stdout);
    assert!(taken.stdout.contains("5 rows read: 3 new, 0 there already, 2 not taken in."), "{}", taken.stdout);
    assert!(taken.stdout.contains("line 4: description has a name at character 5"), "{}", taken.stdout);
    assert!(!format!("{}{}", taken.stdout, taken.stderr).contains(NUMBER), "no list repeats it");
    assert!(!taken.stdout.contains("Anna"), "no list repeats it");
    app.signed_in(Role::Coordinator).await.get("/incidents").await.assert_says("3 rapporter");
}
