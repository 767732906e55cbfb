use std::collections::{BTreeSet, HashMap};

use onrecord_duplicates::{Seen, Signature};
use onrecord_record::DuplicateKind;

use super::Twin;
use crate::{Error, Store, index};

impl Store {
    /// Of documents with the same text or nearly, the first stands for all: statements of a kind in them are one sighting.
    pub(super) fn fold_copies(&self, twins: Vec<Twin>) -> Result<Vec<Twin>, Error> {
        let mut documents: Vec<i64> = twins.iter().map(|twin| twin.statement.document).collect();
        documents.sort_unstable();
        documents.dedup();
        let mut seen = Seen::new(documents.len());
        let mut origins: HashMap<i64, i64> = HashMap::new();
        for document in documents {
            let origin = match index::texts(&self.connection, document)? {
                Some([_, text]) => seen.check(&document.to_string(), None, &Signature::of(text.as_str())),
                None => None,
            };
            let copied = origin.filter(|origin| origin.kind == DuplicateKind::Copy);
            let origin = copied
                .and_then(|origin| origin.of.parse().ok())
                .unwrap_or(document);
            origins.insert(document, origin);
        }
        let mut places: HashMap<(i64, &'static str), usize> = HashMap::new();
        let mut counted: BTreeSet<(usize, i64)> = BTreeSet::new();
        let mut folded: Vec<Twin> = Vec::new();
        for twin in twins {
            let document = twin.statement.document;
            let key = (origins.get(&document).copied().unwrap_or(document), twin.likeness);
            let place = *places.entry(key).or_insert(folded.len());
            match folded.get_mut(place) {
                Some(first) if first.statement.document != document => {
                    first.copies += usize::from(counted.insert((place, document)));
                }
                _ => folded.push(twin),
            }
        }
        Ok(folded)
    }
}
