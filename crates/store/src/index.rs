//! The full-text index: what it holds is exactly the view `searched`.

use std::collections::HashMap;

use onrecord_text::Text;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Error;
use crate::row::span;
use crate::spans::{self, Ends};

/// Between the words of two spans of one content.
pub(crate) const GAP: &str = " … ";

/// Takes a document's statements out of the index, where they are in it. Has to come before anything of them changes.
pub(crate) fn take_out(connection: &Connection, document: i64) -> Result<(), Error> {
    let Some(texts) = texts(connection, document)? else {
        return Ok(());
    };
    let mut delete =
        connection.prepare_cached("INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)")?;
    for (id, words) in searched(connection, document, &texts)? {
        delete.execute(params![id, words])?;
    }
    Ok(())
}

/// Puts a document's statements into the index, unless it is an old version.
pub(crate) fn put_in(connection: &Connection, document: i64, texts: &[Text; 2]) -> Result<(), Error> {
    let mut insert = connection.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
    for (id, words) in searched(connection, document, texts)? {
        insert.execute(params![id, words])?;
    }
    Ok(())
}

/// The title and the text of a document.
pub(crate) fn texts(connection: &Connection, document: i64) -> Result<Option<[Text; 2]>, Error> {
    Ok(connection
        .prepare_cached("SELECT coalesce(title, ''), text FROM documents WHERE id = ?1")?
        .query_row([document], |row| {
            Ok([
                Text::new(row.get::<_, String>(0)?),
                Text::new(row.get::<_, String>(1)?),
            ])
        })
        .optional()?)
}

/// The numbers and the words of a document's statements that are searched, in the order of their numbers.
fn searched(connection: &Connection, document: i64, texts: &[Text; 2]) -> Result<Vec<(i64, String)>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.in_title, a.content FROM kept_attributions a \
         JOIN documents d ON d.id = a.document AND d.current = 1 \
         WHERE a.document = ?1 AND a.rejected = 0 ORDER BY a.id",
    )?;
    let mut rows = statement.query([document])?;
    let mut found: Vec<(i64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let text = &texts[usize::from(!row.get::<_, bool>(1)?)];
        let content: Option<String> = row.get(2)?;
        found.push((row.get(0)?, slices(text, &spans::read(content.as_deref())?)));
    }
    Ok(found)
}

/// The words of some spans, with a gap between them.
pub(crate) fn slices(text: &Text, spans: &[Ends]) -> String {
    let words: Vec<&str> = spans
        .iter()
        .filter_map(|ends| span(*ends))
        .map(|span| text.slice(span))
        .collect();
    words.join(GAP)
}

/// The words of some statements, by their numbers: without reading a document twice.
pub(crate) fn words(connection: &Connection, document: i64) -> Result<HashMap<i64, String>, Error> {
    let Some(texts) = texts(connection, document)? else {
        return Ok(HashMap::new());
    };
    Ok(searched(connection, document, &texts)?.into_iter().collect())
}
