//! The parts of a person's name, and when two names may be one person's.

use crate::lexicon;

/// A person's name in lower case, cut up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Given names and initials, in order.
    pub(crate) given: Vec<String>,
    /// Last name with its particles; where a name is one word alone, that word.
    pub(crate) surname: Vec<String>,
    /// "jr", "sr", "iii".
    pub(crate) suffix: Option<String>,
}

impl PersonName {
    /// Cuts up the words of a name. Marks are left out.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<String> = words
            .filter(|word| word.starts_with(char::is_alphanumeric))
            .map(Into::into)
            .collect();
        let suffix = words
            .pop_if(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
            .filter(|_| !words.is_empty());
        let from = (1..words.len())
            .find(|&at| lexicon::is_particle(&words[at]))
            .unwrap_or(words.len().saturating_sub(1));
        let mut surname = words.split_off(from.min(words.len()));
        if words.first().is_some_and(|first| lexicon::is_particle(first)) {
            words.append(&mut surname);
            surname = std::mem::take(&mut words);
        }
        Self {
            given: words,
            surname,
            suffix,
        }
    }

    /// Whether it has given names and a surname.
    pub(crate) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.given.len() + self.surname.len() + usize::from(self.suffix.is_some())
    }

    /// Whether two full names may be one person's: one surname, and given names that agree as far as both go.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let suffixes = self.suffix.is_none() || other.suffix.is_none() || self.suffix == other.suffix;
        if !suffixes {
            return false;
        }
        if self.surname != other.surname {
            return false;
        }
        let (Some(mine), Some(others)) = (self.given.first(), other.given.first()) else {
            return true;
        };
        let first =
            mine == others || initial_of(mine, others) || initial_of(others, mine) || short_for(mine, others);
        let middle = match (self.given.get(1), other.given.get(1)) {
            (Some(mine), Some(others)) => {
                mine == others || initial_of(mine, others) || initial_of(others, mine)
            }
            _ => true,
        };
        // "J. Edgar Lund" is "Edgar Lund".
        let skipped = self.given.ends_with(&other.given) || other.given.ends_with(&self.given);
        first && middle || skipped
    }

    /// Whether one word may stand for this person: the surname, or the last part of it.
    pub(crate) fn answers_to(&self, words: &[String]) -> bool {
        self.surname == words || self.surname.ends_with(words) && self.surname.len() > words.len()
    }
}

fn initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}

/// Usual short forms of given names, where one doesn't begin the other ("Bill", "William").
fn short_for(left: &str, right: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("bernie", "bernard"),
        ("bill", "william"),
        ("billy", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("chuck", "charles"),
        ("dick", "richard"),
        ("hank", "henry"),
        ("jack", "john"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("kate", "catherine"),
        ("larry", "laurence"),
        ("larry", "lawrence"),
        ("liz", "elizabeth"),
        ("mike", "michael"),
        ("peggy", "margaret"),
        ("rick", "richard"),
        ("ted", "edward"),
        ("ted", "theodore"),
        ("tony", "anthony"),
    ];
    let begins =
        |short: &str, long: &str| short.len() >= 3 && long.len() > short.len() && long.starts_with(short);
    begins(left, right)
        || begins(right, left)
        || PAIRS
            .iter()
            .any(|&pair| pair == (left, right) || pair == (right, left))
}

/// Whether two words differ by one letter left out, put in or put wrong, both being at least six letters long.
pub(crate) fn misspelt(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if short.len() < 6 || long.len() - short.len() > 1 {
        return false;
    }
    let same = short
        .iter()
        .zip(&long)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = usize::from(short.len() == long.len());
    short.get(same + rest..) == long.get(same + 1..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(string: &str) -> PersonName {
        PersonName::new(string.split(' '))
    }

    #[test]
    fn cuts_names() {
        let full = name("bill de lindt jr");
        assert_eq!(
            (full.given.len(), full.surname.len(), full.suffix.is_some()),
            (1, 2, true)
        );
        assert_eq!(name("de lindt").surname, ["de", "lindt"]);
        assert!(!name("lindt").is_full() && name("g . k . lindt").given == ["g", "k"]);
        assert_eq!(name("").len(), 0);
    }

    #[test]
    fn tells_people_of_one_surname_apart() {
        assert!(name("jonas lund").agrees(&name("jonas b lund")));
        assert!(name("j lund").agrees(&name("jonas lund")));
        assert!(name("jim lund").agrees(&name("james lund")));
        assert!(!name("jonas lund").agrees(&name("maria lund")));
        assert!(!name("jonas b lund").agrees(&name("jonas c lund")));
        assert!(!name("jonas lund jr").agrees(&name("jonas lund sr")));
        assert!(name("bill de lindt").answers_to(&["lindt".into()]));
    }

    #[test]
    fn forgives_one_letter() {
        assert!(misspelt("bornstein", "bornsten") && misspelt("bornstein", "bernstein"));
        assert!(!misspelt("lund", "lunt") && !misspelt("bornstein", "bornste"));
    }
}
