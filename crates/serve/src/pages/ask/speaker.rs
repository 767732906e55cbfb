//! Who is quoted beside a speaker, and the statements of one on a page.

use onrecord_store::{Error, Store};
use rusqlite::params;

use super::lists::Numbered;
use super::rows;

/// Documents of a speaker in which others are looked for: the last.
const LOOKED_AT: u32 = 200;

/// Who else speaks in the articles that quote a speaker, with the number of articles, the most frequent first.
pub(in crate::pages) fn beside(store: &Store, speaker: i64, most: u32) -> Result<Vec<Numbered>, Error> {
    rows(
        store,
        "SELECT p.id, p.name, count(DISTINCT a.document) FROM (SELECT DISTINCT document FROM attributions \
         WHERE speaker = ?1 AND rejected = 0 ORDER BY document DESC LIMIT ?2) d \
         JOIN attributions a ON a.document = d.document AND a.rejected = 0 AND a.speaker <> ?1 \
         JOIN speakers p ON p.id = a.speaker GROUP BY p.id ORDER BY 3 DESC, 2, 1 LIMIT ?3",
        params![speaker, LOOKED_AT, most],
        |row| {
            Ok(Numbered {
                id: row.get(0)?,
                name: row.get(1)?,
                number: row.get(2)?,
            })
        },
    )
}
