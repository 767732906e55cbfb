use std::collections::BTreeMap;

use crate::terms::{Terms, ratio};

/// Bytes of a gram.
const GRAM: usize = 4;

/// The character n-grams of a text's terms: "immigrant" and "immigration", "Russia" and "Russian" share most of them,
/// where stems differ. Each weighs as much as its term is rare, shared among the term's grams.
pub(crate) struct Grams(BTreeMap<[u8; GRAM], f64>);

impl Grams {
    pub(crate) fn of(terms: &Terms) -> Self {
        let mut grams: BTreeMap<[u8; GRAM], f64> = BTreeMap::new();
        for (stem, term) in &terms.terms {
            let mut marked = format!("^{stem}$").into_bytes();
            marked.resize(marked.len().max(GRAM), 0);
            let weight = term.rarity / ((marked.len() - GRAM + 1) as f64).sqrt();
            for gram in marked.windows(GRAM).filter_map(|gram| gram.try_into().ok()) {
                *grams.entry(gram).or_default() += weight;
            }
        }
        Self(grams)
    }

    /// The cosine of both, in 0..=1; 0 where one has none.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let square = |grams: &Self| grams.0.values().map(|weight| weight * weight).sum::<f64>();
        let product: f64 = self
            .0
            .iter()
            .filter_map(|(gram, weight)| Some(weight * other.0.get(gram)?))
            .sum();
        ratio(product, (square(self) * square(other)).sqrt())
    }
}
