//! Who is whom by corrections: speakers that were merged and split.

use rusqlite::{Connection, OptionalExtension, params};

use super::list;
use crate::Error;
use crate::fields::ids_in;
use crate::row::column;

/// Who a speaker is after all merges.
pub(super) fn canonical(connection: &Connection, speaker: i64) -> Result<i64, Error> {
    connection
        .prepare_cached("SELECT coalesce(merged_into, id) FROM speakers WHERE id = ?1")?
        .query_row([speaker], |row| row.get(0))
        .optional()?
        .ok_or_else(|| {
            Error::Unknown(format!(
                "there is no speaker {speaker}; `onrecord who NAME` shows the numbers"
            ))
        })
}

/// Documents in which one of two speakers, or one that was merged into them, is an entity.
pub(super) fn involved(connection: &Connection, [one, other]: [i64; 2]) -> Result<Vec<i64>, Error> {
    column(
        connection,
        "SELECT DISTINCT e.id / 10000000 FROM kept_entities e JOIN speakers p ON p.id = e.speaker \
         WHERE p.id IN (?1, ?2) OR p.merged_into IN (?1, ?2) \
         UNION SELECT document FROM kept_attributions WHERE speaker IN (?1, ?2)",
        [one, other],
    )
}

/// Who is merged into whom, from the corrections in force, in their order. A split that was undone is a merge: the two
/// are one again.
pub(super) fn merge_all(connection: &Connection) -> Result<(), Error> {
    connection.execute(
        "UPDATE speakers SET merged_into = NULL WHERE merged_into IS NOT NULL",
        [],
    )?;
    for correction in list(connection, "WHERE action IN ('merge', 'split')")? {
        let (target, value) = (&correction.target["speaker"], &correction.value["speaker"]);
        let (from, into) = match (correction.action.as_str(), &correction.undone_at) {
            ("merge", None) => (target, value),
            ("split", Some(_)) => (value, target),
            _ => continue,
        };
        let from = canonical(connection, from.as_i64().unwrap_or_default())?;
        let into = canonical(connection, into.as_i64().unwrap_or_default())?;
        if from != into {
            connection.execute(
                "UPDATE speakers SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1",
                params![from, into],
            )?;
        }
    }
    Ok(())
}

/// Gives a document's entities to the other of two that were one.
pub(super) fn split_entities(connection: &Connection, document: i64, article: i64) -> Result<(), Error> {
    let [first, last] = ids_in(document);
    for split in list(connection, "WHERE action = 'split' AND undone_at IS NULL")? {
        let articles = split.target["articles"].as_array();
        if articles.is_some_and(|articles| articles.iter().any(|one| *one == article)) {
            connection.execute(
                "UPDATE kept_entities SET speaker = ?4 WHERE id BETWEEN ?1 AND ?2 AND speaker IN \
                 (SELECT id FROM speakers WHERE id = ?3 OR merged_into = ?3)",
                params![
                    first,
                    last,
                    split.target["speaker"].as_i64(),
                    split.value["speaker"].as_i64()
                ],
            )?;
        }
    }
    Ok(())
}
