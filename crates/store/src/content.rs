//! What makes a document the same as one that is in.

use onrecord_record::{Document, Record};
use sha2::{Digest, Sha256};

/// What a document says of itself and holds: what its identity is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Content<'a> {
    id: &'a str,
    url: Option<&'a str>,
    publisher: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    text: &'a str,
}

impl<'a> From<&'a Document> for Content<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            id: &document.id,
            url: document.url.as_deref(),
            publisher: document.publisher.as_deref(),
            title: document.title.as_deref(),
            author: document.author.as_deref(),
            date: document.date.as_deref(),
            text: &document.text,
        }
    }
}

impl<'a> Content<'a> {
    /// The same of a record; `None` where it was made without its text.
    pub(crate) fn of(record: &'a Record) -> Option<Self> {
        Some(Self {
            id: &record.id,
            url: record.url.as_deref(),
            publisher: record.publisher.as_deref(),
            title: record.title.as_deref(),
            author: record.author.as_deref(),
            date: record.date.as_deref(),
            text: record.text.as_deref()?,
        })
    }

    /// The number of an article, which its versions have in common: [`number`] of its address, else of its publisher and
    /// id.
    pub(crate) fn article(&self) -> i64 {
        number(&self.key())
    }

    fn key(&self) -> String {
        match self.url {
            Some(url) => onrecord_duplicates::address(url).unwrap_or_else(|| url.to_owned()),
            None => format!("{}#{}", self.publisher.unwrap_or_default(), self.id),
        }
    }

    /// The content id: the first 128 bits of a SHA-256 over the article's identity and all that a reader reads. What
    /// changes from one fetch to the next without the article changing is not part of it.
    pub(crate) fn digest(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        let key = self.key();
        let parts = [
            Some(key.as_str()),
            self.publisher,
            self.title,
            self.author,
            self.date,
            Some(self.text),
        ];
        for part in parts {
            // With their lengths, so that no two lists of parts are written alike.
            hash.update(part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        first(&hash.finalize())
    }

    /// The SHA-256 of the text, as records have it.
    pub(crate) fn sha256(&self) -> String {
        sha256(self.text)
    }

    /// The host of its address, which stands for a publisher where it names none; `None` where it names one.
    pub(crate) fn host(&self) -> Option<String> {
        if self.publisher.is_some() {
            return None;
        }
        let address = onrecord_duplicates::address(self.url?)?;
        Some(address.split('/').nth(2)?.to_owned())
    }
}

/// The number of an article by its key: 64 bits of a SHA-256, so that a clash of two is out of the question.
pub(crate) fn number(key: &str) -> i64 {
    i64::from_be_bytes(first(&Sha256::digest(key)))
}

/// The SHA-256 of a text in hexadecimal digits, as records have it.
pub(crate) fn sha256(text: &str) -> String {
    let hash = Sha256::digest(text);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first bytes of a hash.
fn first<const N: usize>(hash: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.iter_mut().zip(hash).for_each(|(byte, from)| *byte = *from);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            id: "1".into(),
            publisher: Some("The Courier".into()),
            text: "Nothing was said.".into(),
            ..Document::default()
        }
    }

    #[test]
    fn an_article_is_its_address_else_its_publisher_and_id() {
        let at = |url: &str| {
            Content::from(&Document {
                url: Some(url.into()),
                ..document()
            })
            .article()
        };
        assert_eq!(
            at("http://www.courier.example/a/?utm_source=x"),
            at("https://courier.example/a")
        );
        let other = Document {
            publisher: Some("The Herald".into()),
            ..document()
        };
        assert_ne!(
            Content::from(&document()).article(),
            Content::from(&other).article()
        );
    }

    #[test]
    fn the_content_id_follows_what_is_read() {
        let id = |document: &Document| Content::from(document).digest();
        let fetched_again = Document {
            provenance: Some(Default::default()),
            ..document()
        };
        assert_eq!(id(&document()), id(&fetched_again));
        for changed in [
            Document {
                text: "Nothing was said!".into(),
                ..document()
            },
            Document {
                title: Some(String::new()),
                ..document()
            },
            Document {
                date: Some("2031-03-14".into()),
                ..document()
            },
            Document {
                author: Some("2031-03-14".into()),
                ..document()
            },
        ] {
            assert_ne!(id(&document()), id(&changed));
        }
    }

    #[test]
    fn a_host_stands_for_a_publisher_that_is_not_named() {
        let bare = Document {
            publisher: None,
            url: Some("https://www.courier.example/a".into()),
            ..document()
        };
        assert_eq!(Content::from(&bare).host().as_deref(), Some("courier.example"));
        assert_eq!(Content::from(&document()).host(), None);
    }
}
