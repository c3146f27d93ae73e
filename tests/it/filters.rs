//! Filters that an account has given a name.

use lykta::accounts::Role;

use crate::support::{Page, TestApp, Visitor, an_incident};

async fn save(visitor: &Visitor, name: &str, query: &str) -> Page {
    visitor.post("/incidents/filters", &[("name", name), ("query", query)]).await
}

/// Saves the filter of a page the way a person does: by its link.
async fn save_from(visitor: &Visitor, name: &str, list: &str) -> Page {
    let page = visitor.get(list).await;
    let form = visitor.get(&page.attribute("a[href^='/incidents/filters?']", "href").unwrap()).await;
    form.assert_status(200);
    save(visitor, name, &form.value("query").unwrap()).await
}

#[actix_web::test]
async fn a_saved_filter_opens_from_the_list_and_moves_with_the_days() {
    let app = TestApp::spawn().await;
    an_incident().in_district("alby").saying("Klotter").keep(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    // As the form of the filter sends it: the usual days stand in it.
    let list = "/incidents?from=2026-08-21&to=2026-11-19&district=alby&group=&q=Klotter";
    let saved = save_from(&coordinator, "  Klotter  i Alby ", list).await;
    assert_eq!(saved.assert_status(303).location(), "/incidents?district=alby&q=klotter");
    let page = coordinator.get(&saved.location()).await;
    page.assert_says("Urvalet är sparat").assert_says("En rapport");
    assert_eq!(page.all(".saved a[aria-current]"), ["Klotter i Alby"]);
    app.at("2026-12-15T13:00:00Z");
    an_incident().at("2026-12-10T12:00").in_district("alby").saying("Klotter igen").keep(&app);
    let link = coordinator.get("/incidents").await.attribute(".saved a", "href").unwrap();
    coordinator.get(&link).await.assert_says("2 rapporter 16 september 2026 till 15 december 2026");
    let own_days = save_from(&coordinator, "Höstlovet", "/incidents?from=2026-10-26&to=2026-11-01").await;
    assert_eq!(own_days.location(), "/incidents?from=2026-10-26&to=2026-11-01");
}

#[actix_web::test]
async fn a_name_is_used_once_and_nobody_sees_anothers_filters() {
    let app = TestApp::spawn().await;
    let (coordinator, partner) = (app.signed_in(Role::Coordinator).await, app.signed_in(Role::Partner).await);
    save(&coordinator, "Alby", "district=alby").await.assert_status(303);
    save(&coordinator, "alby", "district=alby").await.assert_status(303);
    let other = save(&coordinator, "ALBY", "district=fittja").await;
    other.assert_status(422).assert_says("Du har redan ett annat urval som heter så");
    assert_eq!(other.value("name").as_deref(), Some("ALBY"));
    assert_eq!(coordinator.get("/incidents/filters").await.all(".saved-list strong"), ["Alby"]);
    save(&partner, "Alby", "district=fittja").await.assert_status(303);
    assert_eq!(
        partner.get("/incidents").await.attribute(".saved a", "href").as_deref(),
        Some("/incidents?district=fittja")
    );
    let own = coordinator.get("/incidents/filters").await.attribute("form[action$='/delete']", "action").unwrap();
    partner.post(&own, &[]).await.assert_status(404);
    coordinator
        .post_and_follow(&own, &[])
        .await
        .assert_says("Urvalet är borttaget")
        .assert_says("Inga sparade urval ännu");
}

#[actix_web::test]
async fn what_cannot_be_saved_is_told_beside_the_name() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    let refused = async |name: &str, query: &str, words: &str| {
        save(&coordinator, name, query).await.assert_status(422).assert_says(words);
    };
    refused("", "district=alby", "Ge urvalet ett namn").await;
    refused(&"å".repeat(61), "district=alby", "högst 60 tecken").await;
    refused("Allt", "", "inget urval att spara").await;
    refused("811228-9874", "district=alby", "personnummer").await;
    refused("Sökning", "q=811228-9874", "personnummer").await;
    refused("Han heter Anna", "district=alby", "pekar inte ut någon").await;
    let fields = [("name", "Han heter Anna"), ("query", "district=alby"), ("confirm_privacy", "yes")];
    coordinator.post("/incidents/filters", &fields).await.assert_status(303);
}

#[actix_web::test]
async fn an_account_keeps_fifty_filters() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await;
    for number in 1..=50 {
        save(&coordinator, &format!("Urval {number}"), "district=alby").await.assert_status(303);
    }
    save(&coordinator, "Ett till", "district=alby").await.assert_status(422).assert_says("redan 50 sparade urval");
}
