use crate::Record;

/// A record as a store gives it: with numbers that stay, and who its speakers are across documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The record, with the corrections that were made since it was kept.
    pub record: Record,
    /// The document's number in the store.
    pub document: i64,
    /// What the store knows of each attribution: the headline's first, then the text's, in their order.
    pub statements: Vec<KeptStatement>,
}

/// What a store knows of an attribution beyond the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptStatement {
    /// The statement's number.
    pub statement: i64,
    /// Who said it: the name across documents, else as the article has it; `None` where nobody is named.
    pub speaker: Option<String>,
    /// The speaker's number across documents.
    pub speaker_id: Option<i64>,
    /// The speaker's Wikidata id.
    pub wikidata: Option<String>,
    /// First day or minute on which it may have been said (ISO 8601), where the text or a correction tells.
    pub said_from: Option<String>,
    /// Last day or minute.
    pub said_to: Option<String>,
}
