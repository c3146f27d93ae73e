//! The map: what it draws, where its background may come from, and how a position is read.

use lykta::accounts::Role;
use serde_json::Value;

use crate::support::{Page, TestApp};

fn json(page: &Page) -> Value {
    page.assert_status(200);
    serde_json::from_slice(&page.body).unwrap()
}

fn features(map: &Value, kind: &str) -> Vec<Value> {
    let all = map["features"].as_array().unwrap();
    all.iter().filter(|feature| feature["properties"]["kind"] == kind).cloned().collect()
}

#[actix_web::test]
async fn the_map_draws_areas_districts_and_places_from_this_server() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let page = reporter.get("/districts/map.geojson").await;
    assert_eq!(page.header("content-type"), "application/geo+json");
    let map = json(&page);
    assert_eq!((features(&map, "area").len(), features(&map, "district").len()), (20, 7));
    let fittja = features(&map, "place").into_iter().find(|it| it["properties"]["name"] == "Fittja centrum (T-bana)");
    assert_eq!(fittja.unwrap()["geometry"]["type"], "Point");
    assert!(page.body.len() < 80_000, "{} bytes for a phone", page.body.len());
}

#[actix_web::test]
async fn a_browser_that_has_the_map_is_told_so_until_a_place_is_added() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    let first = reporter.get("/districts/map.geojson").await;
    assert_eq!(first.header("cache-control"), "private, no-cache");
    let tag = first.header("etag").to_owned();
    let again = reporter.clone().with_header("if-none-match", &tag).get("/districts/map.geojson").await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let place = lykta::districts::store::NewPlace {
        name: "Nya torget".to_owned(),
        kind: "square".to_owned(),
        latitude: 59.24,
        longitude: 17.85,
        district_id: None,
        is_approximate: false,
    };
    app.db.write_here(|connection| lykta::districts::store::put_place(connection, &place).map_err(Into::into)).unwrap();
    let changed = reporter.with_header("if-none-match", &tag).get("/districts/map.geojson").await;
    assert!(json(&changed).to_string().contains("Nya torget"));
}

#[actix_web::test]
async fn a_typed_position_is_read_and_told_in_words() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await.with_header("accept-language", "sv");
    let ask = async |typed: &str| {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("position", typed).finish();
        reporter.get(&format!("/districts/whereabouts?{query}")).await
    };
    let degrees = json(&ask("59.247859, 17.861162").await);
    assert_eq!(degrees["words"], "Fittja, vid Fittja centrum (T-bana)");
    assert_eq!(degrees["swapped"], false);
    let metres = json(&ask("663165 6571154").await);
    assert_eq!(metres["swapped"], true);
    assert_eq!(metres["words"], degrees["words"]);
    let sergels_torg = json(&ask("59.3323 18.0649").await);
    assert!(sergels_torg["words"].as_str().unwrap().starts_with("utanför kommunen, 1"), "{sergels_torg}");
    ask("bakom kiosken").await.assert_status(204);
    ask("").await.assert_status(204);
}

#[actix_web::test]
async fn near_a_border_the_other_district_is_told_too() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await;
    // From Fittja's station towards Alby's, which lies in another district.
    let mut told = Vec::new();
    for step in 0..40 {
        let along = f64::from(step) / 39.0;
        let (north, east) = (59.247_859 - 0.009_07 * along, 17.861_162 - 0.016_372 * along);
        let read = json(&reporter.get(&format!("/districts/whereabouts?position={north},{east}")).await);
        told.push(read["words"].as_str().unwrap().to_owned());
    }
    assert!(told.iter().any(|words| words.starts_with("Fittja, ") && words.contains("m från Alby")), "{told:?}");
    assert!(told.iter().any(|words| words.starts_with("Alby, ") && words.contains("m från Fittja")), "{told:?}");
}

#[actix_web::test]
async fn pictures_come_from_this_server_alone_unless_a_background_is_configured() {
    let bare = TestApp::spawn().await;
    let policy = bare.visitor().get("/sign-in").await.header("content-security-policy").to_owned();
    assert!(policy.ends_with("img-src 'self' data: blob:"), "{policy}");
    let form = bare.signed_in(Role::Reporter).await.get("/incidents/new").await;
    form.assert_lacks("Karta:");
    assert_eq!(form.attribute("[data-canvas]", "data-tiles"), None);

    let tiled = TestApp::spawn_with(|config| {
        config.tiles_url = Some("https://karta.example.se/{z}/{x}/{y}.png".to_owned().try_into().unwrap());
        config.tiles_attribution = "© Kartverket <Ö>".to_owned();
    })
    .await;
    let form = tiled.signed_in(Role::Reporter).await.get("/incidents/new").await;
    let policy = form.header("content-security-policy");
    assert!(policy.ends_with("img-src 'self' data: blob: https://karta.example.se"), "{policy}");
    assert_eq!(policy.matches("karta.example.se").count(), 1, "{policy}");
    let tiles = form.attribute("[data-canvas]", "data-tiles");
    assert_eq!(tiles.as_deref(), Some("https://karta.example.se/{z}/{x}/{y}.png"));
    form.assert_says("Karta: © Kartverket <Ö>");
}
