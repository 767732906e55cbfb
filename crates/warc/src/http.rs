use crate::body::{self, Body, TooLong};
use crate::fields::{ContentType, Fields, end_of_header};

/// An HTTP response as it stands in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<'a> {
    /// The status code: 200 for a page.
    pub status: u16,
    /// The header.
    pub fields: Fields,
    /// What follows the header, with its codings.
    pub raw: &'a [u8],
}

impl<'a> Response<'a> {
    /// Reads the header of a response; `None` where the block is none. The version of HTTP doesn't matter, lines may end
    /// in `\n`, and a header without an end has no body after it.
    pub fn parse(block: &'a [u8]) -> Option<Self> {
        let line = block.split(|&byte| byte == b'\n').next()?;
        let mut words = line.trim_ascii().split(|&byte| byte == b' ');
        let protocol = words.next()?;
        if protocol.len() > 8 || !protocol.get(..5)?.eq_ignore_ascii_case(b"HTTP/") {
            return None;
        }
        let status = words.find(|word| !word.is_empty())?;
        let status = std::str::from_utf8(status).ok()?.parse().ok()?;
        let end = end_of_header(block, 0).unwrap_or(block.len());
        Some(Self {
            status,
            fields: Fields::after_first_line(&block[..end]),
            raw: &block[end..],
        })
    }

    /// The type of the body, as the server states it.
    pub fn content_type(&self) -> ContentType {
        ContentType::parse(self.fields.get("Content-Type").unwrap_or_default())
    }

    /// The body without its transfer coding (chunked) and content codings (gzip, deflate, brotli, Zstandard). Many crawlers
    /// undo them and keep the header that names them: a body that is not in its coding is taken as it stands.
    ///
    /// # Errors
    /// Where the body has more than `limit` bytes.
    pub fn body(&self, limit: usize) -> Result<Body, TooLong> {
        let is_chunked = self
            .fields
            .get("Transfer-Encoding")
            .is_some_and(|codings| codings.to_ascii_lowercase().contains("chunked"));
        let codings = self.fields.get("Content-Encoding").unwrap_or_default();
        body::undo(self.raw, is_chunked, codings, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses() {
        let block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>";
        let response = Response::parse(block).unwrap();
        assert_eq!((response.status, response.raw), (200, &b"<p>"[..]));
        assert_eq!(response.content_type().charset.as_deref(), Some("utf-8"));
        assert_eq!(response.body(3).unwrap().bytes, b"<p>");
        assert!(response.body(2).is_err());
    }

    #[test]
    fn unusual_ones() {
        let status =
            |block: &[u8]| Response::parse(block).map(|response| (response.status, response.raw.len()));
        assert_eq!(status(b"HTTP/2 301\nLocation: /\n\nxy"), Some((301, 2)));
        assert_eq!(status(b"HTTP/1.0  404 \r\n\r\n"), Some((404, 0)));
        assert_eq!(status(b"HTTP/1.1 200 OK\r\nServer: x"), Some((200, 0)));
        for none in [
            &b""[..],
            b"HTTP",
            b"HTTP/1.1",
            b"HTTP/1.1 OK",
            b"HTTP/1.1 99999 OK",
            b"<html>",
            b"HTTP/1.1 \xff\xff\xff",
        ] {
            assert_eq!(status(none), None);
        }
    }
}
