//! The background of maps comes through our own server: sparingly, for one part of the world, and without a word of who looks.

use futures_util::future::join_all;
use lykta::accounts::Role;
use tempfile::TempDir;

use crate::support::{Answers, TestApp, TileSource};

const FITTJA: &str = "/tiles/12/2251/1206.png";

/// A Lykta with this source, and the folder that it keeps its data in.
async fn app_with(source: &TileSource) -> (TestApp, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::spawn_with(|config| {
        config.tiles_url = Some(source.url().try_into().unwrap());
        config.data = folder.path().into();
    })
    .await;
    (app, folder)
}

#[actix_web::test]
async fn a_tile_is_fetched_once_and_the_source_learns_nothing_of_who_looks() {
    let source = TileSource::open();
    let (app, folder) = app_with(&source).await;
    let reporter = app.signed_in(Role::Reporter).await.with_header("referer", "http://here/incidents/7");
    for visitor in [&reporter, &app.visitor(), &reporter] {
        let tile = visitor.get(FITTJA).await;
        tile.assert_status(200);
        assert_eq!(tile.header("content-type"), "image/png");
        assert_eq!(tile.header("cache-control"), "public, max-age=86400");
        assert_eq!(tile.header("cross-origin-resource-policy"), "same-origin");
        assert!(tile.body.starts_with(b"\x89PNG"));
    }
    let asked = source.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(asked[0].starts_with("get /karta/12/2251/1206.png?nyckel=1 http/1.1\n"), "{asked:?}");
    assert!(asked[0].contains("user-agent: lykta/"), "{asked:?}");
    for word in ["cookie", "referer", "forwarded", "accept-language", "incidents"] {
        assert!(!asked[0].contains(word), "{word} in {asked:?}");
    }

    // Another run of the server finds it on disk, also when the source is no more.
    source.now_answers(Answers::Failure);
    let again = TestApp::spawn_with(|config| {
        config.tiles_url = Some(source.url().try_into().unwrap());
        config.data = folder.path().into();
    })
    .await;
    again.visitor().get(FITTJA).await.assert_status(200);
    assert_eq!(source.asked().len(), 1);
}

#[actix_web::test]
async fn what_lies_elsewhere_or_is_no_tile_is_asked_of_nobody() {
    let source = TileSource::open();
    let (app, _folder) = app_with(&source).await;
    // Paris, Uppsala, beyond the world, too near, no number.
    for path in [
        "/tiles/12/2074/1409.png",
        "/tiles/12/2248/1188.png",
        "/tiles/3/8/0.png",
        "/tiles/20/1/1.png",
        "/tiles/a/1/1.png",
    ] {
        app.visitor().get(path).await.assert_status(404);
    }
    assert_eq!(source.asked(), Vec::<String>::new());
    // Of a municipality without areas nobody knows where it lies.
    let folder = tempfile::tempdir().unwrap();
    let nowhere = TestApp::spawn_with(|config| {
        config.tiles_url = Some(source.url().try_into().unwrap());
        config.data = folder.path().into();
        config.database_url = Some(format!("sqlite:{}", folder.path().join("empty.db").display()));
        config.municipality = lykta::config::Municipality::None;
    })
    .await;
    nowhere.visitor().get(FITTJA).await.assert_status(404);
    assert_eq!(source.asked(), Vec::<String>::new());
}

#[actix_web::test]
async fn many_who_want_the_same_tile_wait_for_one_and_few_are_fetched_at_a_time() {
    let source = TileSource::open();
    let (app, _folder) = app_with(&source).await;
    source.now_answers(Answers::Slowly);
    let visitor = app.visitor();
    let paths: Vec<String> =
        (0..60).map(|number| format!("/tiles/14/{}/{}.png", 9000 + number % 4, 4820 + number % 3)).collect();
    let tiles = join_all(paths.iter().map(|path| visitor.get(path))).await;
    assert!(
        tiles.iter().all(|tile| tile.status == 200),
        "{:?}",
        tiles.iter().map(|tile| tile.status).collect::<Vec<_>>()
    );
    assert_eq!(source.asked().len(), 12, "each tile once");
    assert!((2..=6).contains(&source.most_at_once()), "{} at a time", source.most_at_once());
}

#[actix_web::test]
async fn only_pictures_that_run_nothing_are_handed_on_and_failures_are_told() {
    let source = TileSource::open();
    let (app, _folder) = app_with(&source).await;
    let visitor = app.visitor();
    let mut row = 4820;
    for (answers, status) in [(Answers::Drawing, 502), (Answers::Page, 502), (Answers::NotThere, 404)] {
        source.now_answers(answers);
        row += 1;
        let path = format!("/tiles/14/9004/{row}.png");
        let tile = visitor.get(&path).await;
        assert_eq!((tile.status, tile.header("cache-control")), (status, "public, max-age=60"), "{answers:?}");
        assert_eq!(tile.body, b"", "{answers:?}");
        // The same again is not asked for again at once.
        let asked = source.asked().len();
        visitor.get(&path).await.assert_status(status);
        assert_eq!(source.asked().len(), asked, "{answers:?}");
    }
    // A source that fails is left alone for a while, whichever tile it is.
    source.now_answers(Answers::Failure);
    visitor.get("/tiles/14/9003/4820.png").await.assert_status(502);
    let asked = source.asked().len();
    visitor.get("/tiles/14/9003/4821.png").await.assert_status(502);
    assert_eq!(source.asked().len(), asked);
}
