use onrecord_text::Span;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::place;
use super::speakers::canonical;
use super::{article_of, spans};
use crate::row::ends;
use crate::{Error, speakers};

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
    pub(super) const ALL: [Self; 3] = [Self::Source, Self::Cue, Self::Content];

    /// Its name, which is its column's.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Cue => "cue",
            Self::Content => "content",
        }
    }
}

/// A correction as it is kept: action, article, target, value.
pub(super) struct Kept {
    pub(super) action: &'static str,
    pub(super) article: Option<i64>,
    pub(super) target: Value,
    pub(super) value: Value,
}

impl Kept {
    fn of_statement(
        connection: &Connection,
        statement: i64,
        action: &'static str,
        value: Value,
    ) -> Result<Self, Error> {
        let (article, place) = place::of(connection, statement)?;
        Ok(Self {
            action,
            article: Some(article),
            target: place.json(),
            value,
        })
    }

    fn of_speaker(speaker: i64, action: &'static str, other: i64) -> Self {
        Self {
            action,
            article: None,
            target: json!({"speaker": speaker}),
            value: json!({"speaker": other}),
        }
    }
}

impl Change {
    /// What is kept of a change. Checks that all it names is there; makes the speakers that are new.
    pub(super) fn kept(&self, connection: &Connection) -> Result<Kept, Error> {
        match self {
            Self::Merge { speaker, into } => merge(connection, *speaker, *into),
            Self::Split {
                speaker,
                documents,
                name,
            } => split(connection, *speaker, documents, name.as_deref()),
            Self::Speaker { statement, speaker } => {
                let speaker = match speaker {
                    Voiced::Known(speaker) => Some(canonical(connection, *speaker)?),
                    Voiced::New(name, wikidata) => {
                        Some(speakers::make(connection, name, wikidata.as_deref())?)
                    }
                    Voiced::Nobody => None,
                };
                Kept::of_statement(connection, *statement, "speaker", json!({"speaker": speaker}))
            }
            Self::Spans {
                statement,
                role,
                spans,
            } => {
                let places: Vec<[i64; 2]> = spans.iter().copied().map(ends).collect();
                let value = json!({"role": role.name(), "spans": places});
                let kept = Kept::of_statement(connection, *statement, "spans", value)?;
                spans::check(connection, *statement, *role == Role::Content, spans)?;
                Ok(kept)
            }
            Self::Time { statement, from, to } => {
                // A day is not before a minute of it.
                let both = from.len().min(to.len());
                if from.get(..both) > to.get(..both) {
                    let sentence = format!("{from} is after {to}; give the first day, then the last");
                    return Err(Error::Unknown(sentence));
                }
                Kept::of_statement(connection, *statement, "time", json!({"from": from, "to": to}))
            }
            Self::Reject { statement } => Kept::of_statement(connection, *statement, "reject", Value::Null),
        }
    }
}

fn merge(connection: &Connection, speaker: i64, into: i64) -> Result<Kept, Error> {
    let (speaker, into) = (canonical(connection, speaker)?, canonical(connection, into)?);
    if speaker == into {
        let sentence = format!("speaker {speaker} is one with that one already");
        return Err(Error::Unknown(sentence));
    }
    Ok(Kept::of_speaker(speaker, "merge", into))
}

fn split(
    connection: &Connection,
    speaker: i64,
    documents: &[i64],
    name: Option<&str>,
) -> Result<Kept, Error> {
    let speaker = canonical(connection, speaker)?;
    let articles = documents.iter().map(|document| article_of(connection, *document));
    let articles: Vec<i64> = articles.collect::<Result<_, _>>()?;
    let old: String = connection.query_row("SELECT name FROM speakers WHERE id = ?1", [speaker], |row| {
        row.get(0)
    })?;
    let other = speakers::make(connection, name.unwrap_or(&old), None)?;
    let mut kept = Kept::of_speaker(speaker, "split", other);
    kept.target["articles"] = articles.into();
    Ok(kept)
}
