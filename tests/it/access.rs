//! Every address and every kind of visitor: who is answered, who is sent to sign in, who is refused.

use std::collections::{BTreeMap, BTreeSet};

use lykta::accounts::{OrganisationKind, Role};

use crate::support::walks::{CODE, an_open_walk};
use crate::support::{
    TestApp, Visitor, a_classification, a_measure, a_meeting, a_reading, a_report, a_shift, a_stop, a_walk,
    an_indicator, source,
};

/// Method and route as the code registers it · the address that is tried · the status for nobody, reporter, walk leader,
/// partner, coordinator, council, administrator.
type Row = (&'static str, &'static str, [u16; 7]);

/// Walked from top to bottom, each row by all seven; and by a phone that joined a walk, which is nobody outside it. Forms are
/// sent empty. Report 1 is the reporter's, whose
/// organisation all share; account 1 is a bystander's.
const TABLE: &[Row] = &[
    //                                                                            nobody rep  lead part coor coun admi
    ("GET /", "/", [303, 200, 200, 200, 200, 200, 200]),
    ("GET /sign-in", "/sign-in", [200, 303, 303, 303, 303, 303, 303]),
    ("POST /sign-in", "/sign-in", [422, 422, 422, 422, 422, 422, 422]),
    ("GET /sign-in/link/{token}", "/sign-in/link/none", [410, 410, 410, 410, 410, 410, 410]),
    ("POST /sign-in/link/{token}", "/sign-in/link/none", [410, 410, 410, 410, 410, 410, 410]),
    ("POST /language", "/language", [400, 400, 400, 400, 400, 400, 400]),
    ("GET /about/accessibility", "/about/accessibility", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /about/privacy", "/about/privacy", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /support", "/support", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /health/live", "/health/live", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /health/ready", "/health/ready", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /metrics", "/metrics", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /assets/{file}", "/assets/none.css", [404, 404, 404, 404, 404, 404, 404]),
    ("GET /sw.js", "/sw.js", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /offline", "/offline", [200, 200, 200, 200, 200, 200, 200]),
    // Off unless a source is set; then for everybody.
    ("GET /tiles/{z}/{x}/{y}.png", "/tiles/12/2251/1206.png", [404, 404, 404, 404, 404, 404, 404]),
    // One's own account.
    ("GET /account", "/account", [303, 200, 200, 200, 200, 200, 200]),
    ("POST /account/password", "/account/password", [401, 422, 422, 422, 422, 422, 422]),
    ("POST /account/sessions", "/account/sessions", [401, 303, 303, 303, 303, 303, 303]),
    // Reports.
    ("GET /incidents", "/incidents", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /incidents", "/incidents", [401, 422, 422, 422, 422, 403, 403]),
    ("GET /incidents/clusters", "/incidents/clusters?zoom=12", [303, 200, 200, 200, 200, 403, 403]),
    ("GET /incidents/new", "/incidents/new", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /incidents/nearby", "/incidents/nearby", [401, 200, 200, 200, 200, 403, 403]),
    ("GET /incidents/patterns", "/incidents/patterns", [303, 200, 200, 200, 200, 403, 403]),
    ("GET /incidents/filters", "/incidents/filters", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /incidents/filters", "/incidents/filters", [401, 422, 422, 422, 422, 403, 403]),
    ("POST /incidents/filters/{id}/delete", "/incidents/filters/1/delete", [401, 404, 404, 404, 404, 403, 403]),
    ("GET /incidents.{format}", "/incidents.csv", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /incidents/{id}", "/incidents/1", [303, 200, 200, 200, 200, 403, 403]),
    ("GET /incidents/{id}/correct", "/incidents/1/correct", [303, 200, 403, 403, 403, 403, 403]),
    // For the reporter an empty form is a broken one; nobody else comes so far.
    ("POST /incidents/{id}/correct", "/incidents/1/correct", [401, 400, 403, 403, 403, 403, 403]),
    ("POST /incidents/{id}/reporter", "/incidents/1/reporter", [401, 403, 403, 403, 200, 403, 403]),
    ("POST /incidents/{id}/answer", "/incidents/1/answer", [401, 422, 403, 403, 403, 403, 403]),
    // Shifts of patrols.
    ("GET /shifts", "/shifts", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /shifts", "/shifts", [401, 422, 422, 422, 422, 403, 403]),
    ("GET /shifts/new", "/shifts/new", [303, 200, 200, 200, 200, 403, 403]),
    ("GET /shifts/{id}", "/shifts/1", [303, 200, 200, 200, 200, 403, 403]),
    // Safety walks: walk 1 is their organisation's, and has one stop.
    ("GET /walks", "/walks", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks", "/walks", [401, 403, 422, 422, 422, 403, 403]),
    ("GET /walks/new", "/walks/new", [303, 403, 200, 200, 200, 403, 403]),
    ("GET /walks/{id}", "/walks/1", [303, 403, 200, 200, 200, 403, 403]),
    ("GET /walks/{id}/edit", "/walks/1/edit", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/edit", "/walks/1/edit", [401, 403, 422, 422, 422, 403, 403]),
    ("GET /walks/{id}/stops", "/walks/1/stops", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/stops", "/walks/1/stops", [401, 403, 422, 422, 422, 403, 403]),
    ("GET /walks/{id}/stops/{stop}", "/walks/1/stops/1", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/stops/{stop}", "/walks/1/stops/1", [401, 403, 422, 422, 422, 403, 403]),
    ("GET /walks/{id}/route", "/walks/1/route", [303, 403, 200, 200, 200, 403, 403]),
    // An empty form is a version that nobody has: somebody else was first.
    ("POST /walks/{id}/route", "/walks/1/route", [401, 403, 409, 409, 409, 403, 403]),
    ("GET /walks/{id}/groups", "/walks/1/groups", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/groups", "/walks/1/groups", [401, 403, 409, 409, 409, 403, 403]),
    ("GET /walks/{id}/code", "/walks/1/code", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/code", "/walks/1/code", [401, 403, 400, 400, 400, 403, 403]),
    ("GET /walks/{id}/poster.pdf", "/walks/1/poster.pdf", [303, 403, 200, 200, 200, 403, 403]),
    ("GET /walks/{id}/calendar.ics", "/walks/1/calendar.ics", [303, 403, 200, 200, 200, 403, 403]),
    // It has no points, and walks no other walk again.
    ("GET /walks/{id}/protocol", "/walks/1/protocol", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/protocol", "/walks/1/protocol", [401, 403, 400, 400, 400, 403, 403]),
    ("GET /walks/{id}/protocol.{ending}", "/walks/1/protocol.csv", [303, 403, 200, 200, 200, 403, 403]),
    ("GET /walks/{id}/points/{number}", "/walks/1/points/1", [303, 403, 404, 404, 404, 403, 403]),
    ("POST /walks/{id}/points/{number}", "/walks/1/points/1", [401, 403, 404, 404, 404, 403, 403]),
    ("GET /walks/{id}/response", "/walks/1/response", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/response", "/walks/1/response", [401, 403, 400, 400, 400, 403, 403]),
    ("GET /walks/{id}/compare", "/walks/1/compare", [303, 403, 404, 404, 404, 403, 403]),
    ("POST /walks/{id}/compare", "/walks/1/compare", [401, 403, 404, 404, 404, 403, 403]),
    ("GET /protocols", "/protocols", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /protocols/{id}", "/protocols/1", [404, 404, 404, 404, 404, 404, 404]),
    ("GET /protocols/{id}.{ending}", "/protocols/1.pdf", [404, 404, 404, 404, 404, 404, 404]),
    ("GET /walks/{id}/rewalk", "/walks/1/rewalk", [303, 403, 200, 200, 200, 403, 403]),
    ("POST /walks/{id}/rewalk", "/walks/1/rewalk", [401, 403, 422, 422, 422, 403, 403]),
    // The coordinator's desk.
    ("GET /incidents/review", "/incidents/review", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /incidents/{id}/review", "/incidents/1/review", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /incidents/{id}/review", "/incidents/1/review", [401, 403, 403, 403, 400, 403, 403]),
    // Pictures of reports: report 1 has none.
    ("GET /incidents/{id}/photos/{position}", "/incidents/1/photos/1", [303, 404, 404, 404, 404, 403, 403]),
    ("GET /incidents/{id}/photos/{position}/hide", "/incidents/1/photos/1/hide", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /incidents/{id}/photos/{position}/hide", "/incidents/1/photos/1/hide", [401, 403, 403, 403, 404, 403, 403]),
    // Measures: measure 1 is owned by the organisation that all share.
    ("GET /measures", "/measures", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /measures", "/measures", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /measures/clusters", "/measures/clusters?zoom=12", [303, 200, 200, 200, 200, 403, 403]),
    // What everybody is told, and where it is released.
    ("GET /figures", "/figures", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /figures.csv", "/figures.csv", [200, 200, 200, 200, 200, 200, 200]),
    ("GET /exports/figures", "/exports/figures", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /exports/figures", "/exports/figures", [401, 403, 403, 403, 404, 403, 403]),
    // Reports for the council.
    ("GET /exports", "/exports", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /exports/reports/new", "/exports/reports/new", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /exports/reports/new", "/exports/reports/new", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /exports/reports/{number}", "/exports/reports/1", [303, 404, 404, 404, 404, 404, 403]),
    ("GET /exports/reports/{number}/{file}", "/exports/reports/1/report.json", [303, 404, 404, 404, 404, 404, 403]),
    ("GET /measures.{format}", "/measures.csv", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /measures/new", "/measures/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /measures/{id}", "/measures/1", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /measures/{id}", "/measures/1", [401, 400, 400, 400, 400, 403, 403]),
    // Rows that are taken out: the coordinator's own row of the access table above is line 1 of the log, streamed and not kept.
    ("GET /exports/rows", "/exports/rows", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /exports/rows", "/exports/rows", [401, 403, 403, 403, 400, 403, 403]),
    ("GET /exports/rows/{id}", "/exports/rows/1", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /exports/rows/{id}/file", "/exports/rows/1/file", [303, 403, 403, 403, 410, 403, 403]),
    ("GET /exports/rows/{id}/manifest.json", "/exports/rows/1/manifest.json", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /exports/log", "/exports/log", [303, 403, 403, 403, 200, 403, 403]),
    // The red thread. There is no goal, and no commitment.
    ("GET /followup", "/followup", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/goals", "/followup/goals", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/goals/new", "/followup/goals/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/goals/{id}", "/followup/goals/1", [303, 404, 404, 404, 404, 404, 403]),
    ("GET /followup/goals/{id}/edit", "/followup/goals/1/edit", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/goals/{id}/edit", "/followup/goals/1/edit", [401, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/goals/{id}/indicators", "/followup/goals/1/indicators", [401, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/commitments", "/followup/commitments", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/commitments/new", "/followup/commitments/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/commitments/{id}", "/followup/commitments/1", [303, 404, 404, 404, 404, 404, 403]),
    ("GET /followup/commitments/{id}/edit", "/followup/commitments/1/edit", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/commitments/{id}/edit", "/followup/commitments/1/edit", [401, 403, 403, 403, 404, 403, 403]),
    (
        "POST /followup/commitments/{id}/measures",
        "/followup/commitments/1/measures",
        [401, 403, 403, 403, 404, 403, 403],
    ),
    ("GET /followup/measures", "/followup/measures", [303, 403, 403, 200, 200, 403, 403]),
    ("GET /followup/measures/{id}", "/followup/measures/1", [303, 403, 403, 200, 200, 403, 403]),
    ("POST /followup/measures/{id}", "/followup/measures/1", [401, 403, 403, 403, 404, 403, 403]),
    ("GET /followup/thread/indicators/{id}", "/followup/thread/indicators/1", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /followup/plan/{year}", "/followup/plan/2026", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /followup/audit", "/followup/audit", [303, 200, 200, 200, 200, 200, 403]),
    // The week's picture.
    // Their organisation has reported: the answer says so.
    ("GET /situation/{week}/zero-report", "/situation/2026-W47/zero-report", [303, 200, 200, 200, 200, 403, 403]),
    ("POST /situation/{week}/zero-report", "/situation/2026-W47/zero-report", [401, 303, 303, 303, 303, 403, 403]),
    ("GET /zero-report/{token}", "/zero-report/none", [410, 410, 410, 410, 410, 410, 410]),
    ("POST /zero-report/{token}", "/zero-report/none", [410, 410, 410, 410, 410, 410, 410]),
    // The partner is not of the police.
    ("GET /situation/{week}/police-counts", "/situation/2026-W47/police-counts", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /situation/{week}/police-counts", "/situation/2026-W47/police-counts", [401, 403, 403, 403, 422, 403, 403]),
    // Words of the picture. Organisation 1 is the one that all share: it has a part.
    (
        "GET /situation/{week}/texts/{kind}/{subject}",
        "/situation/2026-W47/texts/part/1",
        [303, 403, 403, 200, 200, 403, 403],
    ),
    (
        "GET /situation/{week}/texts/{kind}/{subject}/wordings",
        "/situation/2026-W47/texts/part/1/wordings",
        [303, 403, 403, 303, 303, 403, 403],
    ),
    // An empty form says upon nothing that it was written.
    (
        "POST /situation/{week}/texts/{kind}/{subject}/wordings",
        "/situation/2026-W47/texts/summary/0/wordings",
        [401, 403, 403, 403, 400, 403, 403],
    ),
    ("GET /situation/{week}/notable", "/situation/2026-W47/notable", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /situation/{week}/problems", "/situation/2026-W47/problems", [303, 403, 403, 200, 200, 403, 403]),
    ("POST /situation/{week}/problems", "/situation/2026-W47/problems", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /situation/{week}/problems/new", "/situation/2026-W47/problems/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /situation/{week}/problems/{id}", "/situation/2026-W47/problems/1", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /situation/{week}/problems/{id}", "/situation/2026-W47/problems/1", [401, 403, 403, 403, 404, 403, 403]),
    // It is Thursday: the week is not over, and no week was approved.
    ("GET /situation/{week}/approve", "/situation/2026-W47/approve", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /situation/{week}/approve", "/situation/2026-W47/approve", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /situation/{week}/versions/{version}", "/situation/2026-W46/versions/1", [303, 404, 404, 404, 404, 404, 403]),
    (
        "GET /situation/{week}/versions/{version}/{edition}.{format}",
        "/situation/2026-W46/versions/1/shared.pdf",
        [303, 404, 404, 404, 404, 404, 403],
    ),
    (
        "POST /situation/{week}/versions/{version}/sign",
        "/situation/2026-W46/versions/1/sign",
        [401, 403, 403, 404, 404, 403, 403],
    ),
    (
        "GET /situation/{week}/versions/{version}/remove",
        "/situation/2026-W46/versions/1/remove",
        [303, 403, 403, 403, 404, 403, 403],
    ),
    (
        "POST /situation/{week}/versions/{version}/remove",
        "/situation/2026-W46/versions/1/remove",
        [401, 403, 403, 403, 404, 403, 403],
    ),
    ("GET /situation", "/situation", [303, 303, 303, 303, 303, 303, 403]),
    ("GET /situation/archive", "/situation/archive", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /situation/compare", "/situation/compare", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /situation/months/{month}", "/situation/months/2026-11", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /situation/tertials/{tertial}", "/situation/tertials/2026-T3", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /situation/{week}", "/situation/2026-W47", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /situation/{week}/draft.{format}", "/situation/2026-W47/draft.csv", [303, 403, 403, 200, 200, 403, 403]),
    // Money of the follow-up: there is no call, no proposal and no cost 1.
    ("GET /followup/funds", "/followup/funds", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/funds", "/followup/funds", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/funds/new", "/followup/funds/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/funds/{id}", "/followup/funds/1", [303, 404, 404, 404, 404, 404, 403]),
    ("GET /followup/funds/{id}/edit", "/followup/funds/1/edit", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/funds/{id}/edit", "/followup/funds/1/edit", [401, 403, 403, 403, 404, 403, 403]),
    ("GET /followup/funds/{id}/import", "/followup/funds/1/import", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/funds/{id}/import", "/followup/funds/1/import", [401, 403, 403, 403, 404, 403, 403]),
    ("GET /followup/funds/{id}/proposals/new", "/followup/funds/1/proposals/new", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/funds/{id}/proposals", "/followup/funds/1/proposals", [401, 403, 403, 403, 404, 403, 403]),
    ("GET /followup/funds/proposals/{id}", "/followup/funds/proposals/1", [303, 404, 404, 404, 404, 404, 403]),
    ("POST /followup/funds/proposals/{id}", "/followup/funds/proposals/1", [401, 403, 403, 403, 404, 403, 403]),
    (
        "GET /followup/funds/proposals/{id}/edit",
        "/followup/funds/proposals/1/edit",
        [303, 403, 403, 403, 404, 403, 403],
    ),
    ("GET /followup/costs", "/followup/costs", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/costs", "/followup/costs", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/costs/new", "/followup/costs/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/costs/import", "/followup/costs/import", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/costs/import", "/followup/costs/import", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/costs/{id}", "/followup/costs/1", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/costs/{id}", "/followup/costs/1", [401, 403, 403, 403, 404, 403, 403]),
    // The meeting: there is no planned event 1.
    ("GET /situation/events", "/situation/events", [303, 403, 403, 200, 200, 403, 403]),
    ("POST /situation/events", "/situation/events", [401, 403, 403, 422, 422, 403, 403]),
    ("GET /situation/events/{id}", "/situation/events/1", [303, 403, 403, 404, 404, 403, 403]),
    ("POST /situation/events/{id}", "/situation/events/1", [401, 403, 403, 404, 404, 403, 403]),
    ("GET /situation/years/{year}", "/situation/years/2026", [303, 403, 403, 200, 200, 403, 403]),
    ("GET /situation/{week}/wall", "/situation/2026-W47/wall", [303, 403, 403, 200, 200, 403, 403]),
    ("GET /situation/{week}/decide", "/situation/2026-W47/decide", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /situation/{week}/decide", "/situation/2026-W47/decide", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /situation/{week}/placements", "/situation/2026-W48/placements", [303, 403, 403, 200, 200, 403, 403]),
    // An empty grid changes nothing.
    ("POST /situation/{week}/placements", "/situation/2026-W48/placements", [401, 403, 403, 303, 303, 403, 403]),
    // The council: the agenda of meeting 1 is empty.
    ("GET /followup/meetings", "/followup/meetings", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/meetings", "/followup/meetings", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/meetings/new", "/followup/meetings/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/meetings/{id}", "/followup/meetings/1", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /followup/meetings/{id}/edit", "/followup/meetings/1/edit", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/meetings/{id}/edit", "/followup/meetings/1/edit", [401, 403, 403, 403, 400, 403, 403]),
    ("GET /followup/meetings/{id}/agenda.pdf", "/followup/meetings/1/agenda.pdf", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/meetings/{id}/items", "/followup/meetings/1/items", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/meetings/{id}/items/new", "/followup/meetings/1/items/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/meetings/{id}/items/{item}", "/followup/meetings/1/items/1", [303, 403, 403, 403, 404, 403, 403]),
    ("POST /followup/meetings/{id}/items/{item}", "/followup/meetings/1/items/1", [401, 403, 403, 403, 404, 403, 403]),
    (
        "GET /followup/meetings/{id}/items/{item}/measure",
        "/followup/meetings/1/items/1/measure",
        [303, 403, 403, 403, 404, 403, 403],
    ),
    (
        "POST /followup/meetings/{id}/items/{item}/measure",
        "/followup/meetings/1/items/1/measure",
        [401, 403, 403, 403, 404, 403, 403],
    ),
    // What the law asks for: that of 2026 is begun, and nothing of it is written or approved.
    ("GET /followup/statutory", "/followup/statutory", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/statutory", "/followup/statutory", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/statutory/{year}", "/followup/statutory/2026", [303, 403, 403, 200, 200, 403, 403]),
    (
        "GET /followup/statutory/{year}/sections/{section}",
        "/followup/statutory/2026/sections/analysis",
        [303, 403, 403, 403, 200, 403, 403],
    ),
    // An empty form says upon nothing that it was written.
    (
        "POST /followup/statutory/{year}/sections/{section}",
        "/followup/statutory/2026/sections/analysis",
        [401, 403, 403, 403, 400, 403, 403],
    ),
    ("GET /followup/statutory/{year}/approve", "/followup/statutory/2026/approve", [303, 403, 403, 403, 200, 403, 403]),
    (
        "POST /followup/statutory/{year}/approve",
        "/followup/statutory/2026/approve",
        [401, 403, 403, 403, 400, 403, 403],
    ),
    (
        "GET /followup/statutory/{year}/versions/{version}",
        "/followup/statutory/2026/versions/1",
        [303, 404, 404, 404, 404, 404, 403],
    ),
    (
        "GET /followup/statutory/{year}/versions/{version}/{file}",
        "/followup/statutory/2026/versions/1/document.pdf",
        [303, 404, 404, 404, 404, 404, 403],
    ),
    // Districts.
    ("GET /districts", "/districts", [303, 200, 200, 200, 200, 200, 200]),
    ("GET /districts/map.geojson", "/districts/map.geojson", [303, 200, 200, 200, 200, 200, 200]),
    ("GET /districts/whereabouts", "/districts/whereabouts?position=59.24,17.85", [303, 200, 200, 200, 200, 200, 200]),
    ("GET /districts/{code}", "/districts/fittja", [303, 200, 200, 200, 200, 200, 200]),
    ("GET /admin/districts", "/admin/districts", [303, 403, 403, 403, 403, 403, 200]),
    ("GET /admin/districts/{code}", "/admin/districts/fittja", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/districts/{code}", "/admin/districts/fittja", [401, 403, 403, 403, 403, 403, 303]),
    (
        "POST /admin/districts/{code}/population",
        "/admin/districts/fittja/population",
        [401, 403, 403, 403, 403, 403, 422],
    ),
    // What others have measured: indicator 1 has one year's figures; an empty form names no version.
    ("GET /followup/indicators", "/followup/indicators", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/indicators", "/followup/indicators", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/indicators/new", "/followup/indicators/new", [303, 403, 403, 403, 200, 403, 403]),
    ("GET /followup/indicators/load", "/followup/indicators/load", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/indicators/load", "/followup/indicators/load", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/indicators/{id}", "/followup/indicators/1", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /followup/indicators/{id}/edit", "/followup/indicators/1/edit", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/indicators/{id}/edit", "/followup/indicators/1/edit", [401, 403, 403, 403, 400, 403, 403]),
    (
        "GET /followup/indicators/{id}/readings/new",
        "/followup/indicators/1/readings/new",
        [303, 403, 403, 403, 200, 403, 403],
    ),
    (
        "POST /followup/indicators/{id}/readings/new",
        "/followup/indicators/1/readings/new",
        [401, 403, 403, 403, 422, 403, 403],
    ),
    (
        "GET /followup/indicators/{id}/readings/{reading}",
        "/followup/indicators/1/readings/1",
        [303, 403, 403, 403, 200, 403, 403],
    ),
    (
        "POST /followup/indicators/{id}/readings/{reading}",
        "/followup/indicators/1/readings/1",
        [401, 403, 403, 403, 400, 403, 403],
    ),
    ("GET /followup/crime", "/followup/crime", [303, 200, 200, 200, 200, 200, 403]),
    ("GET /followup/crime/load", "/followup/crime/load", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/crime/load", "/followup/crime/load", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/classifications", "/followup/classifications", [303, 200, 200, 200, 200, 200, 403]),
    ("POST /followup/classifications", "/followup/classifications", [401, 403, 403, 403, 422, 403, 403]),
    ("GET /followup/classifications/{id}", "/followup/classifications/1", [303, 403, 403, 403, 200, 403, 403]),
    ("POST /followup/classifications/{id}", "/followup/classifications/1", [401, 403, 403, 403, 400, 403, 403]),
    // Administration.
    ("GET /admin/classifications", "/admin/classifications", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/classifications", "/admin/classifications", [401, 403, 403, 403, 403, 403, 303]),
    ("GET /admin", "/admin", [303, 403, 403, 403, 403, 403, 200]),
    ("GET /admin/organisations", "/admin/organisations", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/organisations", "/admin/organisations", [401, 403, 403, 403, 403, 403, 422]),
    ("GET /admin/organisations/{id}", "/admin/organisations/1", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/organisations/{id}", "/admin/organisations/1", [401, 403, 403, 403, 403, 403, 422]),
    ("GET /admin/accounts", "/admin/accounts", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/accounts", "/admin/accounts", [401, 403, 403, 403, 403, 403, 422]),
    ("GET /admin/accounts/{id}", "/admin/accounts/1", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/accounts/{id}", "/admin/accounts/1", [401, 403, 403, 403, 403, 403, 422]),
    ("POST /admin/accounts/{id}/link", "/admin/accounts/1/link", [401, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/accounts/{id}/disable", "/admin/accounts/1/disable", [401, 403, 403, 403, 403, 403, 303]),
    ("POST /admin/accounts/{id}/enable", "/admin/accounts/1/enable", [401, 403, 403, 403, 403, 403, 303]),
    ("GET /admin/audit", "/admin/audit", [303, 403, 403, 403, 403, 403, 200]),
    ("GET /admin/jobs", "/admin/jobs", [303, 403, 403, 403, 403, 403, 200]),
    ("GET /admin/statements", "/admin/statements", [303, 403, 403, 403, 403, 403, 200]),
    ("GET /admin/statements/{slug}/{language}", "/admin/statements/privacy/sv", [303, 403, 403, 403, 403, 403, 200]),
    ("POST /admin/statements/{slug}/{language}", "/admin/statements/privacy/sv", [401, 403, 403, 403, 403, 403, 303]),
    // A walk on a phone: those who lead walks need not join, and nobody else has joined before the last but one.
    ("GET /w", "/w", [200, 200, 200, 200, 200, 200, 200]),
    ("POST /w", "/w", [422, 422, 422, 422, 422, 422, 422]),
    ("GET /w/{code}", "/w/KLMNPRST", [200, 200, 200, 200, 200, 200, 200]),
    ("POST /w/{code}/screen", "/w/KLMNPRST/screen", [303, 303, 303, 303, 303, 303, 303]),
    ("GET /w/{code}/map.geojson", "/w/KLMNPRST/map.geojson", [303, 303, 200, 200, 200, 303, 303]),
    ("GET /w/{code}/pack.json", "/w/KLMNPRST/pack.json", [303, 303, 200, 200, 200, 303, 303]),
    ("GET /w/{code}/whereabouts", "/w/KLMNPRST/whereabouts?position=59.2,17.8", [303, 303, 200, 200, 200, 303, 303]),
    ("GET /w/{code}/stops/{position}", "/w/KLMNPRST/stops/1", [303, 303, 200, 200, 200, 303, 303]),
    ("GET /w/{code}/observations", "/w/KLMNPRST/observations", [303, 303, 200, 200, 200, 303, 303]),
    ("POST /w/{code}/observations", "/w/KLMNPRST/observations", [401, 401, 422, 422, 422, 401, 401]),
    // A signed-in leader has the ordinary form; the others are sent to join.
    ("GET /w/{code}/incident", "/w/KLMNPRST/incident", [303, 303, 303, 303, 303, 303, 303]),
    ("POST /w/{code}/incident", "/w/KLMNPRST/incident", [401, 401, 401, 401, 401, 401, 401]),
    // What comes in on walk 2, for those who lead; it has no picture.
    ("GET /walks/{id}/live", "/walks/2/live", [303, 403, 200, 200, 200, 403, 403]),
    (
        "GET /walks/{id}/observations/{observation}/photos/{position}",
        "/walks/2/observations/1/photos/1",
        [303, 403, 404, 404, 404, 403, 403],
    ),
    (
        "GET /walks/{id}/observations/{observation}/photos/{position}/small",
        "/walks/2/observations/1/photos/1/small",
        [303, 403, 404, 404, 404, 403, 403],
    ),
    (
        "GET /walks/{id}/observations/{observation}/photos/{position}/hide",
        "/walks/2/observations/1/photos/1/hide",
        [303, 403, 404, 404, 404, 403, 403],
    ),
    (
        "POST /walks/{id}/observations/{observation}/photos/{position}/hide",
        "/walks/2/observations/1/photos/1/hide",
        [401, 403, 404, 404, 404, 403, 403],
    ),
    // There is no walk 99: the answer of one that is there has no end.
    ("GET /walks/{id}/changes", "/walks/99/changes", [303, 403, 404, 404, 404, 403, 403]),
    ("POST /w/{code}/judgements", "/w/KLMNPRST/judgements", [401, 401, 422, 422, 422, 401, 401]),
    ("POST /w/{code}", "/w/KLMNPRST", [303, 303, 303, 303, 303, 303, 303]),
    ("POST /w/{code}/leave", "/w/KLMNPRST/leave", [303, 303, 303, 303, 303, 303, 303]),
    // Last, because it ends every session.
    ("POST /sign-out", "/sign-out", [303, 303, 303, 303, 303, 303, 303]),
];

#[actix_web::test]
async fn every_address_answers_whom_it_is_for_and_nobody_else() {
    let app = TestApp::spawn().await;
    let shared = app.organisation("Kommunen", OrganisationKind::Municipality);
    let bystander = app.account("vid.sidan@example.se", Role::Council, shared);
    let mut visitors: Vec<(&str, Visitor)> = vec![("nobody", app.visitor())];
    for role in Role::ALL {
        visitors.push((role.word(), app.signed_in_of(role, shared).await));
    }
    let report = a_report().file(&visitors[1].1).await;
    assert_eq!((shared, bystander, report.as_str()), (1, 1, "/incidents/1"), "what the table's addresses name");
    assert_eq!(a_shift().file(&visitors[1].1).await, "/shifts/1");
    assert_eq!(a_walk().file(&visitors[2].1).await, "/walks/1/stops");
    a_stop().file(&visitors[2].1).await;
    an_open_walk().keep(&app);
    let phone = app.joined(CODE).await;
    assert_eq!(a_measure(shared).file(&visitors[4].1).await, "/measures/1");
    assert_eq!(a_meeting().file(&visitors[4].1).await, "/followup/meetings/1");
    visitors[4].1.post("/followup/statutory", &[("from_year", "2026")]).await.assert_status(303);
    assert_eq!(an_indicator().file(&visitors[4].1).await, "/followup/indicators/1");
    a_reading().send(&visitors[4].1).await.assert_status(303);
    a_classification().send(&visitors[4].1).await.assert_status(303);
    let mut strays = Vec::new();
    for (route, address, expected) in TABLE {
        let (method, path) = route.split_once(' ').unwrap();
        if !path.starts_with("/w/") {
            let found = phone.request(method, address).await.status;
            if found != expected[0] {
                strays.push(format!("{method} {address} answers a phone that joined a walk with {found}"));
            }
        }
        for ((who, visitor), expected) in visitors.iter().zip(expected) {
            let found = visitor.request(method, address).await.status;
            if found != *expected {
                strays.push(format!("{method} {address} answers {who} with {found}, not {expected}"));
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn every_address_stands_in_the_table() {
    let named: BTreeSet<String> = TABLE.iter().map(|(route, ..)| (*route).to_owned()).collect();
    assert_eq!(named.len(), TABLE.len(), "a route stands twice");
    let registered = registered();
    let missing: Vec<_> = registered.difference(&named).collect();
    assert!(missing.is_empty(), "give them a row in tests/it/access.rs: {missing:#?}");
    let gone: Vec<_> = named.difference(&registered).collect();
    assert!(gone.is_empty(), "no code registers them: {gone:#?}");
}

/// Every route that the code registers, as `GET /admin/accounts/{id}`.
fn registered() -> BTreeSet<String> {
    let code = source::rust();
    let constants = constants(&code.iter().find(|file| file.path == "src/urls.rs").unwrap().code);
    let mut found = BTreeSet::new();
    for file in &code {
        for (other_way, why) in [("web::scope(", "scopes"), ("#[get(", "attributes"), (".route(\"", "plain routes")] {
            assert!(!file.code.contains(other_way), "{}: this test does not read {why}", file.path);
        }
        for (address, mut rest) in source::calls(&file.code, "web::resource(") {
            let address = match address.trim().strip_prefix("urls::") {
                Some(name) => constants[name].clone(),
                None => source::literals(address)[0].to_owned(),
            };
            let mut methods = Vec::new();
            while let Some((route, after)) = source::calls(rest.trim_start(), ".route(").into_iter().next() {
                if !rest.trim_start().starts_with(".route(") {
                    break;
                }
                let method = route.trim().strip_prefix("web::").and_then(|route| route.split('(').next());
                methods.push(method.expect("a route begins with its method").to_uppercase());
                rest = after;
            }
            assert!(!methods.is_empty(), "{}: {address} has no route", file.path);
            found.extend(methods.iter().map(|method| format!("{method} {address}")));
        }
    }
    found
}

/// The addresses that `urls.rs` has a name for.
fn constants(code: &str) -> BTreeMap<&str, String> {
    let declared = code.lines().filter_map(|line| line.strip_prefix("pub const "));
    declared.map(|line| (line.split(':').next().unwrap(), source::literals(line)[0].to_owned())).collect()
}
