use std::collections::{BTreeMap, BTreeSet};

use onrecord_record::Stance;

use crate::likeness::same;
use crate::negation::{negated, negates};
use crate::plain::is_plain;
use crate::porter::stem;
use crate::terms::is_number;
use crate::wording::{Word, Wording};

/// A statement, or a sentence outside any attribution, with what is needed to set it beside others.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// Who says it, however the caller tells speakers apart; empty for the outlet's own account.
    pub claimant: &'a str,
    /// Who published it.
    pub outlet: &'a str,
    /// What the claimant does by saying it; `None` where that isn't known.
    pub stance: Option<Stance>,
    /// The content, or the sentence.
    pub words: &'a str,
}

/// Two of a list that go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The place of the first in its list.
    pub one: usize,
    /// The place of the other in its list.
    pub other: usize,
    /// How alike their words are, in 0..=1: the share of the words of the shorter that the longer has as well, rare words
    /// counting more.
    pub alike: f64,
}

/// Denials beside claims: `one` is the claim, `other` its denial. In the order of the denials, the most alike claims
/// first.
///
/// A denial is a statement whose stance is `denies` or `doubts`; a claim is one that asserts, of another claimant. Their
/// contents must share at least two words that are no function words, [`ALIKE`] of the shorter one by rarity, and have
/// both a negation or both none: who denies that nothing was taken doesn't contradict who says that it was. Of each
/// denial [`MOST_FOUND`] claims are given at most.
pub fn denials(statements: &[Told]) -> Vec<Pair> {
    let index = Index::of(statements.iter().map(|told| told.words));
    let against = |at: &usize| matches!(statements[*at].stance, Some(Stance::Denies | Stance::Doubts));
    (0..statements.len())
        .filter(against)
        .flat_map(|denial| {
            index
                .alike(&index.texts[denial], |claim| {
                    statements[claim].stance == Some(Stance::Asserts)
                        && statements[claim].claimant != statements[denial].claimant
                })
                .into_iter()
                .map(move |(claim, alike)| Pair {
                    one: claim,
                    other: denial,
                    alike,
                })
        })
        .collect()
}

/// Attributions dropped: `one` is a statement that an outlet attributes, `other` the place in `sentences` of one that
/// another outlet tells as plain fact. In the order of the sentences, the most alike statements first.
///
/// `sentences` are those outside any attribution; those that show that somebody else's account is given ("reportedly",
/// "according to", quotation marks) are left aside ([`is_plain`]). The statement must assert, with the same negations and
/// at least [`LEAST_TOLD`] telling words. Its words must be the sentence's or a part of them, or the other way round
/// ([`same`]); or both share [`LEAST_TOLD`] telling words, in any order, which are by rarity [`OF_SHORTER`] of the
/// one that says less and [`OF_LONGER`] of the other. Three of the words in common must be no names. Where both have numbers, all of one are the
/// other's, too. Of each sentence [`MOST_FOUND`] statements are given at most.
pub fn dropped(statements: &[Told], sentences: &[Told]) -> Vec<Pair> {
    let index = Index::of(statements.iter().map(|told| told.words));
    let mut pairs = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let text = Words::of(sentence.words);
        if text.stems.len() < LEAST_TOLD || !is_plain(sentence.words) {
            continue;
        }
        let found = index.alike(&text, |statement| {
            statements[statement].stance == Some(Stance::Asserts)
                && statements[statement].outlet != sentence.outlet
                && !statements[statement].claimant.is_empty()
                && index.texts[statement].stems.len() >= LEAST_TOLD
                && index.is_told(&index.texts[statement], &text)
        });
        pairs.extend(found.into_iter().map(|(one, alike)| Pair {
            one,
            other: at,
            alike,
        }));
    }
    pairs
}

/// How alike a denial and a claim are at least.
pub const ALIKE: f64 = 0.6;
/// Telling words that a statement has at least to be missed as somebody's: fewer are told alike by chance.
pub const LEAST_TOLD: usize = 5;
/// How much of a statement and of a sentence that tells it both share, of the one that says less and of the other.
pub const OF_SHORTER: f64 = 0.75;
/// The same of the one that says more: sentences of news add where and when.
pub const OF_LONGER: f64 = 0.5;
/// Words in common that are no names: names alone tell what both are about.
const SAID: usize = 3;
/// Partners given of one statement or sentence.
pub const MOST_FOUND: usize = 20;
/// Rarest words by which partners are looked for, and places of each that are looked at.
const LOOKED_FOR: usize = 8;
const LOOKED_AT: usize = 500;

/// A text as a set of stems.
struct Words {
    wording: Wording,
    stems: BTreeSet<String>,
    /// Those of them that are written as names.
    names: BTreeSet<String>,
    negated: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let wording = Wording::of(text);
        let telling = |word: &&Word| !word.function && !negates(&word.form);
        let telling = wording.words().iter().filter(telling);
        Self {
            stems: telling.clone().map(|word| stem(&word.form)).collect(),
            names: telling
                .filter(|word| word.name)
                .map(|word| stem(&word.form))
                .collect(),
            negated: negated(&wording),
            wording,
        }
    }

    fn numbers(&self) -> BTreeSet<&String> {
        self.stems.iter().filter(|stem| is_number(stem)).collect()
    }
}

/// Texts by their words.
struct Index {
    texts: Vec<Words>,
    /// Of each stem the texts that have it, in order.
    places: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let texts: Vec<Words> = texts.map(Words::of).collect();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, text) in texts.iter().enumerate() {
            for stem in &text.stems {
                places.entry(stem.clone()).or_default().push(at);
            }
        }
        Self { texts, places }
    }

    /// The texts alike in words and negation that `fits`, the most alike first.
    fn alike(&self, text: &Words, fits: impl Fn(usize) -> bool) -> Vec<(usize, f64)> {
        let mut rarest: Vec<&String> = text.stems.iter().collect();
        rarest.sort_by_key(|stem| self.places.get(*stem).map_or(0, Vec::len));
        let places = rarest
            .into_iter()
            .filter_map(|stem| self.places.get(stem))
            .take(LOOKED_FOR);
        let near: BTreeSet<usize> = places
            .flat_map(|places| places.iter().take(LOOKED_AT))
            .copied()
            .collect();
        let mut found: Vec<(usize, f64)> = near
            .into_iter()
            .filter(|at| self.texts[*at].negated == text.negated && fits(*at))
            .map(|at| (at, self.overlap(text, &self.texts[at])))
            .filter(|(_, alike)| *alike >= ALIKE)
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.truncate(MOST_FOUND);
        found
    }

    /// Whether a sentence tells what a statement says: in the same words, or in others.
    fn is_told(&self, statement: &Words, sentence: &Words) -> bool {
        let [one, other] = [statement.numbers(), sentence.numbers()];
        let counted = one.is_subset(&other) || other.is_subset(&one);
        let common: Vec<&String> = statement.stems.intersection(&sentence.stems).collect();
        let is_name = |stem: &&&String| statement.names.contains(**stem) || sentence.names.contains(**stem);
        let names = common.iter().filter(is_name).count();
        let shared = self.weight(common.iter().copied());
        let [one, other] = [statement, sentence].map(|words| self.weight(&words.stems));
        let anew = common.len() >= LEAST_TOLD
            && shared >= OF_SHORTER * one.min(other)
            && shared >= OF_LONGER * one.max(other);
        counted
            && common.len() - names >= SAID
            && (anew || same(&statement.wording, &sentence.wording).is_some())
    }

    fn overlap(&self, one: &Words, other: &Words) -> f64 {
        let common = one.stems.intersection(&other.stems);
        if common.clone().nth(1).is_none() {
            return 0.0;
        }
        self.weight(common) / self.weight(&one.stems).min(self.weight(&other.stems))
    }

    fn weight<'a>(&self, stems: impl IntoIterator<Item = &'a String>) -> f64 {
        stems.into_iter().map(|stem| self.rarity(stem)).sum()
    }

    /// At least 1: in a short list, words of every text count too.
    fn rarity(&self, stem: &str) -> f64 {
        let with = self.places.get(stem).map_or(0, Vec::len);
        1.0 + ((self.texts.len() + 1) as f64 / (with + 1) as f64).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(claimant: &'a str, outlet: &'a str, stance: Stance, words: &'a str) -> Told<'a> {
        Told {
            claimant,
            outlet,
            stance: Some(stance),
            words,
        }
    }

    #[test]
    fn denials_find_their_claims() {
        let statements = [
            told(
                "Olsen",
                "Post",
                Stance::Asserts,
                "the minister took money from the harbour company",
            ),
            told(
                "Teo",
                "Post",
                Stance::Asserts,
                "the harbour will be closed in winter",
            ),
            told(
                "the minister",
                "Echo",
                Stance::Denies,
                "that he had taken any money from the harbor company",
            ),
            told(
                "the minister",
                "Echo",
                Stance::Asserts,
                "money was taken from the harbour company",
            ),
            told(
                "Ruiz",
                "Echo",
                Stance::Doubts,
                "nobody took money from the harbour company",
            ),
            told(
                "Ruiz",
                "Echo",
                Stance::Orders,
                "take the money from the harbour company",
            ),
        ];
        let found: Vec<_> = denials(&statements)
            .iter()
            .map(|pair| (pair.one, pair.other))
            .collect();
        assert_eq!(found, [(0, 2)]);
    }

    #[test]
    fn told_as_plain_fact() {
        let statements = [
            told(
                "a spokesman",
                "Post",
                Stance::Asserts,
                "the dam was blown up by retreating troops on Monday night",
            ),
            told(
                "a spokesman",
                "Echo",
                Stance::Asserts,
                "the dam was blown up by retreating troops on Monday night",
            ),
            told(
                "a spokesman",
                "Post",
                Stance::Denies,
                "the dam was blown up by retreating troops",
            ),
            // A name torn out of its sentence.
            told(
                "a spokesman",
                "Post",
                Stance::Asserts,
                "Maren's Republican presidential candidate Ada Olsen",
            ),
        ];
        let fact = |words| Told {
            claimant: "",
            outlet: "Echo",
            stance: None,
            words,
        };
        let sentences = [
            fact("The dam was blown up by retreating troops on Monday."),
            fact("The dam was reportedly blown up by retreating troops on Monday."),
            fact("The dam was not blown up by retreating troops on Monday night."),
            fact("The troops met at the dam."),
            fact("Republican presidential candidate Ada Olsen travels much."),
        ];
        let found: Vec<_> = dropped(&statements, &sentences)
            .iter()
            .map(|pair| (pair.one, pair.other))
            .collect();
        assert_eq!(found, [(0, 0)]);
    }

    #[test]
    fn many_alike_take_little_time() {
        let words: Vec<String> = (0..20_000)
            .map(|n| format!("the council denied plan {n}"))
            .collect();
        let statements: Vec<_> = words
            .iter()
            .map(|words| told("A", "Post", Stance::Denies, words))
            .collect();
        assert!(denials(&statements).is_empty());
    }
}
