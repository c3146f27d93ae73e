//! The filter above the list, the map and the patterns: one form, whatever it filters.

use jiff::civil::Date;

use super::{category_name, district_choices};
use crate::districts::Ground;
use crate::incidents::category::{Group, Kind};
use crate::incidents::filter::Filter;
use crate::incidents::model::Status;
use crate::incidents::saved::{SavedFilter, query_to_keep};
use crate::incidents::severity::Severity;
use crate::incidents::words::Words;
use crate::texts::swedish_order;
use crate::urls;
use crate::web::{Choice, Visit};

/// The search and the filter of a page, and where else the same reports can be looked at.
pub(super) struct FilterForm {
    /// The page that the filter is of.
    pub action: &'static str,
    /// The words that are searched for.
    pub words: String,
    /// What the search passes on of the rest of the filter: names and values.
    pub beside_words: Vec<(String, String)>,
    /// What the filter's fields have no field for.
    pub beside_fields: Vec<(String, String)>,
    pub is_filtered: bool,
    /// Whether the fold stands open: more is chosen than words and a part of the map.
    pub is_open: bool,
    pub from: String,
    pub to: String,
    pub districts: Vec<Choice>,
    pub groups: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub severities: Vec<Choice>,
    pub is_mine: bool,
    /// The same reports as a list and as patterns.
    pub views: Vec<View>,
    /// The account's filters.
    pub saved: Vec<SavedLink>,
    /// Where this filter can be given a name; empty when it is one that has, or the usual one.
    pub save: String,
}

/// One way to look at the same reports.
pub(super) struct View {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// A saved filter that can be opened.
pub(super) struct SavedLink {
    pub href: String,
    pub name: String,
    /// Whether it is the one that is open.
    pub current: bool,
}

/// Names of fields that the filter's form has.
const FIELDS: [&str; 8] = ["from", "to", "district", "group", "kind", "status", "severity", "mine"];

impl FilterForm {
    /// The form for a page at this address.
    pub fn of(
        visit: &Visit,
        ground: &Ground,
        filter: &Filter,
        today: Date,
        action: &'static str,
        saved: Vec<SavedFilter>,
    ) -> Self {
        let language = visit.language;
        let query = filter.query(ground);
        let pairs = || form_urlencoded::parse(query.as_bytes()).into_owned();
        let kept = query_to_keep(filter, ground, today);
        let saved = saved_links(saved, action, &kept);
        let is_filtered = *filter != Filter::recent(today);
        let is_saved = saved.iter().any(|link| link.current);
        let view = |href: &'static str, key: &str| View {
            href: format!("{href}?{query}"),
            label: visit.t(key),
            current: href == action,
        };
        Self {
            action,
            words: filter.words.typed(),
            beside_words: pairs().filter(|(name, _)| name != "q").collect(),
            beside_fields: pairs().filter(|(name, _)| !FIELDS.contains(&name.as_str())).collect(),
            is_filtered,
            is_open: Filter { words: Words::default(), within: None, ..filter.clone() } != Filter::recent(today),
            from: filter.from.to_string(),
            to: filter.to.to_string(),
            districts: district_choices(visit, ground, filter.district_code(ground).unwrap_or_default(), "filter-all"),
            groups: choices(
                visit,
                Group::ALL.into_iter().map(|group| (group.code(), group.name(language).to_owned())),
                filter.group.map(Group::code),
            ),
            kinds: choices(
                visit,
                Kind::ALL.into_iter().map(|kind| (kind.code(), visit.t(&format!("kind-{}", kind.code())))),
                filter.kind.map(Kind::code),
            ),
            statuses: choices(
                visit,
                Status::ALL.iter().map(|status| (status.word(), visit.t(&format!("status-{}", status.word())))),
                filter.status.as_ref().map(Status::word),
            ),
            severities: choices(
                visit,
                Severity::ALL.iter().map(|word| (word.word(), visit.t(&format!("severity-{}-short", word.word())))),
                filter.severity.as_ref().map(Severity::word),
            ),
            is_mine: filter.is_mine,
            views: vec![
                view(urls::INCIDENTS, "incidents-view-list"),
                view(urls::INCIDENT_PATTERNS, "incidents-view-patterns"),
            ],
            saved,
            save: if is_filtered && !is_saved { format!("{}?{kept}", urls::INCIDENT_FILTERS) } else { String::new() },
        }
    }
}

fn choices(
    visit: &Visit,
    known: impl Iterator<Item = (&'static str, String)>,
    chosen: Option<&'static str>,
) -> Vec<Choice> {
    let chosen = chosen.unwrap_or_default();
    let all = Choice::new("", visit.t("filter-all"), chosen);
    std::iter::once(all).chain(known.map(|(value, label)| Choice::new(value, label, chosen))).collect()
}

/// By name; the one that is open is the one with this query.
fn saved_links(mut saved: Vec<SavedFilter>, page: &str, open: &str) -> Vec<SavedLink> {
    saved.sort_by_key(|filter| swedish_order(&filter.name));
    let link = |filter: SavedFilter| SavedLink {
        href: format!("{page}?{}", filter.query),
        current: filter.query == open,
        name: filter.name,
    };
    saved.into_iter().map(link).collect()
}

/// What a filter chooses, in words and without its days: `Alby, Klotter, orden "vägg tunnel"`.
pub(super) fn told(visit: &Visit, ground: &Ground, filter: &Filter) -> String {
    let district = filter.district_code(ground).map(|code| match ground.district_of_code(code) {
        Some(district) => district.name.clone(),
        None => visit.t("district-unknown"),
    });
    let severity = filter.severity.map(|word| visit.t(&format!("severity-{}-short", word.word())));
    let parts = [
        district,
        filter.group.map(|group| group.name(visit.language).to_owned()),
        filter.category.map(|code| category_name(visit.language, code)),
        filter.kind.map(|kind| visit.t(&format!("kind-{}", kind.code()))),
        filter.status.map(|status| visit.t(&format!("status-{}", status.word()))),
        severity.map(|word| visit.t_with("filter-told-severity", &[("word", word.into())])),
        filter.is_mine.then(|| visit.t("filter-mine")),
        words_told(visit, filter),
        filter.within.map(|_| visit.t("filter-told-box")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The words that are searched for, in words.
pub(super) fn words_told(visit: &Visit, filter: &Filter) -> Option<String> {
    let words = filter.words.typed();
    (!words.is_empty()).then(|| visit.t_with("filter-told-words", &[("words", words.into())]))
}
