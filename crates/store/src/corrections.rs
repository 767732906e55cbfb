//! What people put right. A correction is a row of its own; the tables show what follows from all that are in force, and
//! [`refresh`] works that out anew for one document: after it was read again, and after a correction was made or undone.

use onrecord_text::Span;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::place::Place;
use crate::row::ends;
use crate::{Error, Store, index, place, speakers};

/// What a correction changes. Statements and speakers go by their numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Two speakers are one: all that `speaker` said was said by `into`.
    Merge {
        /// Who is no speaker of its own any more.
        speaker: i64,
        /// Who it is.
        into: i64,
    },
    /// One speaker is two: in the articles of these documents it is somebody else.
    Split {
        /// Who is not one.
        speaker: i64,
        /// Documents in which it is the other.
        documents: Vec<i64>,
        /// The other's name; the same name, where `None`.
        name: Option<String>,
    },
    /// Somebody else said it.
    Speaker {
        /// What was said.
        statement: i64,
        /// By whom.
        speaker: Voiced,
    },
    /// The words are others.
    Spans {
        /// What was said.
        statement: i64,
        /// Of whom, what, or the words that attribute.
        role: Role,
        /// In text order; of the content at least one.
        spans: Vec<Span>,
    },
    /// It was said at another time: days or minutes as in `times`.
    Time {
        /// What was said.
        statement: i64,
        /// First day or minute.
        from: String,
        /// Last day or minute.
        to: String,
    },
    /// Nobody said that.
    Reject {
        /// What was not said.
        statement: i64,
    },
}

/// Who spoke, in a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voiced {
    /// A speaker of the store.
    Known(i64),
    /// Somebody new, by name and Wikidata id.
    New(String, Option<String>),
    /// Nobody that can be named.
    Nobody,
}

/// A part of a statement that has spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Role {
    Source,
    Cue,
    Content,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// A correction that was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number, to undo it by.
    pub id: i64,
    /// When it was made, RFC 3339, UTC.
    pub made_at: String,
    /// By whom.
    pub made_by: String,
    /// `merge`, `split`, `speaker`, `spans`, `time` or `reject`.
    pub action: String,
    /// The article that it is about; `null` for all.
    pub article: Option<String>,
    /// What it is about.
    pub target: Value,
    /// What is put in its place.
    pub value: Value,
    /// Why.
    pub note: Option<String>,
    /// When it was undone.
    pub undone_at: Option<String>,
    /// By whom it was undone.
    pub undone_by: Option<String>,
}

impl Store {
    /// Makes a correction and keeps it with who made it; gives its number.
    ///
    /// # Errors
    /// Where the statement, speaker or document is not there, a span lies outside its text, or the file can't be written.
    pub fn correct(&mut self, change: &Change, by: &str, note: Option<&str>) -> Result<i64, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (action, article, target, value) = written(&transaction, change)?;
        transaction.execute(
            "INSERT INTO corrections (made_at, made_by, action, article, target, value, note) \
             VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, ?2, ?3, ?4, ?5, ?6)",
            params![by, action, article, target.to_string(), value.to_string(), note],
        )?;
        let id = transaction.last_insert_rowid();
        settle(&transaction, id)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All corrections, oldest first, the undone ones among them.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        list(&self.connection, "")
    }

    /// Undoes a correction: what it changed is as the reading has it, and as the corrections in force say.
    ///
    /// # Errors
    /// Where there is no such correction, it was undone before, or the file can't be written.
    pub fn undo(&mut self, correction: i64, by: &str) -> Result<(), Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let undone = transaction.execute(
            "UPDATE corrections SET undone_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), undone_by = ?2 \
             WHERE id = ?1 AND undone_at IS NULL",
            params![correction, by],
        )?;
        if undone == 0 {
            let sentence =
                format!("there is no correction {correction} in force; `onrecord fix list` shows them");
            return Err(Error::Unknown(sentence));
        }
        settle(&transaction, correction)?;
        Ok(transaction.commit()?)
    }
}

/// A correction as it is kept: action, article, target, value. Checks that all it names is there.
fn written(
    connection: &Connection,
    change: &Change,
) -> Result<(&'static str, Option<String>, Value, Value), Error> {
    let of_statement = |statement: i64| -> Result<(Option<String>, Value), Error> {
        let (article, place) = place::of(connection, statement)?;
        Ok((Some(article), place.json()))
    };
    Ok(match change {
        Change::Merge { speaker, into } => {
            let (speaker, into) = (canonical(connection, *speaker)?, canonical(connection, *into)?);
            if speaker == into {
                return Err(Error::Unknown(format!(
                    "speaker {speaker} is one with that one already"
                )));
            }
            (
                "merge",
                None,
                json!({"speaker": speaker}),
                json!({"speaker": into}),
            )
        }
        Change::Split {
            speaker,
            documents,
            name,
        } => {
            let speaker = canonical(connection, *speaker)?;
            let articles = documents.iter().map(|document| article_of(connection, *document));
            let articles: Vec<String> = articles.collect::<Result<_, _>>()?;
            let old: String =
                connection.query_row("SELECT name FROM speakers WHERE id = ?1", [speaker], |row| {
                    row.get(0)
                })?;
            let other = speakers::make(connection, name.as_deref().unwrap_or(&old), None)?;
            (
                "split",
                None,
                json!({"speaker": speaker, "articles": articles}),
                json!({"speaker": other}),
            )
        }
        Change::Speaker { statement, speaker } => {
            let (article, target) = of_statement(*statement)?;
            let speaker = match speaker {
                Voiced::Known(speaker) => Some(canonical(connection, *speaker)?),
                Voiced::New(name, wikidata) => Some(speakers::make(connection, name, wikidata.as_deref())?),
                Voiced::Nobody => None,
            };
            ("speaker", article, target, json!({"speaker": speaker}))
        }
        Change::Spans {
            statement,
            role,
            spans,
        } => {
            let (article, target) = of_statement(*statement)?;
            place::check(connection, *statement, *role == Role::Content, spans)?;
            let spans: Vec<[i64; 2]> = spans.iter().copied().map(ends).collect();
            (
                "spans",
                article,
                target,
                json!({"role": role.name(), "spans": spans}),
            )
        }
        Change::Time { statement, from, to } => {
            let (article, target) = of_statement(*statement)?;
            ("time", article, target, json!({"from": from, "to": to}))
        }
        Change::Reject { statement } => {
            let (article, target) = of_statement(*statement)?;
            ("reject", article, target, Value::Null)
        }
    })
}

fn article_of(connection: &Connection, document: i64) -> Result<String, Error> {
    connection
        .query_row("SELECT article FROM documents WHERE id = ?1", [document], |row| {
            row.get(0)
        })
        .optional()?
        .ok_or_else(|| Error::Unknown(format!("there is no document {document}")))
}

/// Who a speaker is after all merges.
pub(crate) fn canonical(connection: &Connection, speaker: i64) -> Result<i64, Error> {
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

fn list(connection: &Connection, condition: &str) -> Result<Vec<Correction>, Error> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT * FROM corrections {condition} ORDER BY id"))?;
    let json = |text: String| serde_json::from_str(&text).unwrap_or(Value::Null);
    let corrections = statement.query_map([], |row| {
        Ok(Correction {
            id: row.get("id")?,
            made_at: row.get("made_at")?,
            made_by: row.get("made_by")?,
            action: row.get("action")?,
            article: row.get("article")?,
            target: json(row.get("target")?),
            value: json(row.get("value")?),
            note: row.get("note")?,
            undone_at: row.get("undone_at")?,
            undone_by: row.get("undone_by")?,
        })
    })?;
    Ok(corrections.collect::<Result<_, _>>()?)
}

/// Works out what follows from a correction that was just made or undone.
fn settle(connection: &Connection, correction: i64) -> Result<(), Error> {
    let changed = list(connection, "")?.into_iter().find(|one| one.id == correction);
    let Some(changed) = changed else { return Ok(()) };
    let documents: Vec<i64> = match &changed.article {
        Some(article) => column(
            connection,
            "SELECT id FROM documents WHERE article = ?1",
            [article],
        )?,
        None => {
            let ids =
                [&changed.target, &changed.value].map(|side| side["speaker"].as_i64().unwrap_or_default());
            let before = involved(connection, ids)?;
            merge_all(connection)?;
            let mut documents = [before, involved(connection, ids)?].concat();
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

/// Documents in which one of two speakers, or one that was merged into them, is an entity.
fn involved(connection: &Connection, [one, other]: [i64; 2]) -> Result<Vec<i64>, Error> {
    column(
        connection,
        "SELECT DISTINCT e.document FROM entities e JOIN speakers p ON p.id = e.speaker \
         WHERE p.id IN (?1, ?2) OR p.merged_into IN (?1, ?2) \
         UNION SELECT document FROM attributions WHERE speaker IN (?1, ?2)",
        [one, other],
    )
}

/// Who is merged into whom, from the corrections in force, in their order. A split that was undone is a merge: the two
/// are one again.
fn merge_all(connection: &Connection) -> Result<(), Error> {
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

/// Puts the rows of a document to what its reading found and the corrections in force say. The document is out of the
/// index meanwhile.
pub(crate) fn refresh(connection: &Connection, document: i64) -> Result<(), Error> {
    let article = article_of(connection, document)?;
    split_entities(connection, document, &article)?;
    connection
        .prepare_cached(
            "UPDATE attributions SET rejected = 0, \
             speaker = (SELECT coalesce(p.merged_into, p.id) FROM entities e JOIN speakers p ON p.id = e.speaker \
                        WHERE e.id = entity), \
             said_from = (SELECT earliest FROM times WHERE times.id = attributions.time), \
             said_to = (SELECT latest FROM times WHERE times.id = attributions.time) \
             WHERE document = ?1",
        )?
        .execute([document])?;
    place::restore(connection, document)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, action, target, value FROM corrections WHERE article = ?1 AND undone_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query([&article])?;
    while let Some(row) = rows.next()? {
        let [action, target, value]: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
        let Some(statement) = Place::from_json(&target).find(connection, document)? else {
            continue;
        };
        let value: Value = serde_json::from_str(&value).unwrap_or(Value::Null);
        apply(connection, statement, &action, &value)?;
    }
    Ok(())
}

fn apply(connection: &Connection, statement: i64, action: &str, value: &Value) -> Result<(), Error> {
    match action {
        "reject" => {
            connection.execute("UPDATE attributions SET rejected = 1 WHERE id = ?1", [statement])?;
        }
        "speaker" => {
            let speaker = value["speaker"]
                .as_i64()
                .map(|speaker| canonical(connection, speaker))
                .transpose()?;
            connection.execute(
                "UPDATE attributions SET speaker = ?2 WHERE id = ?1",
                params![statement, speaker],
            )?;
        }
        "time" => {
            connection.execute(
                "UPDATE attributions SET said_from = ?2, said_to = ?3 WHERE id = ?1",
                params![statement, value["from"].as_str(), value["to"].as_str()],
            )?;
        }
        "spans" => {
            let spans: Vec<[i64; 2]> = serde_json::from_value(value["spans"].clone()).unwrap_or_default();
            place::set(
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

/// Gives a document's entities to the other of two that were one.
fn split_entities(connection: &Connection, document: i64, article: &str) -> Result<(), Error> {
    for split in list(connection, "WHERE action = 'split' AND undone_at IS NULL")? {
        let articles = split.target["articles"].as_array();
        if articles.is_some_and(|articles| articles.iter().any(|one| one == article)) {
            connection.execute(
                "UPDATE entities SET speaker = ?3 WHERE document = ?1 AND speaker IN \
                 (SELECT id FROM speakers WHERE id = ?2 OR merged_into = ?2)",
                params![
                    document,
                    split.target["speaker"].as_i64(),
                    split.value["speaker"].as_i64()
                ],
            )?;
        }
    }
    Ok(())
}

/// The first column of a query.
pub(crate) fn column(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<i64>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map(parameters, |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
