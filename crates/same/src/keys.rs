use crate::wording::{Word, Wording};

/// Keys of a statement at most.
pub const MOST_KEYS: usize = 64;

/// Statements with so few words besides function words are also known by pairs of any neighbouring words.
const FEW: usize = 4;

/// Statements with so few pairs keep them all: one altered word changes two.
const FEW_PAIRS: usize = 8;

/// The keys by which a statement is found: statements that share a run of words share a key. In rising order, each once;
/// at least one for every statement with words, [`MOST_KEYS`] at most, nine for most. Every key is under 2⁴⁸, which
/// SQLite stores in six bytes. Statements that share a key needn't be the same: compare them ([`same`](crate::same)).
///
/// A key is the hash of two neighbouring words, function words passed over. Where there are more than eight such pairs,
/// some are left out by winnowing (Schleimer, Wilkerson and Aiken 2003), so that statements which share three such words
/// in a row still share a key (in those of 50 such words and more, it takes a longer run). MinHash (Broder 1997), which
/// finds texts of like length, can't promise that for a few words cut out of a long statement. One more key is the hash
/// of all words.
///
/// They are the same on every machine and in every version of this program; a test holds them.
pub fn keys(wording: &Wording) -> Vec<u64> {
    let words = wording.words();
    if words.is_empty() {
        return Vec::new();
    }
    let telling: Vec<&Word> = words.iter().filter(|word| !word.function).collect();
    let pairs: Vec<u64> = telling
        .windows(2)
        .map(|pair| hash(pair.iter().copied()))
        .collect();
    let mut keys = winnow(&pairs, 2.max(pairs.len() / (MOST_KEYS / 4)));
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(MOST_KEYS / 2);
    if telling.len() <= FEW {
        keys.extend(telling.windows(3).map(|three| hash([three[0], three[2]])));
        let all: Vec<&Word> = words.iter().collect();
        let pairs = all
            .windows(2)
            .filter(|pair| telling.len() < 2 || pair.iter().any(|word| !word.function));
        keys.extend(pairs.take(MOST_KEYS / 4).map(|pair| hash(pair.iter().copied())));
    }
    keys.push(whole(wording));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The key of all words together: one of [`keys`], equal in statements of the same words in the same order.
pub fn whole(wording: &Wording) -> u64 {
    hash(wording.words())
}

/// Of every `window` neighbouring hashes the least; all of a few.
fn winnow(hashes: &[u64], window: usize) -> Vec<u64> {
    if hashes.len() <= FEW_PAIRS {
        return hashes.to_vec();
    }
    let least = |window: &[u64]| window.iter().copied().min();
    hashes.windows(window).filter_map(least).collect()
}

/// 48 bits of a hash (FNV-1a, mixed by the finaliser of SplitMix64) of words.
fn hash<'a>(words: impl IntoIterator<Item = &'a Word>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for word in words {
        for byte in word.form.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash ^ (hash >> 31)) >> 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<u64> {
        keys(&Wording::of(text))
    }

    fn share(one: &str, other: &str) -> bool {
        let others = of(other);
        of(one).iter().any(|key| others.contains(key))
    }

    #[test]
    fn never_change() {
        // Stores hold them: another number here means that every store must be indexed anew.
        assert_eq!(
            of("The bridge fell"),
            [62_231_527_011_907, 121_728_842_080_785, 148_495_094_402_180]
        );
        assert_eq!(of("… — !"), [0; 0]);
    }

    #[test]
    fn what_is_found() {
        let long = "We will build the northern bridge before winter comes, whatever the council of Maren may think \
                    of it, and nobody in this valley will pay a single crown more for crossing the river";
        for part in [
            "the northern bridge before winter",
            "a single crown more",
            "whatever the council of Maren may think",
            "WE WILL BUILD … THE NORTHERN BRIDGE",
            "nobody in that valley will pay a single crown",
        ] {
            assert!(share(part, long), "{part}");
        }
        assert!(share("lock the gates", "lock those gates"));
        assert!(!share(long, "The council of Harrow met on Tuesday"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn are_few_and_in_order(words in prop::collection::vec("[a-d]{1,3}", 0..900)) {
            let keys = of(&words.join(" "));
            prop_assert!(keys.len() <= MOST_KEYS);
            prop_assert_eq!(keys.is_empty(), words.is_empty());
            prop_assert!(keys.iter().all(|key| *key < 1 << 48));
            prop_assert!(keys.is_sorted_by(|a, b| a < b));
        }

        #[test]
        fn three_telling_words_in_a_row_share_one(
            before in "(x[a-z]{2,5} ){0,12}", run in "(yx[a-z]{1,4} ){2}z[a-z]{3}", after in "( w[a-z]{2,5}){0,12}",
        ) {
            let long = format!("{before}{run}{after}");
            prop_assert!(share(&run, &long));
        }
    }
}
