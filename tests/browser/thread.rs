//! The red thread, walked from a goal to a verified measure and back by its links alone.

use lykta::accounts::{OrganisationKind, Role};
use lykta::urls;

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::support::{TestApp, a_measure};

/// The form that the page is for.
const FORM: &str = "main form.form[method=post]";

impl Browser {
    /// Follows a link of the page's content, and says where that led when it is not where it should.
    async fn walk_to(&self, address: &str) {
        self.follow(address).await;
        assert_eq!(self.path().await, address);
    }
}

/// A measure that was promised, done and verified: the first one.
async fn a_verified_measure(app: &TestApp) {
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(owner).file(&coordinator).await;
    let steps = [("1", "accepted", ""), ("2", "done", "Lampan är bytt."), ("3", "verified", "")];
    for (version, step, outcome) in steps {
        let fields = [("version", version), ("step", step), ("outcome", outcome)];
        coordinator.post("/measures/1", &fields).await.assert_status(303);
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn the_thread_is_walked_from_a_goal_to_a_verified_measure_and_back() {
    let app = TestApp::spawn().await;
    a_verified_measure(&app).await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        // A goal, what is undertaken for it, and the measure that is there already.
        browser.open_page(&app, urls::GOAL_NEW).await;
        let goal = [("code", "1"), ("name", "Ljusa gångvägar"), ("from_year", "2026")];
        browser.fill_and_send(FORM, &goal, "button").await;
        browser.follow(urls::COMMITMENT_NEW).await;
        let commitment = [("committee", "Tekniska nämnden"), ("title", "Lamporna lyser")];
        browser.fill_and_send(FORM, &commitment, "button").await;
        browser.fill_and_send(FORM, &[("measure", "1")], "button").await;
        assert_eq!(browser.text_of(".page-head .sign").await, "klart och kontrollerat");

        // Forth …
        browser.open_page(&app, urls::FOLLOWUP).await;
        browser.walk_to("/followup/goals/1").await;
        browser.walk_to("/followup/commitments/1").await;
        browser.walk_to("/followup/measures/1").await;
        assert_eq!(browser.text_of(".page-head .sign").await, "Klar och kontrollerad");
        browser.walk_to("/measures/1").await;
        // … and back.
        browser.walk_to("/followup/measures/1").await;
        assert_eq!(browser.text_of("blockquote").await, "Lampan är bytt.");
        browser.walk_to("/followup/commitments/1").await;
        browser.walk_to("/followup/goals/1").await;
        browser.walk_to(urls::FOLLOWUP).await;
        browser.assert_says("1 av 1 åtaganden är klara").await;

        let mut findings = Vec::new();
        let pages = [
            urls::FOLLOWUP,
            "/followup/goals/1",
            "/followup/commitments/1",
            "/followup/measures/1",
            "/followup/plan/2026",
        ];
        for page in pages {
            assert_eq!(browser.open_page(&app, page).await, 200);
            findings.extend(list_findings(browser, page).await);
        }
        assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    })
    .await;
}
