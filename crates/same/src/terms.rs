use std::collections::BTreeMap;

use onrecord_text::Text;

use crate::porter::stem;
use crate::wording::Wording;

/// What is known of a collection of statements: it tells rare words from common ones.
#[derive(Clone, Copy)]
pub struct Collection<'a> {
    /// How many statements there are.
    pub statements: u64,
    /// How many words they have on average.
    pub words: f64,
    /// In how many of them a term stands. It is asked for stems of English words in lower case, as SQLite's `porter`
    /// tokeniser makes them (`fts5vocab` of such an index lists them), and for numbers; often, so it should answer from
    /// memory. Counts that are a little old do no harm.
    pub frequency: &'a dyn Fn(&str) -> u64,
}

/// The terms of a text: the stems of its words, without function words.
pub(crate) struct Terms {
    pub terms: BTreeMap<String, Term>,
    /// The number of words, function words among them.
    pub words: usize,
}

pub(crate) struct Term {
    /// The word as it stands in the text where it comes first.
    pub word: String,
    pub count: f64,
    /// In how many statements of the collection it stands.
    pub frequency: u64,
    /// Its inverse document frequency (Robertson and Zaragoza 2009), above 0 for every term.
    pub rarity: f64,
}

impl Terms {
    pub(crate) fn of(text: &str, wording: &Wording, collection: Collection) -> Self {
        let text = Text::new(text);
        let mut terms: BTreeMap<String, Term> = BTreeMap::new();
        for word in wording.words().iter().filter(|word| !word.function) {
            let stem = stem(&word.form);
            terms
                .entry(stem)
                .or_insert_with_key(|stem| {
                    let frequency = (collection.frequency)(stem).min(collection.statements);
                    let without = (collection.statements - frequency) as f64;
                    Term {
                        word: text.slice(word.span).to_owned(),
                        count: 0.0,
                        frequency,
                        rarity: ((without + 0.5) / (frequency as f64 + 0.5)).ln_1p(),
                    }
                })
                .count += 1.0;
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

    /// The words of the rarest terms, the rarest first: `most` at most, and after the first no more than stand in `places`
    /// statements together.
    pub(crate) fn rarest(&self, most: usize, places: u64) -> Vec<&str> {
        let mut terms: Vec<&Term> = self.terms.values().collect();
        terms.sort_by_key(|term| term.frequency);
        let mut left = places;
        let affordable = |(at, term): &(usize, &Term)| {
            let enough = *at == 0 || term.frequency <= left;
            left = left.saturating_sub(term.frequency);
            enough
        };
        terms
            .into_iter()
            .take(most)
            .enumerate()
            .take_while(affordable)
            .map(|(_, term)| term.word.as_str())
            .collect()
    }
}

/// `part / whole`, and 0 where the whole is.
pub(crate) fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
