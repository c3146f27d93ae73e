//! Who sees what: every role, in the organisation that reported and in another, for every audience, on every surface.
//! Nobody sees one row too many, and a number tells nobody of a row that the same person may not see.

use diesel::prelude::*;
use lykta::accounts::{OrganisationKind, Role};
use lykta::db::schema::incidents;
use lykta::incidents::audience::Audience;
use lykta::incidents::category::categories;
use lykta::incidents::model::Status;

use crate::support::{TestApp, Visitor, a_report, an_incident, lykta};

const OWN: (&str, OrganisationKind) = ("Egna", OrganisationKind::Housing);
const OTHER: (&str, OrganisationKind) = ("Andra", OrganisationKind::Police);

/// One report of each audience, all of the organisation `Egna`, each with a word of its own; and the key of an old report
/// of a third organisation for the working group, which all of them are the same again as.
struct Reports(Vec<(Audience, i64, String)>, i64);

impl Reports {
    fn keep(app: &TestApp) -> Self {
        let kept = |audience: Audience| {
            let word = format!("ord{}", audience.word().replace('_', ""));
            let told = an_incident().of_organisation(OWN.0, OWN.1).for_audience(audience).saying(&word);
            (audience, told.keep(app), word)
        };
        let reports: Vec<_> = Audience::ALL.into_iter().map(kept).collect();
        let old = an_incident().of_organisation("Tredje", OrganisationKind::Rescue).at("2026-01-10T12:00").keep(app);
        let keys: Vec<i64> = reports.iter().map(|(_, id, _)| *id).collect();
        let relate = |connection: &mut _| {
            let own = incidents::table.filter(incidents::id.eq_any(keys));
            Ok(diesel::update(own).set(incidents::again_of.eq(old)).execute(connection)?)
        };
        app.db.write_here(relate).unwrap();
        Self(reports, old)
    }
}

/// Whether somebody with this role, in the organisation that reported or in another, is meant to see such a report.
fn is_meant_to_see(role: Role, is_own: bool, audience: Audience) -> bool {
    match role {
        Role::Reporter | Role::WalkLeader => is_own,
        Role::Partner | Role::Coordinator => is_own || audience != Audience::Organisation,
        Role::Council | Role::Administrator => false,
    }
}

/// What one visitor is shown of reports, surface by surface: the keys each one tells of.
async fn shown(visitor: &Visitor, reports: &Reports) -> Vec<(&'static str, Vec<i64>)> {
    let mut pages = Vec::new();
    for (_, id, word) in &reports.0 {
        let page = visitor.get(&format!("/incidents/{id}")).await;
        assert!([200, 403, 404].contains(&page.status), "{}", page.status);
        if page.status == 200 {
            page.assert_says(word);
            pages.push(*id);
        } else {
            page.assert_lacks(word);
        }
    }
    let told = |text: &str, mark: &dyn Fn(i64, &str) -> String| -> Vec<i64> {
        let is_told = |(_, id, word): &&(Audience, i64, String)| text.contains(&mark(*id, word));
        reports.0.iter().filter(is_told).map(|(_, id, _)| *id).collect()
    };
    let link = |id: i64, _: &str| format!("href=\"/incidents/{id}\"");
    let list = told(&visitor.get("/incidents").await.body_text(), &link);
    let export = told(&visitor.get("/incidents.csv").await.body_text(), &|_, word| word.to_owned());
    // None of these reports has a place, so the map tells of them by number alone.
    let clusters: serde_json::Value =
        serde_json::from_slice(&visitor.get("/incidents/clusters").await.body).unwrap_or_default();
    assert_eq!(clusters["total"].as_u64().unwrap_or_default(), list.len() as u64, "the map and the list count alike");
    let mut found = Vec::new();
    for (_, id, word) in &reports.0 {
        let answer = visitor.get(&format!("/incidents?q={word}")).await.body_text();
        found.extend(answer.contains(&link(*id, word)).then_some(*id));
    }
    // All of them are the same again as a report of a third organisation's.
    let related = told(&visitor.get(&format!("/incidents/{}", reports.1)).await.body_text(), &link);
    let queue = told(&visitor.get("/incidents/review").await.body_text(), &|id, _| format!("/incidents/{id}/review"));
    let patterns = visitor.get("/incidents/patterns").await;
    let fittja = patterns.all(".counts tbody th").iter().position(|name| name == "Fittja");
    let counted = fittja.map_or("0".to_owned(), |at| patterns.all(".counts tbody td")[at].clone());
    assert_eq!(counted, list.len().to_string(), "the district counts what the list shows");
    vec![("page", pages), ("list", list), ("search", found), ("export", export), ("related", related), ("queue", queue)]
}

#[actix_web::test]
async fn nobody_sees_one_row_too_many_whatever_the_role_the_organisation_the_audience_and_the_surface() {
    let app = TestApp::spawn().await;
    let reports = Reports::keep(&app);
    for role in Role::ALL {
        for (is_own, (name, kind)) in [(true, OWN), (false, OTHER)] {
            let visitor = app.signed_in_of(role, app.organisation(name, kind)).await;
            let meant: Vec<i64> = reports
                .0
                .iter()
                .filter(|(audience, ..)| is_meant_to_see(role, is_own, *audience))
                .map(|(_, id, _)| *id)
                .collect();
            for (surface, seen) in shown(&visitor, &reports).await {
                // Only coordinators take rows along.
                let may = match surface {
                    "export" | "queue" => role == Role::Coordinator,
                    "related" => matches!(role, Role::Partner | Role::Coordinator),
                    _ => true,
                };
                let expected = if may { meant.clone() } else { Vec::new() };
                assert_eq!(seen, expected, "{surface} for {role:?} of {name}");
            }
            if matches!(role, Role::Council | Role::Administrator) {
                continue;
            }
            let list = visitor.get("/incidents").await;
            let counted =
                if meant.is_empty() { "Inga rapporter".to_owned() } else { format!("{} rapporter", meant.len()) };
            list.assert_says(&counted);
        }
    }
}

#[actix_web::test]
async fn the_picture_counts_what_reaches_the_working_group_and_nothing_else() {
    let app = TestApp::spawn().await;
    Reports::keep(&app);
    an_incident().of_organisation(OTHER.0, OTHER.1).for_audience(Audience::Organisation).keep(&app);
    let ran = lykta(app.database(), &["picture", "2026-W47", "--format", "json"]);
    let picture: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(picture["totals"]["event"]["count"], 3);
}

#[actix_web::test]
async fn reports_of_who_is_no_authority_count_only_once_reviewed() {
    let app = TestApp::spawn().await;
    let count = || {
        let ran = lykta(app.database(), &["picture", "2026-W47", "--format", "json"]);
        let picture: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        picture["totals"]["event"]["count"].as_i64().unwrap()
    };
    let patrol = app.organisation("Grannstöd", OrganisationKind::Association);
    a_report().file(&app.signed_in_of(Role::Reporter, patrol).await).await;
    assert_eq!(count(), 0, "a patrol's report waits for a coordinator");
    an_incident().of_organisation("Grannstöd", OrganisationKind::Association).with_status(Status::Question).keep(&app);
    assert_eq!(count(), 0, "one that was asked about waits too");
    a_report().file(&app.signed_in(Role::Reporter).await).await;
    assert_eq!(count(), 1, "the municipality's own counts at once");
}

#[actix_web::test]
async fn a_report_reaches_as_far_as_its_category_goes_or_less_but_never_further() {
    let app = TestApp::spawn().await;
    let visitor = app.signed_in(Role::Reporter).await;
    for category in categories() {
        for asked in Audience::ALL {
            let form = a_report().with("category", &category.code).with("audience", asked.word());
            let form = if category.code == "OVR2" { form.with("occurred_from", "2026-11-21T18:00") } else { form };
            let sent = form.send(&visitor).await;
            let expected = if asked <= category.audience { 303 } else { 422 };
            assert_eq!(sent.status, expected, "{} for {asked:?}", category.code);
        }
    }
    let partner = app.signed_in(Role::Partner).await;
    let other = app.signed_in_of(Role::Partner, app.organisation(OTHER.0, OTHER.1)).await;
    let narrow = a_report().with("audience", "organisation").file(&visitor).await;
    partner.get(&narrow).await.assert_status(200);
    other.get(&narrow).await.assert_status(404);
    let usual = a_report().file(&visitor).await;
    other.get(&usual).await.assert_status(200);
}

#[test]
fn what_is_sensitive_goes_less_far() {
    let of = |code: &str| categories().iter().find(|known| known.code == code).unwrap().audience;
    assert_eq!((of("SKA1"), of("PLA1"), of("MIL1")), (Audience::Public, Audience::Public, Audience::Public));
    for code in ["VAL1", "VAL2", "VAL3", "ORD3", "TIL1"] {
        assert_eq!(of(code), Audience::Council, "{code}");
    }
    for code in ["NAR1", "BOE1", "OVR1", "VAL4"] {
        assert_eq!(of(code), Audience::WorkingGroup, "{code}");
    }
}
