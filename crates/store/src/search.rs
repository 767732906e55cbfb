use rusqlite::{ToSql, params};
use serde::Serialize;

use crate::row::column;
use crate::{Error, Statement, Store, query, statement};

/// Which statements are wanted; `None` leaves it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Said by: a name, words of a name, a Wikidata id, or `#` and a speaker's number. A surname alone means all who have it.
    pub speaker: Option<String>,
    /// Published by, in any case of letters.
    pub outlet: Option<String>,
    /// Published on this day or later, `YYYY-MM-DD`.
    pub after: Option<String>,
    /// Published on this day or earlier.
    pub before: Option<String>,
    /// Said on this day or later; where the text doesn't tell, published.
    pub said_after: Option<String>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: Option<String>,
    /// `asserts`, `denies`, …
    pub stance: Option<String>,
    /// Holds a figure of this measure: `killed`.
    pub measure: Option<String>,
    /// Holds a figure.
    pub has_figure: bool,
}

/// A statement that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The statement.
    #[serde(flatten)]
    pub statement: Statement,
    /// Where the words that were searched for stand in `words`: Unicode scalar values `[start, end)`, in order.
    pub highlights: Vec<[usize; 2]>,
}

/// Marks that highlighted words are put between: control characters that no article has any use for.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// The most statements that are ranked: of more the latest, which keeps words that stand everywhere from taking seconds.
const RANKED: usize = 10_000;

impl Store {
    /// The statements that hold what was typed, the best first: ranked by BM25 over the words of statements. Current
    /// versions only, without rejected ones. Where more than 10,000 hold it, those added last are ranked.
    ///
    /// `typed`: words in any order, `"a phrase"`, `begin*`, `AND`, `OR`, `NOT`, `-word`, parentheses. Letters' case and
    /// accents make no difference.
    ///
    /// # Errors
    /// Where what was typed can't be understood ([`Error::Query`]), the speaker is unknown, or the file can't be read.
    pub fn search(&self, typed: &str, filter: &Filter, limit: usize) -> Result<Vec<Hit>, Error> {
        let query = query::translate(typed)?;
        let _whole = self.connection.unchecked_transaction()?;
        let Conditions { joins, sql, values } = self.conditions(filter)?;
        let sql = format!(
            "SELECT id FROM (SELECT search.rowid AS id, bm25(search) AS score FROM search {joins} \
             WHERE search MATCH ?1 {sql} ORDER BY search.rowid DESC LIMIT {RANKED}) ORDER BY score, id LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut parameters: Vec<&dyn ToSql> = vec![&query, &limit];
        parameters.extend(values.iter().map(|value| value as &dyn ToSql));
        let ids = column(&self.connection, &sql, parameters.as_slice())?;
        let statements = statement::load(&self.connection, &ids)?;
        let highlights = self.highlights(&query, &statements)?;
        let hit = |(statement, highlights)| Hit {
            statement,
            highlights,
        };
        Ok(statements.into_iter().zip(highlights).map(hit).collect())
    }

    /// Where the words of a query stand in statements. An index of these alone tells, by the same rules as the large one,
    /// which would have to look the query up anew for each of them.
    fn highlights(&self, query: &str, statements: &[Statement]) -> Result<Vec<Vec<[usize; 2]>>, Error> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING \
             fts5 (words, tokenize = \"unicode61 remove_diacritics 2\"); DELETE FROM temp.found",
        )?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO temp.found (rowid, words) VALUES (?1, ?2)")?;
        for (n, statement) in (0_i64..).zip(statements) {
            insert.execute(params![n, statement.words])?;
        }
        let mut found = vec![Vec::new(); statements.len()];
        let mut marked = self.connection.prepare_cached(
            "SELECT rowid, highlight(found, 0, char(2), char(3)) FROM temp.found WHERE found MATCH ?1",
        )?;
        let mut rows = marked.query([query])?;
        while let Some(row) = rows.next()? {
            let n = usize::try_from(row.get::<_, i64>(0)?).unwrap_or_default();
            if let (Some(found), Some(statement)) = (found.get_mut(n), statements.get(n)) {
                *found = highlights(&statement.words, &row.get::<_, String>(1)?);
            }
        }
        Ok(found)
    }

    /// What a filter asks of the tables beside the index; parameters from `?3` on.
    pub(crate) fn conditions(&self, filter: &Filter) -> Result<Conditions, Error> {
        let mut conditions = Conditions::default();
        if let Some(name) = &filter.speaker {
            let speakers: Vec<String> = self.meant(name)?.iter().map(i64::to_string).collect();
            conditions.add(&format!("a.speaker IN ({})", speakers.join(", ")), None);
        }
        for (condition, value) in [
            ("d.outlet = ? COLLATE NOCASE", &filter.outlet),
            ("d.day >= ?", &filter.after),
            ("d.day <= ?", &filter.before),
            ("coalesce(a.said_to, a.said_from, d.day) >= ?", &filter.said_after),
            ("a.type = (SELECT id FROM kinds WHERE name = ?)", &filter.kind),
            ("a.stance = (SELECT id FROM kinds WHERE name = ?)", &filter.stance),
            (
                "EXISTS (SELECT 1 FROM kept_quantities q WHERE q.id BETWEEN a.document * 10000000 \
                 AND a.document * 10000000 + 9999999 AND q.attribution = a.id AND q.measure = ? COLLATE NOCASE)",
                &filter.measure,
            ),
        ] {
            if let Some(value) = value {
                conditions.add(condition, Some(value));
            }
        }
        if filter.has_figure {
            conditions.add(
                "EXISTS (SELECT 1 FROM kept_quantities q WHERE q.id BETWEEN a.document * 10000000 \
                 AND a.document * 10000000 + 9999999 AND q.attribution = a.id)",
                None,
            );
        }
        Ok(conditions)
    }
}

/// What a filter asks, of `kept_attributions a` and `documents d`.
#[derive(Default)]
pub(crate) struct Conditions {
    joins: &'static str,
    /// ` AND …` for each condition; parameters from `?3` on.
    pub(crate) sql: String,
    /// Those parameters.
    pub(crate) values: Vec<String>,
}

impl Conditions {
    fn add(&mut self, condition: &str, value: Option<&String>) {
        self.joins = "CROSS JOIN kept_attributions a ON a.id = search.rowid CROSS JOIN documents d ON d.id = a.document";
        let number = self.values.len() + 3;
        self.sql += &format!(" AND {}", condition.replace('?', &format!("?{number}")));
        self.values.extend(value.cloned());
    }
}

/// Where `marked` has marks around words of `words`.
fn highlights(words: &str, marked: &str) -> Vec<[usize; 2]> {
    let mut found: Vec<[usize; 2]> = Vec::new();
    let (mut at, mut start) = (0, None);
    let mut plain = words.chars().peekable();
    for char in marked.chars() {
        if plain.peek() == Some(&char) {
            plain.next();
            at += 1;
        } else if char == MARKS[0] {
            start = Some(at);
        } else if char == MARKS[1] {
            found.extend(start.take().filter(|start| *start < at).map(|start| [start, at]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::highlights;

    #[test]
    fn marks_become_places() {
        assert_eq!(
            highlights("the éé tax", "the \u{2}éé\u{3} \u{2}tax\u{3}"),
            [[4, 6], [7, 10]]
        );
        assert_eq!(highlights("a \u{2} b", "a \u{2} \u{2}b\u{3}"), [[4, 5]]);
        assert!(highlights("", "\u{3}\u{2}").is_empty());
    }
}
