use sha2::{Digest, Sha256};

/// Words of a shingle.
const SHINGLE: usize = 5;

/// Texts of fewer words have too few shingles to compare: one other word would change a tenth of them.
pub const SHORT: usize = 50;

/// Hash functions. The estimate's standard error at a similarity of .8 is √(.8 × .2 / 120) = .037.
pub(crate) const MINIMA: usize = 120;

/// Minima of a band. Two texts meet where all minima of a band are equal.
pub(crate) const ROWS: usize = 5;

/// Texts of similarity .8 meet in one band at least in 9,999 of 10,000 cases: 1 − (1 − .8⁵)²⁴.
pub(crate) const BANDS: usize = MINIMA / ROWS;

/// Bytes of a signature: the minima, the hash of all words and their number.
const BYTES: usize = MINIMA + 16;

/// What is kept of a text to compare it with others: 120 minima of its shingles' hashes (MinHash), a byte of each, and a
/// hash of all its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    minima: [u8; MINIMA],
    /// Equal where all words are equal, and only there.
    words: u64,
    /// How many words there are.
    count: usize,
}

impl Signature {
    /// The signature of a text. Takes time in proportion to its length, and memory for one word.
    pub fn of(text: &str) -> Self {
        let mut all = Sha256::new();
        let mut minima = [u32::MAX; MINIMA];
        let mut last = [0_u64; SHINGLE];
        let mut word = String::new();
        let mut count = 0;
        let runs = text.split(|char: char| !char.is_alphanumeric());
        for run in runs.filter(|run| !run.is_empty()) {
            word.clear();
            word.extend(run.chars().flat_map(char::to_lowercase));
            all.update(&word);
            all.update(b" ");
            last.rotate_left(1);
            last[SHINGLE - 1] = hash(word.as_bytes());
            count += 1;
            if count >= SHINGLE {
                lower(&mut minima, shingle(&last));
            }
        }
        if count > 0 && count < SHINGLE {
            lower(&mut minima, shingle(&last));
        }
        Self {
            minima: minima.map(|minimum| mixed(u64::from(minimum)).to_le_bytes()[0]),
            words: first_bytes(all),
            count,
        }
    }

    /// The estimated Jaccard similarity of two texts: of all five-word shingles that either has, the share that both
    /// have; in 0..=1, and 1 where all words are equal.
    pub fn similarity(&self, other: &Self) -> f64 {
        if self.equals(other) {
            return 1.0;
        }
        let equal = self.minima.iter().zip(&other.minima).filter(|(a, b)| a == b);
        // Bytes are equal by chance once in 256 times.
        let chance = 1.0 / 256.0;
        let share = equal.count() as f64 / MINIMA as f64;
        ((share - chance) / (1.0 - chance)).max(0.0)
    }

    /// Whether two texts have the same words in the same order; case and the marks between them don't count.
    pub fn equals(&self, other: &Self) -> bool {
        self.words == other.words && self.count == other.count
    }

    /// The number of words: runs of letters and digits.
    pub fn count(&self) -> usize {
        self.count
    }

    /// A hash of all words: equal where [`equals`](Self::equals) holds.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// The 24 keys by which alike texts meet: of two texts with a similarity of .8, 9,999 pairs in 10,000 share one. The
    /// key holds the number of its band, so that keys of different bands are never equal.
    pub fn bands(&self) -> [u64; BANDS] {
        std::array::from_fn(|band| {
            let rows = &self.minima[band * ROWS..(band + 1) * ROWS];
            rows.iter()
                .fold(band as u64, |key, minimum| key << 8 | u64::from(*minimum))
        })
    }

    /// As bytes, for [`from_bytes`](Self::from_bytes).
    pub fn to_bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let (minima, rest) = bytes.split_at_mut(MINIMA);
        minima.copy_from_slice(&self.minima);
        let (words, count) = rest.split_at_mut(8);
        words.copy_from_slice(&self.words.to_le_bytes());
        count.copy_from_slice(&(self.count as u64).to_le_bytes());
        bytes
    }

    /// From what [`to_bytes`](Self::to_bytes) gave, of any version with the same hash functions; `None` where there are
    /// more or fewer bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; BYTES] = bytes.try_into().ok()?;
        let (minima, rest) = bytes.split_first_chunk()?;
        let (words, count) = rest.split_first_chunk()?;
        Some(Self {
            minima: *minima,
            words: u64::from_le_bytes(*words),
            count: u64::from_le_bytes(count.try_into().ok()?) as usize,
        })
    }
}

fn shingle(words: &[u64; SHINGLE]) -> u32 {
    let hash = words
        .iter()
        .fold(0, |hash: u64, word| mixed(hash.rotate_left(5) ^ word));
    (hash >> 32) as u32
}

/// Takes one shingle into the minima.
fn lower(minima: &mut [u32; MINIMA], shingle: u32) {
    for (minimum, (multiplier, mask)) in minima.iter_mut().zip(&SEEDS) {
        let hash = (shingle ^ mask).wrapping_mul(*multiplier);
        let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
        *minimum = (*minimum).min(hash ^ (hash >> 13));
    }
}

/// Of every hash function an odd multiplier and a mask: fixed, so that signatures of different runs are the same.
const SEEDS: [(u32, u32); MINIMA] = {
    let mut seeds = [(0, 0); MINIMA];
    let mut at = 0;
    while at < MINIMA {
        let bits = mixed(at as u64 + 1);
        seeds[at] = ((bits >> 32) as u32 | 1, bits as u32);
        at += 1;
    }
    seeds
};

/// The finaliser of SplitMix64: every bit of the result depends on every bit of the number.
pub(crate) const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The first eight bytes of a SHA-256: nobody can make a text that equals another one by it.
pub(crate) fn first_bytes(hash: Sha256) -> u64 {
    hash.finalize()
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// The true similarity, by sets of shingles.
    fn jaccard(one: &[u32], other: &[u32]) -> f64 {
        let shingles = |words: &[u32]| {
            words
                .windows(SHINGLE)
                .map(<[u32]>::to_vec)
                .collect::<HashSet<_>>()
        };
        let (one, other) = (shingles(one), shingles(other));
        one.intersection(&other).count() as f64 / one.union(&other).count() as f64
    }

    fn text(words: &[u32]) -> String {
        words.iter().map(|word| format!("w{word} ")).collect()
    }

    #[test]
    fn bytes_give_the_signature_back() {
        let one = Signature::of("“We don’t pay,” Varga said.");
        assert_eq!(Signature::from_bytes(&one.to_bytes()), Some(one.clone()));
        assert_eq!(Signature::from_bytes(&one.to_bytes()[1..]), None);
        let keys: HashSet<u64> = one.bands().into_iter().collect();
        assert_eq!(keys.len(), BANDS);
    }

    #[test]
    fn marks_case_and_line_ends_make_no_difference() {
        let one = Signature::of("“We don’t pay,” Varga said – twice.\n\nNobody else did.");
        let other = Signature::of("\"We don't pay\", VARGA said -- twice. Nobody\nelse did");
        assert_eq!(one, other);
        assert_eq!(one.count(), 10);
        assert!((one.similarity(&other) - 1.0).abs() < f64::EPSILON);
        assert!(!one.equals(&Signature::of(
            "We don’t pay, Varga said twice. Nobody else does."
        )));
    }

    #[test]
    fn words_do_not_run_together() {
        assert!(!Signature::of("ab c").equals(&Signature::of("a bc")));
        assert!(!Signature::of("").equals(&Signature::of("a")));
        assert_eq!(Signature::of("").count(), 0);
        assert_eq!(Signature::of(" \n“”—"), Signature::of(""));
    }

    #[test]
    fn a_signature_is_the_same_on_every_machine_and_in_every_version() {
        let signature = Signature::of("The bridge stays open, Minister Ilse Varga said on Friday.");
        assert_eq!(&signature.minima[..4], &[196, 228, 190, 69]);
        // The first digits of the SHA-256 of its words, each with a blank after it.
        assert_eq!(signature.words, 0xc944_da01_b8a3_c2c7);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// A text of which some words have been exchanged: the estimate lies within five standard errors.
        #[test]
        fn the_estimate_is_close_to_the_truth(
            length in 60..600_usize,
            seed in any::<u32>(),
            others in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
        ) {
            let words: Vec<u32> = (0..length as u32).map(|at| mixed(u64::from(seed) << 32 | u64::from(at)) as u32 % 5000).collect();
            let mut changed = words.clone();
            for other in &others {
                changed[other.index(length)] = 5000 + other.index(1000) as u32;
            }
            let truth = jaccard(&words, &changed);
            let estimate = Signature::of(&text(&words)).similarity(&Signature::of(&text(&changed)));
            let error = (truth * (1.0 - truth) / MINIMA as f64).sqrt().max(0.02);
            prop_assert!((truth - estimate).abs() <= 5.0 * error, "{} for {}", estimate, truth);
        }

        #[test]
        fn any_text(one in any::<String>(), other in any::<String>()) {
            let (one, other) = (Signature::of(&one), Signature::of(&other));
            let similarity = one.similarity(&other);
            prop_assert!((0.0..=1.0).contains(&similarity));
            prop_assert_eq!(similarity.to_bits(), other.similarity(&one).to_bits());
        }
    }
}
