//! Signing in and out, sessions, one-time links.

use lykta::accounts::{OrganisationKind, Role};

use crate::support::{PASSWORD, TestApp, Visitor};

#[actix_web::test]
async fn whoever_signs_in_comes_in_and_whoever_signs_out_is_out() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Reporter).await;
    visitor.get("/account").await.assert_status(200).assert_says("Ditt konto");
    visitor.post_and_follow("/sign-out", &[]).await.assert_says("Du är utloggad");
    let page = visitor.get("/account").await;
    assert_eq!((page.status, page.location().as_str()), (303, "/sign-in?next=%2Faccount"));
    let entries = app.db.read_here(|connection| lykta::accounts::store::list_audit(connection, None, 2)).unwrap();
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["signed_out", "signed_in"]);
}

#[actix_web::test]
async fn whoever_sends_a_form_without_a_session_signs_in_and_comes_back_to_the_form() {
    let app = TestApp::spawn().await;
    let nobody = app.visitor();
    let way_back = async |visitor: &Visitor, path: &str| {
        let page = visitor.post(path, &[]).await;
        page.assert_status(401).assert_says("togs inte emot");
        page.attribute("main .button.go", "href").unwrap()
    };
    assert_eq!(way_back(&nobody, "/incidents").await, "/sign-in?next=%2Fincidents%2Fnew");
    assert_eq!(way_back(&nobody, "/account/password").await, "/sign-in", "when it is not known where they were");
    let from_account = app.visitor().with_header("referer", "http://lykta.example/account?tab=1");
    assert_eq!(way_back(&from_account, "/account/password").await, "/sign-in?next=%2Faccount%3Ftab%3D1");
}

#[actix_web::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("asa@example.se", Role::Reporter, organisation);
    let visitor = app.visitor();
    let wrong = visitor.post("/sign-in", &[("email", "asa@example.se"), ("password", "fel fel fel fel")]).await;
    let unknown = visitor.post("/sign-in", &[("email", "bo@example.se"), ("password", "fel fel fel fel")]).await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.text(), unknown.text());
    wrong.assert_says("hör inte ihop");
    assert_eq!(wrong.value("email").as_deref(), Some("asa@example.se"), "what was typed is kept");
    assert_eq!(wrong.value("password").as_deref(), Some(""), "but never the password");
}

#[actix_web::test]
async fn guessing_is_slowed_down_for_the_account_and_forgiven_after_an_hour() {
    let app = TestApp::spawn().await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("asa@example.se", Role::Reporter, organisation);
    let visitor = app.visitor();
    for _ in 0..5 {
        visitor.post("/sign-in", &[("email", "asa@example.se"), ("password", "fel")]).await.assert_status(422);
    }
    let right = [("email", "asa@example.se"), ("password", PASSWORD)];
    visitor.post("/sign-in", &right).await.assert_status(429).assert_says("Vänta");
    app.at("2026-11-19T14:30:00Z");
    visitor.post("/sign-in", &right).await.assert_status(303);
}

#[actix_web::test]
async fn a_new_password_ends_every_other_session() {
    let app = TestApp::spawn().await;
    let (here, elsewhere) = (app.signed_in(Role::Partner).await, app.signed_in(Role::Partner).await);
    let weak = [("current", PASSWORD), ("password", "lösenord"), ("again", "lösenord")];
    here.post("/account/password", &weak).await.assert_status(422).assert_says("minst tolv tecken");
    let new = "en helt annan gångtunnel";
    let change = [("current", PASSWORD), ("password", new), ("again", new)];
    here.post_and_follow("/account/password", &change).await.assert_says("Lösenordet är bytt");
    here.get("/account").await.assert_status(200);
    elsewhere.get("/account").await.assert_status(303);
}

#[actix_web::test]
async fn a_session_can_be_ended_from_another_one_but_not_by_another_account() {
    let app = TestApp::spawn().await;
    let (here, elsewhere) = (app.signed_in(Role::Reporter).await, app.signed_in(Role::Reporter).await);
    let stranger = app.signed_in(Role::Coordinator).await;
    let page = here.get("/account").await;
    let other = page.attribute("form[action='/account/sessions'] [name=session]", "value").unwrap();
    stranger.post("/account/sessions", &[("session", &other)]).await.assert_status(404);
    elsewhere.get("/account").await.assert_status(200);
    here.post_and_follow("/account/sessions", &[("session", &other)]).await.assert_says("Inloggningen är avslutad");
    elsewhere.get("/account").await.assert_status(303);
}

#[actix_web::test]
async fn a_page_of_another_site_cannot_make_the_browser_send_anything() {
    let app = TestApp::spawn().await;
    let right = [("email", "asa@example.se"), ("password", PASSWORD)];
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
    {
        let page = app.visitor().with_header(name, value).post("/sign-in", &right).await;
        page.assert_status(400).assert_says("annan webbplats");
    }
    // A request that says nothing about its origin is no browser's.
    app.visitor().post("/sign-in", &right).await.assert_status(422);
    app.visitor().with_header("sec-fetch-site", "same-origin").post("/sign-in", &right).await.assert_status(422);
}

#[actix_web::test]
async fn pages_come_in_english_to_those_who_prefer_it() {
    let app = TestApp::spawn().await;
    let english = app.visitor().with_header("accept-language", "en-GB,en;q=0.9");
    english.get("/sign-in").await.assert_says("Sign in");
    let visitor = app.signed_in(Role::Reporter).await;
    visitor.get("/account").await.assert_says("Ditt konto");
    let page = visitor.post_and_follow("/language", &[("language", "en"), ("back", "/account")]).await;
    page.assert_says("Your account");
    let again = app.signed_in(Role::Reporter).await;
    again.get("/account").await.assert_says("Your account");
}
