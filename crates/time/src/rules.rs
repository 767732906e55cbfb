//! The rules, compiled from the files in `rules/` when the first text is read.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::line::Line;
use crate::meaning::Reading;
use crate::modifiers::Modifiers;
use crate::pattern::{Match, Pattern, Test};
use crate::tokens::Kind;
use crate::words::{WordId, Words};

/// The families of rules, in the order in which they are asked: of two matches of one length, the earlier holds.
pub(crate) const FAMILIES: &[(&str, &str)] = &[
    ("no-times", include_str!("../rules/no-times.txt")),
    ("clock", include_str!("../rules/clock.txt")),
    ("ranges", include_str!("../rules/ranges.txt")),
    ("calendar", include_str!("../rules/calendar.txt")),
    ("weekdays", include_str!("../rules/weekdays.txt")),
    ("relative", include_str!("../rules/relative.txt")),
    ("narrative", include_str!("../rules/narrative.txt")),
    ("quarters", include_str!("../rules/quarters.txt")),
    ("seasons", include_str!("../rules/seasons.txt")),
    ("decades", include_str!("../rules/decades.txt")),
    ("named", include_str!("../rules/named.txt")),
    ("references", include_str!("../rules/references.txt")),
    ("sets", include_str!("../rules/sets.txt")),
    ("durations", include_str!("../rules/durations.txt")),
];

/// The rules that are part of the program.
pub(crate) static RULES: LazyLock<Rules> = LazyLock::new(Rules::compile);

/// One rule.
#[derive(Debug)]
struct Rule {
    pattern: Pattern,
    reading: Reading,
}

/// All rules and the lexicon.
#[derive(Debug)]
pub(crate) struct Rules {
    pub words: Words,
    pub modifiers: Modifiers,
    rules: Vec<Rule>,
    /// Of every word, the rules whose match may begin with it.
    by_word: Vec<Vec<u16>>,
    /// The rules whose match may begin with digits.
    by_digits: Vec<u16>,
    /// Lines of the files that can't be read; a test holds that there are none.
    #[cfg_attr(not(test), allow(dead_code))]
    pub wrong: Vec<String>,
}

impl Rules {
    fn compile() -> Self {
        let (mut words, mut wrong) = Words::read(include_str!("../rules/words.txt"));
        let mut rules: Vec<Rule> = Vec::new();
        for (family, written) in FAMILIES {
            for line in lines(written).filter(|line| !line.starts_with('>')) {
                match read(line, &mut words) {
                    Some(rule) => rules.push(rule),
                    None => wrong.push(format!("{family}: {line}")),
                }
            }
        }
        let modifiers = Modifiers::read(include_str!("../rules/modifiers.txt"), &mut words, &mut wrong);
        for rule in &mut rules {
            rule.pattern.finish(&words);
        }
        let mut compiled = Self {
            by_word: vec![Vec::new(); words.len()],
            by_digits: Vec::new(),
            words,
            modifiers,
            rules,
            wrong,
        };
        compiled.index();
        compiled
    }

    fn index(&mut self) {
        let mut by_word: HashMap<WordId, Vec<u16>> = HashMap::new();
        for (number, rule) in (0..).zip(&self.rules) {
            for test in rule.pattern.openings() {
                match *test {
                    Test::Word { word, .. } => by_word.entry(word).or_default().push(number),
                    Test::Slot(slot) => {
                        for word in self.words.in_classes(slot.begins_with()) {
                            by_word.entry(word).or_default().push(number);
                        }
                        if slot.begins_with_digits() {
                            self.by_digits.push(number);
                        }
                    }
                }
            }
        }
        for (word, mut numbers) in by_word {
            numbers.sort_unstable();
            numbers.dedup();
            if let Some(place) = self.by_word.get_mut(usize::from(word.0)) {
                *place = numbers;
            }
        }
        self.by_digits.dedup();
    }

    /// The rule that matches the most from a token on, with what it matches.
    pub fn best(&self, line: &Line, at: usize) -> Option<(&Reading, Match)> {
        let token = line.tokens.get(at)?;
        let by_digits: &[u16] = if token.kind == Kind::Digits {
            &self.by_digits
        } else {
            &[]
        };
        let by_word = self.by_word.get(usize::from(token.word.0))?;
        let mut best: Option<(&Rule, Match)> = None;
        for &number in by_digits.iter().chain(by_word) {
            let rule = &self.rules[usize::from(number)];
            if let Some(found) = rule.pattern.matches(line, at)
                && best.as_ref().is_none_or(|(_, best)| found.end() > best.end())
            {
                best = Some((rule, found));
            }
        }
        best.map(|(rule, found)| (&rule.reading, found))
    }
}

/// The lines of a rule file that are rules or cases.
pub(crate) fn lines(written: &str) -> impl Iterator<Item = &str> {
    written
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A rule: a pattern, ` = `, a reading.
fn read(line: &str, words: &mut Words) -> Option<Rule> {
    let (pattern, reading) = line.split_once(" = ")?;
    Some(Rule {
        pattern: Pattern::read(pattern, words)?,
        reading: Reading::read(reading)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert_eq!(RULES.wrong, Vec::<String>::new());
    }
}
