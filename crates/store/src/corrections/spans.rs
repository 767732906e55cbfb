//! Spans of statements by corrections.

use onrecord_text::Span;
use rusqlite::{Connection, params};

use super::Role;
use crate::Error;
use crate::row::ends;
use crate::spans::{self, Ends};

/// Checks spans that are to be put in place of a statement's.
pub(super) fn check(
    connection: &Connection,
    statement: i64,
    needs_one: bool,
    spans: &[Span],
) -> Result<(), Error> {
    let length: i64 = connection.query_row(
        "SELECT length(CASE a.in_title WHEN 1 THEN d.title ELSE d.text END) FROM kept_attributions a \
         JOIN documents d ON d.id = a.document WHERE a.id = ?1",
        [statement],
        |row| row.get(0),
    )?;
    let in_order = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    if !in_order || spans.iter().any(|span| ends(*span)[1] > length) {
        return Err(Error::Unknown(format!(
            "the spans must lie in the text of {length} characters, in its order, none in another"
        )));
    }
    if needs_one && spans.is_empty() {
        return Err(Error::Unknown(
            "a statement needs words: give at least one span, or reject it".into(),
        ));
    }
    Ok(())
}

/// Puts spans in place of those that the model read, which `read_spans` keeps.
pub(super) fn set(connection: &Connection, statement: i64, role: &str, spans: &[Ends]) -> Result<(), Error> {
    let Some(role) = Role::ALL.map(Role::name).into_iter().find(|name| *name == role) else {
        return Ok(());
    };
    connection.execute(
        &format!(
            "INSERT OR IGNORE INTO read_spans SELECT id, ?2, {role} FROM kept_attributions WHERE id = ?1"
        ),
        params![statement, role],
    )?;
    connection.execute(
        &format!("UPDATE kept_attributions SET {role} = ?2 WHERE id = ?1"),
        params![statement, spans::written(spans)],
    )?;
    Ok(())
}

/// Gives the statements of a document the spans that the model read.
pub(super) fn restore(connection: &Connection, document: i64) -> Result<(), Error> {
    for role in Role::ALL.map(Role::name) {
        connection
            .prepare_cached(&format!(
                "UPDATE kept_attributions AS a SET {role} = r.spans FROM read_spans r \
                 WHERE r.attribution = a.id AND r.role = ?2 AND a.document = ?1"
            ))?
            .execute(params![document, role])?;
    }
    connection
        .prepare_cached(
            "DELETE FROM read_spans WHERE attribution IN (SELECT id FROM kept_attributions WHERE document = ?1)",
        )?
        .execute([document])?;
    Ok(())
}
