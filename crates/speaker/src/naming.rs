//! What an entity is called that has no name of its own.

use std::collections::HashMap;

use onrecord_record::EntityType;

use crate::cast::Cast;
use crate::phrase::{Common, Determiner};
use crate::reading::Reading;

/// The name of an unnamed figure, and whether the article says by name whose it is: "Harrow Post poll", "Lund's campaign".
pub(crate) fn name(
    reading: &Reading,
    cast: &Cast,
    common: &Common,
    owners: &HashMap<usize, usize>,
) -> (String, bool) {
    if let (EntityType::Document, Some(name)) = (common.kind, common.owner.or(common.maker)) {
        if common.possessive {
            return (reading.phrase(&common.words), true);
        }
        let maker = cast
            .of_name
            .get(name)
            .map_or("", |&figure| cast.figures[figure].name.as_str());
        return (format!("{maker} {}", reading.form(common.head)), true);
    }
    let mut phrase = reading.phrase(&common.words);
    if let Some(first) = common.words.clone().next()
        && reading.opens_sentence(first)
        && reading.is_capital(first)
        && !reading.form(first).chars().skip(1).any(char::is_uppercase)
        && common.owner.is_none()
    {
        phrase = lower_first(&phrase);
    }
    if let Determiner::Possessive(word) = common.determiner {
        match owners.get(&word) {
            Some(&owner) => {
                let owner = &cast.figures[owner].name;
                let ending = if owner.ends_with('s') { "'" } else { "'s" };
                let named = common.kind == EntityType::Organisation && cast.figures[owners[&word]].named;
                return (format!("{owner}{ending} {phrase}"), named);
            }
            None => return (phrase, false),
        }
    }
    let body = common.owner.is_some() && matches!(common.kind, EntityType::Organisation);
    (phrase, body)
}

fn lower_first(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// An author's name from a byline: the first of several, without "By" and addresses.
pub(crate) fn author(byline: &str) -> String {
    let line = byline
        .strip_prefix("By ")
        .or_else(|| byline.strip_prefix("by "))
        .unwrap_or(byline);
    let end = line.find([',', '.', ';', '|', '(']).unwrap_or(line.len());
    let first = line[..end].split(" and ").next().unwrap_or(line).trim();
    let shouted = first
        .chars()
        .filter(|char| char.is_alphabetic())
        .all(char::is_uppercase);
    let words = first
        .split_whitespace()
        .map(|word| if shouted { capitalised(word) } else { word.into() });
    words.collect::<Vec<String>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        std::iter::once(first)
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_one_name() {
        for (line, name) in [
            ("By RUNA VIK and Jonas Dahl", "Runa Vik"),
            ("Runa Vik, Harrow Post", "Runa Vik"),
            ("runa@harrow.example", "runa@harrow"),
            ("", ""),
        ] {
            assert_eq!(author(line), name);
        }
        assert_eq!(lower_first("Éclairs"), "éclairs");
    }
}
