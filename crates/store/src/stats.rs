use serde::Serialize;

use crate::{Error, Store};

/// One line of what a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stat {
    /// What is counted: `documents`, `statements`, …
    pub what: String,
    /// Of which kind; empty for all of them.
    pub of: String,
    /// How many.
    pub number: i64,
}

/// Counts by a query each: what, and rows of kind and number.
const COUNTS: &[(&str, &str)] = &[
    (
        "documents",
        "SELECT '', count(*) FROM documents WHERE current = 1",
    ),
    (
        "old versions",
        "SELECT '', count(*) FROM documents WHERE current = 0",
    ),
    ("statements", "SELECT '', count(*) FROM valid"),
    (
        "statements",
        "SELECT (SELECT name FROM kinds WHERE id = type), count(*) FROM valid GROUP BY type ORDER BY 1",
    ),
    (
        "stances",
        "SELECT coalesce((SELECT name FROM kinds WHERE id = stance), 'open'), count(*) FROM valid GROUP BY stance \
         ORDER BY 1",
    ),
    (
        "sources",
        "SELECT CASE WHEN entity IS NULL AND speaker IS NULL THEN 'none' WHEN speaker IS NOT NULL THEN 'named' \
         ELSE 'unnamed' END, count(*) FROM valid GROUP BY 1 ORDER BY 1",
    ),
    ("speakers", "SELECT '', count(DISTINCT speaker) FROM valid"),
    (
        "figures",
        "SELECT '', count(*) FROM kept_quantities q JOIN documents d ON d.id = q.id / 10000000 AND d.current = 1",
    ),
    (
        "corrections",
        "SELECT '', count(*) FROM corrections WHERE undone_at IS NULL",
    ),
    (
        "outlets",
        "SELECT '', count(DISTINCT outlet) FROM documents WHERE current = 1",
    ),
    (
        "documents of",
        "SELECT coalesce(outlet, 'unknown'), count(*) FROM documents WHERE current = 1 GROUP BY 1 ORDER BY 2 DESC, 1",
    ),
    (
        "days",
        "SELECT '', count(DISTINCT day) FROM documents WHERE current = 1",
    ),
    (
        "documents on",
        "SELECT coalesce(day, 'unknown'), count(*) FROM documents WHERE current = 1 GROUP BY 1 ORDER BY 1",
    ),
];

impl Store {
    /// What the store holds, in numbers: documents, statements by type and stance, named and unnamed sources, outlets,
    /// days. Old versions are counted apart, rejected statements not at all.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn stats(&self) -> Result<Vec<Stat>, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let mut stats = Vec::new();
        for (what, sql) in COUNTS {
            let sql = format!(
                "WITH valid AS (SELECT a.type, a.stance, a.entity, a.speaker FROM kept_attributions a \
                 JOIN documents d ON d.id = a.document AND d.current = 1 WHERE a.rejected = 0) {sql}"
            );
            let mut statement = self.connection.prepare(&sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Stat {
                    what: (*what).to_owned(),
                    of: row.get(0)?,
                    number: row.get(1)?,
                })
            })?;
            stats.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(stats)
    }
}
