use std::collections::HashMap;
use std::sync::LazyLock;

use onrecord_record::Stance;

use crate::inflection::dictionary_forms;

/// The cues and what they mean: data that can be read and extended without knowing this file.
pub(crate) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../data/stances.txt")));

/// What a cue says of its speaker's stance, as it stands and negated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Class {
    pub(crate) affirmed: Stance,
    pub(crate) negated: Stance,
}

impl Class {
    /// The class that a heading names: "denies; negated: declines".
    pub(crate) fn parse(heading: &str) -> Option<Self> {
        let (affirmed, negated) = heading.split_once("; negated: ")?;
        Some(Self {
            affirmed: named(affirmed)?,
            negated: named(negated)?,
        })
    }
}

/// A cue of the table.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The words after the first.
    pub(crate) rest: Vec<&'static str>,
    pub(crate) class: Class,
}

/// `data/stances.txt`.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// By the first word.
    pub(crate) cues: HashMap<&'static str, Vec<Entry>>,
    pub(crate) harm: Vec<&'static str>,
    /// Dictionary forms of irregular ones.
    irregular: HashMap<&'static str, &'static str>,
}

impl Table {
    /// Reads the table; a line that makes no sense is passed over (a test sees to it that there is none).
    fn parse(data: &'static str) -> Self {
        let mut table = Self::default();
        let mut section = "";
        for line in data.lines().filter(|line| !line.starts_with('#')) {
            if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = heading;
                continue;
            }
            for item in line.split(',').map(str::trim).filter(|item| !item.is_empty()) {
                table.add(section, item);
            }
        }
        table
    }

    /// The dictionary forms that a word in lower case may be an inflection of.
    pub(crate) fn forms(&self, word: &str) -> Vec<String> {
        dictionary_forms(word, &self.irregular)
    }

    fn add(&mut self, section: &str, item: &'static str) {
        let mut parts = item.split_whitespace();
        let Some(first) = parts.next() else { return };
        match section {
            "harm" => self.harm.push(first),
            "=" => {
                if let Some(form) = parts.next() {
                    self.irregular.insert(first, form);
                }
            }
            _ => {
                if let Some(class) = Class::parse(section) {
                    let rest = parts.collect();
                    self.cues.entry(first).or_default().push(Entry { rest, class });
                }
            }
        }
    }
}

fn named(name: &str) -> Option<Stance> {
    Some(match name {
        "asserts" => Stance::Asserts,
        "denies" => Stance::Denies,
        "asks" => Stance::Asks,
        "orders" => Stance::Orders,
        "promises" => Stance::Promises,
        "threatens" => Stance::Threatens,
        "doubts" => Stance::Doubts,
        "declines" => Stance::Declines,
        _ => return None,
    })
}
