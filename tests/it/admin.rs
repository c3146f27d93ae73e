//! The administrator's pages: letting people in and out, the log of who did what, the statements for everybody.

use lykta::accounts::{OrganisationKind, Role};

use crate::support::{Page, TestApp, Visitor, a_report};

const NEW_PASSWORD: &str = "fyra lampor vid stationen";

/// The path of the one-time link that a page shows.
fn link_on(page: &Page) -> String {
    let link = page.all("#link").remove(0);
    link.split_once("/sign-in/link/").map(|(_, token)| format!("/sign-in/link/{token}")).unwrap()
}

async fn choose_password(visitor: &Visitor, link: &str) -> Page {
    visitor.post(link, &[("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]).await
}

#[actix_web::test]
async fn a_new_account_gets_in_with_a_link_that_is_shown_once_and_works_once() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality).to_string();
    let new = [
        ("name", "Åsa Berg"),
        ("email", "Asa.Berg@Example.se"),
        ("role", "reporter"),
        ("organisation", organisation.as_str()),
    ];
    let page = administrator.post("/admin/accounts", &new).await;
    page.assert_status(200)
        .assert_says("Åsa Berg är tillagd")
        .assert_says("bara den här gången")
        .assert_says("72 timmar");
    let link = link_on(&page);
    administrator.get("/admin/accounts").await.assert_says("asa.berg@example.se").assert_lacks(&link);

    let asa = app.visitor();
    asa.get(&link).await.assert_status(200).assert_says("Åsa Berg");
    choose_password(&asa, &link).await.assert_status(303);
    asa.get("/account").await.assert_status(200).assert_says("Rapportör");
    let again = choose_password(&app.visitor(), &link).await;
    again.assert_status(410).assert_says("Be din administratör om en ny");
    let right = [("email", "asa.berg@example.se"), ("password", NEW_PASSWORD)];
    app.visitor().post("/sign-in", &right).await.assert_status(303);
}

#[actix_web::test]
async fn a_newer_link_replaces_the_older_and_no_link_works_after_three_days() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    let address = format!("/admin/accounts/{}/link", app.account("bo@example.se", Role::Partner, organisation));
    let older = link_on(administrator.post(&address, &[]).await.assert_status(200));
    let newer = link_on(administrator.post(&address, &[]).await.assert_status(200));
    app.visitor().get(&older).await.assert_status(410);
    app.visitor().get(&newer).await.assert_status(200);
    app.at("2026-11-22T13:00:01Z");
    choose_password(&app.visitor(), &newer).await.assert_status(410);
}

#[actix_web::test]
async fn what_is_missing_or_taken_is_said_beside_its_field_and_what_was_typed_stays() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    app.account("bo@example.se", Role::Partner, organisation);
    let page = administrator.post("/admin/accounts", &[("name", "Bo Ek"), ("email", "bo"), ("role", "king")]).await;
    page.assert_status(422);
    assert_eq!(page.value("name").as_deref(), Some("Bo Ek"));
    assert_eq!(page.value("email").as_deref(), Some("bo"));
    for (field, message) in
        [("email", "hel e-postadress"), ("role", "Välj en roll"), ("organisation", "Välj en organisation")]
    {
        assert!(page.all(&format!("#{field}-error"))[0].contains(message), "{field}");
    }
    let organisation = organisation.to_string();
    let taken = [("name", "Bo"), ("email", "BO@example.se"), ("role", "council"), ("organisation", &organisation)];
    administrator.post("/admin/accounts", &taken).await.assert_status(422).assert_says("annat konto");
    let namesake = [("name", " Kommunen "), ("kind", "police")];
    administrator.post("/admin/organisations", &namesake).await.assert_status(422).assert_says("redan en organisation");
    administrator
        .post("/admin/organisations", &[("kind", "police")])
        .await
        .assert_status(422)
        .assert_says("Skriv ett namn");
}

#[actix_web::test]
async fn an_organisation_is_added_and_changed() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let new = [("name", "Botkyrkabyggen"), ("kind", "housing"), ("reports_weekly", "yes")];
    let page = administrator.post_and_follow("/admin/organisations", &new).await;
    page.assert_says("Organisationen är tillagd").assert_says("Bostadsbolag ja");
    let rows = page.all("tbody tr");
    assert!(rows[0].starts_with("Botkyrkabyggen"), "{rows:?}");
    let address = page.attribute("tbody a", "href").unwrap();
    let page = administrator.post_and_follow(&address, &[("name", "Bostäder AB"), ("kind", "other")]).await;
    page.assert_says("Organisationen är ändrad").assert_says("Bostäder AB Annan nej").assert_lacks("Botkyrkabyggen");
    administrator.get("/admin/organisations/999").await.assert_status(404);
}

#[actix_web::test]
async fn an_account_that_is_shut_is_out_at_once_and_its_links_with_it() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality);
    let partner = app.signed_in(Role::Partner).await;
    let id = app.account_id(&format!("partner.{organisation}@example.se"));
    let link = link_on(&administrator.post(&format!("/admin/accounts/{id}/link"), &[]).await);
    let page = administrator.post_and_follow(&format!("/admin/accounts/{id}/disable"), &[]).await;
    page.assert_says("Kontot är stängt").assert_says("Stängt sedan 19 november 2026 14.00");
    partner.get("/account").await.assert_status(303);
    app.visitor().get(&link).await.assert_status(410);
    let refused = administrator.post(&format!("/admin/accounts/{id}/link"), &[]).await;
    refused.assert_status(409).assert_says("Öppna det innan");
    administrator.post_and_follow(&format!("/admin/accounts/{id}/enable"), &[]).await.assert_says("öppet igen");
    app.signed_in(Role::Partner).await.get("/account").await.assert_status(200);
    app.visitor().get(&link).await.assert_status(410);
}

#[actix_web::test]
async fn a_new_role_holds_from_the_next_page_on() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality).to_string();
    let email = format!("reporter.{organisation}@example.se");
    reporter.get("/incidents").await.assert_status(200);
    let change = [("name", "Rut"), ("email", &email), ("role", "council"), ("organisation", &organisation)];
    let address = format!("/admin/accounts/{}", app.account_id(&email));
    administrator.post_and_follow(&address, &change).await.assert_says("Kontot är ändrat");
    reporter.get("/incidents").await.assert_status(403);
    administrator.get("/admin/audit").await.assert_says("ändrade konto Rut Namn, Roll, Lokalt Brå");
}

#[actix_web::test]
async fn no_administrator_can_lock_the_door_from_outside() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let organisation = app.organisation("Kommunen", OrganisationKind::Municipality).to_string();
    let email = format!("administrator.{organisation}@example.se");
    let own = app.account_id(&email);
    administrator.get("/admin").await.assert_says("Bara ett öppet konto är administratör");
    let demote = [("name", "Ada"), ("email", &email), ("role", "council"), ("organisation", &organisation)];
    administrator
        .post(&format!("/admin/accounts/{own}"), &demote)
        .await
        .assert_status(422)
        .assert_says("ifrån dig själv");
    administrator.post(&format!("/admin/accounts/{own}/disable"), &[]).await.assert_status(409);
    let page = administrator.get(&format!("/admin/accounts/{own}")).await;
    page.assert_says("Du kan inte stänga ditt eget konto");
    assert_eq!(page.attribute("main .button.danger", "class"), None, "no button for what cannot be done");

    app.account("eva@example.se", Role::Administrator, organisation.parse().unwrap());
    administrator.get("/admin").await.assert_lacks("Bara ett öppet konto");
    let other = app.account_id("eva@example.se");
    administrator.post(&format!("/admin/accounts/{other}/disable"), &[]).await.assert_status(303);
    administrator.get("/admin").await.assert_says("Bara ett öppet konto är administratör");
}

#[actix_web::test]
async fn the_log_says_who_did_what_and_never_what_was_in_it() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let reporter = app.signed_in(Role::Reporter).await;
    let address = a_report().with("description", "Krossad ruta vid kiosken").file(&reporter).await;
    app.signed_in(Role::Coordinator).await.get(&address).await.assert_status(200);
    administrator.post("/admin/organisations", &[("name", "Grannstöd"), ("kind", "association")]).await;
    let page = administrator.get("/admin/audit").await;
    let rows = page.all("tbody tr");
    assert!(rows[0].contains("administrator.1, Kommunen lade till organisation Grannstöd"), "{}", rows[0]);
    page.assert_says("coordinator.1, Kommunen öppnade rapport 1");
    page.assert_says("reporter.1, Kommunen lade till rapport 1");
    page.assert_lacks("kiosken").assert_lacks("Skadegörelse");
    let links: Vec<String> = page.all("main a[href^='/incidents']");
    assert!(links.is_empty(), "an administrator sees no reports: {links:?}");
}

#[actix_web::test]
async fn a_long_log_is_turned_page_by_page_without_losing_an_entry() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    for number in 0..60 {
        app.organisation(&format!("Förening {number}"), OrganisationKind::Association);
    }
    let mut seen = Vec::new();
    let mut next = Some("/admin/audit".to_owned());
    while let Some(address) = next {
        let page = administrator.get(&address).await;
        let rows = page.all("tbody tr");
        assert!(rows.len() <= 50);
        seen.extend(rows);
        next = page.attribute("a[rel=next]", "href");
    }
    assert!(seen[0].contains("Förening 59"), "{}", seen[0]);
    let added = seen.iter().filter(|row| row.contains("lade till organisation Förening")).count();
    assert_eq!(added, 60);
}

#[actix_web::test]
async fn everybody_reads_the_statements_and_an_administrator_writes_them() {
    let app = TestApp::spawn().await;
    let administrator = app.signed_in(Role::Administrator).await;
    let nobody = app.visitor();
    let page = nobody.get("/about/accessibility").await;
    page.assert_status(200).assert_says("2018:1937").assert_says("Digg").assert_says("följer med Lykta");
    nobody.get("/about/privacy").await.assert_says("2023:196").assert_says("Dina rättigheter");
    nobody.get("/support").await.assert_says("116 006").assert_says("stödcentrum för unga").assert_says("Grannstöd");

    let body = "## Kontakt\n\nSkriv till <tillganglighet@example.se>.\n\n<script>alert(1)</script>";
    let address = "/admin/statements/accessibility/sv";
    let saved = administrator.post_and_follow(address, &[("body", body)]).await;
    saved.assert_says("Texten är sparad").assert_says("ändrad 19 november 2026 14.00");
    let page = nobody.get("/about/accessibility").await;
    page.assert_lacks("följer med Lykta").assert_says("<script>alert(1)</script>");
    assert_eq!(page.attribute("main a", "href").as_deref(), Some("mailto:tillganglighet@example.se"));
    assert!(page.all("script:not([src])").is_empty(), "{}", page.body_text());
    // Each language is written for itself.
    nobody
        .clone()
        .with_header("accept-language", "en")
        .get("/about/accessibility")
        .await
        .assert_says("comes with Lykta");
    administrator.get("/admin/audit").await.assert_says("ändrade text Tillgänglighets\u{ad}redogörelse, Svenska");

    administrator.post_and_follow(address, &[("body", " ")]).await.assert_says("följer med Lykta");
    let long = "a".repeat(40_001);
    let page = administrator.post(address, &[("body", &long)]).await;
    page.assert_status(422).assert_says("högst 40000 tecken");
    assert_eq!(page.all("textarea")[0].len(), 40_001);
    for unknown in ["/admin/statements/cookies/sv", "/admin/statements/privacy/de"] {
        administrator.get(unknown).await.assert_status(404);
    }
}
