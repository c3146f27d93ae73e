//! The rules of the house, kept by reading its source: who may know whom, where queries and HTTP stand, what files are called.

use std::collections::BTreeSet;

use crate::support::source::{self, Source};

/// The architecture. A module uses only modules of a lower rank; neighbours of one rank do not know each other, except as
/// [`NEIGHBOURS`] says.
const RANKS: &[(u8, &[&str])] = &[
    (
        0,
        &[
            "digest",
            "error",
            "config",
            "time",
            "urls",
            "geometry",
            "texts",
            "tables",
            "statistics",
            "privacy",
            "typeset",
        ],
    ),
    (1, &["db"]),
    (2, &["web"]),
    (3, &["accounts"]),
    (4, &["districts", "photos", "mail", "jobs", "tiles"]),
    (5, &["measures"]),
    (6, &["incidents", "police", "walks"]),
    (7, &["situation"]),
    (8, &["followup"]),
    (9, &["exports"]),
    (10, &["home", "demo", "app", "cli"]),
];

/// Neighbours that may know each other: the kernel's small words use each other, and the program is put together at the top.
const NEIGHBOURS: &[(&str, &[&str])] = &[
    ("config", &["error", "time"]),
    ("urls", &["time"]),
    ("texts", &["time", "error"]),
    ("tables", &["error", "texts", "time"]),
    ("geometry", &["error"]),
    ("statistics", &["geometry", "time"]),
    ("demo", &["home"]),
    ("app", &["home", "demo"]),
    ("cli", &["app", "demo"]),
];

/// Where diesel may be named at all.
const QUERIES: &[&str] = &["src/db/", "*/store.rs"];

/// What everybody else may name of diesel: how a row becomes a value. No query can be run with these.
const ROW_TYPES: &[&str] = &[
    "diesel::deserialize::FromSqlRow",
    "diesel::expression::AsExpression",
    "diesel::sql_types::",
    "diesel::{AsChangeset, Identifiable, Insertable, Queryable, Selectable}",
    "diesel::{Identifiable, Insertable, Queryable, Selectable}",
    "diesel::{Identifiable, Queryable, Selectable}",
    "diesel::{Insertable, Queryable, Selectable}",
    "diesel::{Queryable, Selectable}",
];

/// What only `src/db/` may write: raw SQL, and telling the two databases apart.
const DATABASE_SECRETS: &[&str] = &[
    "sql_query",
    "dsl::sql",
    "batch_execute",
    "DbConnection::Sqlite",
    "DbConnection::Postgres",
    "PgConnection",
    "SqliteConnection",
];

/// Where HTTP is spoken. `mod.rs` may register routes, and no more.
const HTTP: &[&str] = &[
    "src/app.rs",
    "src/cli/mod.rs",
    "src/web/",
    "*/admin.rs",
    "src/accounts/admin/",
    "*/pages.rs",
    "*/pages/",
    "*/session.rs",
];

/// Names that say nothing of what is inside. `shared` is not among them: the shared edition is a thing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "manager", "service", "misc"];

fn rank(module: &str) -> u8 {
    let found = RANKS.iter().find(|(_, modules)| modules.contains(&module));
    found.unwrap_or_else(|| panic!("`{module}` has no rank in tests/it/architecture.rs")).0
}

fn may_know(from: &str, to: &str) -> bool {
    from == to
        || rank(to) < rank(from)
        || NEIGHBOURS.iter().any(|(knower, known)| *knower == from && known.contains(&to))
}

/// The module at the top that a file belongs to; `None` for the crate's two roots.
fn module(file: &Source) -> Option<&str> {
    let inside = file.path.strip_prefix("src/")?;
    let first = inside.split('/').next()?.trim_end_matches(".rs");
    (first != "lib" && first != "main").then_some(first)
}

/// The modules at the top that some code names by `crate::…`.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, marker) in code.match_indices("crate::") {
        // `mycrate::x` is somebody else's; `$crate::x` in a macro is ours.
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &code[at + marker.len()..];
        let list = match rest.strip_prefix('{') {
            Some(_) => top_of_group(source::calls(&code[at..], "crate::{")[0].0),
            None => vec![rest],
        };
        for path in list {
            let word: String = path.trim().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            found.insert(word);
        }
    }
    found
}

/// The paths of `use crate::{a::b, c::{d, e}}` that stand at the top: `a::b`, `c::{d, e}`.
fn top_of_group(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let at_top = |letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        depth == 0 && letter == ','
    };
    group.split(at_top).filter(|path| !path.trim().is_empty()).collect()
}

#[test]
fn a_module_knows_only_modules_of_a_lower_rank() {
    let mut strays = Vec::new();
    for file in source::rust() {
        let Some(module) = module(&file) else { continue };
        let known = named(&file.code);
        strays.extend(
            known.iter().filter(|other| !may_know(module, other)).map(|other| format!("{}: {other}", file.path)),
        );
    }
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn the_reader_of_paths_sees_every_way_to_name_a_module() {
    let code =
        "use crate::{districts::{self, Map}, web};\nfn a() { crate::db::open(); mycrate::b(); } $crate::texts::x";
    assert_eq!(named(code).into_iter().collect::<Vec<_>>(), ["db", "districts", "texts", "web"]);
    assert!(may_know("situation", "incidents"));
    assert!(!may_know("incidents", "police") && !may_know("web", "accounts"));
}

#[test]
fn the_map_of_the_code_names_every_module_and_its_rank() {
    let map = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    for declared in map.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let module = declared.trim_end_matches(';');
        let row = map.lines().find(|line| line.starts_with("//! |") && line.contains(&format!("[`{module}`]")));
        let row = row.unwrap_or_else(|| panic!("the table of src/lib.rs does not name `{module}`"));
        assert!(row.starts_with(&format!("//! | {} |", rank(module))), "`{module}` has another rank here: {row}");
    }
}

#[test]
fn queries_stand_only_in_stores() {
    let mut strays = Vec::new();
    for file in source::rust() {
        if QUERIES.iter().any(|place| file.is_at(place)) {
            continue;
        }
        for (at, _) in file.code.match_indices("diesel::") {
            let path = &file.code[at..];
            if !ROW_TYPES.iter().any(|allowed| path.starts_with(allowed)) {
                strays.push(format!("{}: {}", file.path, path.lines().next().unwrap()));
            }
        }
    }
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn only_the_database_module_writes_raw_sql_or_tells_the_databases_apart() {
    let mut strays = Vec::new();
    for file in source::rust().iter().filter(|file| !file.is_at("src/db/")) {
        let found = DATABASE_SECRETS.iter().filter(|secret| file.code.contains(**secret));
        strays.extend(found.map(|secret| format!("{}: {secret}", file.path)));
    }
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn http_is_spoken_only_by_pages() {
    let mut strays = Vec::new();
    for file in source::rust() {
        let registers_routes = file.name() == "mod.rs"
            && file.code.matches("actix_web").count() == file.code.matches("use actix_web::web;").count();
        let may = registers_routes || HTTP.iter().any(|place| file.is_at(place));
        if !may && ["actix_web", "actix_multipart"].iter().any(|library| file.code.contains(library)) {
            strays.push(file.path);
        }
    }
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn pages_do_not_reach_past_the_actions_into_a_transaction() {
    // A page that writes through a store would leave no trace in the audit log; sessions and languages leave none on purpose.
    const WRITES_WITHOUT_A_TRACE: &[&str] = &["delete_session", "delete_sessions_but", "update_language"];
    let mut strays = Vec::new();
    let shows_pages = |file: &&Source| {
        ["*/pages.rs", "*/pages/", "*/admin.rs", "src/accounts/admin/"].iter().any(|place| file.is_at(place))
    };
    for file in source::rust().iter().filter(shows_pages) {
        for verb in ["store::insert_", "store::update_", "store::delete_", "store::put_"] {
            for (at, _) in file.code.match_indices(verb) {
                let name = file.code[at + "store::".len()..].split('(').next().unwrap();
                if !WRITES_WITHOUT_A_TRACE.contains(&name) {
                    strays.push(format!("{}: {name}", file.path));
                }
            }
        }
    }
    assert_eq!(strays, Vec::<String>::new());
}

#[test]
fn files_are_named_after_what_is_in_them() {
    for file in source::files("src", "rs").iter().chain(&source::files("tests", "rs")) {
        for part in file.path.trim_end_matches(".rs").split('/') {
            assert!(!EMPTY_NAMES.contains(&part), "{} says nothing of what is inside", file.path);
        }
    }
}
