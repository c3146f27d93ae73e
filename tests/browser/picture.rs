//! The picture of a week from a word of calm to two weeks beside each other: what municipality, police and housing company do
//! with it between Thursday and Monday.

use fantoccini::key::Key;
use lykta::accounts::{OrganisationKind, Role};
use lykta::urls;
use serde_json::json;

use crate::browser::{Browser, Scheme};
use crate::every_page::list_findings;
use crate::support::{TestApp, a_report, an_incident};

const WEEK: &str = "/situation/2026-W47";

impl Browser {
    async fn slide(&self) -> String {
        self.client.current_url().await.unwrap().query().unwrap_or_default().to_owned()
    }

    /// Presses a key until the wall shows a slide with these words.
    async fn turn_until(&self, key: Key, words: &str) {
        for _ in 0..40 {
            if self.text_of("main article h1").await.contains(words) {
                return;
            }
            self.press_and_wait(key).await;
        }
        panic!("no slide says {words:?}: {}", self.text().await);
    }

    /// Presses a key that turns the wall's slide, and waits for the next one.
    async fn press_and_wait(&self, key: Key) {
        let before = self.slide().await;
        self.press(key).await;
        for _ in 0..100 {
            if self.slide().await != before && self.evaluate("return document.readyState").await == "complete" {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("the slide stays {before}");
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_week_goes_from_a_word_of_calm_to_a_frozen_picture_that_others_read() {
    let app = TestApp::spawn().await;
    let housing = app.organisation("Botkyrkabyggen", OrganisationKind::Housing);
    let partner = app.account_of(Role::Partner, housing);
    for back in 1..=12 {
        an_incident().in_week(&lykta::time::IsoWeek::of(app.now()).plus(-back).to_string()).times(3).keep(&app);
    }
    an_incident().times(19).keep(&app);
    an_incident().in_district("alby").times(2).keep(&app);

    // Thursday: the housing company has nothing to report, and says so by one click from home.
    Browser::run(async |browser| {
        browser.sign_in_at(&app.url(urls::SIGN_IN), &partner).await;
        browser.open_page(&app, urls::HOME).await;
        browser.fill_and_send("form[action='/situation/2026-W47/zero-report']", &[], "button").await;
        browser.assert_says("Vi har noterat att ni inte har något att rapportera.").await;
        browser.open_page(&app, WEEK).await;
        let glance = browser.text_of("#glance").await;
        assert!(glance.contains("Inget att rapportera") && glance.contains("Botkyrkabyggen"), "{glance}");
    })
    .await;

    // The meeting: the coordinator judges a district, shows the week on the wall and writes a decision down on the spot.
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        browser.open_page(&app, WEEK).await;
        browser.assert_says("19 skadegörelser").await;
        browser.follow("/situation/2026-W47/texts/assessment/").await;
        let judged = [("level", "strained"), ("words", "Rutor krossas på kvällarna runt torget.")];
        browser.fill_and_send("main form.form[method=post]", &judged, "button").await;
        browser.assert_says("Rutor krossas på kvällarna runt torget.").await;

        browser.open_page(&app, &urls::picture_wall("2026-W47".parse().unwrap(), 1)).await;
        assert_eq!(list_findings(browser, "the wall").await, Vec::<String>::new());
        // Without a script: the link to what is next has the focus.
        browser.press_and_wait(Key::Enter).await;
        browser.press_and_wait(Key::Left).await;
        assert_eq!(browser.slide().await, "slide=1");
        browser.press_and_wait(Key::End).await;
        browser.press_and_wait(Key::Home).await;
        browser.turn_until(Key::Right, "Skadegörelse och klotter: Fittja").await;
        let slide = browser.slide().await;
        browser.follow("/situation/2026-W47/decide").await;
        let decided = [
            ("title", "Fältgruppen vid torget fredag och lördag"),
            ("organisation", &housing.to_string()),
            ("due_on", "2026-12-04"),
        ];
        browser.fill_and_send("main form.form[method=post]", &decided, "button").await;
        assert_eq!(browser.slide().await, slide, "{}", browser.text().await);
        browser.open_page(&app, WEEK).await;
        browser.assert_says("Fältgruppen vid torget fredag och lördag").await;
        browser.follow("/measures/1").await;
        browser.assert_says("Botkyrkabyggen").await;

        // Nothing is approved before everybody has had their time.
        browser.open_page(&app, &format!("{WEEK}/approve")).await;
        assert_eq!(browser.evaluate("return document.querySelectorAll('#approve').length").await, 0);
        app.at("2026-11-23T12:00:00Z");
        browser.open_page(&app, &format!("{WEEK}/approve")).await;
        browser.fill_and_send("#approve", &[], "button").await;
        assert_eq!(browser.path().await, format!("{WEEK}/versions/1"));
        browser.assert_says("Fastställd").await;
        assert_eq!(list_findings(browser, "the approved version").await, Vec::<String>::new());
        for (format, kind, begins) in
            [("pdf", "application/pdf", "%PDF-"), ("json", "application/json", "{"), ("html", "text/html", "<!")]
        {
            let (media, begin) = browser.fetch_file(&format!("{WEEK}/versions/1/working_group.{format}")).await;
            assert!(
                media.starts_with(kind) && begin.to_lowercase().starts_with(&begins.to_lowercase()),
                "{media} {begin}"
            );
        }
        // The page that stands alone is read under its own strict policy, with its look.
        browser.prefer(Scheme::Light).await;
        browser.open_page(&app, &format!("{WEEK}/versions/1/working_group.html")).await;
        let face = "return getComputedStyle(document.querySelector('h1')).fontWeight";
        assert_ne!(browser.evaluate(face).await, json!("400"));
        browser.assert_says("Fältgruppen vid torget fredag och lördag").await;

        // Somebody reports afterwards: the version stays, and says what has come since.
        app.at("2026-11-23T13:00:00Z");
        a_report().file(&app.signed_in(Role::Coordinator).await).await;
        browser.open_page(&app, &format!("{WEEK}/versions/1")).await;
        browser.assert_says("Sedan dess: +1").await;

        browser.open_page(&app, &format!("{}?a=2026-W46&b=2026-W47", urls::SITUATION_COMPARE)).await;
        browser.assert_says("Fittja").await;
        let text = browser.text_of("main").await;
        assert!(!text.contains('%'), "never a bare percentage: {text}");
    })
    .await;

    // The housing company signs what it has read.
    Browser::run(async |browser| {
        browser.sign_in_at(&app.url(urls::SIGN_IN), &partner).await;
        browser.open_page(&app, &format!("{WEEK}/versions/1")).await;
        browser.fill_and_send("form[action='/situation/2026-W47/versions/1/sign']", &[], "button").await;
        assert!(browser.text_of("#about").await.contains("Botkyrkabyggen"));
    })
    .await;

    // The council finds it in the archive, in the shared edition: nothing exact below five, no decision's place, no draft.
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Council).await;
        browser.open_page(&app, urls::SITUATION).await;
        assert_eq!(browser.path().await, urls::SITUATION_ARCHIVE);
        browser.follow("/situation/2026-W47/versions/1").await;
        let text = browser.text_of("main").await;
        // Alby's two are fewer than five; then Fittja's nineteen cannot be told either beside the whole.
        assert!(text.contains("Hela kommunen 21") && text.contains("Alby <5") && text.contains("Fittja .."), "{text}");
        assert!(!text.contains("Rutor krossas"), "{text}");
        assert_eq!(list_findings(browser, "the shared edition").await, Vec::<String>::new());
        browser.open_page(&app, &format!("{WEEK}/draft.json")).await;
        assert_eq!(browser.status().await, 403);
    })
    .await;
}
