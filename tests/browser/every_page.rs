//! Every page as every role, on a phone and at a desk, by day and by night: axe finds nothing and nothing sticks out.
//!
//! A page that is added belongs in [`VIEWS`]. To look at pages: `TEST_SHOTS=FOLDER tests/run browser every_page`
//! leaves a picture of each; `TEST_PATHS=/situation,/incidents` and `TEST_ROLES=visitor,council` narrow it down.

use std::collections::HashSet;

use fantoccini::Locator;
use lykta::accounts::Role;
use lykta::urls;
use lykta::walks::model::Light;

use crate::browser::{Browser, Scheme};
use crate::support::released::a_released_report;
use crate::support::walks::{CODE, a_note, an_open_walk};
use crate::support::{
    TestApp, Visitor, a_classification, a_measure, a_meeting, a_reading, a_report, a_shift, a_stop, a_walk,
    an_incident, an_indicator, pictures,
};

/// Reflow is asked for at 320 (WCAG 1.4.10); then a common phone and a desk.
const WIDTHS: [u32; 3] = [320, 390, 1280];

/// A page as it is looked at: opened, missing, or the answer to its form when that is sent as it stands.
#[derive(Clone, Copy)]
enum View {
    Opened(&'static str),
    Missing(&'static str),
    Sent(&'static str),
    /// What comes when a button of the page is pressed, and what stands on it then.
    Pressed(&'static str, &'static str, &'static str),
}

/// Each page once, each for at least one role; the stories that [`tell`] made are there to be seen.
const VIEWS: &[View] = &[
    View::Opened(urls::HOME),
    View::Missing("/nothing-here"),
    View::Opened(urls::SIGN_IN),
    View::Sent(urls::SIGN_IN),
    View::Opened(urls::ACCOUNT),
    View::Sent(urls::ACCOUNT),
    View::Opened(urls::INCIDENTS),
    View::Opened("/incidents?q=finnsinte"),
    View::Opened(urls::INCIDENT_PATTERNS),
    View::Opened("/incidents/filters?district=fittja"),
    View::Sent("/incidents/filters?district=fittja"),
    View::Opened("/incidents/1"),
    View::Opened("/incidents/1/correct"),
    View::Opened("/incidents/1/photos/1/hide"),
    View::Sent("/incidents/1/photos/1/hide"),
    View::Opened(urls::INCIDENTS_REVIEW),
    View::Opened("/incidents/1/review"),
    View::Pressed("/incidents/2/review", "summary[data-key=p]", ".decision[open]"),
    View::Opened(urls::INCIDENT_NEW),
    View::Sent(urls::INCIDENT_NEW),
    View::Opened(urls::SHIFTS),
    View::Opened(urls::SHIFT_NEW),
    View::Sent(urls::SHIFT_NEW),
    View::Opened("/shifts/1"),
    View::Opened(urls::WALKS),
    View::Opened(urls::WALK_NEW),
    View::Sent(urls::WALK_NEW),
    View::Opened("/walks/1"),
    View::Opened("/walks/1/edit"),
    View::Opened("/walks/1/stops"),
    View::Sent("/walks/1/stops"),
    View::Opened("/walks/1/stops/1"),
    View::Opened("/walks/1/route"),
    View::Opened("/walks/1/groups"),
    View::Opened("/walks/1/code"),
    View::Opened("/walks/1/rewalk"),
    View::Opened("/walks/2/live"),
    View::Opened("/walks/2/observations/1/photos/1/hide"),
    View::Sent("/walks/2/observations/1/photos/1/hide"),
    View::Opened(urls::JOIN),
    View::Missing("/w/CDFGHJKL"),
    View::Opened("/w/KLMNPRST"),
    View::Opened("/w/KLMNPRST/stops/1"),
    View::Opened("/walks/1/protocol"),
    View::Opened("/walks/1/points/1"),
    View::Opened("/walks/1/response"),
    View::Opened("/walks/3/compare"),
    View::Opened(urls::PROTOCOLS),
    View::Opened("/protocols/1"),
    View::Opened(urls::MEASURES),
    View::Opened("/measures?q=finnsinte"),
    View::Opened(urls::MEASURE_NEW),
    View::Sent(urls::MEASURE_NEW),
    View::Opened("/measures/1"),
    View::Opened("/measures/2"),
    View::Opened(urls::EXPORT_ROWS),
    View::Opened("/exports/rows?what=observations&kind=question"),
    View::Opened("/exports/rows/1"),
    View::Opened(urls::EXPORTS_LOG),
    View::Opened(urls::FIGURES),
    View::Opened(urls::RELEASE_FIGURES),
    View::Opened(urls::FOLLOWUP),
    View::Opened(urls::GOAL_NEW),
    View::Sent(urls::GOAL_NEW),
    View::Opened("/followup/goals/1"),
    View::Opened("/followup/goals/1/edit"),
    View::Opened(urls::COMMITMENT_NEW),
    View::Sent(urls::COMMITMENT_NEW),
    View::Opened("/followup/commitments/1"),
    View::Opened("/followup/commitments/1/edit"),
    View::Opened(urls::THREAD_MEASURES),
    View::Opened("/followup/measures/1"),
    View::Opened("/followup/thread/indicators/1"),
    View::Opened("/followup/plan/2026"),
    View::Opened(urls::AUDIT_QUESTIONS),
    View::Opened(urls::ADMIN_JOBS),
    View::Opened("/situation/2026-W47"),
    View::Opened("/situation/2026-W47/wall?slide=1"),
    View::Opened("/situation/2026-W47/wall?slide=6"),
    View::Opened("/situation/2026-W47/wall?slide=99"),
    View::Opened("/situation/2026-W47/decide?slide=6&district=fittja&group=skadegorelse"),
    View::Sent("/situation/2026-W47/decide?slide=6&district=fittja&group=skadegorelse"),
    View::Opened("/situation/2026-W48/placements"),
    View::Opened("/situation/years/2026"),
    View::Opened("/situation/events"),
    View::Sent("/situation/events"),
    View::Opened("/situation/events/1"),
    View::Missing("/situation/1999-W54"),
    View::Opened("/situation/2026-W47/zero-report"),
    View::Missing("/zero-report/used"),
    View::Opened("/situation/2026-W47/police-counts"),
    View::Sent("/situation/2026-W47/police-counts"),
    View::Opened("/situation/2026-W47/texts/summary/0"),
    View::Sent("/situation/2026-W47/texts/summary/0"),
    View::Opened("/situation/2026-W47/texts/assessment/1"),
    View::Opened("/situation/2026-W47/texts/part/1"),
    View::Opened("/situation/2026-W47/notable"),
    View::Opened("/situation/2026-W47/texts/notable/1"),
    View::Opened("/situation/2026-W47/problems"),
    View::Opened("/situation/2026-W47/problems/1"),
    View::Opened("/situation/2026-W47/problems/new"),
    View::Sent("/situation/2026-W47/problems/new"),
    // It is Thursday of week 47: week 46 can be approved, and is.
    View::Opened("/situation/2026-W47/approve"),
    View::Sent("/situation/2026-W46/approve"),
    View::Opened("/situation/2026-W46/versions/1"),
    View::Opened("/situation/2026-W46/approve"),
    View::Opened("/situation/2026-W46/versions/1/remove"),
    View::Sent("/situation/2026-W46/versions/1/remove"),
    View::Opened(urls::SITUATION_ARCHIVE),
    View::Opened("/situation/archive?q=finnsinte"),
    View::Opened(urls::SITUATION_COMPARE),
    View::Opened("/situation/months/2026-10"),
    View::Opened("/situation/tertials/2026-T3"),
    View::Missing("/situation/months/1999-13"),
    View::Opened(urls::EXPORTS),
    View::Opened(urls::REPORT_NEW),
    View::Opened("/exports/reports/new?from=2026-09&to=2026-10"),
    View::Missing("/exports/reports/new?from=2026-10&to=2026-09"),
    View::Opened("/exports/reports/1"),
    View::Opened(urls::FUNDS),
    View::Opened(urls::FUND_NEW),
    View::Sent(urls::FUND_NEW),
    View::Opened("/followup/funds/1"),
    View::Opened("/followup/funds/1/edit"),
    View::Opened("/followup/funds/1/import"),
    View::Sent("/followup/funds/1/import"),
    View::Opened("/followup/funds/1/proposals/new"),
    View::Sent("/followup/funds/1/proposals/new"),
    View::Opened("/followup/funds/proposals/1"),
    View::Opened("/followup/funds/proposals/2"),
    View::Opened("/followup/funds/proposals/2/edit"),
    View::Opened(urls::COSTS),
    View::Opened(urls::COST_NEW),
    View::Sent(urls::COST_NEW),
    View::Opened(urls::COST_IMPORT),
    View::Sent(urls::COST_IMPORT),
    View::Opened("/followup/costs/1"),
    View::Opened(urls::COUNCIL_MEETINGS),
    View::Opened(urls::COUNCIL_MEETING_NEW),
    View::Sent(urls::COUNCIL_MEETING_NEW),
    View::Opened("/followup/meetings/1"),
    View::Opened("/followup/meetings/1/edit"),
    View::Opened("/followup/meetings/1/items/new"),
    View::Sent("/followup/meetings/1/items/new"),
    View::Opened("/followup/meetings/1/items/1"),
    View::Opened("/followup/meetings/1/items/1/measure"),
    View::Sent("/followup/meetings/1/items/1/measure"),
    View::Opened(urls::STATUTORY),
    View::Opened("/followup/statutory/2026"),
    View::Opened("/followup/statutory/2026/sections/crime"),
    View::Opened("/followup/statutory/2026/approve"),
    View::Sent("/followup/statutory/2026/approve"),
    View::Opened("/followup/statutory/2026/versions/1"),
    View::Opened(urls::DISTRICTS),
    View::Opened("/districts/tumba"),
    View::Opened(urls::ADMIN_DISTRICTS),
    View::Opened("/admin/districts/tumba"),
    View::Opened(urls::INDICATORS),
    View::Opened(urls::INDICATOR_NEW),
    View::Sent(urls::INDICATOR_NEW),
    View::Opened(urls::INDICATORS_LOAD),
    View::Sent(urls::INDICATORS_LOAD),
    View::Opened("/followup/indicators/1"),
    View::Opened("/followup/indicators/1/edit"),
    View::Opened("/followup/indicators/1/readings/new"),
    View::Sent("/followup/indicators/1/readings/new"),
    View::Opened("/followup/indicators/1/readings/1"),
    View::Opened(urls::REPORTED_CRIME),
    View::Opened(urls::REPORTED_CRIME_LOAD),
    View::Opened(urls::CLASSIFICATIONS),
    View::Sent(urls::CLASSIFICATIONS),
    View::Opened("/followup/classifications/1"),
    View::Opened(urls::ADMIN_CLASSIFICATIONS),
    View::Opened(urls::ADMIN),
    View::Opened(urls::ADMIN_ORGANISATIONS),
    View::Sent(urls::ADMIN_ORGANISATIONS),
    View::Opened("/admin/organisations/1"),
    View::Opened(urls::ADMIN_ACCOUNTS),
    View::Sent(urls::ADMIN_ACCOUNTS),
    View::Opened("/admin/accounts/1"),
    View::Pressed("/admin/accounts/1", "form[action$='/link'] button", "#link"),
    View::Opened(urls::ADMIN_AUDIT),
    View::Opened(urls::ADMIN_STATEMENTS),
    View::Opened("/admin/statements/accessibility/sv"),
    View::Opened(urls::ABOUT_ACCESSIBILITY),
    View::Opened(urls::ABOUT_PRIVACY),
    View::Opened(urls::SUPPORT),
    View::Opened(urls::OFFLINE),
    View::Missing("/sign-in/link/used"),
];

impl View {
    fn path(self) -> &'static str {
        match self {
            Self::Opened(path) | Self::Missing(path) | Self::Sent(path) | Self::Pressed(path, ..) => path,
        }
    }

    /// What it is called when it is shown.
    fn name(self) -> String {
        match self {
            Self::Opened(path) | Self::Missing(path) => path.to_owned(),
            Self::Sent(path) => format!("{path} sent"),
            Self::Pressed(path, ..) => format!("{path} pressed"),
        }
    }

    /// Shows it, as far as this visitor comes; gives the name of what came. Pages that went wrong alike are called alike.
    async fn show(self, browser: &Browser, app: &TestApp) -> String {
        let status = browser.open_page(app, self.path()).await;
        if status >= 400 && !matches!(self, Self::Missing(_)) {
            return status.to_string();
        }
        let shown = browser.path().await;
        // Where one was sent on to is another page, whatever was asked of this one.
        let is_asked_for = self.path().split('?').next() == Some(shown.as_str());
        let path = if is_asked_for { self.path().to_owned() } else { shown };
        if let (true, Self::Pressed(_, button, sign)) = (path == self.path(), self) {
            browser.client.find(Locator::Css(button)).await.unwrap().click().await.unwrap();
            browser.client.wait().for_element(Locator::Css(sign)).await.unwrap();
            return self.name();
        }
        if !matches!(self, Self::Sent(_)) || path != self.path() {
            return path;
        }
        let buttons = browser.client.find_all(Locator::Css("main form[method=post] button")).await.unwrap();
        // Some may only read what others write.
        let Some(button) = buttons.last() else { return path };
        button.click().await.unwrap();
        browser.wait_for_status(422).await;
        self.name()
    }
}

/// Something to look at: a reporter's reports, a leader's walk.
async fn tell(app: &TestApp) {
    let reporter = app.signed_in(Role::Reporter).await;
    let photo = pictures::bare_jpeg(&pictures::upright(640, 480));
    a_report().send_with_photos(&reporter, &[("bild.jpg", &photo)]).await.assert_status(303);
    a_report().with("category", "SAM3").with("severity", "high").at("59.2479, 17.8612").file(&reporter).await;
    a_shift().file(&reporter).await;
    a_report().with("category", "ORD1").with("place", "").with("district", "unknown").file(&reporter).await;
    for week in ["2026-W45", "2026-W46"] {
        app.approved(week).await;
    }
    let leader = app.signed_in(Role::WalkLeader).await;
    a_walk().file(&leader).await;
    a_stop().file(&leader).await;
    an_open_walk().keep(app);
    a_note().send_with_photos(&app.joined(CODE).await, &[("bild.jpg", &photo)]).await.assert_status(303);
    a_stop().with("version", "2").at("59.2465, 17.8590").with("name", "Gångtunneln").file(&leader).await;
    let point = |words: &'static str, kind: &'static str| {
        [("step", "gather"), ("words", words), ("kind", kind), ("theme", "lighting"), ("stop", "1")]
    };
    leader.post("/walks/1/protocol", &point("Trasig lampa i gångtunneln", "deficiency")).await.assert_status(303);
    leader.post("/walks/1/protocol", &point("Fin belysning vid gungorna", "strength")).await.assert_status(303);
    leader.post("/walks/1/protocol", &[("step", "publish")]).await.assert_status(303);
    let again = a_walk().with("starts_at", "2027-05-11T18:00").with("ends_at", "2027-05-11T19:30");
    let again = again.with("response_at", "").with("rewalk_at", "");
    leader.post("/walks/1/rewalk", &again.fields()).await.assert_status(303);
    let coordinator = app.signed_in(Role::Coordinator).await;
    a_measure(1).with("incident", "1").file(&coordinator).await;
    let text = |about: &str| format!("/situation/2026-W47/texts/{about}/wordings");
    let part = [("version", "0"), ("words", "Lugnt på stationerna. Bråket vid torget har lagt sig.")];
    coordinator.post(&text("part/1"), &part).await.assert_status(303);
    let sentence = [("version", "0"), ("words", "Rutor krossas på natten i samma kvarter.")];
    coordinator.post(&text("notable/1"), &sentence).await.assert_status(303);
    let problem = [("title", "Samlingar i gångtunneln"), ("district", "fittja"), ("common", "yes"), ("costly", "no")];
    coordinator.post("/situation/2026-W47/problems", &problem).await.assert_status(303);
    let event = [("title", "Ljusfest"), ("kind", "event"), ("starts_on", "2026-11-28"), ("place", "Hallunda torg")];
    coordinator.post("/situation/events", &event).await.assert_status(303);
    coordinator.get("/incidents.csv").await.assert_status(200);
    let placed = [("patrol-1-5", "2"), ("guard-2-6", "1")];
    coordinator.post("/situation/2026-W48/placements", &placed).await.assert_status(303);
    an_indicator().file(&coordinator).await;
    a_reading().send(&coordinator).await.assert_status(303);
    a_reading().with("year", "2025").with("target", "65").send(&coordinator).await.assert_status(303);
    a_classification().send(&coordinator).await.assert_status(303);
    let goal = [("code", "1"), ("name", "Ljusa gångvägar"), ("plan", "Trygghetsprogrammet"), ("from_year", "2025")];
    coordinator.post("/followup/goals", &goal).await.assert_status(303);
    let commitment = [("goal", "1"), ("committee", "Tekniska nämnden"), ("year", "2026"), ("title", "Lamporna lyser")];
    coordinator.post("/followup/commitments", &commitment).await.assert_status(303);
    coordinator.post("/followup/commitments/1/measures", &[("measure", "1")]).await.assert_status(303);
    let meeting = a_meeting().file(&coordinator).await;
    let item = [("title", "Belysning"), ("week", "2026-W46"), ("decision", "Lamporna byts före jul.")];
    coordinator.post(&format!("{meeting}/items"), &item).await.assert_status(303);
    coordinator.post("/followup/statutory", &[("from_year", "2026")]).await.assert_status(303);
    for part in ["analysis", "plan"] {
        let words = [("version", "0"), ("words", "Det är för mörkt.")];
        coordinator.post(&format!("/followup/statutory/2026/sections/{part}"), &words).await.assert_status(303);
    }
    coordinator.post("/followup/statutory/2026/approve", &[("version", "1")]).await.assert_status(303);
    a_measure(1).with("due_on", "2026-11-10").with("title", "Klipp häcken vid parkeringen").file(&coordinator).await;
    for (at, times) in
        [("2025-07-30T12:00", 5), ("2025-09-10T18:00", 24), ("2026-09-10T18:00", 31), ("2026-10-02T18:00", 2)]
    {
        an_incident().of("SKA1").in_district("fittja").at(at).times(times).keep(app);
    }
    a_released_report(&coordinator, "2026-05", "2026-08").await;
    tell_of_money(&coordinator).await;
}

/// A call with a proposal that was granted and one that waits; a department's costs of two years.
async fn tell_of_money(coordinator: &Visitor) {
    let call = [("name", "Trygghetsmiljonen"), ("year", "2026"), ("budget_sek", "1000000"), ("received", "4")];
    coordinator.post("/followup/funds", &call).await.assert_status(303);
    let proposals = [("Ljus i trappan", "Tumba", "1"), ("Mötesplats i parken", "Hela kommunen", "2")];
    for (title, district, last) in proposals {
        let id = format!("0f7f3a52-6f0e-4f1e-9a52-0000000000{last}0");
        let proposal = [("submission_id", &*id), ("title", title), ("district", district), ("asked_sek", "40000")];
        coordinator.post("/followup/funds/1/proposals", &proposal).await.assert_status(303);
    }
    let granted = [("step", "decide"), ("version", "1"), ("decision", "granted"), ("granted_sek", "30000")];
    let why = [("decided_on", "2026-03-01"), ("reason", "Många går där."), ("line_owner", "Gatuenheten")];
    let decision = [&granted[..], &why, &[("ends_on", "2026-10-31")]].concat();
    coordinator.post("/followup/funds/proposals/1", &decision).await.assert_status(303);
    let outcome = [("step", "outcome"), ("version", "2"), ("outcome", "Trappan är ljus."), ("measure", "1")];
    coordinator.post("/followup/funds/proposals/1", &outcome).await.assert_status(303);
    for (year, through) in [("2025", "2025-12"), ("2026", "2026-08")] {
        let cost = [("department", "Kommunledningsförvaltningen"), ("year", year), ("through", through)];
        let cost = [&cost[..], &[("amount_sek", "112221"), ("note", "cirka")]].concat();
        coordinator.post("/followup/costs", &cost).await.assert_status(303);
    }
}

/// Whether a comma-separated list in the environment, if there is one, has the word.
fn is_wanted(list: &str, word: &str) -> bool {
    std::env::var(list).map_or(true, |wanted| wanted.split(',').any(|each| each == word))
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn every_page_is_in_order_for_every_role_at_every_width_in_both_schemes_first_half() {
    look_at(VIEWS.split_at(VIEWS.len() / 2).0).await;
}

// In two halves, because two browsers look at once.
#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn every_page_is_in_order_for_every_role_at_every_width_in_both_schemes_second_half() {
    look_at(VIEWS.split_at(VIEWS.len() / 2).1).await;
}

/// Looks at some views as every role.
async fn look_at(views: &[View]) {
    let app = TestApp::spawn().await;
    tell(&app).await;
    Browser::run(async |browser| {
        let (mut findings, mut seen_by_any, mut parts) = (Vec::new(), HashSet::new(), HashSet::new());
        let roles = [None].into_iter().chain(Role::ALL.into_iter().map(Some));
        for role in roles {
            let name = role.map_or("visitor", |role| role.word());
            if !is_wanted("TEST_ROLES", name) {
                continue;
            }
            if let Some(role) = role {
                browser.sign_in_as(&app, role).await;
            }
            let mut seen = HashSet::new();
            for view in views.iter().copied().filter(|view| is_wanted("TEST_PATHS", view.path())) {
                let shown = view.show(browser, &app).await;
                let title = format!("{name} {shown}");
                seen_by_any.insert(shown.clone());
                // What another role saw alike is not looked at again; each has a frame of its own.
                let known = parts.len();
                parts.extend(browser.list_parts().await);
                let is_new = parts.len() > known;
                if seen.insert(shown) && is_new {
                    findings.extend(list_findings(browser, &title).await);
                }
            }
        }
        if std::env::var_os("TEST_ROLES").is_none() {
            let wanted = views.iter().copied().filter(|view| is_wanted("TEST_PATHS", view.path()));
            let unseen: Vec<String> = wanted.map(View::name).filter(|name| !seen_by_any.contains(name)).collect();
            assert!(unseen.is_empty(), "nobody can see {unseen:?}");
        }
        assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    })
    .await;
}

/// What is wrong with the page that is shown, at every width in both schemes.
pub async fn list_findings(browser: &Browser, page: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for width in WIDTHS {
        browser.set_width(width).await;
        for scheme in Scheme::BOTH {
            browser.prefer(scheme).await;
            let view = format!("{page} {width} {}", scheme.word());
            let found = browser.list_axe_findings().await.into_iter().chain(browser.list_what_sticks_out().await);
            findings.extend(found.map(|finding| format!("{view}: {finding}")));
            browser.take_picture(&view.replace([' ', '/', '?', '&', '='], "-")).await;
        }
    }
    findings
}

/// What stands on a walk's pages once it is chosen.
const CHOSEN: &str = "document.querySelector('[name=kind][value=strength]').click(); \
    document.querySelector('details.where-else').open = true";

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn every_page_of_a_walk_is_in_order_on_a_phone_that_joined() {
    let app = TestApp::spawn().await;
    an_open_walk().in_light(Light::Dark).keep(&app);
    Browser::run(async |browser| {
        let (walk, mut findings) = (format!("/w/{CODE}"), Vec::new());
        browser.open_page(&app, &walk).await;
        findings.extend(list_findings(browser, "phone welcome").await);
        let join = browser.client.find(Locator::Css("main .sticky button")).await.unwrap();
        join.click().await.unwrap();
        browser.wait_for(".way").await;
        for page in ["", "/stops/1", "/stops/2", "/observations", "/incident"] {
            assert_eq!(browser.open_page(&app, &format!("{walk}{page}")).await, 200);
            findings.extend(list_findings(browser, &format!("phone {page}")).await);
        }
        browser.open_page(&app, &format!("{walk}/stops/1")).await;
        browser.evaluate(CHOSEN).await;
        findings.extend(list_findings(browser, "phone chosen").await);
        browser.evaluate("document.querySelector('form.observation').requestSubmit()").await;
        browser.wait_for_status(422).await;
        findings.extend(list_findings(browser, "phone faults").await);
        assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    })
    .await;
}

#[actix_web::test]
#[ignore = "needs a WebDriver; tests/run starts one"]
async fn whoever_looks_sees_what_is_wrong_with_a_page() {
    let app = TestApp::spawn().await;
    Browser::run(async |browser| {
        browser.open_page(&app, urls::SIGN_IN).await;
        assert_eq!(list_findings(browser, "as it is").await, Vec::<String>::new());
        browser.evaluate("document.querySelector('main').append(document.createElement('img'))").await;
        browser.evaluate("document.querySelector('h1').style.width = '330px'").await;
        let findings = list_findings(browser, "spoiled").await;
        let sees = |start: &str| findings.iter().any(|finding| finding.starts_with(start));
        assert!(sees("spoiled 320 light: image-alt"), "{findings:?}");
        assert!(sees("spoiled 320 light: wider than 320: <h1"), "{findings:?}");
        assert!(!sees("spoiled 390 light: wider"), "{findings:?}");
    })
    .await;
}
