use std::collections::BTreeMap;

use serde::Serialize;

use crate::row::column;
use crate::{Error, Statement, Store, phrases, statement};

/// A speaker across documents, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The speaker's number.
    pub speaker_id: i64,
    /// The first plain name that articles gave.
    pub speaker: String,
    /// `person`, `organisation`, …
    pub r#type: String,
    /// Wikidata id.
    pub wikidata: Option<String>,
    /// What is known beside the name: words of the role, country, sector.
    pub context: String,
    /// How many statements.
    pub statements: i64,
    /// In how many documents.
    pub documents: i64,
    /// By how many outlets.
    pub outlets: i64,
    /// The first day on which one was said, or else published.
    pub first: Option<String>,
    /// The last one.
    pub latest: Option<String>,
}

/// Something that was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// What.
    pub what: String,
    /// How often.
    pub number: i64,
}

/// Everything that one speaker said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    /// The speaker, with the first and the latest day.
    pub voice: Voice,
    /// What articles call the speaker, the most frequent name first.
    pub aliases: Vec<Counted>,
    /// Who published it.
    pub outlets: Vec<Counted>,
    /// Through whom it was reported.
    pub channels: Vec<Counted>,
    /// Words that come in a row in several of the statements.
    pub topics: Vec<Counted>,
    /// The statements, in the order in which they were said.
    pub statements: Vec<Statement>,
}

/// Topics of a speaker that are told.
const TOPICS: usize = 12;

impl Store {
    /// The speakers that a name means, those with most statements first; one word that nobody with a Wikidata id is called
    /// ("Brandt") means all who have it in their names.
    ///
    /// # Errors
    /// As [`Store::named`].
    pub fn voices(&self, name: &str) -> Result<Vec<Voice>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, p.name, p.type, p.wikidata, p.context, count(a.id), count(DISTINCT d.id), \
             count(DISTINCT d.outlet), min(coalesce(a.said_from, d.day)), max(coalesce(a.said_to, d.day)) \
             FROM speakers p LEFT JOIN kept_attributions a ON a.speaker = p.id AND a.rejected = 0 \
             AND (SELECT current FROM documents WHERE id = a.document) = 1 \
             LEFT JOIN documents d ON d.id = a.document WHERE p.id = ?1",
        )?;
        let mut voices = Vec::new();
        for id in self.meant(name)? {
            voices.push(statement.query_row([id], |row| {
                Ok(Voice {
                    speaker_id: row.get(0)?,
                    speaker: row.get(1)?,
                    r#type: row.get(2)?,
                    wikidata: row.get(3)?,
                    context: row.get(4)?,
                    statements: row.get(5)?,
                    documents: row.get(6)?,
                    outlets: row.get(7)?,
                    first: row.get(8)?,
                    latest: row.get(9)?,
                })
            })?);
        }
        voices.sort_by_key(|voice| (-voice.statements, voice.speaker_id));
        Ok(voices)
    }

    /// Everything one speaker said.
    ///
    /// # Errors
    /// Where the name means nobody, or the file can't be read.
    pub fn who(&self, voice: Voice) -> Result<Who, Error> {
        let _whole = self.connection.unchecked_transaction()?;
        let ids = column(
            &self.connection,
            "SELECT id FROM kept_attributions WHERE speaker = ?1 ORDER BY id",
            [voice.speaker_id],
        )?;
        let mut statements = statement::load(&self.connection, &ids)?;
        statements.sort_by(|one, other| {
            one.when()
                .cmp(&other.when())
                .then(one.statement.cmp(&other.statement))
        });
        let mut aliases = self.connection.prepare_cached(
            "SELECT name, count(*) FROM kept_entities \
             WHERE speaker IN (SELECT id FROM speakers WHERE id = ?1 OR merged_into = ?1) GROUP BY name",
        )?;
        let aliases = aliases.query_map([voice.speaker_id], |row| {
            Ok(Counted {
                what: row.get(0)?,
                number: row.get(1)?,
            })
        })?;
        let mut aliases: Vec<Counted> = aliases.collect::<Result<_, _>>()?;
        aliases.sort_by(|one, other| other.number.cmp(&one.number).then(one.what.cmp(&other.what)));
        Ok(Who {
            aliases,
            outlets: count(
                statements
                    .iter()
                    .filter_map(|statement| statement.outlet.as_deref()),
            ),
            channels: count(statements.iter().filter_map(|statement| statement.via.as_deref())),
            topics: phrases::frequent(
                statements.iter().map(|statement| statement.words.as_str()),
                TOPICS,
            ),
            statements,
            voice,
        })
    }
}

/// How often each comes, the most frequent first.
pub(crate) fn count<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Counted> {
    let mut numbers: BTreeMap<&str, i64> = BTreeMap::new();
    for name in names {
        *numbers.entry(name).or_default() += 1;
    }
    let mut counted: Vec<Counted> = numbers
        .into_iter()
        .map(|(what, number)| Counted {
            what: what.to_owned(),
            number,
        })
        .collect();
    counted.sort_by_key(|counted| -counted.number);
    counted
}
