use std::io::{self, Read};

use crate::members::{BEGINNING, Members};
use crate::{Cause, Limits, gzip, zstd};

/// The bytes of a gzip or Zstandard file, whatever it holds: all its members, one after the other.
///
/// Reading fails where they are damaged or end too soon, with what is wrong as the message, after everything before that
/// was given. How much comes out isn't limited.
pub struct Unfolded<R> {
    members: Members<R>,
    /// What has come out and was not yet asked for.
    window: Vec<u8>,
    at: usize,
    within: bool,
}

impl<R: Read> Unfolded<R> {
    /// Whether a file that begins with these bytes is in gzip or Zstandard. Four bytes are enough.
    pub fn recognises(beginning: &[u8]) -> bool {
        beginning.starts_with(gzip::MAGIC)
            || beginning.starts_with(zstd::MAGIC)
            || zstd::is_skippable(beginning)
    }

    /// The bytes in a file.
    pub fn new(reader: R) -> Self {
        let limits = Limits {
            expansion: u64::MAX,
            ..Limits::default()
        };
        Self {
            members: Members::new(reader, limits),
            window: Vec::new(),
            at: 0,
            within: false,
        }
    }

    /// Makes sure that there is something in the window; false at the end.
    fn fill(&mut self) -> Result<bool, Cause> {
        while self.at == self.window.len() {
            if !self.within {
                if !self.members.begin()? {
                    return Ok(false);
                }
                self.within = true;
            }
            self.window.clear();
            self.at = 0;
            self.within = self.members.read(&mut self.window)?;
        }
        Ok(true)
    }
}

impl<R: Read> Read for Unfolded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let filled = self.fill().map_err(|cause| match cause {
            Cause::Read(error) => error,
            Cause::Cut => io::Error::new(io::ErrorKind::UnexpectedEof, "the compressed data are cut short"),
            cause => io::Error::new(io::ErrorKind::InvalidData, cause.to_string()),
        });
        if !filled? {
            return Ok(0);
        }
        let count = (self.window.len() - self.at).min(into.len());
        into[..count].copy_from_slice(&self.window[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Whether a file that begins with these bytes, plain or compressed, holds WARC records. Of a compressed file the first
/// 256 KiB are enough, unless all of it is one large Zstandard frame.
pub fn is_warc(beginning: &[u8]) -> bool {
    let is_record = |bytes: &[u8]| bytes.trim_ascii_start().starts_with(BEGINNING);
    if !Unfolded::<&[u8]>::recognises(beginning) {
        return is_record(beginning);
    }
    let mut unfolded = Unfolded::new(beginning);
    // What was unfolded before the bytes ended is there.
    let _ = unfolded.fill();
    is_record(&unfolded.window)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut folded = Vec::new();
        let mut encoder = flate2::read::GzEncoder::new(bytes, flate2::Compression::fast());
        encoder.read_to_end(&mut folded).unwrap();
        folded
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    fn all(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let mut found = Vec::new();
        let error = Unfolded::new(bytes).read_to_end(&mut found).err();
        (found, error.map(|error| error.to_string()))
    }

    #[test]
    fn members_one_after_the_other() {
        let text: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        for fold in [gzip, zstd] {
            let file = [fold(&text), fold(b""), fold(b"end")].concat();
            assert_eq!(all(&file), ([&text[..], b"end"].concat(), None));
            let (found, error) = all(&file[..file.len() / 2]);
            assert!(text.starts_with(&found) && found.len() > 100_000);
            assert_eq!(error.as_deref(), Some("the compressed data are cut short"));
            let (found, error) = all(&[&file[..], b"garbage"].concat());
            assert!(found.ends_with(b"end") && error.unwrap().starts_with("the compressed data are damaged"));
        }
    }

    #[test]
    fn what_holds_records() {
        let record = b"\r\nWARC/1.0\r\nWARC-Type: warcinfo\r\n";
        for holds in [&record[..], &gzip(record), &zstd(record), &gzip(record)[..30]] {
            assert!(is_warc(holds));
        }
        for other in [
            &b""[..],
            b"WARC",
            b"text",
            &gzip(b"text"),
            &zstd(b""),
            b"\x1f\x8b\x08",
            &gzip(&gzip(record)),
        ] {
            assert!(!is_warc(other));
        }
    }
}
