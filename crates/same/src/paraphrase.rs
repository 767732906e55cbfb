use crate::grams::Grams;
use crate::likeness::Likeness;
use crate::terms::{Collection, Terms, ratio};
use crate::wording::Wording;

/// A statement that is looked for in other words.
pub struct Query<'a> {
    collection: Collection<'a>,
    wording: Wording,
    terms: Terms,
    grams: Grams,
    context: Terms,
}

/// How many features [`Query::score`] weighs.
pub const FEATURES: usize = 6;

/// What each of the features weighs: fitted by `examples/claims.rs` on sentences of US debates and speeches and the claims
/// that they repeat, with and without the sentences around them. The second is below 0 because the words that both have are
/// already in the first and the third: it takes back what nearly equal texts would be given twice.
pub const WEIGHTS: [f64; FEATURES] = [1.678, -12.645, 17.838, 0.691, 4.300, 14.580];

/// From this score a candidate is likely the same: of the best candidates of the sentences that the weights were fitted on,
/// 88 in a hundred that scored as much were right (81 with the sentences around), and half of all sentences had one.
/// Scores rise a little with the size of the collection, as words become rarer in it.
pub const LIKELY: f64 = 8.0;

impl<'a> Query<'a> {
    /// Takes a statement and the sentences around it, which may be left empty: "They vote twice" says little alone.
    pub fn new(statement: &str, context: &str, collection: Collection<'a>) -> Self {
        let wording = Wording::of(statement);
        let terms = Terms::of(statement, &wording, collection);
        Self {
            grams: Grams::of(&terms),
            context: Terms::of(context, &Wording::of(context), collection),
            wording,
            terms,
            collection,
        }
    }

    /// The statement's rarest words, the rarest first, as they stand in the text: a full-text query for any of them
    /// (`OR`), in the order of `bm25`, finds the candidates for [`score`](Self::score). No more than `most`, and no more
    /// (after the first) than stand in `places` statements together, which bounds what the query must read.
    pub fn rarest(&self, most: usize, places: u64) -> Vec<&str> {
        self.terms.rarest(most, places)
    }

    /// The same of the sentences around it.
    pub fn rarest_around(&self, most: usize, places: u64) -> Vec<&str> {
        self.context.rarest(most, places)
    }

    /// How likely it is that a candidate says the same: the higher the likelier; see [`LIKELY`].
    /// Takes time in proportion to the product of the lengths of both.
    pub fn score(&self, candidate: &str) -> f64 {
        self.features(candidate)
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum()
    }

    /// What the score weighs, in this order: BM25 of the stems (Robertson and Zaragoza 2009) by ten; the share of all
    /// their terms that both have, by rarity; the cosine of the terms' character n-grams; numbers in common, two at
    /// most; how much of the shorter stands in the longer one in order ([`Likeness::containment`]); the cosine of the
    /// sentences around the statement with the candidate.
    pub fn features(&self, candidate: &str) -> [f64; FEATURES] {
        let wording = Wording::of(candidate);
        let terms = Terms::of(candidate, &wording, self.collection);
        let length = terms.words as f64 / self.collection.words.max(1.0);
        let (mut bm25, mut common, mut numbers) = (0.0, 0.0, 0.0);
        for (stem, term, _) in terms.common(&self.terms) {
            bm25 += term.rarity * term.count * (K + 1.0) / (term.count + K * (1.0 - B + B * length));
            common += term.rarity;
            numbers += f64::from(u8::from(stem.bytes().any(|byte| byte.is_ascii_digit())));
        }
        [
            bm25 / 10.0,
            ratio(common, self.terms.total() + terms.total() - common),
            self.grams.cosine(&Grams::of(&terms)),
            f64::min(numbers, 2.0),
            Likeness::of(&self.wording, &wording).containment,
            self.context.cosine(&terms),
        ]
    }
}

/// BM25's usual constants, as SQLite has them.
const K: f64 = 1.2;
const B: f64 = 0.75;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paraphrase_comes_first() {
        let statements = [
            "Says the harbour company moved 40 immigrant workers out of Maren.",
            "Says crossing the bridge costs five crowns.",
            "The council voted against the harbour.",
        ];
        let frequency = |term: &str| {
            let with = statements
                .iter()
                .filter(|text| Wording::of(text).forms().any(|form| form.starts_with(term)));
            with.count() as u64
        };
        let collection = Collection {
            statements: 3,
            words: 9.0,
            frequency: &frequency,
        };
        for (statement, context, expected) in [
            ("40 workers, all of them immigrants, were moved", "", 0),
            ("You pay 5 crowns for it", "To cross the bridge isn't free.", 1),
            (
                "They said no",
                "The harbour needs the council. It never votes for anything.",
                2,
            ),
        ] {
            let query = Query::new(statement, context, collection);
            let best = (0..3).max_by(|a, b| {
                query
                    .score(statements[*a])
                    .total_cmp(&query.score(statements[*b]))
            });
            assert_eq!(best, Some(expected), "{statement}");
        }
        let query = Query::new("The harbour company of Maren", "", collection);
        assert_eq!(query.rarest(2, 10), ["company", "Maren"]);
        assert_eq!(query.rarest(9, 2), ["company", "Maren"]);
        assert_eq!(query.rarest(9, 0), ["company"]);
        assert!(query.score("").is_finite());
    }
}
