//! Who is the same across documents.
//!
//! A Wikidata id settles it. Without one, a name does, with its context: the words of the role, the country, the sector,
//! and whom the tables of known people suggest where one of them is far ahead of all others of that name. Two of one name
//! are one where their contexts have something in common, and where one of them has no context and there is nobody else of
//! that name. Somebody who was added without an id gets it from the first document that has one and agrees. A correction
//! settles the rest.

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

/// What a word of context begins with that tells a Wikidata id.
const SUGGESTION: &str = "wikidata:";

/// A speaker's context grows to this many words.
const MOST_CONTEXT: usize = 48;

/// What a candidate scores at least to be suggested: the whole name agrees.
const SUGGESTED: f64 = 1.75;

/// How far the next candidate is behind one that is suggested, so that no John Smith is.
const AHEAD: f64 = 0.5;

/// Somebody whose name is known.
struct Known {
    id: i64,
    is_identified: bool,
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
        Some(wikidata) => match by_wikidata(connection, wikidata)? {
            Some(speaker) => Some(speaker),
            None => identify(connection, entity, wikidata, &folded, &context)?,
        },
        None => choose(entity, &context, &by_name(connection, &folded)?),
    };
    let speaker = match known {
        Some(speaker) => {
            learn(connection, speaker, &entity.name, &context)?;
            speaker
        }
        None => insert(connection, entity, &context)?,
    };
    call(connection, speaker, &folded)?;
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
    let speaker = insert(connection, &entity, &BTreeSet::new())?;
    call(connection, speaker, &fold(name))?;
    Ok(speaker)
}

/// Keeps that a speaker is called so.
fn call(connection: &Connection, speaker: i64, folded: &str) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO speaker_names (folded, speaker) VALUES (?1, ?2)")?
        .execute(params![folded, speaker])?;
    Ok(())
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
    context.extend(suggested(entity).map(suggestion));
    context
}

/// Whom the tables of known people suggest for a whole name, if there is one far ahead of the others.
fn suggested(entity: &Entity) -> Option<&str> {
    let best = entity.candidates.first()?;
    let next = entity.candidates.get(1).map_or(0.0, |next| next.score);
    let is_whole = entity.name.trim().contains(char::is_whitespace);
    (is_whole && best.score >= SUGGESTED && best.score - next >= AHEAD).then_some(&best.wikidata)
}

fn suggestion(wikidata: &str) -> String {
    format!("{SUGGESTION}{wikidata}")
}

/// Somebody of this name who was added without an id and agrees, with the id from now on.
fn identify(
    connection: &Connection,
    entity: &Entity,
    wikidata: &str,
    folded: &str,
    context: &BTreeSet<String>,
) -> Result<Option<i64>, Error> {
    let mut known = by_name(connection, folded)?;
    known.retain(|known| !known.is_identified);
    let mut context = context.clone();
    context.insert(suggestion(wikidata));
    let Some(speaker) = choose(entity, &context, &known) else {
        return Ok(None);
    };
    connection
        .prepare_cached("UPDATE speakers SET wikidata = ?2 WHERE id = ?1")?
        .execute(params![speaker, wikidata])?;
    Ok(Some(speaker))
}

fn by_wikidata(connection: &Connection, wikidata: &str) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM speakers WHERE wikidata = ?1")?
        .query_row([wikidata], |row| row.get(0))
        .optional()?)
}

/// The numbers of the speakers of a name: this one, not one that only some article calls them by.
pub(crate) fn called(connection: &Connection, folded: &str) -> Result<Vec<i64>, Error> {
    let known = by_name(connection, folded)?;
    Ok(known.into_iter().map(|known| known.id).collect())
}

fn by_name(connection: &Connection, folded: &str) -> Result<Vec<Known>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT p.id, p.name, p.context, p.wikidata FROM speaker_names n JOIN speakers p ON p.id = n.speaker \
         WHERE n.folded = ?1 ORDER BY p.id",
    )?;
    let mut rows = statement.query([folded])?;
    let mut known = Vec::new();
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(1)?.as_str().unwrap_or_default()) == folded {
            let (context, wikidata): (String, Option<String>) = (row.get(2)?, row.get(3)?);
            known.push(Known {
                id: row.get(0)?,
                is_identified: wikidata.is_some(),
                context: context
                    .split_whitespace()
                    .map(str::to_owned)
                    .chain(wikidata.as_deref().map(suggestion))
                    .collect(),
            });
        }
    }
    Ok(known)
}

/// Which of those of one name an entity is; `None` where it is somebody new.
fn choose(entity: &Entity, context: &BTreeSet<String>, known: &[Known]) -> Option<i64> {
    // A country alone makes nobody the same whose sectors tell them apart.
    let shared = |other: &Known| {
        let told_apart = differ(context, &other.context, "sector:");
        other
            .context
            .intersection(context)
            .filter(|word| !(word.starts_with("sector:") || told_apart && word.starts_with("country:")))
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

/// Whether two contexts name different countries or different people of the tables.
fn at_odds(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    differ(one, other, "country:") || differ(one, other, SUGGESTION)
}

/// Whether both contexts tell something of a kind, and nothing of it alike.
fn differ(one: &BTreeSet<String>, other: &BTreeSet<String>, kind: &str) -> bool {
    let told = |context: &BTreeSet<String>| -> Vec<String> {
        let told = context.iter().filter(|word| word.starts_with(kind));
        told.cloned().collect()
    };
    let (one, other) = (told(one), told(other));
    !one.is_empty() && !other.is_empty() && !one.iter().any(|word| other.contains(word))
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
            .prepare_cached("UPDATE speakers SET name = ?2, context = ?3 WHERE id = ?1")?
            .execute(params![speaker, name, known.join(" ")])?;
    }
    Ok(())
}

fn insert(connection: &Connection, entity: &Entity, context: &BTreeSet<String>) -> Result<i64, Error> {
    let kind = serde_json::to_value(entity.kind).unwrap_or_default();
    let context: Vec<&str> = context.iter().map(String::as_str).take(MOST_CONTEXT).collect();
    connection
        .prepare_cached("INSERT INTO speakers (name, type, wikidata, context) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            entity.name,
            kind.as_str(),
            entity.wikidata,
            context.join(" ")
        ])?;
    Ok(connection.last_insert_rowid())
}
