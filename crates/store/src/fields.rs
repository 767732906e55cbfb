//! Which fields of a record's parts have columns, and in what form they stand there. Writing and reading go by the same
//! lists.

/// In what form a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Plain,
    /// A truth value: 0 or 1.
    Flag,
    /// A word of a closed list: its number in `kinds`.
    Kind,
    /// A probability: whole thousandths, or the number itself where it is none.
    Share,
    /// The name of an entity; null where it speaks nowhere and its first mention has the name.
    Name,
    /// The words of `span`: null, or the words where these are others.
    Words,
    /// A day like the value: null where it is the value, empty where there is none.
    LikeValue,
    /// A span: "start+length".
    Span,
    /// A list of spans; null where it is empty.
    Spans,
    /// An entity of the document: its number there.
    Entity,
    /// A time of the document: its number there.
    Time,
    /// A statement of the document: its id.
    Statement,
}

/// A field of a part with its column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Its key in the record.
    pub(crate) key: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// How it is kept.
    pub(crate) form: Form,
}

const fn field(key: &'static str, form: Form) -> Field {
    Field {
        key,
        column: key,
        form,
    }
}

/// A table with the parts of documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// What labels begin with: `e` in `e1`.
    pub(crate) letter: char,
    /// Its fields, in any order.
    pub(crate) fields: &'static [Field],
}

impl Table {
    /// The columns of the fields.
    pub(crate) fn columns(&self) -> String {
        let columns: Vec<String> = self
            .fields
            .iter()
            .map(|field| format!("\"{}\"", field.column))
            .collect();
        columns.join(", ")
    }
}

pub(crate) const ENTITIES: Table = Table {
    name: "kept_entities",
    letter: 'e',
    fields: &[
        // Before the mentions, which tell whether the name needs keeping.
        field("name", Form::Name),
        field("type", Form::Kind),
        field("named", Form::Flag),
        field("role", Form::Plain),
        field("country", Form::Kind),
        field("sector", Form::Kind),
        field("wikidata", Form::Plain),
        field("mentions", Form::Spans),
    ],
};

pub(crate) const TIMES: Table = Table {
    name: "kept_times",
    letter: 't',
    fields: &[
        field("span", Form::Span),
        field("type", Form::Kind),
        // Before the value, which tells whether they need keeping.
        Field {
            key: "earliest",
            column: "first",
            form: Form::LikeValue,
        },
        Field {
            key: "latest",
            column: "last",
            form: Form::LikeValue,
        },
        field("value", Form::Plain),
        field("mod", Form::Plain),
        field("anchor", Form::Plain),
    ],
};

/// The label's letter is another in the headline: `h`.
pub(crate) const ATTRIBUTIONS: Table = Table {
    name: "kept_attributions",
    letter: 'a',
    fields: &[
        field("type", Form::Kind),
        field("stance", Form::Kind),
        field("confidence", Form::Share),
        Field {
            key: "speaker",
            column: "entity",
            form: Form::Entity,
        },
        field("via", Form::Entity),
        field("time", Form::Time),
        field("parent", Form::Statement),
        field("speaker_confidence", Form::Share),
        field("source", Form::Spans),
        field("cue", Form::Spans),
        field("content", Form::Spans),
    ],
};

pub(crate) const QUANTITIES: Table = Table {
    name: "kept_quantities",
    letter: 'q',
    fields: &[
        // Before the span, which tells whether the words need keeping.
        field("words", Form::Words),
        field("span", Form::Span),
        field("low", Form::Plain),
        field("high", Form::Plain),
        field("value", Form::Plain),
        field("qualifier", Form::Plain),
        field("unit", Form::Plain),
        field("measure", Form::Plain),
        field("polarity", Form::Kind),
        field("hypothetical", Form::Flag),
        field("attribution", Form::Statement),
        field("time", Form::Time),
        field("of", Form::Spans),
    ],
};

/// The letter of labels in the headline.
pub(crate) const IN_TITLE: char = 'h';

/// Entities, times and quantities have ids that begin with their document's: so many a document.
pub(crate) const A_DOCUMENT: i64 = 10_000_000;

/// The lowest and the highest id of a document's entities, times or quantities.
pub(crate) fn ids_in(document: i64) -> [i64; 2] {
    [document * A_DOCUMENT, document * A_DOCUMENT + A_DOCUMENT - 1]
}
