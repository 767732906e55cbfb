use onrecord_same::is_plain;
use onrecord_text::{Span, Text, is_furniture, paragraphs, reports, sentences, words};
use rusqlite::Connection;

use crate::{Error, spans};

/// The sentences of a document's text that are told as plain fact: of paragraphs in which nobody speaks, by what the model
/// found and by quotation marks and reporting verbs. A statement that somebody rejected is none.
pub(super) fn plain(connection: &Connection, document: i64, text: &Text) -> Result<Vec<Span>, Error> {
    let spoken = spoken(connection, document)?;
    let mut found = Vec::new();
    for paragraph in paragraphs(text.as_str()) {
        let at = spoken.partition_point(|(_, stop)| *stop <= paragraph.start());
        let line = text.slice(paragraph);
        if spoken.get(at).is_some_and(|(start, _)| *start < paragraph.end())
            || reports(line)
            || is_furniture(line)
        {
            continue;
        }
        let words = words(text, paragraph);
        let spans = sentences(&words).into_iter().filter_map(|range| {
            Span::new(
                words.get(range.start)?.span.start(),
                words.get(range.end - 1)?.span.end(),
            )
        });
        found.extend(spans.filter(|span| is_plain(text.slice(*span))));
    }
    Ok(found)
}

/// Where somebody speaks in a document's text: stretches in rising order, none of which touches another.
fn spoken(connection: &Connection, document: i64) -> Result<Vec<(usize, usize)>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT source, cue, content FROM kept_attributions WHERE document = ?1 AND in_title = 0 AND rejected = 0",
    )?;
    let mut rows = query.query([document])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        for column in 0..3 {
            let list: Option<String> = row.get(column)?;
            for ends in spans::read(list.as_deref())? {
                let [start, stop] = ends.map(|end| usize::try_from(end).unwrap_or_default());
                places.push((start, stop));
            }
        }
    }
    places.sort_unstable();
    places.dedup_by(|next, last| {
        let meets = next.0 <= last.1;
        if meets {
            last.1 = last.1.max(next.1);
        }
        meets
    });
    Ok(places)
}
