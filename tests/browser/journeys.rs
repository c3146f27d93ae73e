//! What people come for, done as they do it.

use fantoccini::key::Key;
use lykta::accounts::{OrganisationKind, Role};

use crate::browser::Browser;
use crate::support::{PASSWORD, TestApp};

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn signing_in_and_looking_at_ones_account_takes_no_mouse() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("asa@example.se", Role::Reporter, organisation);
    Browser::run(async |browser| {
        browser.open_page(&app, "/account").await;
        assert_eq!(browser.path().await, "/sign-in");
        browser.press(Key::Tab).await;
        assert_eq!(browser.focused_name().await, "Hoppa till innehållet", "the first stop leads past the navigation");
        browser.tab_to("E-post").await;
        browser.type_text("asa@example.se").await;
        browser.tab_to("Lösenord").await;
        browser.type_text(PASSWORD).await;
        browser.tab_to("Logga in").await;
        browser.press(Key::Enter).await;
        browser.leave("/sign-in").await;
        assert_eq!((browser.path().await.as_str(), browser.status().await), ("/account", 200));
        assert!(browser.text().await.contains("Ditt konto"));
    })
    .await;
}
