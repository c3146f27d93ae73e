//! The red thread, walked from a goal to a verified measure and back by links alone.

use fantoccini::Locator;
use lykta::accounts::{OrganisationKind, Role};

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::support::{TestApp, a_measure};

impl Browser {
    /// Follows the link in the page's content that says this, and waits for the page it leads to.
    async fn follow(&self, words: &str, path: &str) {
        self.client.find(Locator::LinkText(words)).await.unwrap().click().await.unwrap();
        self.client.wait().for_url(&self.client.current_url().await.unwrap().join(path).unwrap()).await.unwrap();
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn the_thread_is_walked_from_a_goal_to_a_verified_measure_and_back() {
    let app = TestApp::spawn().await;
    let owner = app.organisation("Gatukontoret", OrganisationKind::Municipality);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(owner).file(&coordinator).await;
    let steps = [("1", "accepted", "due_accept"), ("2", "done", "outcome"), ("3", "verified", "words_verify")];
    for (version, step, field) in steps {
        let fields = [("version", version), ("step", step), (field, if step == "done" { "Bytt." } else { "" })];
        coordinator.post("/measures/1", &fields).await.assert_status(303);
    }
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Coordinator).await;
        // A goal, a commitment, and the measure that is there already.
        browser.open_page(&app, "/followup/goals/new").await;
        browser.tab_to("Nummer").await;
        browser.type_text("1").await;
        browser.tab_to("Mål").await;
        browser.type_text("Ljusa gångvägar").await;
        browser.tab_to("Från år").await;
        browser.type_text("2026").await;
        browser.client.find(Locator::Css("main form.form .go")).await.unwrap().click().await.unwrap();
        browser.wait_for(".flash").await;
        browser.client.find(Locator::Css("a[href^='/followup/commitments/new']")).await.unwrap().click().await.unwrap();
        browser.wait_for("[name=committee]").await;
        browser.tab_to("Nämnd eller förvaltning").await;
        browser.type_text("Tekniska nämnden").await;
        browser.tab_to("Åtagande").await;
        browser.type_text("Lamporna lyser").await;
        browser.client.find(Locator::Css("main form.form .go")).await.unwrap().click().await.unwrap();
        browser.wait_for("label.tile").await;
        browser.client.find(Locator::Css("label.tile")).await.unwrap().click().await.unwrap();
        browser.client.find(Locator::Css("form.form[method=post] button")).await.unwrap().click().await.unwrap();
        browser.wait_for("tbody a").await;
        assert_eq!(browser.text_of(".page-head .sign").await, "klart och kontrollerat");

        // Forth …
        browser.open_page(&app, "/followup").await;
        browser.follow("Ljusa gångvägar", "/followup/goals/1").await;
        browser.follow("Lamporna lyser", "/followup/commitments/1").await;
        browser.follow("Byt lampan i gångtunneln", "/followup/measures/1").await;
        assert_eq!(browser.text_of(".page-head .sign").await, "Klar och kontrollerad");
        browser.follow("Till åtgärden", "/measures/1").await;
        // … and back.
        browser.follow("Mål och åtaganden", "/followup/measures/1").await;
        assert_eq!(browser.text_of("blockquote").await, "Bytt.");
        browser.follow("Lamporna lyser", "/followup/commitments/1").await;
        browser.follow("1 Ljusa gångvägar", "/followup/goals/1").await;
        browser.follow("Den röda tråden", "/followup").await;
        assert!(browser.text().await.contains("1 av 1 åtaganden är klara"), "{}", browser.text().await);

        let mut findings = Vec::new();
        for page in
            ["/followup", "/followup/goals/1", "/followup/commitments/1", "/followup/measures/1", "/followup/plan/2026"]
        {
            assert_eq!(browser.open_page(&app, page).await, 200);
            findings.extend(list_findings(browser, page).await);
        }
        assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    })
    .await;
}
