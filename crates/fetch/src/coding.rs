//! Content codings: `gzip` and `br`.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;

/// What the fetcher says it takes.
pub(crate) const ACCEPTED: &str = "gzip, br";

/// More codings on top of each other are somebody's trick.
const MOST_CODINGS: usize = 3;

/// Why an answer has no body.
#[derive(Debug)]
pub(crate) enum Fault {
    /// There is more than the limit; this is what came up to it.
    TooLong(Vec<u8>),
    Io(io::Error),
    Coding(String),
}

/// A reader's bytes, at most `limit` of them.
pub(crate) fn read(reader: impl Read, limit: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    read.map_err(Fault::Io)?;
    if bytes.len() > limit {
        bytes.truncate(limit);
        return Err(Fault::TooLong(bytes));
    }
    Ok(bytes)
}

/// A body without its codings, which a `Content-Encoding` header lists in the order in which they were applied. What is
/// called gzip and is none is left as it is: servers mislabel.
pub(crate) fn decode(mut body: Vec<u8>, codings: &str, limit: usize) -> Result<Vec<u8>, Fault> {
    let codings: Vec<String> = codings
        .split(',')
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .collect();
    if codings.len() > MOST_CODINGS {
        return Err(Fault::Coding(codings.join(", ")));
    }
    for coding in codings.iter().rev() {
        let decoded = match coding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => read(MultiGzDecoder::new(&*body), limit),
            "gzip" | "x-gzip" => continue,
            // Nothing, as answers without a body have it, is no brotli.
            "br" if body.is_empty() => continue,
            "br" => read(Decompressor::new(&*body, 1 << 14), limit),
            other => return Err(Fault::Coding(other.into())),
        };
        body = decoded?;
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// "The bridge stays open." as brotli: one uncompressed meta-block, and the end.
    const BROTLI: &[u8] = b"\x8b\x0a\x80The bridge stays open.\x03";

    #[test]
    fn codings() {
        let text = b"The bridge stays open.".to_vec();
        let read = |body: Vec<u8>, codings: &str| decode(body, codings, 100).unwrap();
        assert_eq!(read(text.clone(), ""), text);
        assert_eq!(read(text.clone(), "identity"), text);
        assert_eq!(read(gzip(&text), "GZIP"), text);
        assert_eq!(read(gzip(&gzip(&text)), "gzip, x-gzip"), text);
        assert_eq!(
            read([gzip(b"The bridge "), gzip(b"stays open.")].concat(), "gzip"),
            text
        );
        assert_eq!(read(BROTLI.to_vec(), "br"), text);
        assert_eq!(read(gzip(BROTLI), "br, gzip"), text);
        assert_eq!(read(text.clone(), "gzip"), text);
        assert_eq!(read(Vec::new(), "br"), b"");
    }

    #[test]
    fn what_is_broken_or_too_much() {
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(matches!(decode(bomb, "gzip", 1 << 19), Err(Fault::TooLong(_))));
        let cut = gzip(b"The bridge stays open.");
        assert!(matches!(
            decode(cut[..20].to_vec(), "gzip", 99),
            Err(Fault::Io(_))
        ));
        assert!(matches!(
            decode(b"\xff\xff\xff".to_vec(), "br", 99),
            Err(Fault::Io(_))
        ));
        assert!(matches!(decode(Vec::new(), "zstd", 99), Err(Fault::Coding(_))));
        assert!(matches!(
            decode(Vec::new(), "gzip,gzip,gzip,gzip", 99),
            Err(Fault::Coding(_))
        ));
    }
}
