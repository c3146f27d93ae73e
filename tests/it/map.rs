//! The map: what it draws, where its background may come from, and how a position is read.

use lykta::accounts::{OrganisationKind, Role};
use lykta::incidents::audience::Audience;
use lykta::incidents::model::Status;
use serde_json::Value;

use crate::support::{Page, TestApp, Visitor, a_report, an_incident};

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
async fn pictures_come_from_this_server_alone_also_with_a_background() {
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
    assert!(policy.ends_with("img-src 'self' data: blob:"), "{policy}");
    assert_eq!(form.attribute("[data-canvas]", "data-tiles").as_deref(), Some("/tiles/{z}/{x}/{y}.png"));
    form.assert_lacks("karta.example.se");
    form.assert_says("Karta: © Kartverket <Ö>");

    let behind_proxy = TestApp::spawn_with(|config| {
        config.tiles_url = Some("/kartor/{z}/{x}/{y}.png".to_owned().try_into().unwrap());
    })
    .await;
    let form = behind_proxy.signed_in(Role::Reporter).await.get("/incidents/new").await;
    assert_eq!(form.attribute("[data-canvas]", "data-tiles").as_deref(), Some("/kartor/{z}/{x}/{y}.png"));
}

/// Keeps reports here and there in the municipality, many at the very same place, some without one.
fn keep_scattered(app: &TestApp) {
    let at = |step: u32, of: u32| f64::from(step * 7919 % of) / f64::from(of);
    for number in 0..120 {
        let (north, east) = (59.10 + 0.15 * at(number, 23), 17.75 + 0.15 * at(number, 31));
        let report = an_incident().at(&format!("2026-11-{:02}T12:00", 1 + number % 18));
        match number % 10 {
            0 => report.nowhere().keep(app),
            1 => report.in_district("alby").keep(app),
            2 => report.at_degrees(59.247_859, 17.861_162).keep(app),
            // On the border between two cells, where rounding might go either way.
            3 => report.at_degrees(59.123_45, 17.800_05).with_status(Status::SetAside).keep(app),
            _ => report.at_degrees(north, east).keep(app),
        };
    }
}

async fn clusters(visitor: &Visitor, query: &str) -> Value {
    json(&visitor.get(&format!("/incidents/clusters?{query}")).await)
}

fn sum(clusters: &Value) -> i64 {
    let features = clusters["features"].as_array().unwrap();
    features.iter().map(|feature| feature["properties"]["count"].as_i64().unwrap()).sum()
}

/// How many rows the file of the filtered list has.
async fn rows(visitor: &Visitor, query: &str) -> i64 {
    let file = visitor.get(&format!("/incidents.csv?{query}")).await;
    let rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(file.body.as_slice()).into_records().count();
    i64::try_from(rows).unwrap()
}

#[actix_web::test]
async fn at_every_zoom_the_clusters_and_what_has_no_place_are_the_reports_of_the_list() {
    let app = TestApp::spawn().await;
    keep_scattered(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    for filter in ["", "status=new", "district=alby", "from=2026-11-05&to=2026-11-09"] {
        let listed = rows(&coordinator, filter).await;
        assert!(listed > 0, "{filter}");
        for zoom in [0, 5, 9, 11, 13, 16, 19, 40] {
            let found = clusters(&coordinator, &format!("{filter}&zoom={zoom}")).await;
            assert_eq!(sum(&found) + found["without_place"].as_i64().unwrap(), listed, "{filter} at {zoom}");
            assert_eq!(found["total"], listed);
        }
    }
}

#[actix_web::test]
async fn within_a_box_the_clusters_are_the_reports_of_the_list_in_that_box() {
    let app = TestApp::spawn().await;
    keep_scattered(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    let mut seen = 0;
    for (west, south, wide, high) in [
        (17.75, 59.10, 0.15, 0.15),
        (17.80, 59.20, 0.05, 0.04),
        (17.86, 59.24, 0.01, 0.01),
        (17.800_1, 59.123_4, 0.0, 0.0),
        (17.90, 59.40, 0.10, 0.10),
        (-180.0, -90.0, 360.0, 180.0),
    ] {
        let query = format!("box={west},{south},{},{}", west + wide, south + high);
        let listed = rows(&coordinator, &query).await;
        seen += listed;
        for zoom in [8, 12, 15, 19] {
            let found = clusters(&coordinator, &format!("{query}&zoom={zoom}")).await;
            assert_eq!((sum(&found), &found["without_place"]), (listed, &Value::from(0)), "{query} at {zoom}");
            assert!(found["features"].as_array().unwrap().len() <= 64 * 65, "{query} at {zoom}");
        }
    }
    assert!(seen > 0);
}

#[actix_web::test]
async fn a_number_on_the_map_leads_to_the_list_of_just_those_reports() {
    let app = TestApp::spawn().await;
    keep_scattered(&app);
    let coordinator = app.signed_in(Role::Coordinator).await;
    for zoom in [9, 12, 16] {
        let found = clusters(&coordinator, &format!("status=new&zoom={zoom}")).await;
        for feature in found["features"].as_array().unwrap() {
            let (count, href) = (&feature["properties"]["count"], feature["properties"]["href"].as_str().unwrap());
            if *count == 1 {
                coordinator.get(href).await.assert_status(200);
                continue;
            }
            let query = href.strip_prefix("/incidents?").unwrap();
            assert_eq!(rows(&coordinator, query).await, count.as_i64().unwrap(), "{href}");
        }
    }
}

#[actix_web::test]
async fn a_report_alone_is_shown_to_four_decimals_with_what_it_is() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await.with_header("accept-language", "sv");
    let place = a_report().at("59.241234, 17.851268").file(&coordinator).await;
    let found = clusters(&coordinator, "zoom=15").await;
    let [alone] = found["features"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(alone["geometry"]["coordinates"].to_string(), "[17.8513,59.2412]");
    let properties = &alone["properties"];
    assert_eq!(properties["href"], place.as_str());
    assert_eq!(properties["report"]["category"], "SKA1");
    assert_eq!(properties["report"]["occurred_from"], "2026-11-18T20:30:00Z");
    assert!(properties["spoken"].as_str().unwrap().contains("18 november 2026 21.30"), "{properties}");
    assert!(!found.to_string().contains("59.24123"), "{found}");
}

#[actix_web::test]
async fn the_map_counts_nothing_that_the_list_would_not_show() {
    let app = TestApp::spawn().await;
    let (police, housing) = (("Polisen", OrganisationKind::Police), ("Bostad", OrganisationKind::Housing));
    for (owner, audience) in [
        (police, Audience::Organisation),
        (police, Audience::WorkingGroup),
        (housing, Audience::Organisation),
        (housing, Audience::Council),
    ] {
        let report = an_incident().of_organisation(owner.0, owner.1).for_audience(audience);
        report.at_degrees(59.24, 17.85).keep(&app);
    }
    let of =
        async |role, owner: (&str, OrganisationKind)| app.signed_in_of(role, app.organisation(owner.0, owner.1)).await;
    for (visitor, seen) in [
        (of(Role::Partner, police).await, 3),
        (of(Role::Partner, housing).await, 3),
        (of(Role::Reporter, police).await, 2),
        (of(Role::Reporter, ("Skolan", OrganisationKind::Municipality)).await, 0),
    ] {
        let found = clusters(&visitor, "zoom=12").await;
        assert_eq!((sum(&found), &found["total"]), (seen, &Value::from(seen)));
        let drawn: i64 = visitor
            .get("/incidents")
            .await
            .all("svg.map a.label text")
            .iter()
            .map(|text| text.parse::<i64>().unwrap())
            .sum();
        assert_eq!(drawn, seen);
    }
}

#[actix_web::test]
async fn without_a_script_the_drawn_map_filters_the_list_by_its_links() {
    let app = TestApp::spawn().await;
    let coordinator = app.signed_in(Role::Coordinator).await.with_header("accept-language", "sv");
    an_incident().at_degrees(59.247_859, 17.861_162).times(3).keep(&app);
    an_incident().at_degrees(59.17, 17.82).in_district("varsta-grodinge").times(2).keep(&app);
    an_incident().nowhere().times(4).keep(&app);
    let page = coordinator.get("/incidents").await;
    page.assert_says("9 rapporter").assert_says("4 rapporter saknar plats på kartan.");
    assert_eq!(page.all("svg.map a.label text"), ["3", "2"]);
    assert_eq!(page.attribute("svg.map a.label", "aria-label").as_deref(), Some("3 rapporter omkring Fittja"));
    let link = page.attribute("svg.map a.label", "href").unwrap();
    let part = coordinator.get(&link).await;
    part.assert_says("3 rapporter 21 augusti").assert_says("Listan visar bara rapporter på en del av kartan.");
    assert_eq!(part.all("#rows tbody tr").len(), 3);
    // The filter's form and search keep to the part; its link leads back.
    assert!(part.attribute("form[role=search] input[name=box]", "value").is_some());
    assert!(!part.attribute(".list-map a[href^='/incidents?']", "href").unwrap().contains("box="));
}

#[actix_web::test]
async fn a_report_shows_its_place_on_a_map_and_one_without_a_place_does_not() {
    let app = TestApp::spawn().await;
    let reporter = app.signed_in(Role::Reporter).await.with_header("accept-language", "sv");
    let placed = a_report().at("59.2412, 17.8513").with("accuracy_m", "25").file(&reporter).await;
    let page = reporter.get(&placed).await;
    assert_eq!(page.attribute("[data-map=spot]", "data-latitude").as_deref(), Some("59.2412"));
    assert_eq!(page.attribute("[data-map=spot]", "data-metres").as_deref(), Some("25"));
    assert_eq!(page.all("svg.map .chosen .dot").len(), 1);
    page.assert_says("Källa: SCB");
    let unplaced = a_report().with("place", "").with("district", "fittja").file(&reporter).await;
    assert_eq!(reporter.get(&unplaced).await.all("[data-map=spot]").len(), 0);
}
