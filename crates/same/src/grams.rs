use crate::terms::{Terms, ratio};

/// Bytes of a gram.
const GRAM: usize = 4;

/// The character n-grams of a text's terms: "immigrant" and "immigration", "Russia" and "Russian" share most of them,
/// where stems differ. Each weighs as much as its term is rare, shared among the term's grams.
pub(crate) struct Grams {
    /// In rising order, each once.
    grams: Vec<([u8; GRAM], f64)>,
    /// The sum of the weights' squares.
    square: f64,
}

impl Grams {
    pub(crate) fn of(terms: &Terms) -> Self {
        let mut grams: Vec<([u8; GRAM], f64)> = Vec::new();
        let mut marked = Vec::new();
        for (stem, term) in &terms.terms {
            marked.clear();
            marked.push(b'^');
            marked.extend_from_slice(stem.as_bytes());
            marked.push(b'$');
            marked.resize(marked.len().max(GRAM), 0);
            let weight = term.rarity / ((marked.len() - GRAM + 1) as f64).sqrt();
            let of_term = marked.windows(GRAM).filter_map(|gram| gram.try_into().ok());
            grams.extend(of_term.map(|gram| (gram, weight)));
        }
        // Stable: equal grams stay in the order of their terms, so that sums are the same in every run.
        grams.sort_by_key(|(gram, _)| *gram);
        grams.dedup_by(|next, sum| {
            let same = next.0 == sum.0;
            if same {
                sum.1 += next.1;
            }
            same
        });
        Self {
            square: grams.iter().map(|(_, weight)| weight * weight).sum(),
            grams,
        }
    }

    /// The cosine of both, in 0..=1; 0 where one has none.
    pub(crate) fn cosine(&self, other: &Self) -> f64 {
        let mut others = other.grams.iter().peekable();
        let mut product = 0.0;
        for (gram, weight) in &self.grams {
            while others.next_if(|(other, _)| other < gram).is_some() {}
            if let Some((_, other)) = others.next_if(|(other, _)| other == gram) {
                product += weight * other;
            }
        }
        ratio(product, (self.square * other.square).sqrt())
    }
}
