use std::ops::Range;

use super::layout::Layout;
use super::words::{AFTER_NAME, COMMON, ENDS_NAME, PRONOUNS, ROLES};

/// Words of a source that are looked at.
const LONGEST: usize = 40;

/// What a source is called by.
#[derive(Clone, Debug)]
pub(super) struct Name<'a> {
    /// The last name, or the noun of the phrase: "the former senator" is a senator.
    head: &'a str,
    kind: Kind,
    /// The words of the whole phrase that tell it from others.
    telling: Vec<&'a str>,
    /// Those of them with a capital that are no roles.
    names: Vec<&'a str>,
    /// The last of these before a comma: "Secretary of State Anna Lind" is Lind.
    last: Option<&'a str>,
    /// How many words the whole phrase has.
    words: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Pronoun,
    Named,
    Role,
}

impl<'a> Name<'a> {
    /// The name of a source; `None` where it has no words.
    pub fn of(layout: &'a Layout, source: &[Range<usize>]) -> Option<Self> {
        let words: Vec<usize> = source.iter().flat_map(Clone::clone).take(LONGEST).collect();
        let lower: Vec<&str> = words.iter().map(|word| layout.lower(*word)).collect();
        let ends = |place: &usize| ENDS_NAME.contains(&lower[*place]) || layout.is_dash(words[*place]);
        let end = (0..words.len()).find(ends).unwrap_or(words.len());
        let phrase = lower[..end].iter().rposition(|word| !AFTER_NAME.contains(word));
        let head = phrase.unwrap_or_default();
        let capital = layout.form(*words.get(head)?).starts_with(char::is_uppercase);
        let kind = match (words.len(), capital) {
            (1, _) if PRONOUNS.contains(&lower[head]) => Kind::Pronoun,
            (_, true) => Kind::Named,
            (_, false) => Kind::Role,
        };
        let head = lower[head];
        let tells = |word: &&str| word.chars().count() > 3 && !COMMON.contains(word);
        let capital = |word: &&usize| layout.form(**word).starts_with(char::is_uppercase);
        let phrase = || words.iter().take_while(|word| layout.form(**word) != ",");
        let names = phrase().filter(capital).map(|word| layout.lower(*word));
        let names = names.filter(tells).filter(|word| !ROLES.contains(word)).collect();
        let last = phrase().last().map(|word| layout.lower(*word));
        let telling = lower.into_iter().filter(tells).collect();
        let words = words.len();
        Some(Self {
            head,
            kind,
            telling,
            names,
            last,
            words,
        })
    }

    /// The last name or noun, in lower case.
    pub fn head(&self) -> &'a str {
        self.head
    }

    /// How many words the source has.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether it is a pronoun, which somebody before must be meant by.
    pub fn is_pronoun(&self) -> bool {
        self.kind == Kind::Pronoun
    }

    /// Whether both have names beside what they share, and none in common: "Anna Lind" and "Per Lind", two polls.
    fn differs(&self, before: &Self) -> bool {
        let beside = |name: &Self| -> Vec<&str> {
            let names = name.names.iter().copied();
            names.filter(|word| *word != self.head).collect()
        };
        let (own, other) = (beside(self), beside(before));
        !own.is_empty() && !other.is_empty() && !own.iter().any(|word| other.contains(word))
    }

    /// Whether this is the same speaker as one before. `last`: no other speaker was named in between.
    pub fn takes_up(&self, before: &Self, last: bool) -> bool {
        let role = |name: &Self| name.kind == Kind::Role && ROLES.contains(&name.head);
        match (self.kind, before.kind) {
            (Kind::Pronoun, _) => last,
            (Kind::Named, Kind::Named) if self.words == 1 && before.last == Some(self.head) => true,
            (Kind::Named, Kind::Named) | (Kind::Role, Kind::Role) if self.head == before.head => {
                !self.differs(before)
            }
            (Kind::Named, Kind::Role) if last && role(before) => true,
            (Kind::Role, Kind::Named) if last && role(self) => true,
            _ => {
                self.telling
                    .iter()
                    .filter(|word| before.telling.contains(word))
                    .count()
                    >= 2
            }
        }
    }
}
