use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use onrecord_record::{Duplicate, DuplicateKind};
use sha2::{Digest, Sha256};

use crate::address;
use crate::signature::{BANDS, SHORT, Signature, first_bytes, mixed};

/// The least similarity of a copy.
pub const NEAR: f64 = 0.8;

/// How many documents [`Seen::default`] remembers. They take about 30 MB.
pub const REMEMBERED: usize = 65_536;

/// A document with a longer id, in bytes, is checked but not remembered: memory stays bounded whatever the input calls
/// its documents.
pub const LONGEST_ID: usize = 512;

/// The last documents of a batch, to compare new ones with.
///
/// Checking takes the same time however many there are, but for the search of two keys in a tree. Memory is bounded:
/// when it is full, the oldest document is forgotten for each new one. What resembles a forgotten document is the first
/// of its kind again.
pub struct Seen {
    /// A ring: once it is full, the next document takes the oldest one's slot.
    ring: Vec<Remembered>,
    size: usize,
    /// The slot of the next document.
    next: usize,
    /// The slot of the first document with these words or at this address, by the hash of either.
    firsts: BTreeMap<u64, usize>,
    /// For each band a table from the hash of its minima to the slot, from 1, of the last document that had them. An
    /// entry that has been overwritten or whose document is forgotten does no harm: who meets is compared.
    bands: Vec<u32>,
}

struct Remembered {
    id: Box<str>,
    signature: Signature,
    address: Option<Address>,
    /// Whether it is a copy: what resembles it resembles the first of its kind, and is compared with that.
    copy: bool,
}

/// The hash of an address; never 0, which spares the space of "none".
type Address = std::num::NonZeroU64;

impl Default for Seen {
    fn default() -> Self {
        Self::new(REMEMBERED)
    }
}

impl Seen {
    /// Remembers the last so many documents, one at least and 2³⁰ at most.
    pub fn new(remembered: usize) -> Self {
        let size = remembered.clamp(1, 1 << 30);
        Self {
            ring: Vec::new(),
            size,
            next: 0,
            firsts: BTreeMap::new(),
            bands: vec![0; BANDS * table(size)],
        }
    }

    /// Which document before it this one repeats; then remembers it. `url` is where it stands, if that is known.
    ///
    /// `of` is the first document of its kind: for a copy, the first with this text; for an update, the first at this
    /// address. The similarity is that of the two. Where a document stands at a known address, but has a text that is
    /// known already, it is a copy.
    pub fn check(&mut self, id: &str, url: Option<&str>, signature: &Signature) -> Option<Duplicate> {
        let address = url
            .and_then(address)
            .and_then(|address| Address::new(first_bytes(Sha256::new().chain_update(address))));
        let twin = self.twin(address, signature);
        let copy = matches!(&twin, Some(twin) if twin.kind == DuplicateKind::Copy);
        if id.len() <= LONGEST_ID {
            self.remember(Remembered {
                id: id.into(),
                signature: signature.clone(),
                address,
                copy,
            });
        }
        twin
    }

    fn twin(&self, address: Option<Address>, signature: &Signature) -> Option<Duplicate> {
        let there = address.and_then(|address| self.first(address.get()));
        let equal = self.first(signature.words()).or(there);
        let (of, kind) = match (equal.filter(|equal| equal.signature.equals(signature)), there) {
            // Nothing can be said of what has no words.
            (Some(_), _) if signature.count() == 0 => return None,
            (Some(equal), _) => (equal, DuplicateKind::Copy),
            (None, Some(there)) => (there, DuplicateKind::Update),
            (None, None) => (self.nearest(signature)?, DuplicateKind::Copy),
        };
        Some(Duplicate {
            of: of.id.to_string(),
            kind,
            similarity: of.signature.similarity(signature),
        })
    }

    fn first(&self, key: u64) -> Option<&Remembered> {
        self.ring.get(*self.firsts.get(&key)?)
    }

    /// The document most similar to a text, if it is similar enough; of several the oldest.
    fn nearest(&self, signature: &Signature) -> Option<&Remembered> {
        if signature.count() < SHORT {
            return None;
        }
        let age = |slot: usize| (self.next + self.size - 1 - slot) % self.size;
        places(signature, self.size)
            .filter_map(|place| (self.bands[place] as usize).checked_sub(1))
            .filter_map(|slot| Some((slot, self.ring.get(slot)?)))
            .filter(|(_, met)| !met.copy && met.signature.count() >= SHORT)
            .map(|(slot, met)| (met.signature.similarity(signature), age(slot), met))
            .filter(|(similarity, ..)| *similarity >= NEAR)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(.., met)| met)
    }

    fn remember(&mut self, document: Remembered) {
        let slot = self.next;
        self.next = (slot + 1) % self.size;
        self.forget(slot);
        if let Some(address) = document.address {
            self.firsts.entry(address.get()).or_insert(slot);
        }
        if !document.copy && document.signature.count() > 0 {
            self.firsts.entry(document.signature.words()).or_insert(slot);
            if document.signature.count() >= SHORT {
                for place in places(&document.signature, self.size) {
                    self.bands[place] = slot as u32 + 1;
                }
            }
        }
        match self.ring.get_mut(slot) {
            Some(oldest) => *oldest = document,
            None => self.ring.push(document),
        }
    }

    fn forget(&mut self, slot: usize) {
        let Some(oldest) = self.ring.get(slot) else { return };
        let keys = [Some(oldest.signature.words()), oldest.address.map(Address::get)];
        for key in keys.into_iter().flatten() {
            if let Entry::Occupied(first) = self.firsts.entry(key)
                && *first.get() == slot
            {
                first.remove();
            }
        }
    }
}

/// Entries of a band's table: twice as many as documents, so that few are overwritten.
fn table(size: usize) -> usize {
    (2 * size).next_power_of_two()
}

/// Where the bands of a signature stand in the tables.
fn places(signature: &Signature, size: usize) -> impl Iterator<Item = usize> {
    let table = table(size);
    signature
        .bands()
        .into_iter()
        .enumerate()
        .map(move |(band, key)| band * table + (mixed(key) as usize & (table - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text of `words` words, no shingle of which stands in the text of another seed.
    fn text(seed: usize, words: usize) -> String {
        (0..words).map(|at| format!("{seed}x{at} ")).collect()
    }

    /// The answers for documents 0, 1, 2 …: what each repeats, and how.
    fn answers(seen: &mut Seen, documents: &[(Option<&str>, &str)]) -> Vec<Option<(String, DuplicateKind)>> {
        let check = |(id, (url, text)): (usize, &(Option<&str>, &str))| {
            let twin = seen.check(&id.to_string(), *url, &Signature::of(text))?;
            assert!((0.0..=1.0).contains(&twin.similarity));
            Some((twin.of, twin.kind))
        };
        documents.iter().enumerate().map(check).collect()
    }

    fn copy(of: usize) -> Option<(String, DuplicateKind)> {
        Some((of.to_string(), DuplicateKind::Copy))
    }

    fn update(of: usize) -> Option<(String, DuplicateKind)> {
        Some((of.to_string(), DuplicateKind::Update))
    }

    #[test]
    fn copies_are_of_the_first() {
        let (one, other) = (text(1, 300), text(2, 300));
        let headed = format!("Another headline: {one}");
        let cut = &one[..one.len() * 9 / 10];
        let answers = answers(
            &mut Seen::new(10),
            &[
                (None, &one),
                (None, &other),
                (None, &headed),
                (None, &headed),
                (None, cut),
                (None, &other),
            ],
        );
        assert_eq!(answers, [None, None, copy(0), copy(0), copy(0), copy(1)]);
    }

    #[test]
    fn another_text_at_an_address_is_an_update() {
        let (one, other) = (text(1, 300), text(2, 300));
        let grown = format!("{one} {}", text(3, 10));
        let (here, again) = (
            "https://post.example/1",
            "http://www.post.example/1/?utm_source=x#top",
        );
        let answers = answers(
            &mut Seen::new(10),
            &[
                (Some(here), &one),
                (Some(again), &grown),
                (Some(again), &other),
                (Some(here), &one),
                (Some(here), &other),
                (Some("https://gazette.example/2"), &other),
                (Some("https://gazette.example/2"), "Short."),
            ],
        );
        assert_eq!(
            answers,
            [None, update(0), update(0), copy(0), copy(2), copy(2), update(5)]
        );
    }

    #[test]
    fn short_texts_are_copies_only_where_they_are_equal() {
        let long = text(1, SHORT - 1);
        let longer = format!("{long} more");
        let answers = answers(
            &mut Seen::new(10),
            &[
                (None, "We will pay."),
                (None, "“We will pay!”"),
                (None, "We will not pay."),
                (None, &long),
                (None, &longer),
                (None, &long),
            ],
        );
        assert_eq!(answers, [None, copy(0), None, None, None, copy(3)]);
    }

    #[test]
    fn nothing_is_nobodys_copy() {
        let here = Some("https://post.example/1");
        let answers = answers(
            &mut Seen::new(10),
            &[(None, ""), (None, "…"), (here, ""), (here, "")],
        );
        assert_eq!(answers, [None, None, None, None]);
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let texts: Vec<String> = (0..4).map(|seed| text(seed, 60)).collect();
        let document = |seed: usize| (None, texts[seed].as_str());
        let mut seen = Seen::new(3);
        let first = answers(&mut seen, &[document(0), document(1), document(2), document(0)]);
        assert_eq!(first, [None, None, None, copy(0)]);
        let second = answers(&mut seen, &[document(0), document(3), document(1)]);
        assert_eq!(second, [None, None, None], "0 was forgotten, then 1");
        assert_eq!(
            answers(&mut seen, &[document(0), document(3)]),
            [copy(0), copy(1)]
        );
        assert!(seen.ring.len() == 3 && seen.firsts.len() <= 6);
    }

    #[test]
    fn long_ids_are_checked_but_not_remembered() {
        let (mut seen, signature) = (Seen::default(), Signature::of(&text(1, 60)));
        let long = "x".repeat(LONGEST_ID + 1);
        assert!(seen.check(&long, None, &signature).is_none());
        assert!(seen.check("a", None, &signature).is_none());
        assert_eq!(seen.check(&long, None, &signature).unwrap().of, "a");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The answers depend on the documents and their order alone; each names an earlier one that is no copy itself,
        /// or stands at the same address.
        #[test]
        fn answers_are_determined(
            batch in prop::collection::vec((0..6_usize, 0..8_usize, 40..80_usize), 0..40),
            size in 1..20_usize,
        ) {
            let documents: Vec<(Option<String>, String)> = batch
                .iter()
                .map(|(url, seed, words)| ((*url < 4).then(|| format!("https://post.example/{url}")), text(*seed, *words)))
                .collect();
            let documents: Vec<(Option<&str>, &str)> =
                documents.iter().map(|(url, text)| (url.as_deref(), text.as_str())).collect();
            let once = answers(&mut Seen::new(size), &documents);
            prop_assert_eq!(&once, &answers(&mut Seen::new(size), &documents));
            for (at, answer) in once.iter().enumerate() {
                let Some((of, kind)) = answer else { continue };
                let of: usize = of.parse().unwrap();
                prop_assert!(of < at && at - of <= size);
                match kind {
                    DuplicateKind::Update => prop_assert_eq!(documents[of].0, documents[at].0),
                    DuplicateKind::Copy => prop_assert!(
                        once[of].as_ref().is_none_or(|(_, kind)| *kind == DuplicateKind::Update)
                            || documents[of].0 == documents[at].0
                    ),
                }
            }
        }
    }
}
