//! Finding rows by their words. Both databases index the same tokens, made in Rust; only how one asks is different.

use std::fmt::Write as _;

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Bool, Text};
use diesel::sqlite::Sqlite;
use diesel::{Connection, QueryResult};

use super::schema::incidents;
use super::{Backend, DbConnection};

/// The condition that a report has words: of each group of beginnings, a word that begins so.
///
/// SQLite asks FTS5, PostgreSQL compares with a `tsquery`. Both questions are written here, every beginning in quotes, so
/// that nothing anybody types means anything in either language.
#[derive(Clone, Debug)]
pub struct HasWords {
    match_text: String,
    tsquery: String,
}

impl HasWords {
    /// The condition for these groups: all of them must be met, and of each group one beginning suffices.
    #[must_use]
    pub fn new(groups: &[Vec<String>]) -> Self {
        Self { match_text: written(groups, match_term, " OR ", " AND "), tsquery: written(groups, lexeme, "|", "&") }
    }
}

fn written(groups: &[Vec<String>], term: fn(&str) -> String, or: &str, and: &str) -> String {
    let group = |beginnings: &Vec<String>| {
        let terms: Vec<String> = beginnings.iter().map(|beginning| term(beginning)).collect();
        format!("({})", terms.join(or))
    };
    groups.iter().map(group).collect::<Vec<_>>().join(and)
}

/// A string of FTS5: quotes are doubled (<https://www.sqlite.org/fts5.html>, "FTS5 Strings").
fn match_term(beginning: &str) -> String {
    format!("\"{}\"*", beginning.replace('"', "\"\""))
}

/// A quoted lexeme: quotes and backslashes are doubled (PostgreSQL, "Text Search Types").
fn lexeme(beginning: &str) -> String {
    let mut quoted = String::from("'");
    for letter in beginning.chars() {
        if matches!(letter, '\'' | '\\') {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    // Writing to a String cannot fail.
    let _ = write!(quoted, "':*");
    quoted
}

impl QueryFragment<Sqlite> for HasWords {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        // The plus keeps SQLite from looking up each report that was found, thousands for a common word, and sorting them
        // in the end: it walks its index of the list and asks of each row whether it was found.
        out.push_sql("+incidents.id IN (SELECT rowid FROM incident_words WHERE incident_words MATCH ");
        out.push_bind_param::<Text, _>(&self.match_text)?;
        out.push_sql(")");
        Ok(())
    }
}

impl QueryFragment<Pg> for HasWords {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // The expression is the index's, to the letter.
        out.push_sql(
            "incidents.id IN (SELECT rowid FROM incident_words \
             WHERE array_to_tsvector(string_to_array(tokens, ' ')) @@ CAST(",
        );
        out.push_bind_param::<Text, _>(&self.tsquery)?;
        out.push_sql(" AS tsquery))");
        Ok(())
    }
}

impl QueryFragment<Backend> for HasWords {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        <DbConnection as Connection>::Backend::walk_variant_ast(self, out)
    }
}

impl QueryId for HasWords {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Expression for HasWords {
    type SqlType = Bool;
}

impl ValidGrouping<()> for HasWords {
    type IsAggregate = is_aggregate::No;
}

impl AppearsOnTable<incidents::table> for HasWords {}
impl SelectableExpression<incidents::table> for HasWords {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_stands_in_quotes() {
        let groups = [vec!["a\"b".to_owned(), "c'd\\".to_owned()], vec!["e".to_owned()]];
        let condition = HasWords::new(&groups);
        assert_eq!(condition.match_text, r#"("a""b"* OR "c'd\"*) AND ("e"*)"#);
        assert_eq!(condition.tsquery, r#"('a"b':*|'c''d\\':*)&('e':*)"#);
    }
}
