//! What stands around a document: its versions, the same text elsewhere, accounts that differ from its own.

use std::collections::BTreeSet;

use onrecord_store::{Error, Figure, Store, rivals_among};
use rusqlite::params;

use super::rows;

/// Documents that are looked at for copies and for other accounts: so many that were added before one, and after it.
const NEIGHBOURS: i64 = 300;

/// The current ones of these, published within two days of `o`.
const BESIDE: &str = "d.current = 1 AND d.id BETWEEN o.id - ?2 AND o.id + ?2 AND d.article <> o.article \
                      AND abs(julianday(d.day) - julianday(o.day)) <= 2";

/// An article that stands beside another.
pub(in crate::pages) struct Other {
    pub document: i64,
    pub outlet: Option<String>,
    pub day: Option<String>,
    pub title: Option<String>,
    /// When it was added, RFC 3339.
    pub added: String,
    /// Whether there is no later version.
    pub current: bool,
}

const OTHER: &str = "SELECT d.id, d.outlet, d.day, d.title, d.added, d.current FROM documents d ";

fn others(store: &Store, rest: &str, parameters: impl rusqlite::Params) -> Result<Vec<Other>, Error> {
    rows(store, &format!("{OTHER}{rest}"), parameters, |row| {
        Ok(Other {
            document: row.get(0)?,
            outlet: row.get(1)?,
            day: row.get(2)?,
            title: row.get(3)?,
            added: row.get(4)?,
            current: row.get(5)?,
        })
    })
}

/// All versions of a document's article, oldest first, itself among them.
pub(in crate::pages) fn versions(store: &Store, document: i64) -> Result<Vec<Other>, Error> {
    others(
        store,
        "WHERE d.article = (SELECT article FROM documents WHERE id = ?1) ORDER BY d.version",
        [document],
    )
}

/// Articles elsewhere with just the same text, published within two days and added near each other, the first first.
pub(in crate::pages) fn copies(store: &Store, document: i64) -> Result<Vec<Other>, Error> {
    others(
        store,
        &format!(
            "JOIN documents o ON o.id = ?1 WHERE {BESIDE} AND d.text = o.text ORDER BY d.day, d.id LIMIT 50"
        ),
        params![document, NEIGHBOURS],
    )
}

/// Sets of figures that tell the same thing differently, each with one of this document, or of this statement where one is
/// named: among documents of the days around it that were added near it.
pub(in crate::pages) fn differing(
    store: &Store,
    document: i64,
    statement: Option<i64>,
) -> Result<Vec<Vec<Figure>>, Error> {
    let ours = |figure: &Figure| {
        figure.document == document && statement.is_none_or(|ours| figure.statement == Some(ours))
    };
    let mut own = store.figures_in(&[document], None)?;
    own.retain(&ours);
    let measures: BTreeSet<String> = own.into_iter().map(|figure| figure.measure).collect();
    if measures.is_empty() {
        return Ok(Vec::new());
    }
    let mut documents = rows(
        store,
        &format!("SELECT d.id FROM documents d JOIN documents o ON o.id = ?1 WHERE {BESIDE}"),
        params![document, NEIGHBOURS],
        |row| row.get(0),
    )?;
    documents.push(document);
    let mut sets = rivals_among(&store.figures_in(&documents, Some(&measures))?);
    sets.retain(|set| set.iter().any(ours) && !set.iter().all(is_bare));
    Ok(sets)
}

/// Whether a figure counts just what its measure is called, such as so many games: of two articles any games could be meant.
fn is_bare(figure: &Figure) -> bool {
    let of = figure.of.to_lowercase();
    let stem = figure.measure.trim_end_matches('y').to_lowercase();
    !of.contains(char::is_whitespace) && !stem.is_empty() && of.starts_with(&stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_of_anything_are_no_account_of_the_same() {
        for (measure, of, bare) in [
            ("game", "games", true),
            ("company", "Companies", true),
            ("game", "games in the harbour stadium", false),
            ("killed", "people", false),
            ("killed", "", false),
        ] {
            let figure = Figure {
                day: None,
                claimant: None,
                speaker_id: None,
                measure: measure.into(),
                of: of.into(),
                words: "12".into(),
                low: None,
                value: None,
                high: None,
                unit: None,
                polarity: "positive".into(),
                hypothetical: false,
                published: None,
                outlet: None,
                url: None,
                statement: None,
                document: 1,
            };
            assert_eq!(is_bare(&figure), bare, "{measure} of {of}");
        }
    }
}
