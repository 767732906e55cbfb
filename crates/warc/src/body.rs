//! Bodies without their codings (RFC 9110, RFC 9112).

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use crate::{gzip, zstd};

/// The most content codings on one body. Servers apply one; more are a trap.
const MOST_CODINGS: usize = 3;

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether its codings break off or break down: the bytes are those before that.
    pub cut: bool,
}

/// A body with more bytes than it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is longer than {0} bytes")]
pub struct TooLong(
    /// The limit.
    pub usize,
);

pub(crate) fn undo(raw: &[u8], is_chunked: bool, codings: &str, limit: usize) -> Result<Body, TooLong> {
    let mut bytes = Cow::Borrowed(raw);
    let mut cut = false;
    if is_chunked && let Some(body) = without_chunks(raw) {
        cut = body.cut;
        bytes = Cow::Owned(body.bytes);
    }
    for coding in codings.rsplit(',').take(MOST_CODINGS) {
        if let Some(body) = unfolded(&bytes, &coding.trim().to_ascii_lowercase(), limit)? {
            cut |= body.cut;
            bytes = Cow::Owned(body.bytes);
        }
    }
    if bytes.len() > limit {
        return Err(TooLong(limit));
    }
    Ok(Body {
        bytes: bytes.into_owned(),
        cut,
    })
}

/// `None` where the first line is not a chunk's size: then there are no chunks.
fn without_chunks(mut raw: &[u8]) -> Option<Body> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut is_first = true;
    loop {
        let Some(size) = chunk_size(&mut raw) else {
            return (!is_first).then_some(Body { bytes, cut: true });
        };
        is_first = false;
        if size == 0 {
            return Some(Body { bytes, cut: false });
        }
        let Some(chunk) = raw.split_off(..size) else {
            bytes.extend_from_slice(raw);
            return Some(Body { bytes, cut: true });
        };
        bytes.extend_from_slice(chunk);
        raw = raw.strip_prefix(b"\r").unwrap_or(raw);
        raw = raw.strip_prefix(b"\n").unwrap_or(raw);
    }
}

/// Takes the line with a chunk's size, and perhaps extensions after `;`.
fn chunk_size(raw: &mut &[u8]) -> Option<usize> {
    const LONGEST_LINE: usize = 1 << 10;
    let end = memchr::memchr(b'\n', &raw[..raw.len().min(LONGEST_LINE)])?;
    let line = std::str::from_utf8(&raw[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let size = usize::from_str_radix(digits, 16)
        .ok()
        .filter(|_| !digits.starts_with('+'))?;
    *raw = &raw[end + 1..];
    Some(size)
}

/// Undoes one coding; `None` where the bytes are not in it.
fn unfolded(bytes: &[u8], coding: &str, limit: usize) -> Result<Option<Body>, TooLong> {
    let body = match coding {
        // Servers confuse these four, and each can be told by its beginning.
        "gzip" | "x-gzip" | "deflate" | "zstd" | "br" if bytes.starts_with(gzip::MAGIC) => {
            read(GzDecoder::new(bytes), limit)?
        }
        "gzip" | "x-gzip" | "deflate" | "zstd" | "br" if bytes.starts_with(zstd::MAGIC) => {
            match StreamingDecoder::new(bytes) {
                Ok(decoder) => read(decoder, limit)?,
                Err(_) => Body {
                    bytes: Vec::new(),
                    cut: true,
                },
            }
        }
        "deflate" | "br" if looks_like_text(bytes) => return Ok(None),
        "deflate" if is_zlib(bytes) => read(ZlibDecoder::new(bytes), limit)?,
        "deflate" => read(DeflateDecoder::new(bytes), limit)?,
        "br" => read(brotli_decompressor::Decompressor::new(bytes, 1 << 12), limit)?,
        _ => return Ok(None),
    };
    Ok(Some(body))
}

fn read(mut decoder: impl Read, limit: usize) -> Result<Body, TooLong> {
    let mut bytes = Vec::new();
    let result = (&mut decoder)
        .take((limit as u64).saturating_add(1))
        .read_to_end(&mut bytes);
    if bytes.len() > limit {
        return Err(TooLong(limit));
    }
    Ok(Body {
        bytes,
        cut: result.is_err(),
    })
}

/// The check of a zlib header (RFC 1950): servers send `deflate` with and without it.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) * 256 + u16::from(*second)).is_multiple_of(31))
}

/// Whether the beginning has no control characters: compressed data do.
fn looks_like_text(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(512)];
    !beginning
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};

    const PAGE: &str =
        "<html><p>“We will rebuild the Kell bridge,” said Mayor Ana Varga. “It will take a year.”</p>";

    fn all(mut reader: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn body(raw: &[u8], is_chunked: bool, codings: &str) -> (String, bool) {
        let body = undo(raw, is_chunked, codings, 1 << 20).unwrap();
        (String::from_utf8_lossy(&body.bytes).into_owned(), body.cut)
    }

    /// A brotli stream (RFC 7932) of one block that is not compressed.
    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let header = ((bytes.len() as u32 - 1) << 4) | 1 << 20;
        [&header.to_le_bytes()[..3], bytes, b"\x03"].concat()
    }

    #[test]
    fn chunks() {
        let whole = |raw: &str| body(raw.as_bytes(), true, "");
        assert_eq!(
            whole("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\n"),
            ("hello world".into(), false)
        );
        assert_eq!(whole("5\nhello\n0\n\n"), ("hello".into(), false));
        // The crawler has undone them already.
        assert_eq!(whole("<html>\r\n"), ("<html>\r\n".into(), false));
        assert_eq!(whole(""), (String::new(), false));
        // Sizes that are not true.
        assert_eq!(whole("5\r\nhello\r\n6\r\n wor"), ("hello wor".into(), true));
        assert_eq!(whole("3\r\nhello\r\n0\r\n\r\n"), ("hel".into(), true));
        assert_eq!(whole("ffffffffffffffff\r\nhello"), ("hello".into(), true));
        assert_eq!(
            whole("5\r\nhello\r\n-1\r\nx\r\n0\r\n\r\n"),
            ("hello".into(), true)
        );
        assert_eq!(whole("5\r\nhello\r\n"), ("hello".into(), true));
    }

    #[test]
    fn codings() {
        let page = PAGE.as_bytes();
        let level = Compression::default();
        let zstd = ruzstd::encoding::compress_to_vec(page, ruzstd::encoding::CompressionLevel::Fastest);
        for (coding, raw) in [
            ("gzip", all(GzEncoder::new(page, level))),
            ("X-Gzip", all(GzEncoder::new(page, level))),
            ("deflate", all(ZlibEncoder::new(page, level))),
            ("deflate", all(DeflateEncoder::new(page, level))),
            ("zstd", zstd.clone()),
            ("br", brotli(page)),
            // Another coding than was said, none, or an unknown one.
            ("br", all(GzEncoder::new(page, level))),
            ("gzip", zstd),
            ("gzip", page.to_vec()),
            ("deflate", page.to_vec()),
            ("br", page.to_vec()),
            ("zstd", page.to_vec()),
            ("identity", page.to_vec()),
            ("", page.to_vec()),
            ("nonsense", page.to_vec()),
            // Two, one over the other.
            (
                "deflate, gzip",
                all(GzEncoder::new(&all(ZlibEncoder::new(page, level))[..], level)),
            ),
        ] {
            assert_eq!(body(&raw, false, coding), (PAGE.into(), false), "{coding}");
        }
    }

    #[test]
    fn chunks_of_gzip() {
        let folded = all(GzEncoder::new(PAGE.as_bytes(), Compression::default()));
        let mut raw = format!("{:x}\r\n", folded.len()).into_bytes();
        raw.extend(&folded);
        raw.extend(b"\r\n0\r\n\r\n");
        assert_eq!(body(&raw, true, "gzip"), (PAGE.into(), false));
        let (part, cut) = body(&folded[..folded.len() - 20], false, "gzip");
        assert!(
            cut && PAGE.starts_with(part.trim_end_matches('\u{fffd}')),
            "{part}"
        );
    }

    #[test]
    fn bombs() {
        let zeros = all(GzEncoder::new(
            std::io::repeat(b' ').take(5 << 20),
            Compression::best(),
        ));
        assert_eq!(undo(&zeros, false, "gzip", 1 << 20), Err(TooLong(1 << 20)));
        let twice = all(GzEncoder::new(&zeros[..], Compression::best()));
        assert_eq!(undo(&twice, false, "gzip, gzip", 1 << 20), Err(TooLong(1 << 20)));
        let codings = "gzip,".repeat(100_000);
        assert!(undo(PAGE.as_bytes(), false, &codings, 1 << 20).is_ok());
    }
}
