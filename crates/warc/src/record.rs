use crate::Fields;

/// A record of a WARC file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Bytes from the file's start to the record; in a compressed file to the member that it is in.
    pub offset: u64,
    /// `WARC-Record-ID`, without angle brackets.
    pub id: Option<String>,
    /// `WARC-Target-URI`: the address that was asked for.
    pub target: Option<String>,
    /// `WARC-Date`: when it was fetched, as it was written; the standard wants `2024-05-01T12:00:00Z`.
    pub date: Option<String>,
    /// `Content-Type` of the block.
    pub content_type: Option<String>,
    /// `WARC-Payload-Digest`, as it was written: `sha1:…`.
    pub digest: Option<String>,
    /// Whether the crawler stopped before the payload's end (`WARC-Truncated`).
    pub truncated: bool,
    /// What it holds: all bytes after the header. Empty for kinds without a document ([`Kind::has_document`]).
    pub block: Vec<u8>,
}

/// What a record is: its `WARC-Type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a server answered, with the header of its protocol.
    Response,
    /// A file, without any protocol.
    Resource,
    /// Another form of a record: in WET files the text of a page.
    Conversion,
    /// A page that was found as it had been on an earlier visit.
    Revisit,
    /// What tells of the crawl, not of its pages: `warcinfo`, `request`, `metadata`, and types to come.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let kinds = [
            ("response", Self::Response),
            ("resource", Self::Resource),
            ("conversion", Self::Conversion),
            ("revisit", Self::Revisit),
        ];
        kinds
            .into_iter()
            .find(|(known, _)| name.eq_ignore_ascii_case(known))
            .map_or(Self::Other, |(_, kind)| kind)
    }

    /// Whether a record of this kind holds something that people read.
    pub fn has_document(self) -> bool {
        matches!(self, Self::Response | Self::Resource | Self::Conversion)
    }
}

impl Record {
    /// The record of a header; `None` without a `WARC-Type`.
    pub(crate) fn new(fields: &Fields, offset: u64) -> Option<Self> {
        let own = |name| fields.get(name).map(str::to_owned);
        // WARC 1.0 has angle brackets round addresses in its grammar, and a few writers too.
        let bare = |name| {
            fields
                .get(name)
                .map(|value| value.trim_matches(['<', '>']).to_owned())
        };
        Some(Self {
            kind: Kind::of(fields.get("WARC-Type")?),
            offset,
            id: bare("WARC-Record-ID"),
            target: bare("WARC-Target-URI"),
            date: own("WARC-Date"),
            content_type: own("Content-Type"),
            digest: own("WARC-Payload-Digest"),
            truncated: fields.get("WARC-Truncated").is_some(),
            block: Vec::new(),
        })
    }
}
