//! What somebody wrote is not lost: not over a session that ran out, not over a closed page; and nobody else ever sees it.

use fantoccini::Locator;
use fantoccini::key::Key;
use lykta::accounts::{OrganisationKind, Role};
use lykta::urls;

use crate::browser::Browser;
use crate::every_page::list_findings;
use crate::support::{PASSWORD, TestApp};

const RESTORED: &str = "Vi har sparat det du skrev här i webbläsaren";

impl Browser {
    /// Fills in a report that lacks nothing.
    pub async fn write_report(&self, description: &str) {
        self.tab_to("Skadegörelse").await;
        self.press(Key::Enter).await;
        self.press(Key::Tab).await;
        self.arrow_to("Klotter").await;
        self.tab_to("Plats").await;
        self.type_text("Fittja centrum (T-bana)").await;
        self.tab_to("Nej, knappast").await;
        self.press(Key::Space).await;
        self.tab_to("Beskriv kort").await;
        self.type_text(description).await;
    }

    /// What would be sent of a field.
    async fn sent_as(&self, field: &str) -> String {
        let script = format!("return new FormData(document.querySelector('form[data-draft]')).get('{field}') ?? ''");
        self.evaluate(&script).await.as_str().unwrap().to_owned()
    }

    pub async fn send(&self) {
        self.click("main form[method=post] .button.go").await;
    }

    pub async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    async fn count_drafts(&self) -> u64 {
        self.evaluate("return localStorage.length").await.as_u64().unwrap()
    }

    /// Signs in on the page for it that is shown.
    async fn sign_in_here(&self, email: &str) {
        let form = self.client.form(Locator::Css("form[action='/sign-in']")).await.unwrap();
        form.set_by_name("email", email).await.unwrap().set_by_name("password", PASSWORD).await.unwrap();
        form.submit_with(Locator::Css("button")).await.unwrap();
        self.leave("/sign-in").await;
    }
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_report_sent_after_the_session_ran_out_is_there_when_its_writer_has_signed_in() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.write_report("Nedklottrad skylt vid perrongen.").await;
        let id = browser.sent_as("submission_id").await;
        browser.client.delete_all_cookies().await.unwrap();
        browser.send().await;
        browser.wait_for_status(401).await;
        assert!(browser.text().await.contains("Det du skrev i rapporten finns kvar"), "{}", browser.text().await);
        browser.click("main .button.go").await;
        browser.leave(urls::INCIDENTS).await;

        let email = app.account_of(Role::Reporter, app.organisation("Kommunen", OrganisationKind::Municipality));
        browser.sign_in_here(&email).await;
        assert_eq!(browser.path().await, urls::INCIDENT_NEW);
        assert!(browser.text().await.contains(RESTORED));
        assert!(
            browser.client.find(Locator::Css("details.group[open] input:checked")).await.is_ok(),
            "its group is open"
        );
        assert_eq!(list_findings(browser, "a draft").await, Vec::<String>::new());
        assert_eq!(browser.sent_as("submission_id").await, id, "sent twice it would still be one report");
        browser.send().await;
        browser.leave(urls::INCIDENT_NEW).await;
        let text = browser.text().await;
        for words in ["Tack. Rapporten är mottagen", "Klotter", "Fittja", "Nedklottrad skylt vid perrongen."] {
            assert!(text.contains(words), "{words:?} is missing in: {text}");
        }

        assert_eq!(browser.count_drafts().await, 0, "what was received is kept no longer");
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert!(!browser.text().await.contains(RESTORED));
        assert_eq!(browser.sent_as("description").await, "");
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_draft_waits_for_its_writer_alone_and_goes_when_asked() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert_eq!(browser.count_drafts().await, 0, "a form that nobody wrote in is no draft");
        browser.tab_to("Beskriv kort").await;
        browser.type_text("Bara början").await;
        browser.open_page(&app, urls::HOME).await;

        browser.sign_in_as(&app, Role::Partner).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert_eq!(browser.sent_as("description").await, "", "another account sees nothing of it");
        assert!(!browser.text().await.contains(RESTORED));

        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert_eq!(browser.sent_as("description").await, "Bara början");
        browser.click("[data-draft-discard]").await;
        browser.wait_for("[data-draft-restored][hidden]").await;
        assert_eq!(browser.sent_as("description").await, "");
        assert_eq!(browser.count_drafts().await, 0);

        browser.tab_to("Beskriv kort").await;
        browser.type_text("Igen").await;
        assert_eq!(browser.count_drafts().await, 1);
        browser.evaluate("document.querySelector('form[action=\"/sign-out\"]').requestSubmit()").await;
        browser.leave(urls::INCIDENT_NEW).await;
        assert_eq!(browser.count_drafts().await, 0, "signing out leaves nothing behind");
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_form_that_came_back_with_faults_is_the_draft_from_then_on() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.tab_to("Beskriv kort").await;
        browser.type_text("  Utan plats  ").await;
        browser.send().await;
        browser.wait_for_status(422).await;
        assert!(!browser.text().await.contains(RESTORED), "the server's words stand, not the browser's");
        assert_eq!(browser.sent_as("description").await, "Utan plats");
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert_eq!(browser.sent_as("description").await, "Utan plats");
        assert!(browser.text().await.contains(RESTORED));
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn a_draft_is_forgotten_after_a_week() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.sign_in_as(&app, Role::Reporter).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        browser.tab_to("Beskriv kort").await;
        browser.type_text("Gammalt").await;
        let age = |days: u32| {
            format!(
                "const [key] = Object.keys(localStorage); const draft = JSON.parse(localStorage[key]);
                 localStorage[key] = JSON.stringify({{ ...draft, savedAt: Date.now() - {days} * 86_400_000 }})"
            )
        };
        browser.evaluate(&age(6)).await;
        browser.open_page(&app, urls::INCIDENT_NEW).await;
        assert_eq!(browser.sent_as("description").await, "Gammalt");
        browser.evaluate(&age(8)).await;
        browser.open_page(&app, urls::HOME).await;
        assert_eq!(browser.count_drafts().await, 0, "on whichever page");
    })
    .await;
}
