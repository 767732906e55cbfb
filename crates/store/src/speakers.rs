//! Who is the same across documents.
//!
//! A Wikidata id settles it. Without one, a name does, with its context: the words of the role, the country, the sector.
//! Two of one name are one where their contexts have something in common, and where one of them has no context and there
//! is nobody else of that name. A correction settles the rest.

use std::collections::BTreeSet;

use onrecord_record::{Entity, EntityType};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Error;
use crate::fold::fold;

/// Words that many roles have in common, so that they make nobody the same.
const COMMON: &[&str] = &[
    "a",
    "and",
    "at",
    "chief",
    "deputy",
    "director",
    "for",
    "former",
    "head",
    "in",
    "local",
    "new",
    "of",
    "officer",
    "official",
    "on",
    "senior",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "the",
    "to",
    "vice",
];

/// A speaker's context grows to this many words.
const MOST_CONTEXT: usize = 48;

/// The words of a name by which it can be found.
const MOST_WORDS: usize = 12;

/// Somebody whose name is known.
struct Known {
    id: i64,
    context: BTreeSet<String>,
}

/// The speaker across documents that an entity is, made where it is new; `None` for one without a name, such as "two
/// officials", who are others in every article.
pub(crate) fn resolve(connection: &Connection, entity: &Entity) -> Result<Option<i64>, Error> {
    let folded = fold(&entity.name);
    if folded.is_empty() || !is_named(entity) {
        return Ok(None);
    }
    let context = context(entity);
    let known = match &entity.wikidata {
        Some(wikidata) => by_wikidata(connection, wikidata)?,
        None => choose(entity, &context, &by_name(connection, &folded)?),
    };
    let speaker = match known {
        Some(speaker) => {
            learn(connection, speaker, &entity.name, &context)?;
            speaker
        }
        None => insert(connection, entity, &folded, &context)?,
    };
    for word in folded.split(' ').take(MOST_WORDS) {
        connection
            .prepare_cached("INSERT OR IGNORE INTO speaker_words (word, speaker) VALUES (?1, ?2)")?
            .execute(params![word, speaker])?;
    }
    Ok(Some(speaker))
}

/// Makes a speaker of a name, for a correction.
pub(crate) fn make(connection: &Connection, name: &str, wikidata: Option<&str>) -> Result<i64, Error> {
    let entity = Entity {
        id: String::new(),
        name: name.to_owned(),
        kind: EntityType::Unknown,
        named: Some(true),
        role: None,
        country: None,
        sector: None,
        wikidata: wikidata.map(str::to_owned),
        mentions: Vec::new(),
        candidates: Vec::new(),
        evidence: None,
    };
    let folded = fold(name);
    let speaker = insert(connection, &entity, &folded, &BTreeSet::new())?;
    for word in folded.split(' ').take(MOST_WORDS) {
        connection.execute(
            "INSERT OR IGNORE INTO speaker_words (word, speaker) VALUES (?1, ?2)",
            params![word, speaker],
        )?;
    }
    Ok(speaker)
}

fn is_named(entity: &Entity) -> bool {
    if entity.kind == EntityType::Generic {
        return false;
    }
    // Where it was not determined, capitals tell: all words but the shortest have one.
    let looks_named = || {
        let mut words = entity
            .name
            .split_whitespace()
            .filter(|word| word.chars().count() > 3)
            .peekable();
        words.peek().is_some()
            && words.all(|word| {
                word.chars()
                    .find(|c| c.is_alphabetic())
                    .is_some_and(char::is_uppercase)
            })
    };
    entity.named.unwrap_or_else(looks_named)
}

/// What is known of an entity beside its name.
fn context(entity: &Entity) -> BTreeSet<String> {
    let role = fold(entity.role.as_deref().unwrap_or_default());
    let words = role
        .split(' ')
        .filter(|word| !word.is_empty() && !COMMON.contains(word));
    let mut context: BTreeSet<String> = words.map(str::to_owned).collect();
    context.extend(entity.country.iter().map(|code| format!("country:{code}")));
    context.extend(entity.sector.iter().map(|code| format!("sector:{code}")));
    context
}

fn by_wikidata(connection: &Connection, wikidata: &str) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM speakers WHERE wikidata = ?1")?
        .query_row([wikidata], |row| row.get(0))
        .optional()?)
}

fn by_name(connection: &Connection, folded: &str) -> Result<Vec<Known>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT id, context FROM speakers WHERE folded = ?1 ORDER BY id")?;
    let known = statement.query_map([folded], |row| {
        let context: String = row.get(1)?;
        Ok(Known {
            id: row.get(0)?,
            context: context.split_whitespace().map(str::to_owned).collect(),
        })
    })?;
    Ok(known.collect::<Result<_, _>>()?)
}

/// Which of those of one name an entity is; `None` where it is somebody new.
fn choose(entity: &Entity, context: &BTreeSet<String>, known: &[Known]) -> Option<i64> {
    let shared = |other: &Known| {
        other
            .context
            .intersection(context)
            .filter(|word| !word.starts_with("sector:"))
            .count()
    };
    let possible: Vec<&Known> = known
        .iter()
        .filter(|other| !at_odds(context, &other.context))
        .collect();
    let mut best: Option<&Known> = None;
    for &other in &possible {
        if shared(other) > best.map_or(0, shared) {
            best = Some(other);
        }
    }
    if let Some(best) = best {
        return Some(best.id);
    }
    // A surname alone says too little.
    if entity.kind == EntityType::Person && !entity.name.trim().contains(char::is_whitespace) {
        return None;
    }
    let is_body = matches!(
        entity.kind,
        EntityType::Organisation | EntityType::Place | EntityType::Group
    );
    match (known, possible.as_slice()) {
        ([_], [only]) if is_body || context.is_empty() || only.context.is_empty() => Some(only.id),
        _ if context.is_empty() => known
            .iter()
            .find(|other| other.context.is_empty())
            .map(|other| other.id),
        _ => None,
    }
}

/// Whether two contexts name different countries.
fn at_odds(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let countries = |context: &BTreeSet<String>| -> Vec<String> {
        context
            .iter()
            .filter(|word| word.starts_with("country:"))
            .cloned()
            .collect()
    };
    let (one, other) = (countries(one), countries(other));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|country| other.contains(country))
}

/// Whether a name is no more than a name: two to four words with capitals, nobody's ("Ada Brandt’s office").
fn is_plain(name: &str) -> bool {
    let words = name.split_whitespace();
    let is_name = |word: &str| {
        let is_possessive = ["’s", "'s", "’", "'"].iter().any(|ending| word.ends_with(ending));
        !is_possessive
            && word
                .chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
    };
    (2..=4).contains(&words.clone().count()) && words.clone().all(is_name)
}

/// Adds to what is known of a speaker; a plain name takes the place of one that is none.
fn learn(connection: &Connection, speaker: i64, name: &str, context: &BTreeSet<String>) -> Result<(), Error> {
    let (old_name, old): (String, String) = connection
        .prepare_cached("SELECT name, context FROM speakers WHERE id = ?1")?
        .query_row([speaker], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut known: BTreeSet<&str> = old.split_whitespace().collect();
    let before = known.len();
    for word in context {
        if known.len() < MOST_CONTEXT {
            known.insert(word);
        }
    }
    let is_better = is_plain(name) && !is_plain(&old_name);
    if known.len() > before || is_better {
        let name = if is_better { name } else { &old_name };
        let known: Vec<&str> = known.into_iter().collect();
        connection
            .prepare_cached("UPDATE speakers SET name = ?2, folded = ?3, context = ?4 WHERE id = ?1")?
            .execute(params![speaker, name, fold(name), known.join(" ")])?;
    }
    Ok(())
}

fn insert(
    connection: &Connection,
    entity: &Entity,
    folded: &str,
    context: &BTreeSet<String>,
) -> Result<i64, Error> {
    let kind = serde_json::to_value(entity.kind).unwrap_or_default();
    let context: Vec<&str> = context.iter().map(String::as_str).take(MOST_CONTEXT).collect();
    connection
        .prepare_cached(
            "INSERT INTO speakers (name, type, wikidata, folded, context) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            entity.name,
            kind.as_str(),
            entity.wikidata,
            folded,
            context.join(" ")
        ])?;
    Ok(connection.last_insert_rowid())
}
