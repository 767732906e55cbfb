//! What follows from corrections.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::place::Place;
use super::speakers::{canonical, involved, merge_all, split_entities};
use super::{article_of, spans};
use crate::row::column;
use crate::{Error, index};

/// Works out what follows from a correction that was just made or undone.
pub(super) fn settle(connection: &Connection, correction: i64) -> Result<(), Error> {
    let (article, target, value): (Option<i64>, String, String) = connection.query_row(
        "SELECT article, target, value FROM corrections WHERE id = ?1",
        [correction],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let documents = match article {
        Some(article) => column(
            connection,
            "SELECT id FROM documents WHERE article = ?1",
            [article],
        )?,
        None => {
            let speakers = [target, value].map(|side| json(&side)["speaker"].as_i64().unwrap_or_default());
            let before = involved(connection, speakers)?;
            merge_all(connection)?;
            let mut documents = [before, involved(connection, speakers)?].concat();
            documents.sort_unstable();
            documents.dedup();
            documents
        }
    };
    for document in documents {
        let texts = index::texts(connection, document)?;
        index::take_out(connection, document)?;
        refresh(connection, document)?;
        if let Some(texts) = texts {
            index::put_in(connection, document, &texts)?;
        }
    }
    Ok(())
}

/// Puts the rows of a document to what its reading found and the corrections in force say. The document is out of the
/// index meanwhile.
pub(crate) fn refresh(connection: &Connection, document: i64) -> Result<(), Error> {
    let article = article_of(connection, document)?;
    split_entities(connection, document, article)?;
    connection
        .prepare_cached(
            "UPDATE kept_attributions AS a SET rejected = 0, \
             speaker = (SELECT coalesce(p.merged_into, p.id) FROM kept_entities e JOIN speakers p ON p.id = e.speaker \
                        WHERE e.id = a.document * 10000000 + a.entity), \
             said_from = (SELECT earliest FROM kept_times t WHERE t.id = a.document * 10000000 + a.time), \
             said_to = (SELECT latest FROM kept_times t WHERE t.id = a.document * 10000000 + a.time) \
             WHERE document = ?1",
        )?
        .execute([document])?;
    spans::restore(connection, document)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, action, target, value FROM corrections WHERE article = ?1 AND undone_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([article])?;
    while let Some(row) = rows.next()? {
        let [action, target, value]: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
        let Some(statement) = Place::from_json(&target).find(connection, document)? else {
            continue;
        };
        apply(connection, statement, &action, &json(&value))?;
    }
    Ok(())
}

fn apply(connection: &Connection, statement: i64, action: &str, value: &Value) -> Result<(), Error> {
    match action {
        "reject" => {
            connection.execute(
                "UPDATE kept_attributions SET rejected = 1 WHERE id = ?1",
                [statement],
            )?;
        }
        "speaker" => {
            let speaker = value["speaker"]
                .as_i64()
                .map(|speaker| canonical(connection, speaker))
                .transpose()?;
            connection.execute(
                "UPDATE kept_attributions SET speaker = ?2 WHERE id = ?1",
                params![statement, speaker],
            )?;
        }
        "time" => {
            connection.execute(
                "UPDATE kept_attributions SET said_from = ?2, said_to = ?3 WHERE id = ?1",
                params![statement, value["from"].as_str(), value["to"].as_str()],
            )?;
        }
        "spans" => {
            let spans: Vec<[i64; 2]> = serde_json::from_value(value["spans"].clone()).unwrap_or_default();
            spans::set(
                connection,
                statement,
                value["role"].as_str().unwrap_or_default(),
                &spans,
            )?;
        }
        _ => {}
    }
    Ok(())
}

/// What a correction keeps as JSON; `null` where it is none.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
