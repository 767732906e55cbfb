//! What things are called on the web: IRIs of articles, speakers and statements.

use onrecord_record::{Entity, EntityType, Record};
use sha2::{Digest, Sha256};

use crate::html::escape::link;

/// Where this project's own words of linked data live, for what no common vocabulary has a word for.
pub(crate) const VOCABULARY: &str = "https://example.org/onrecord/1#";

/// Addresses longer than this name nothing: each statement would repeat them.
const LONGEST: usize = 4096;

/// What an article and its parts are called.
pub(crate) struct Names {
    /// The article: its address, where that is one and an IRI, else a name made from its content.
    pub article: String,
    /// What the names of parts are made from.
    content: String,
}

impl Names {
    pub fn of(record: &Record) -> Self {
        let url = record.url.as_deref();
        let content = uuid(&[url.unwrap_or_default(), &record.id, &record.sha256]);
        Self {
            article: url
                .and_then(address)
                .map_or_else(|| content.clone(), str::to_owned),
            content,
        }
    }

    /// A name for a part of the article: a UUID of version 8 (RFC 9562) made from the document's address, id and text and
    /// from the part's kind and id. The same part of the same text has the same name, wherever and whenever it is read.
    pub fn part(&self, kind: &str, id: &str) -> String {
        uuid(&[&self.content, kind, id])
    }
}

/// An address of the web that is an IRI by RFC 3987.
pub(crate) fn address(url: &str) -> Option<&str> {
    link(url).filter(|url| url.len() <= LONGEST && !url.contains(['<', '>', '"', '{', '}', '|', '^', '`']))
}

/// A UUID of version 8 made from strings.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With their lengths, so that no two lists are written alike.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// Who somebody is in Wikidata.
pub(crate) fn wikidata(entity: &Entity) -> Option<String> {
    let id = entity
        .wikidata
        .as_deref()
        .filter(|id| crate::voices::is_wikidata(id))?;
    Some(format!("http://www.wikidata.org/entity/{id}"))
}

/// What schema.org calls a speaker. A place that speaks is its government; what is not known to be anything is a `Thing`.
pub(crate) fn kind(entity: &Entity) -> &'static str {
    match entity.kind {
        EntityType::Person | EntityType::Author => "Person",
        EntityType::Organisation | EntityType::Group | EntityType::Place => "Organization",
        EntityType::Document => "CreativeWork",
        EntityType::Generic | EntityType::Unknown => "Thing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_called_by_its_address_only_where_that_is_an_iri() {
        let of = |url: &str| {
            Names::of(&Record {
                url: Some(url.into()),
                ..Record::default()
            })
            .article
        };
        assert_eq!(
            of("https://courier.example/a?b=c#d"),
            "https://courier.example/a?b=c#d"
        );
        for bad in [
            "javascript:alert(1)",
            "https://x y",
            "https://x/<script>",
            "urn:x",
            "",
        ] {
            assert!(of(bad).starts_with("urn:uuid:"), "{bad}");
        }
    }

    #[test]
    fn names_are_uuids_that_differ_where_the_parts_do() {
        let name = uuid(&["a", "b"]);
        assert_eq!(name, uuid(&["a", "b"]));
        assert_ne!(name, uuid(&["ab", ""]));
        let uuid = name.strip_prefix("urn:uuid:").unwrap_or_default();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'8');
        assert!(b"89ab".contains(&uuid.as_bytes()[19]));
    }
}
