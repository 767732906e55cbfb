//! Short lists: the latest articles, who spoke last, what is counted.

use onrecord_store::{Error, Store};

use super::rows;

/// A line of the list of articles.
pub(in crate::pages) struct Line {
    pub document: i64,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub day: Option<String>,
    pub statements: i64,
}

/// Current articles, those added last first: at most `most`, with smaller numbers than `before`.
pub(in crate::pages) fn latest(store: &Store, before: i64, most: u32) -> Result<Vec<Line>, Error> {
    rows(
        store,
        "SELECT d.id, d.title, d.outlet, d.day, \
         (SELECT count(*) FROM attributions a WHERE a.document = d.id AND a.rejected = 0) \
         FROM documents d WHERE d.current = 1 AND d.id < ?1 ORDER BY d.id DESC LIMIT ?2",
        rusqlite::params![before, most],
        |row| {
            Ok(Line {
                document: row.get(0)?,
                title: row.get(1)?,
                outlet: row.get(2)?,
                day: row.get(3)?,
                statements: row.get(4)?,
            })
        },
    )
}

/// Something with a number.
pub(in crate::pages) struct Numbered {
    pub id: i64,
    pub name: String,
    pub number: i64,
}

/// Who speaks in the articles added last, the most frequent first.
pub(in crate::pages) fn lately_quoted(store: &Store, most: u32) -> Result<Vec<Numbered>, Error> {
    rows(
        store,
        "SELECT p.id, p.name, count(*) FROM (SELECT id FROM documents WHERE current = 1 ORDER BY id DESC LIMIT 60) d \
         JOIN attributions a ON a.document = d.id AND a.rejected = 0 JOIN speakers p ON p.id = a.speaker \
         GROUP BY p.id ORDER BY 3 DESC, 2, 1 LIMIT ?1",
        [most],
        |row| {
            Ok(Numbered {
                id: row.get(0)?,
                name: row.get(1)?,
                number: row.get(2)?,
            })
        },
    )
}

/// What is counted in the articles added last, the most frequent first.
pub(in crate::pages) fn measures(store: &Store, most: u32) -> Result<Vec<(String, i64)>, Error> {
    rows(
        store,
        "SELECT q.measure, count(*) FROM (SELECT id FROM documents WHERE current = 1 ORDER BY id DESC LIMIT 400) d \
         JOIN quantities q ON q.document = d.id WHERE q.measure GLOB '*[^-0-9.,]*' \
         GROUP BY q.measure ORDER BY 2 DESC, 1 LIMIT ?1",
        [most],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
