//! Every text people read is there in every language, says the values it is given, and is used.

use std::collections::{BTreeMap, BTreeSet};

use lykta::accounts::statements::Statement;
use lykta::accounts::{OrganisationKind, Role};
use lykta::districts::model::PLACE_KINDS;
use lykta::exports::log::model as log;
use lykta::exports::report::period::Offer;
use lykta::exports::rows::Selection;
use lykta::followup::audit::model::Answer;
use lykta::followup::classifications::model::Class;
use lykta::followup::funds::model::Decision;
use lykta::followup::goals::model::Progress;
use lykta::followup::indicators::judging::Why;
use lykta::followup::indicators::model as indicators;
use lykta::followup::statutory::model as statutory;
use lykta::incidents::audience::Audience;
use lykta::incidents::category::{Group, Kind};
use lykta::incidents::forms::WHENS;
use lykta::incidents::model::{Observed, PoliceReported, Status};
use lykta::incidents::review::{JOINED, Step};
use lykta::incidents::severity::Severity;
use lykta::measures::filter::Urgency;
use lykta::measures::model as measures;
use lykta::privacy::FindingKind;
use lykta::situation::coming::calendar::Yearly;
use lykta::situation::coming::model::PlannedKind;
use lykta::situation::placements::Resource;
use lykta::situation::versions::{Edition, FileFormat};
use lykta::situation::words::model as written;
use lykta::tables::Format;
use lykta::texts::Language;
use lykta::walks::field::model::Parameter;
use lykta::walks::model::{EventKind, Light, ObservationKind, Participants, Phase, PointChange, Theme, WalkKind};

use crate::support::source;

/// Keys that are put together from a prefix and a word of the domain: every word has a text, and no other word.
fn families() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("role-", words(Role::ALL.iter().map(Role::word))),
        ("organisation-kind-", words(OrganisationKind::ALL.iter().map(OrganisationKind::word))),
        ("date-month-", (1..=12).map(|month: u8| month.to_string()).collect()),
        ("group-about-", words(Group::ALL.iter().map(|group| group.code()))),
        ("finding-of-", words(["all"].into_iter().chain(Group::ALL.iter().map(|group| group.code())))),
        ("kind-", words(Kind::ALL.iter().map(|kind| kind.code()))),
        (
            "severity-",
            Severity::ALL.iter().flat_map(|it| [it.word().to_owned(), format!("{}-short", it.word())]).collect(),
        ),
        ("observed-", words(Observed::ALL.iter().map(Observed::word))),
        ("audience-", words(Audience::ALL.iter().map(Audience::word))),
        ("police-", words(PoliceReported::ALL.iter().map(PoliceReported::word))),
        ("report-when-", words(WHENS.into_iter())),
        ("nearby-answer-", words(["same", "same-about", "again", "again-about"].into_iter())),
        ("weekday-", (1..=7).flat_map(|day: u8| [day.to_string(), format!("{day}-short")]).collect()),
        ("status-", words(Status::ALL.iter().map(Status::word))),
        ("place-kind-", words(PLACE_KINDS.into_iter())),
        (
            "history-",
            words(["reported", "imported", "photo_hidden"].into_iter().chain(Step::ALL.map(Step::word)).chain(JOINED)),
        ),
        ("became-", words(Status::ALL.iter().map(Status::word))),
        ("change-", words(CORRECTABLE.into_iter())),
        ("privacy-found-", words(FindingKind::ALL.iter().map(FindingKind::word))),
        ("observation-", words(ObservationKind::ALL.iter().map(ObservationKind::word))),
        ("theme-", words(Theme::ALL.iter().map(Theme::word))),
        ("phone-parameter-", words(Parameter::ALL.iter().map(Parameter::word))),
        ("phone-about-", words(Parameter::ALL.iter().map(Parameter::word))),
        ("phone-low-", words(ends())),
        ("phone-high-", words(ends())),
        ("phone-feels-", (0..=3).map(|rating: u8| rating.to_string()).collect()),
        ("reports-offer-", words(Offer::ALL.iter().map(Offer::word).chain(["cuts"]))),
        ("statement-", words(Statement::ALL.iter().map(Statement::slug))),
        ("audit-detail-", words(["added", "changed", "new"].into_iter().chain(reviewing()).chain(MEASURED))),
        ("measure-status-", words(measures::Status::ALL.iter().map(measures::Status::word))),
        ("statutory-part-", words(statutory::Part::ALL.iter().map(statutory::Part::word))),
        ("statutory-about-", words(statutory::Part::ALL.iter().map(statutory::Part::word))),
        ("meetings-status-", words(measures::Status::ALL.iter().map(measures::Status::word))),
        ("measure-told-", words(measures::Status::ALL.iter().map(measures::Status::word))),
        ("job-", words([lykta::measures::reminders::JOB, lykta::situation::coverage::reminders::JOB].into_iter())),
        ("measure-step-", words(measures::Step::ALL.iter().map(measures::Step::word))),
        ("measure-kind-", words(measures::MeasureKind::ALL.iter().map(measures::MeasureKind::word))),
        ("measure-horizon-", words(measures::Horizon::ALL.iter().map(measures::Horizon::word))),
        ("measure-urgency-", words(Urgency::ALL.iter().map(Urgency::word))),
        (
            "walk-kind-",
            WalkKind::ALL.iter().flat_map(|kind| [kind.word().to_owned(), format!("{}-about", kind.word())]).collect(),
        ),
        ("walk-light-", words(Light::ALL.iter().map(Light::word))),
        (
            "walk-phase-",
            Phase::ALL
                .iter()
                .flat_map(|phase| ["", "-about", "-action"].map(|more| format!("{}{more}", phase.word())))
                .collect(),
        ),
        ("point-change-", words(PointChange::ALL.iter().map(PointChange::word))),
        ("walk-event-", words(EventKind::ALL.iter().map(EventKind::word))),
        ("walk-field-", words(PLANNED.into_iter())),
        ("participants-", words(Participants::ALL.iter().map(Participants::word))),
        ("versions-edition-", words(Edition::ALL.iter().map(Edition::word))),
        ("versions-file-", words(FileFormat::ALL.iter().map(FileFormat::word).chain(["csv", "changed"]))),
        ("words-kind-", words(written::TextKind::ALL.iter().map(written::TextKind::word))),
        ("words-lead-", words(written::TextKind::ALL.iter().map(written::TextKind::word))),
        ("words-level-", words(written::Level::ALL.iter().map(written::Level::word))),
        ("words-answer-", words(written::Answer::ALL.iter().map(written::Answer::word))),
        (
            "words-question-",
            written::Question::ALL
                .iter()
                .flat_map(|question| [question.word().to_owned(), format!("{}-short", question.word())])
                .collect(),
        ),
        ("shared-level-", words(written::Level::ALL.iter().map(written::Level::word).chain(["none"]))),
        ("fund-decision-", words(Decision::ALL.iter().map(Decision::word))),
        ("planned-kind-", words(PlannedKind::ALL.iter().map(PlannedKind::word))),
        ("resource-", words(Resource::ALL.iter().map(Resource::word))),
        ("yearly-", words(Yearly::ALL.iter().map(Yearly::word))),
        ("export-subject-", words(log::Subject::ALL.iter().map(log::Subject::word))),
        ("export-audience-", words(log::Audience::ALL.iter().map(log::Audience::word))),
        ("export-sheet-", words(Selection::SUBJECTS.iter().map(log::Subject::word))),
        ("export-scope-", words(Selection::SUBJECTS.iter().map(log::Subject::word))),
        ("export-filter-", words(FILTERED.into_iter())),
        ("export-format-", words(Format::ALL.iter().map(|format| format.word()))),
        ("thread-progress-", words(Progress::ALL.iter().map(Progress::word))),
        ("thread-tally-", words(Progress::ALL.iter().map(Progress::word))),
        ("auditor-answer-", words(Answer::ALL.iter().map(Answer::word))),
        ("audit-action-", audit_words("action: ")),
        ("audit-subject-", audit_words("subject: ")),
    ]
    .into_iter()
    .chain(families_of_follow_up())
    .collect()
}

/// The same of goals, indicators and money.
fn families_of_follow_up() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("indicator-unit-", words(indicators::Unit::ALL.iter().map(indicators::Unit::word).chain(["missing"]))),
        ("indicator-better-", words(indicators::Better::ALL.iter().map(indicators::Better::word).chain(["missing"]))),
        ("indicator-people-", words(["all", "women", "men", "age"].into_iter())),
        (
            "indicator-target-",
            words(
                indicators::Direction::ALL
                    .iter()
                    .map(indicators::Direction::word)
                    .filter(|it| !it.is_empty())
                    .chain(["none"]),
            ),
        ),
        ("indicator-verdict-", words(indicators::Verdict::ALL.iter().map(indicators::Verdict::word))),
        ("indicator-why-", words(Why::ALL.iter().map(Why::word))),
        ("indicator-class-", words(["very_low", "low", "acceptable", "high", "very_high"].into_iter())),
        ("indicator-beside-", words(["higher", "lower", "within", "unknown"].into_iter())),
        ("classed-as-", words(Class::ALL.iter().map(Class::word))),
    ]
}

/// What has two ends; a feeling has a word for each step.
fn ends() -> impl Iterator<Item = &'static str> {
    Parameter::ALL.iter().filter(|parameter| **parameter != Parameter::Feeling).map(Parameter::word)
}

/// The steps that stand in the audit log by their own word; a correction is told by its fields.
fn reviewing() -> impl Iterator<Item = &'static str> {
    Step::ALL.into_iter().filter(|step| *step != Step::Correct).map(Step::word)
}

/// What chooses among rows, reports and figures that leave the house.
const FILTERED: [&str; 17] = [
    "from",
    "to",
    "district",
    "group",
    "category",
    "kind",
    "status",
    "severity",
    "mine",
    "q",
    "box",
    "urgency",
    "organisation",
    "theme",
    "report",
    "months",
    "quarter",
];

/// What of a measure changes.
const MEASURED: [&str; 3] = ["status", "due_on", "public_note"];

/// The fields of a report that can be corrected.
const CORRECTABLE: [&str; 9] = [
    "category",
    "occurred_from",
    "position",
    "severity",
    "observed",
    "police_reported",
    "audience",
    "on_behalf",
    "description",
];

/// The fields of a walk's plan that its history tells of.
const PLANNED: [&str; 15] = [
    "title",
    "kind",
    "light",
    "theme",
    "weather",
    "district",
    "organisers",
    "meeting_place",
    "pre_meeting_at",
    "pre_meeting_place",
    "starts_at",
    "ends_at",
    "response_at",
    "response_place",
    "rewalk_at",
];

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(ToOwned::to_owned).collect()
}

/// The words that Rust writes into this field of the audit log's entries.
fn audit_words(field: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for file in source::rust() {
        for (entry, _) in source::calls(&file.code, "Audit {") {
            let Some((_, told)) = entry.split_once(field) else { continue };
            // One word, or an `if` that chooses between words: up to the next field of the entry.
            let told = told.split("subject:").next().unwrap().split("subject_id:").next().unwrap();
            found.extend(source::literals(told).into_iter().map(ToOwned::to_owned));
        }
    }
    assert!(!found.is_empty(), "nothing is written into {field}");
    found.into_iter().collect()
}

/// Calls whose literals are keys of texts.
const TAKE_A_KEY: &[&str] = &[
    ".t(",
    ".t_with(",
    ".text(",
    ".text_with(",
    ".layout_of(",
    "Message::new(",
    "AppError::Gone(",
    "AppError::Conflict(",
    "AppError::BadRequest(",
    "see_other_with_flash(",
    ".received(",
];

/// Literals that begin so are keys of texts wherever they stand.
const SPEAK_FOR_THEMSELVES: &[&str] = &["error-", "flash-", "nav-"];

/// The keys of a language with the values each one names.
fn texts(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in source::files(&format!("templates/texts/{}", language.code()), "ftl") {
        let mut key = String::new();
        for line in file.code.lines().filter(|line| !line.starts_with('#')) {
            if let Some((begun, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_alphabetic()))
            {
                begun.clone_into(&mut key);
                assert!(
                    found.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} stands twice in {}",
                    language.code()
                );
            }
            for (at, _) in line.match_indices('$') {
                let name = line[at + 1..].chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                found.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    found
}

fn is_key(literal: &str) -> bool {
    literal.contains('-')
        && literal.starts_with(|first: char| first.is_ascii_lowercase())
        && literal.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-' || it == '_')
}

/// A key used somewhere, and the values it is given there.
struct Use {
    place: String,
    key: String,
    /// `None` where the values are not said on the spot.
    values: Option<BTreeSet<String>>,
}

/// Every use of a key, in templates and in Rust.
fn uses() -> Vec<Use> {
    let mut found = Vec::new();
    for file in source::rust().into_iter().chain(source::templates()) {
        let mut note = |key: &str, values: Option<BTreeSet<String>>| {
            if is_key(key) {
                found.push(Use { place: file.path.clone(), key: key.to_owned(), values });
            }
        };
        for marker in TAKE_A_KEY {
            for (inside, rest) in source::calls(&file.code, marker) {
                let literals = source::literals(inside);
                match *marker {
                    ".t(" | ".text(" if literals.len() == 1 => note(literals[0], Some(BTreeSet::new())),
                    // The key, then pairs of a name and a value: `"key", &[("name", …)]`.
                    ".t_with(" | ".text_with(" => {
                        if let Some(key) =
                            literals.first().filter(|key| inside.trim_start().starts_with(&format!("\"{key}\"")))
                        {
                            let names = source::calls(inside, "(");
                            let names = names
                                .iter()
                                .filter_map(|(pair, _)| pair.trim_start().strip_prefix('"')?.split('"').next());
                            note(key, Some(names.map(ToOwned::to_owned).collect()));
                        }
                    }
                    "Message::new(" if literals.len() == 1 => {
                        let mut names = BTreeSet::new();
                        let mut rest = rest.trim_start();
                        while rest.starts_with(".with(") {
                            let (with, after) = source::calls(rest, ".with(")[0];
                            names.extend(source::literals(with).first().map(|name| (*name).to_owned()));
                            rest = after.trim_start();
                        }
                        note(literals[0], Some(names));
                    }
                    _ => literals.iter().for_each(|key| note(key, None)),
                }
            }
        }
        // Quotes within quotes, as attributes of HTML have them, would be read wrongly here.
        let literals = if file.is_at("src/") { source::literals(&file.code) } else { Vec::new() };
        for key in literals {
            if SPEAK_FOR_THEMSELVES.iter().any(|prefix| key.starts_with(prefix)) {
                note(key, None);
            }
        }
    }
    found
}

#[test]
fn every_language_has_the_same_texts_and_they_name_the_same_values() {
    let (swedish, english) = (texts(Language::Swedish), texts(Language::English));
    let keys = |texts: &BTreeMap<String, BTreeSet<String>>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let missing = |from: &BTreeSet<String>, of: &BTreeSet<String>| of.difference(from).cloned().collect::<Vec<_>>();
    assert_eq!(missing(&keys(&english), &keys(&swedish)), Vec::<String>::new(), "in Swedish and not in English");
    assert_eq!(missing(&keys(&swedish), &keys(&english)), Vec::<String>::new(), "in English and not in Swedish");
    for (key, values) in &swedish {
        assert_eq!(values, &english[key], "{key} names other values in English");
    }
}

#[test]
fn every_text_can_be_read() {
    // A fault in a Fluent file loses the text it stands in, and no more is said about it.
    for language in Language::ALL {
        for (key, values) in texts(language) {
            let filled: Vec<_> = values.iter().map(|name| (&*name.clone().leak(), 2.into())).collect();
            let said = language.text_with(&key, &filled);
            assert!(said != format!("[{key}]") && !said.contains("{$"), "{key} in {}: {said}", language.code());
        }
    }
}

#[test]
fn every_text_used_in_a_template_or_a_handler_exists() {
    let known = texts(Language::Swedish);
    let missing: BTreeSet<String> =
        uses().iter().filter(|it| !known.contains_key(&it.key)).map(|it| format!("{}: {}", it.place, it.key)).collect();
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn every_text_is_given_the_values_it_names() {
    let known = texts(Language::Swedish);
    for it in uses() {
        if let (Some(given), Some(named)) = (&it.values, known.get(&it.key)) {
            assert_eq!(given, named, "{}: {} is given other values than it names", it.place, it.key);
        }
    }
}

#[test]
fn every_word_of_the_domain_has_a_text() {
    let known = texts(Language::Swedish);
    for (prefix, words) in families() {
        for word in &words {
            assert!(known.contains_key(&format!("{prefix}{word}")), "{prefix}{word}");
        }
    }
}

#[test]
fn no_text_lies_unused() {
    let code: String = source::rust().into_iter().chain(source::templates()).map(|file| file.code).collect();
    let families: BTreeSet<String> = families()
        .into_iter()
        .flat_map(|(prefix, words)| words.into_iter().map(move |word| format!("{prefix}{word}")))
        .collect();
    let unused: Vec<String> = texts(Language::Swedish)
        .into_keys()
        .filter(|key| !code.contains(&format!("\"{key}\"")) && !families.contains(key))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn templates_hold_no_sentences_of_their_own() {
    for file in source::templates() {
        // The language switch names each language in that language.
        let html = file.code.replace("Svenska", "");
        let stray = html.lines().find(|line| line.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']));
        assert_eq!(stray, None, "{} says something in Swedish to everybody", file.path);
    }
}
