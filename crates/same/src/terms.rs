use std::collections::BTreeMap;

use crate::porter::stem;
use crate::wording::{Word, Wording};

/// What is known of a collection of statements: it tells rare words from common ones.
#[derive(Clone, Copy)]
pub struct Collection<'a> {
    /// How many statements there are.
    pub statements: u64,
    /// In how many of them at least one of some words stands: the forms of one English word, in lower case ("tax",
    /// "taxes", "taxing"). Estimates and counts that are a little old do no harm.
    pub frequency: &'a dyn Fn(&[String]) -> u64,
}

/// A word that candidates are looked for by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sought<'a> {
    /// Its forms, in lower case.
    pub forms: &'a [String],
    /// In how many statements of the collection any of them stands, as the collection told.
    pub statements: u64,
    /// How much it tells: its inverse document frequency (Robertson and Zaragoza 2009), above 0.
    pub rarity: f64,
}

/// How rare words are, in a statement that is looked for and in the sentences around it.
#[derive(Default)]
pub(crate) struct Rarities(BTreeMap<String, Rare>);

/// A word by its stem.
struct Rare {
    forms: Vec<String>,
    /// In how many statements of the collection it stands.
    frequency: u64,
    /// Its inverse document frequency (Robertson and Zaragoza 2009), above 0.
    rarity: f64,
}

/// Rarity is told as in a collection of so many statements, whatever the size of the one at hand: scores of a small store
/// and of a large one mean the same.
const SIZE: f64 = 1_000.0;

/// A word of which nothing is known stands in this share of all statements.
const STRANGE: f64 = 1.0 / SIZE;

/// So many statements in which every word is a strange one are added to the collection: a few statements tell little of
/// what is rare.
const PRIOR: f64 = 1_000.0;

impl Rarities {
    /// Asks a collection about the telling words of a text, those aside that are known, in the forms that `forms` gives.
    pub(crate) fn learn(
        &mut self,
        wording: &Wording,
        collection: Collection,
        forms: impl Fn(&str) -> Vec<String>,
    ) {
        for word in telling(wording) {
            self.0.entry(stem(&word.form)).or_insert_with(|| {
                let forms = forms(&word.form);
                let frequency = (collection.frequency)(&forms).min(collection.statements);
                let share = (frequency as f64 + PRIOR * STRANGE) / (collection.statements as f64 + PRIOR);
                Rare {
                    forms,
                    frequency,
                    rarity: rarity(share),
                }
            });
        }
    }

    /// A text's rarest words, the rarest first: `most` at most, and after the first no more than stand in `places`
    /// statements together.
    pub(crate) fn rarest(&self, of: &Terms, most: usize, places: u64) -> Vec<Sought<'_>> {
        let mut rare: Vec<&Rare> = of.terms.keys().filter_map(|stem| self.0.get(stem)).collect();
        rare.sort_by_key(|rare| rare.frequency);
        let mut left = places;
        let affordable = |(at, rare): &(usize, &Rare)| {
            let enough = *at == 0 || rare.frequency <= left;
            left = left.saturating_sub(rare.frequency);
            enough
        };
        let chosen = rare.into_iter().take(most).enumerate().take_while(affordable);
        chosen
            .map(|(_, rare)| Sought {
                forms: &rare.forms,
                statements: rare.frequency,
                rarity: rare.rarity,
            })
            .collect()
    }

    fn of(&self, stem: &str) -> f64 {
        self.0
            .get(stem)
            .map_or_else(|| rarity(STRANGE), |rare| rare.rarity)
    }
}

fn rarity(share: f64) -> f64 {
    (((1.0 - share) * SIZE + 0.5) / (share * SIZE + 0.5)).ln_1p()
}

/// The terms of a text: the stems of its words, without function words.
pub(crate) struct Terms {
    pub terms: BTreeMap<String, Term>,
    /// The number of words, function words among them.
    pub words: usize,
}

pub(crate) struct Term {
    pub count: f64,
    pub rarity: f64,
    /// Whether it is everywhere written as a name.
    pub name: bool,
}

impl Terms {
    /// Words that `rarities` doesn't know are strange ones.
    pub(crate) fn of(wording: &Wording, rarities: &Rarities) -> Self {
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        for word in telling(wording) {
            let term = terms.entry(stem(&word.form)).or_insert_with_key(|stem| Term {
                count: 0.0,
                rarity: rarities.of(stem),
                name: true,
            });
            term.count += 1.0;
            term.name &= word.name;
        }
        Self {
            terms,
            words: wording.len(),
        }
    }

    /// The rarity of all terms together.
    pub(crate) fn total(&self) -> f64 {
        self.terms.values().map(|term| term.rarity).sum()
    }

    /// Those with figures.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &str> {
        self.terms
            .keys()
            .map(String::as_str)
            .filter(|stem| is_number(stem))
    }

    /// The terms that both have, as they are in both.
    pub(crate) fn common<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'a str, &'a Term, &'a Term)> {
        let both = |(stem, term)| Some((String::as_str(stem), term, other.terms.get(stem)?));
        self.terms.iter().filter_map(both)
    }

    /// The cosine of both as vectors of tf-idf weights, in 0..=1; 0 where one has no terms.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let weight = |term: &Term| (1.0 + term.count.ln()) * term.rarity;
        let square = |terms: &Self| terms.terms.values().map(|term| weight(term).powi(2)).sum::<f64>();
        let product: f64 = self
            .common(other)
            .map(|(_, one, other)| weight(one) * weight(other))
            .sum();
        ratio(product, (square(self) * square(other)).sqrt())
    }
}

/// Whether a term has figures in it.
pub(crate) fn is_number(stem: &str) -> bool {
    stem.bytes().any(|byte| byte.is_ascii_digit())
}

/// Words that say something alone.
fn telling(wording: &Wording) -> impl Iterator<Item = &Word> {
    wording.words().iter().filter(|word| !word.function)
}

/// `part / whole`, and 0 where the whole is.
pub(crate) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
