use crate::clause::is_clause;
use crate::fold::spellings;
use crate::forms::forms;
use crate::grams::Grams;
use crate::likeness::Likeness;
use crate::negation::negated;
use crate::terms::{Collection, Rarities, Sought, Term, Terms, is_number, ratio};
use crate::wording::Wording;

/// A statement that is looked for in other words.
pub struct Query {
    wording: Wording,
    rarities: Rarities,
    terms: Terms,
    grams: Grams,
    context: Terms,
}

/// Words that candidates are looked for by, of a statement and of what stands around it.
const SOUGHT: usize = 24;

/// Adds up the weights of each statement; of the heaviest, `most` numbers.
fn heaviest(weighed: &mut Vec<(i64, f64)>, most: usize) -> Vec<i64> {
    weighed.sort_by_key(|(statement, _)| *statement);
    weighed.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        if same {
            sum.1 += next.1;
        }
        same
    });
    let mut ranked = weighed.clone();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
        .into_iter()
        .take(most)
        .map(|(statement, _)| statement)
        .collect()
}

/// How many features [`Query::score`] weighs.
pub const FEATURES: usize = 6;

/// What each of the features weighs: fitted by `examples/claims.rs` on sentences of US debates and speeches and the claims
/// that they repeat, with and without the sentences around them. The second is below 0 because the words that both have are
/// already in the first and the third: it takes back what nearly equal texts would be given twice.
pub const WEIGHTS: [f64; FEATURES] = [1.293, -17.862, 19.487, 0.786, 3.619, 14.939];

/// A likelihood by the score: a logistic regression over the best candidates of the sentences that the weights were fitted
/// on, about as many of which were right.
const LOGISTIC: [f64; 2] = [3.106, 0.471];

/// The least likelihood of a paraphrase, and the least of one that shares [`MOST`] of all words that either has: more than a
/// third of what is less likely only speaks of the same.
const LIKELY: f64 = 0.95;
const LIKELY_ALIKE: f64 = 0.65;
const MOST: f64 = 0.65;

/// What a paraphrase shares with the statement at least: so many telling words, so many of them no names, this much of all
/// words that either has, and this much of each, by rarity. Statements on one matter that say other things about it share
/// less, or only what they talk about.
const SHARED: usize = 4;
const SAID: usize = 3;
const OF_ALL: f64 = 0.45;
const OF_EACH: f64 = 0.5;

impl Query {
    /// Takes a statement and the sentences around it, which may be left empty: "They vote twice" says little alone. The
    /// collection is asked once about each of their words; words that only candidates have count as strange ones.
    pub fn new(statement: &str, context: &str, collection: Collection) -> Self {
        let [wording, around] = [statement, context].map(Wording::of);
        let mut rarities = Rarities::default();
        rarities.learn(&wording, collection, forms);
        rarities.learn(&around, collection, spellings);
        let terms = Terms::of(&wording, &rarities);
        Self {
            grams: Grams::of(&terms),
            context: Terms::of(&around, &rarities),
            wording,
            terms,
            rarities,
        }
    }

    /// The statement's rarest words, the rarest first, each in all its forms: `most` at most, and after the first no more
    /// than stand in `places` statements together.
    pub fn rarest(&self, most: usize, places: u64) -> Vec<Sought<'_>> {
        self.rarities.rarest(&self.terms, most, places)
    }

    /// The statements to compare, by their numbers in rising order: those that share the rarest words, the more and the
    /// rarer the better; `most` of them by the statement's own words and `most / 2` by these and the words around it.
    ///
    /// `index` gives the statements in which any of some words stands. It is asked for words that stand in no more than
    /// `places` statements together, by what the collection told.
    pub fn candidates(
        &self,
        most: usize,
        places: u64,
        mut index: impl FnMut(&[String]) -> Vec<i64>,
    ) -> Vec<i64> {
        let mut weighed: Vec<(i64, f64)> = Vec::new();
        let mut found = Vec::new();
        for (terms, most) in [(&self.terms, most), (&self.context, most / 2)] {
            let rarest = self.rarities.rarest(terms, SOUGHT, places);
            for sought in rarest.iter().filter(|sought| sought.statements <= places) {
                weighed.extend(
                    index(sought.forms)
                        .into_iter()
                        .map(|statement| (statement, sought.rarity)),
                );
            }
            found.extend(heaviest(&mut weighed, most));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How likely a candidate says the same in other words, in 0..=1; `None` where that is doubtful.
    ///
    /// To be about the same isn't enough: something is said in both, not only named; both share four telling words at
    /// least, three of them written in small letters, which are half of each by rarity; where both have numbers, all of one
    /// are the other's, too; and both are negated or none is.
    pub fn paraphrase(&self, candidate: &Wording) -> Option<f64> {
        let terms = Terms::of(candidate, &self.rarities);
        let common: Vec<[&Term; 2]> = terms
            .common(&self.terms)
            .map(|(_, one, other)| [one, other])
            .collect();
        let names = common.iter().filter(|both| both.iter().any(|term| term.name));
        let shared: f64 = common.iter().map(|[term, _]| term.rarity).sum();
        let [one, other] = [self.terms.total(), terms.total()];
        let of_all = ratio(shared, one + other - shared);
        let enough = common.len() >= SHARED
            && common.len() - names.count() >= SAID
            && of_all >= OF_ALL
            && ratio(shared, one.max(other)) >= OF_EACH;
        let within =
            |one: &Terms, other: &Terms| one.numbers().all(|number| other.terms.contains_key(number));
        let counted = within(&self.terms, &terms) || within(&terms, &self.terms);
        let said = || is_clause(&self.wording) && is_clause(candidate);
        if !enough || !counted || !said() || negated(&self.wording) != negated(candidate) {
            return None;
        }
        let likely = 1.0 / (1.0 + (LOGISTIC[0] - LOGISTIC[1] * self.weigh(candidate, &terms)).exp());
        (likely >= if of_all >= MOST { LIKELY_ALIKE } else { LIKELY }).then_some(likely)
    }

    /// Puts candidates in order: the higher, the likelier one says the same.
    /// Takes time in proportion to the product of the lengths of both.
    pub fn score(&self, candidate: &Wording) -> f64 {
        self.weigh(candidate, &Terms::of(candidate, &self.rarities))
    }

    fn weigh(&self, candidate: &Wording, terms: &Terms) -> f64 {
        self.measure(candidate, terms)
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum()
    }

    /// What the score weighs, in this order: BM25 of the stems (Robertson and Zaragoza 2009) by ten; the share of all
    /// their terms that both have, by rarity; the cosine of the terms' character n-grams; numbers in common, two at
    /// most; how much of the shorter stands in the longer one in order ([`Likeness::containment`]); the cosine of the
    /// sentences around the statement with the candidate.
    pub fn features(&self, candidate: &Wording) -> [f64; FEATURES] {
        self.measure(candidate, &Terms::of(candidate, &self.rarities))
    }

    fn measure(&self, candidate: &Wording, terms: &Terms) -> [f64; FEATURES] {
        let length = terms.words as f64 / LENGTH;
        let (mut bm25, mut common, mut numbers) = (0.0, 0.0, 0.0);
        for (stem, term, _) in terms.common(&self.terms) {
            bm25 += term.rarity * term.count * (K + 1.0) / (term.count + K * (1.0 - B + B * length));
            common += term.rarity;
            numbers += f64::from(u8::from(is_number(stem)));
        }
        [
            bm25 / 10.0,
            ratio(common, self.terms.total() + terms.total() - common),
            self.grams.cosine(&Grams::of(terms)),
            f64::min(numbers, 2.0),
            Likeness::of(&self.wording, candidate).containment,
            self.context.cosine(terms),
        ]
    }
}

/// Words of a usual statement.
const LENGTH: f64 = 20.0;

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
        let frequency = |forms: &[String]| {
            let with = statements.iter().filter(|text| {
                Wording::of(text)
                    .forms()
                    .any(|form| forms.iter().any(|other| other == form))
            });
            with.count() as u64
        };
        let collection = Collection {
            statements: 3,
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
                    .score(&Wording::of(statements[*a]))
                    .total_cmp(&query.score(&Wording::of(statements[*b])))
            });
            assert_eq!(best, Some(expected), "{statement}");
        }
        let query = Query::new("The harbour company of Maren", "", collection);
        let rarest = |most, places| -> Vec<bool> {
            let rarest = query.rarest(most, places);
            let has = |word: &&str| {
                rarest
                    .iter()
                    .any(|sought| sought.forms.iter().any(|form| form == word))
            };
            ["company", "maren", "harbour"].iter().map(has).collect()
        };
        assert_eq!(rarest(2, 10), [true, true, false]);
        assert_eq!(rarest(9, 2), [true, true, false]);
        assert_eq!(rarest(9, 0), [true, false, false]);
        assert!(query.score(&Wording::of("")).is_finite());
    }

    #[test]
    fn one_matter_isnt_one_statement() {
        let collection = Collection {
            statements: 100_000,
            frequency: &|_| 40,
        };
        let query = Query::new(
            "the harbour company moved 40 immigrant workers out of Maren at night",
            "",
            collection,
        );
        for (candidate, same) in [
            (
                "At night, 40 immigrants who worked for the company in the harbour were moved from Maren",
                true,
            ),
            (
                "at night 12 immigrant workers were moved by the company from the harbour of Maren",
                false,
            ),
            (
                "the company moved 40 immigrant workers out of the harbour of Maren on 12 nights",
                true,
            ),
            (
                "at night the harbour company moved 40 immigrant workers out of Maren and 30 out of Kelda",
                true,
            ),
            (
                "the harbour company never moved 40 immigrant workers from Maren at night",
                false,
            ),
            ("the harbour company of Maren", false),
            (
                "the 40 immigrant workers of the harbour company of Maren out at night",
                false,
            ),
            ("the Harbour Company of Maren for its Immigrant Workers", false),
            (
                "the harbour company of Maren has hired 40 lawyers against the council's new tax on workers",
                false,
            ),
            ("", false),
        ] {
            assert_eq!(
                query.paraphrase(&Wording::of(candidate)).is_some(),
                same,
                "{candidate}"
            );
        }
    }
}
