//! The repository's own files, read as text by the tests that keep its rules.

use std::fs;
use std::path::Path;

/// A file of the repository without its comments (and, of Rust, without its unit tests).
pub struct Source {
    /// Its path from the repository's top, with slashes.
    pub path: String,
    pub code: String,
}

impl Source {
    /// The file's own name.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    /// Whether it is that file, or lies in that folder when `place` ends with a slash; anywhere when `place` begins with
    /// `*/`.
    pub fn is_at(&self, place: &str) -> bool {
        match place.strip_prefix("*/") {
            Some(name) => self.name() == name || (name.ends_with('/') && self.path.contains(&place[1..])),
            None => self.path == place || (place.ends_with('/') && self.path.starts_with(place)),
        }
    }
}

/// Every file under `folder` with this extension, comments left in.
pub fn files(folder: &str, extension: &str) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![top.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let relative = path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(Source { path: relative, code: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no {extension} files under {folder}");
    found
}

/// The library's and the program's Rust.
pub fn rust() -> Vec<Source> {
    let read = |file: Source| Source { code: without_comments(without_unit_tests(&file.code)), path: file.path };
    files("src", "rs").into_iter().map(read).collect()
}

/// The HTML templates.
pub fn templates() -> Vec<Source> {
    let read = |file: Source| Source { code: without_template_comments(&file.code), path: file.path };
    files("templates", "html").into_iter().map(read).collect()
}

fn without_unit_tests(code: &str) -> &str {
    code.find("#[cfg(test)]\nmod ").map_or(code, |at| &code[..at])
}

fn without_template_comments(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some((before, comment)) = rest.split_once("{#") {
        kept.push_str(before);
        rest = comment.split_once("#}").unwrap().1;
    }
    kept + rest
}

fn without_comments(code: &str) -> String {
    let mut kept = String::new();
    let mut at = 0;
    while let Some(step) = token_length(&code[at..]) {
        let token = &code[at..at + step];
        if !token.starts_with("//") {
            kept.push_str(token);
        }
        at += step;
    }
    kept
}

/// The length of the first token of Rust as far as these tests must tell tokens apart: a string, a character, a comment, or
/// any single letter.
fn token_length(code: &str) -> Option<usize> {
    let first = code.chars().next()?;
    if code.starts_with("//") {
        return Some(code.find('\n').unwrap_or(code.len()));
    }
    let hashes = code.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
    if let Some(hashes) = hashes.filter(|hashes| code[1 + hashes..].starts_with('"')) {
        let end = format!("\"{}", "#".repeat(hashes));
        let begun = hashes + 2;
        return Some(begun + code[begun..].find(&end).unwrap() + end.len());
    }
    if first == '"' {
        let mut escaped = false;
        for (index, letter) in code.char_indices().skip(1) {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Some(index + 1),
                _ => {}
            }
        }
        panic!("a string ends");
    }
    if first == '\'' {
        let letters: Vec<(usize, char)> = code.char_indices().take(4).collect();
        let closing = if letters.get(1).is_some_and(|(_, letter)| *letter == '\\') { 3 } else { 2 };
        if let Some((index, '\'')) = letters.get(closing) {
            return Some(index + 1);
        }
    }
    Some(first.len_utf8())
}

/// What stands between each `marker`, which ends with an opening bracket, and the bracket that closes it; and what follows.
pub fn calls<'a>(code: &'a str, marker: &str) -> Vec<(&'a str, &'a str)> {
    let begin = |(at, _): (usize, &str)| {
        let inside = &code[at + marker.len()..];
        let length = balanced(inside);
        (&inside[..length], &inside[length + 1..])
    };
    code.match_indices(marker).map(begin).collect()
}

/// How far it is to the bracket that closes one opened just before `code`.
fn balanced(code: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while let Some(step) = token_length(&code[at..]) {
        match &code[at..at + step] {
            "(" | "{" | "[" => depth += 1,
            ")" | "}" | "]" if depth == 0 => return at,
            ")" | "}" | "]" => depth -= 1,
            _ => {}
        }
        at += step;
    }
    panic!("a bracket is never closed: {}", &code[..code.len().min(80)]);
}

/// The plain string literals of some Rust, without their quotes.
pub fn literals(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = token_length(&code[at..]) {
        let token = &code[at..at + step];
        if token.len() > 1 && token.starts_with('"') {
            found.push(&token[1..token.len() - 1]);
        }
        at += step;
    }
    found
}
