//! Every address of the product, as a function. Handlers, templates, redirects and tests all ask here.

use std::fmt::Display;

use crate::time::IsoWeek;

/// The first page.
pub const HOME: &str = "/";
/// Signing in: the form, and where it is sent.
pub const SIGN_IN: &str = "/sign-in";
/// Ending one's session (POST).
pub const SIGN_OUT: &str = "/sign-out";
/// Using a one-time link: `/sign-in/link/{token}`.
pub const SIGN_IN_LINK: &str = "/sign-in/link/{token}";
/// One's own account: language, password, sessions.
pub const ACCOUNT: &str = "/account";
/// Choosing a new password (POST).
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// Ending one (POST `session`) or all other sessions (POST without).
pub const ACCOUNT_SESSIONS: &str = "/account/sessions";
/// Choosing a language (POST `language`, `back`).
pub const LANGUAGE: &str = "/language";
/// The list of reports; where a report is sent.
pub const INCIDENTS: &str = "/incidents";
/// The same reports gathered for a map.
pub const INCIDENT_CLUSTERS: &str = "/incidents/clusters";
/// The report form.
pub const INCIDENT_NEW: &str = "/incidents/new";
/// The filtered reports over the hours of the week and over the ground.
pub const INCIDENT_PATTERNS: &str = "/incidents/patterns";
/// One's saved filters: the list, and where a new one is sent.
pub const INCIDENT_FILTERS: &str = "/incidents/filters";
/// The queue of reports that wait to be reviewed.
pub const INCIDENTS_REVIEW: &str = "/incidents/review";
/// What was reported near a report that is being written (POST).
pub const INCIDENTS_NEARBY: &str = "/incidents/nearby";
/// The filtered list as a file, by format.
pub const INCIDENTS_FILE: &str = "/incidents.{format}";
/// Shift reports of patrols: the list, and where one is sent.
pub const SHIFTS: &str = "/shifts";
/// The shift report's form.
pub const SHIFT_NEW: &str = "/shifts/new";
/// Safety walks: the list, and where a new one is sent.
pub const WALKS: &str = "/walks";
/// Planning a safety walk.
pub const WALK_NEW: &str = "/walks/new";
/// Where a participant types a code.
pub const JOIN: &str = "/w";
/// What maps on a walk's pages draw under everything else, below the walk's address.
pub const OF_WALK_BASE_MAP: &str = "/map.geojson";
/// A position on a walk's page, told in words (`?position=…`), below the walk's address.
pub const OF_WALK_WHEREABOUTS: &str = "/whereabouts";
/// Published protocols of safety walks: for everybody.
pub const PROTOCOLS: &str = "/protocols";
/// Measures: the list, and where a new one is sent.
pub const MEASURES: &str = "/measures";
/// A new measure.
pub const MEASURE_NEW: &str = "/measures/new";
/// The filtered measures as a file, by format.
pub const MEASURES_FILE: &str = "/measures.{format}";
/// The filtered measures gathered for a map.
pub const MEASURE_CLUSTERS: &str = "/measures/clusters";
/// This week's picture.
pub const SITUATION: &str = "/situation";
/// The approved pictures.
pub const SITUATION_ARCHIVE: &str = "/situation/archive";
/// Two weeks side by side.
pub const SITUATION_COMPARE: &str = "/situation/compare";
/// What is known to come: a form for one more.
pub const PLANNED_EVENTS: &str = "/situation/events";
/// Saying that a week was calm, by the link of a reminder: `/zero-report/{token}`.
pub const ZERO_REPORT_LINK: &str = "/zero-report/{token}";
/// From goal to result.
pub const FOLLOWUP: &str = "/followup";
/// Goals: where a new one is sent (POST).
pub const GOALS: &str = "/followup/goals";
/// A new goal.
pub const GOAL_NEW: &str = "/followup/goals/new";
/// Commitments: where a new one is sent (POST).
pub const COMMITMENTS: &str = "/followup/commitments";
/// A new commitment.
pub const COMMITMENT_NEW: &str = "/followup/commitments/new";
/// The measures that belong to no commitment; below it, the way from a measure back to its goals.
pub const THREAD_MEASURES: &str = "/followup/measures";
/// The questions of the auditors, answered.
pub const AUDIT_QUESTIONS: &str = "/followup/audit";
/// What shows whether goals are reached.
pub const INDICATORS: &str = "/followup/indicators";
/// A new indicator.
pub const INDICATOR_NEW: &str = "/followup/indicators/new";
/// Loading a table of indicators.
pub const INDICATORS_LOAD: &str = "/followup/indicators/load";
/// What was reported to the police, as Brå publishes it.
pub const REPORTED_CRIME: &str = "/followup/crime";
/// Loading a table of reported crimes.
pub const REPORTED_CRIME_LOAD: &str = "/followup/crime/load";
/// How the police class areas.
pub const CLASSIFICATIONS: &str = "/followup/classifications";
/// Funds: the calls, and where a new one is sent.
pub const FUNDS: &str = "/followup/funds";
/// A new call.
pub const FUND_NEW: &str = "/followup/funds/new";
/// What guard services cost, and where another cost is sent.
pub const COSTS: &str = "/followup/costs";
/// One more cost.
pub const COST_NEW: &str = "/followup/costs/new";
/// Bringing in costs from a file.
pub const COST_IMPORT: &str = "/followup/costs/import";
/// Released reports, and files that leave the house.
pub const EXPORTS: &str = "/exports";
/// What everybody is told, quarter by quarter.
pub const FIGURES: &str = "/figures";
/// The same as a file.
pub const FIGURES_CSV: &str = "/figures.csv";
/// Where a quarter of that is released.
pub const RELEASE_FIGURES: &str = "/exports/figures";
/// Building a report: its form, what it would hold, and where it is released.
pub const REPORT_NEW: &str = "/exports/reports/new";
/// The districts.
pub const DISTRICTS: &str = "/districts";
/// What a browser's map draws under everything else: boundaries and places.
pub const BASE_MAP: &str = "/districts/map.geojson";
/// A typed position, read and told in words: `?position=…`.
pub const WHEREABOUTS: &str = "/districts/whereabouts";
/// The service worker. Its name and place are what browsers know it by.
pub const WORKER: &str = "/sw.js";
/// What is shown where there is no network.
pub const OFFLINE: &str = "/offline";
/// A tile of the maps' background, through our own server.
pub const TILE: &str = "/tiles/{z}/{x}/{y}.png";
/// The administrator's first page.
pub const ADMIN: &str = "/admin";
/// Organisations: the list, and where a new one is sent.
pub const ADMIN_ORGANISATIONS: &str = "/admin/organisations";
/// Accounts: the list, and where a new one is sent.
pub const ADMIN_ACCOUNTS: &str = "/admin/accounts";
/// The audit log.
pub const ADMIN_AUDIT: &str = "/admin/audit";
/// The districts: their residents and which is a part of which.
pub const ADMIN_DISTRICTS: &str = "/admin/districts";
/// Whether the police's classes of areas are shown.
pub const ADMIN_CLASSIFICATIONS: &str = "/admin/classifications";
/// What runs by the clock.
pub const ADMIN_JOBS: &str = "/admin/jobs";
/// The editable statements.
pub const ADMIN_STATEMENTS: &str = "/admin/statements";
/// The accessibility statement (tillgänglighetsredogörelse).
pub const ABOUT_ACCESSIBILITY: &str = "/about/accessibility";
/// How personal data is handled.
pub const ABOUT_PRIVACY: &str = "/about/privacy";
/// Who gives support after a crime.
pub const SUPPORT: &str = "/support";

/// One report.
#[must_use]
pub fn incident(id: i64) -> String {
    format!("/incidents/{id}")
}

/// Another report from where that one was.
#[must_use]
pub fn incident_new_from(id: i64) -> String {
    format!("{INCIDENT_NEW}?from={id}")
}

/// A report of what was seen during a shift.
#[must_use]
pub fn incident_new_of_shift(id: i64) -> String {
    format!("{INCIDENT_NEW}?shift={id}")
}

/// One shift report.
#[must_use]
pub fn shift(id: i64) -> String {
    format!("{SHIFTS}/{id}")
}

/// Correcting one report.
#[must_use]
pub fn incident_correct(id: i64) -> String {
    format!("/incidents/{id}/correct")
}

/// Who sent one report: asked for by name, because reading it is logged.
#[must_use]
pub fn incident_reporter(id: i64) -> String {
    format!("/incidents/{id}/reporter")
}

/// Forgetting one of one's saved filters (POST).
#[must_use]
pub fn incident_filter_delete(id: i64) -> String {
    format!("/incidents/filters/{id}/delete")
}

/// Reviewing one report.
#[must_use]
pub fn incident_review(id: i64) -> String {
    format!("/incidents/{id}/review")
}

/// Reviewing one report after another one was decided; the keyboard goes on at the report.
#[must_use]
pub fn incident_review_after(id: i64, last: i64) -> String {
    format!("/incidents/{id}/review?last={last}#report")
}

/// Answering the question about one report (POST).
#[must_use]
pub fn incident_answer(id: i64) -> String {
    format!("/incidents/{id}/answer")
}

/// One picture of a report, in full size: the first one is 1.
#[must_use]
pub fn incident_photo(id: i64, position: i64) -> String {
    format!("/incidents/{id}/photos/{position}")
}

/// Hiding one picture of a report.
#[must_use]
pub fn incident_photo_hide(id: i64, position: i64) -> String {
    format!("/incidents/{id}/photos/{position}/hide")
}

/// One safety walk, for those who lead walks.
#[must_use]
pub fn walk(id: i64) -> String {
    format!("{WALKS}/{id}")
}

/// Changing the plan of a walk.
#[must_use]
pub fn walk_edit(id: i64) -> String {
    format!("{WALKS}/{id}/edit")
}

/// The stops of a walk.
#[must_use]
pub fn walk_stops(id: i64) -> String {
    format!("{WALKS}/{id}/stops")
}

/// One stop of a walk.
#[must_use]
pub fn walk_stop(id: i64, stop: i64) -> String {
    format!("{WALKS}/{id}/stops/{stop}")
}

/// The way of a walk.
#[must_use]
pub fn walk_route(id: i64) -> String {
    format!("{WALKS}/{id}/route")
}

/// The groups of a walk's participants.
#[must_use]
pub fn walk_groups(id: i64) -> String {
    format!("{WALKS}/{id}/groups")
}

/// The code of a walk.
#[must_use]
pub fn walk_code(id: i64) -> String {
    format!("{WALKS}/{id}/code")
}

/// The poster that asks people to a walk.
#[must_use]
pub fn walk_poster(id: i64) -> String {
    format!("{WALKS}/{id}/poster.pdf")
}

/// The meetings of a walk for a calendar.
#[must_use]
pub fn walk_calendar(id: i64) -> String {
    format!("{WALKS}/{id}/calendar.ics")
}

/// The third meeting of a walk, where those responsible answer.
#[must_use]
pub fn walk_response(id: i64) -> String {
    format!("{WALKS}/{id}/response")
}

/// One point of a walk at the response meeting, by its number.
#[must_use]
pub fn walk_response_point(id: i64, number: i64) -> String {
    format!("{WALKS}/{id}/response?point={number}")
}

/// One point of a walk's protocol, by its number, for those who lead walks.
#[must_use]
pub fn walk_point(id: i64, number: i64) -> String {
    format!("{WALKS}/{id}/points/{number}")
}

/// A re-walk beside the walk that it walks again.
#[must_use]
pub fn walk_compare(id: i64) -> String {
    format!("{WALKS}/{id}/compare")
}

/// Walking a walk again.
#[must_use]
pub fn walk_rewalk(id: i64) -> String {
    format!("{WALKS}/{id}/rewalk")
}

/// The protocol of a walk while it is worked on, for those who lead walks.
#[must_use]
pub fn walk_protocol(id: i64) -> String {
    format!("{WALKS}/{id}/protocol")
}

/// What comes in during a walk, for those who lead walks.
#[must_use]
pub fn walk_live(id: i64) -> String {
    format!("{WALKS}/{id}/live")
}

/// That something came in during a walk, as it happens, for those who lead walks.
#[must_use]
pub fn walk_changes(id: i64) -> String {
    format!("{WALKS}/{id}/changes")
}

/// One picture of an observation, in full size: the first one is 1.
#[must_use]
pub fn walk_photo(id: i64, observation: i64, position: i64) -> String {
    format!("{WALKS}/{id}/observations/{observation}/photos/{position}")
}

/// The same, small.
#[must_use]
pub fn walk_photo_small(id: i64, observation: i64, position: i64) -> String {
    format!("{}/small", walk_photo(id, observation, position))
}

/// Hiding one picture of an observation.
#[must_use]
pub fn walk_photo_hide(id: i64, observation: i64, position: i64) -> String {
    format!("{}/hide", walk_photo(id, observation, position))
}

/// The published protocol of a walk.
#[must_use]
pub fn protocol(id: i64) -> String {
    format!("{PROTOCOLS}/{id}")
}

/// Joining the walk of this code, and the walk itself for those who joined.
#[must_use]
pub fn join(code: &str) -> String {
    format!("{JOIN}/{code}")
}

/// One stop of a walk, for those who joined: the first one is 1.
#[must_use]
pub fn joined_stop(code: &str, position: i64) -> String {
    format!("{JOIN}/{code}/stops/{position}")
}

/// Noting something on a walk: the form for between two stops, and where every observation is sent.
#[must_use]
pub fn joined_observations(code: &str) -> String {
    format!("{JOIN}/{code}/observations")
}

/// Judging a stop (POST).
#[must_use]
pub fn joined_judgements(code: &str) -> String {
    format!("{JOIN}/{code}/judgements")
}

/// Reporting an incident from a walk.
#[must_use]
pub fn joined_incident(code: &str) -> String {
    format!("{JOIN}/{code}/incident")
}

/// Leaving a walk (POST).
#[must_use]
pub fn joined_leave(code: &str) -> String {
    format!("{JOIN}/{code}/leave")
}

/// Choosing a dark screen, or the phone's own (POST `screen`, `back`).
#[must_use]
pub fn joined_screen(code: &str) -> String {
    format!("{JOIN}/{code}/screen")
}

/// The walk that a participant's address belongs to: `/w/ABCDEFGH/stops/2` → `/w/ABCDEFGH`.
#[must_use]
pub fn walk_of_phone(path: &str) -> Option<String> {
    let code = path.strip_prefix(JOIN)?.strip_prefix('/')?.split(['/', '?']).next()?;
    (!code.is_empty()).then(|| join(code))
}

/// One measure.
#[must_use]
pub fn measure(id: i64) -> String {
    format!("{MEASURES}/{id}")
}

/// A new measure for a point of a walk's protocol.
#[must_use]
pub fn measure_new_of_point(id: i64) -> String {
    format!("{MEASURE_NEW}?point={id}")
}

/// A new measure for a report.
#[must_use]
pub fn measure_new_of_incident(id: i64) -> String {
    format!("{MEASURE_NEW}?incident={id}")
}

/// A new measure for a decision of a week's picture.
#[must_use]
pub fn measure_new_of_week(week: IsoWeek) -> String {
    format!("{MEASURE_NEW}?week={week}")
}

/// The picture of a week.
#[must_use]
pub fn situation(week: IsoWeek) -> String {
    format!("/situation/{week}")
}

/// Where an organisation says that its week was calm.
#[must_use]
pub fn zero_report(week: IsoWeek) -> String {
    format!("/situation/{week}/zero-report")
}

/// The same without signing in, from a reminder.
#[must_use]
pub fn zero_report_link(token: &str) -> String {
    ZERO_REPORT_LINK.replace("{token}", token)
}

/// Where the police's own counts of a week are loaded.
#[must_use]
pub fn police_counts(week: IsoWeek) -> String {
    format!("/situation/{week}/police-counts")
}

/// A text of a week's picture. `kind` is its word (`part`, `assessment`, ...), `subject` what it is about; 0 for none.
#[must_use]
pub fn picture_text(week: IsoWeek, kind: &str, subject: i64) -> String {
    format!("/situation/{week}/texts/{kind}/{subject}")
}

/// Where a wording of that text is sent.
#[must_use]
pub fn picture_wordings(week: IsoWeek, kind: &str, subject: i64) -> String {
    format!("/situation/{week}/texts/{kind}/{subject}/wordings")
}

/// Where a coordinator chooses the reports that a week's picture tells of in a sentence.
#[must_use]
pub fn picture_notable(week: IsoWeek) -> String {
    format!("/situation/{week}/notable")
}

/// The problems of a week, weighed.
#[must_use]
pub fn picture_problems(week: IsoWeek) -> String {
    format!("/situation/{week}/problems")
}

/// The form that weighs one more.
#[must_use]
pub fn picture_problem_new(week: IsoWeek) -> String {
    format!("/situation/{week}/problems/new")
}

/// One of them.
#[must_use]
pub fn picture_problem(week: IsoWeek, id: i64) -> String {
    format!("/situation/{week}/problems/{id}")
}

/// Who is placed where in a week.
#[must_use]
pub fn placements(week: IsoWeek) -> String {
    format!("/situation/{week}/placements")
}

/// The picture of a week on the wall of a meeting room, one slide at a time.
#[must_use]
pub fn picture_wall(week: IsoWeek, slide: usize) -> String {
    format!("/situation/{week}/wall?slide={slide}")
}

/// Where a decision about a week's picture is typed.
#[must_use]
pub fn picture_decide(week: IsoWeek) -> String {
    format!("/situation/{week}/decide")
}

/// The draft of a week as a file: `json`, `csv` or `pdf`.
#[must_use]
pub fn picture_draft(week: IsoWeek, format: &str) -> String {
    format!("/situation/{week}/draft.{format}")
}

/// A released report.
#[must_use]
pub fn report(number: impl Display) -> String {
    format!("/exports/reports/{number}")
}

/// A file of a released report.
#[must_use]
pub fn report_file(number: u32, name: &str) -> String {
    format!("/exports/reports/{number}/{name}")
}

/// Where a week's picture is approved.
#[must_use]
pub fn picture_approve(week: IsoWeek) -> String {
    format!("/situation/{week}/approve")
}

/// An approved version of a week's picture.
#[must_use]
pub fn picture_version(week: IsoWeek, version: i64) -> String {
    format!("/situation/{week}/versions/{version}")
}

/// One of its files: `edition` is `working_group` or `shared`, `format` is `json`, `html`, `pdf` or `csv`.
#[must_use]
pub fn picture_file(week: IsoWeek, version: i64, edition: &str, format: &str) -> String {
    format!("/situation/{week}/versions/{version}/{edition}.{format}")
}

/// Where a partner signs an approved version.
#[must_use]
pub fn picture_sign(week: IsoWeek, version: i64) -> String {
    format!("/situation/{week}/versions/{version}/sign")
}

/// Where a sentence is taken out of an approved version.
#[must_use]
pub fn picture_remove(week: IsoWeek, version: i64) -> String {
    format!("/situation/{week}/versions/{version}/remove")
}

/// The year's wheel: what is known to come.
#[must_use]
pub fn year_wheel(year: i16) -> String {
    format!("/situation/years/{year}")
}

/// A planned event.
#[must_use]
pub fn planned_event(id: i64) -> String {
    format!("{PLANNED_EVENTS}/{id}")
}

/// A month, made of its weeks: `2026-11`.
#[must_use]
pub fn situation_month(month: &str) -> String {
    format!("/situation/months/{month}")
}

/// A tertial, made of its weeks: `2026-T3`.
#[must_use]
pub fn situation_tertial(tertial: &str) -> String {
    format!("/situation/tertials/{tertial}")
}

/// What everybody is told of a year.
#[must_use]
pub fn figures_of(year: i16) -> String {
    format!("{FIGURES}?year={year}")
}

/// What everybody would be told of a quarter: `2026-Q3`.
#[must_use]
pub fn release_figures_of(quarter: &str) -> String {
    format!("{RELEASE_FIGURES}?quarter={quarter}")
}

/// The thread of a year.
#[must_use]
pub fn thread_of_year(year: i64) -> String {
    format!("{FOLLOWUP}?year={year}")
}

/// A goal with everything that hangs on it.
#[must_use]
pub fn goal(id: i64) -> String {
    format!("{GOALS}/{id}")
}

/// Changing a goal.
#[must_use]
pub fn goal_edit(id: i64) -> String {
    format!("{GOALS}/{id}/edit")
}

/// Choosing the indicators of a goal (POST).
#[must_use]
pub fn goal_indicators(id: i64) -> String {
    format!("{GOALS}/{id}/indicators")
}

/// A commitment with its measures.
#[must_use]
pub fn commitment(id: i64) -> String {
    format!("{COMMITMENTS}/{id}")
}

/// A new commitment for a goal and a year.
#[must_use]
pub fn commitment_new(goal: i64, year: i64) -> String {
    format!("{COMMITMENT_NEW}?goal={goal}&year={year}")
}

/// Changing a commitment.
#[must_use]
pub fn commitment_edit(id: i64) -> String {
    format!("{COMMITMENTS}/{id}/edit")
}

/// Saying which measures belong to a commitment (POST).
#[must_use]
pub fn commitment_measures(id: i64) -> String {
    format!("{COMMITMENTS}/{id}/measures")
}

/// The measures of a year that belong to no commitment.
#[must_use]
pub fn thread_loose_measures(year: i64) -> String {
    format!("{THREAD_MEASURES}?year={year}")
}

/// The way from a measure back to its goals.
#[must_use]
pub fn thread_of_measure(id: i64) -> String {
    format!("{THREAD_MEASURES}/{id}")
}

/// The way from an indicator back to its goals, and on to what is undertaken for them.
#[must_use]
pub fn thread_of_indicator(id: i64) -> String {
    format!("/followup/thread/indicators/{id}")
}

/// The action plan of a year.
#[must_use]
pub fn action_plan(year: i64) -> String {
    format!("/followup/plan/{year}")
}

/// One indicator.
#[must_use]
pub fn indicator(id: i64) -> String {
    format!("{INDICATORS}/{id}")
}

/// Describing an indicator anew.
#[must_use]
pub fn indicator_edit(id: i64) -> String {
    format!("{INDICATORS}/{id}/edit")
}

/// Figures of one more year of an indicator.
#[must_use]
pub fn reading_new(indicator: i64) -> String {
    format!("{INDICATORS}/{indicator}/readings/new")
}

/// Figures of a year of an indicator, to be put right.
#[must_use]
pub fn reading(indicator: i64, id: i64) -> String {
    format!("{INDICATORS}/{indicator}/readings/{id}")
}

/// How the police class an area, to be put right.
#[must_use]
pub fn classification(id: i64) -> String {
    format!("{CLASSIFICATIONS}/{id}")
}

/// One call of a fund.
#[must_use]
pub fn fund(id: i64) -> String {
    format!("{FUNDS}/{id}")
}

/// Changing a call.
#[must_use]
pub fn fund_edit(id: i64) -> String {
    format!("{FUNDS}/{id}/edit")
}

/// Bringing in what a call has granted from a file.
#[must_use]
pub fn fund_import(id: i64) -> String {
    format!("{FUNDS}/{id}/import")
}

/// Where a proposal of a call is sent.
#[must_use]
pub fn fund_proposals(id: i64) -> String {
    format!("{FUNDS}/{id}/proposals")
}

/// A new proposal of a call.
#[must_use]
pub fn fund_proposal_new(id: i64) -> String {
    format!("{FUNDS}/{id}/proposals/new")
}

/// One proposal.
#[must_use]
pub fn fund_proposal(id: i64) -> String {
    format!("{FUNDS}/proposals/{id}")
}

/// Changing what is proposed.
#[must_use]
pub fn fund_proposal_edit(id: i64) -> String {
    format!("{FUNDS}/proposals/{id}/edit")
}

/// What guard services cost a department in a year, to be corrected.
#[must_use]
pub fn cost(id: i64) -> String {
    format!("{COSTS}/{id}")
}

/// One district.
#[must_use]
pub fn district(code: &str) -> String {
    format!("/districts/{code}")
}

/// One organisation, for the administrator.
#[must_use]
pub fn admin_organisation(id: i64) -> String {
    format!("/admin/organisations/{id}")
}

/// One account, for the administrator.
#[must_use]
pub fn admin_account(id: i64) -> String {
    format!("/admin/accounts/{id}")
}

/// Making a one-time sign-in link for an account (POST).
#[must_use]
pub fn admin_account_link(id: i64) -> String {
    format!("/admin/accounts/{id}/link")
}

/// One district, for the administrator: which one it is a part of.
#[must_use]
pub fn admin_district(code: &str) -> String {
    format!("/admin/districts/{code}")
}

/// Keeping a figure of a district's residents (POST).
#[must_use]
pub fn admin_district_population(code: &str) -> String {
    format!("/admin/districts/{code}/population")
}

/// Shutting an account (POST).
#[must_use]
pub fn admin_account_disable(id: i64) -> String {
    format!("/admin/accounts/{id}/disable")
}

/// Opening an account again (POST).
#[must_use]
pub fn admin_account_enable(id: i64) -> String {
    format!("/admin/accounts/{id}/enable")
}

/// Editing one statement in one language.
#[must_use]
pub fn admin_statement(slug: &str, language: &str) -> String {
    format!("/admin/statements/{slug}/{language}")
}

/// The one-time link of this token.
#[must_use]
pub fn sign_in_link(token: &str) -> String {
    SIGN_IN_LINK.replace("{token}", token)
}

// The council's meetings, and the documents that the law asks for.

/// The council's meetings: the list, and where a new one is sent.
pub const COUNCIL_MEETINGS: &str = "/followup/meetings";
/// Calling a meeting of the council.
pub const COUNCIL_MEETING_NEW: &str = "/followup/meetings/new";
/// The situation pictures and action plans of two years: the list, and where one is begun.
pub const STATUTORY: &str = "/followup/statutory";

/// A meeting of the council.
#[must_use]
pub fn council_meeting(id: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}")
}

/// Changing a meeting of the council.
#[must_use]
pub fn council_meeting_edit(id: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/edit")
}

/// The agenda of a meeting with what is read with it, as a PDF.
#[must_use]
pub fn council_meeting_pack(id: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/agenda.pdf")
}

/// Where an item of the agenda is sent.
#[must_use]
pub fn council_meeting_items(id: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/items")
}

/// Adding an item to the agenda.
#[must_use]
pub fn council_meeting_item_new(id: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/items/new")
}

/// An item of the agenda, to be changed, moved or taken away.
#[must_use]
pub fn council_meeting_item(id: i64, item: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/items/{item}")
}

/// Handing out a measure that an item's decision is.
#[must_use]
pub fn council_meeting_measure(id: i64, item: i64) -> String {
    format!("{COUNCIL_MEETINGS}/{id}/items/{item}/measure")
}

/// The draft of the situation picture and action plan of the two years that begin with this one.
#[must_use]
pub fn statutory_document(from_year: i16) -> String {
    format!("{STATUTORY}/{from_year}")
}

/// A section of it, to be written.
#[must_use]
pub fn statutory_section(from_year: i16, section: &str) -> String {
    format!("{STATUTORY}/{from_year}/sections/{section}")
}

/// Approving it.
#[must_use]
pub fn statutory_approve(from_year: i16) -> String {
    format!("{STATUTORY}/{from_year}/approve")
}

/// An approved version of it.
#[must_use]
pub fn statutory_version(from_year: i16, version: i64) -> String {
    format!("{STATUTORY}/{from_year}/versions/{version}")
}

/// A file of an approved version.
#[must_use]
pub fn statutory_file(from_year: i16, version: i64, name: &str) -> String {
    format!("{STATUTORY}/{from_year}/versions/{version}/{name}")
}

// Row exports and their log.

/// Choosing rows to take out, and beginning that (POST).
pub const EXPORT_ROWS: &str = "/exports/rows";
/// What left the house.
pub const EXPORTS_LOG: &str = "/exports/log";

/// The filtered list of reports as a file: `csv`, `xlsx`, `geojson`.
#[must_use]
pub fn incidents_file(format: &str) -> String {
    INCIDENTS_FILE.replace("{format}", format)
}

/// The filtered list of measures as a file: `csv`, `xlsx`, `geojson`.
#[must_use]
pub fn measures_file(format: &str) -> String {
    MEASURES_FILE.replace("{format}", format)
}

/// Rows that are being taken out, by the key of their line in the log.
#[must_use]
pub fn export_rows(id: i64) -> String {
    format!("{EXPORT_ROWS}/{id}")
}

/// The file of rows that were taken out.
#[must_use]
pub fn export_file(id: i64) -> String {
    format!("{EXPORT_ROWS}/{id}/file")
}

/// What that file says of itself.
#[must_use]
pub fn export_manifest(id: i64) -> String {
    format!("{EXPORT_ROWS}/{id}/manifest.json")
}
