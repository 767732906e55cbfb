//! gzip and Zstandard of anything, told by its first bytes and not by its name.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use onrecord_warc::{Unfolded, is_warc};

/// A file is unfolded so many times at most: somebody compressed what was compressed.
const MOST_LAYERS: usize = 3;

/// So many bytes may come out of a file whatever its size.
const ALWAYS: u64 = 64 << 20;

/// How much of a compressed file is looked at to see whether it is an archive.
const BEGINNING: usize = 256 << 10;

/// Bytes of which the compression is undone.
pub(crate) struct Plain {
    pub(crate) bytes: Box<dyn BufRead + Send>,
    /// Whether they are a WARC file, which is left as it is: its reader wants the members.
    pub(crate) is_archive: bool,
}

/// Undoes the compression of a file, as often as it was applied. `expansion` is how many times the file's size may come
/// out.
pub(crate) fn undo(file: &str, bytes: Box<dyn BufRead + Send>, expansion: u64) -> io::Result<Plain> {
    let is_named_archive = ["warc", "wet"].iter().any(|ending| has_extension(file, ending));
    let taken = Arc::new(AtomicU64::new(0));
    let mut bytes: Box<dyn BufRead + Send> = Box::new(Counted {
        bytes,
        taken: Arc::clone(&taken),
    });
    for layer in 0..=MOST_LAYERS {
        let (beginning, all) = peek(bytes, 4)?;
        bytes = all;
        if is_named_archive && layer == 0 {
            return Ok(Plain {
                bytes,
                is_archive: true,
            });
        }
        if !Unfolded::<&[u8]>::recognises(&beginning) || layer == MOST_LAYERS {
            break;
        }
        let (beginning, all) = peek(bytes, BEGINNING)?;
        if is_warc(&beginning) {
            return Ok(Plain {
                bytes: all,
                is_archive: true,
            });
        }
        bytes = Box::new(BufReader::with_capacity(
            1 << 16,
            Bounded {
                bytes: Unfolded::new(all),
                given: 0,
                taken: Arc::clone(&taken),
                expansion,
            },
        ));
    }
    Ok(Plain {
        bytes,
        is_archive: false,
    })
}

/// Whether a name ends in `.` and this, in upper or lower case, or so before the endings of compressed files.
pub(crate) fn has_extension(file: &str, extension: &str) -> bool {
    let mut path = Path::new(file);
    for _ in 0..=MOST_LAYERS {
        let Some(found) = path.extension() else {
            return false;
        };
        if found.eq_ignore_ascii_case(extension) {
            return true;
        }
        let is_folded = ["gz", "gzip", "zst", "zstd"]
            .iter()
            .any(|ending| found.eq_ignore_ascii_case(ending));
        let Some(stem) = path.file_stem().filter(|_| is_folded) else {
            return false;
        };
        path = Path::new(stem);
    }
    false
}

/// The first bytes, and all of them.
fn peek(mut bytes: Box<dyn BufRead + Send>, count: usize) -> io::Result<(Vec<u8>, Box<dyn BufRead + Send>)> {
    let mut beginning = Vec::new();
    let result = (&mut bytes).take(count as u64).read_to_end(&mut beginning);
    let rest: Box<dyn BufRead + Send> = match result {
        Ok(_) => bytes,
        // It comes after what came before it.
        Err(error) if !beginning.is_empty() => Box::new(BufReader::new(Failed(Some(error)))),
        Err(error) => return Err(error),
    };
    Ok((beginning.clone(), Box::new(Cursor::new(beginning).chain(rest))))
}

/// A reader that has failed.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Counts the bytes of the file itself.
struct Counted<R> {
    bytes: R,
    taken: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        self.bytes.consume(count);
    }
}

/// Stops where more comes out of a file than anybody wrote.
struct Bounded<R> {
    bytes: R,
    given: u64,
    /// Bytes of the file, before the first layer.
    taken: Arc<AtomicU64>,
    expansion: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        self.given += count as u64;
        let allowed = self.taken.load(Ordering::Relaxed).saturating_mul(self.expansion);
        if self.given > ALWAYS.max(allowed) {
            let times = self.expansion;
            return Err(io::Error::other(format!(
                "it unfolds to more than {times} times its size; raise that limit if it should"
            )));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pending::taken;
    use crate::{Options, Source};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    /// The texts of a file, and the message of the last error.
    fn texts(name: &str, bytes: Vec<u8>) -> (Vec<String>, Option<String>) {
        let options = Options::default();
        let documents =
            Source::new(name, Cursor::new(bytes), &options).and_then(|source| crate::read(source, &options));
        let found = match documents {
            Ok(documents) => taken(documents),
            Err(error) => vec![Err(error)],
        };
        let mut texts = Vec::new();
        let mut error = None;
        for found in found {
            match found {
                Ok(intake) => texts.push(intake.document.text),
                Err(found) => error = Some(found.to_string()),
            }
        }
        (texts, error)
    }

    const LINES: &str = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n";

    #[test]
    fn told_by_its_bytes_and_read_by_its_inner_name() {
        let two: Vec<String> = vec!["a".into(), "b".into()];
        for bytes in [
            LINES.into(),
            gzip(LINES.as_bytes()),
            zstd(LINES.as_bytes()),
            gzip(&zstd(LINES.as_bytes())),
            gzip(&gzip(&gzip(LINES.as_bytes()))),
            [gzip(b"{\"text\":\"a\"}\n"), gzip(b"{\"text\":\"b\"}")].concat(),
            [zstd(b"{\"text\":\"a\"}\n"), zstd(b"{\"text\":\"b\"}")].concat(),
        ] {
            for name in ["-", "a.jsonl.gz", "a.JSONL.ZST", "a.jsonl", "a.txt"] {
                assert_eq!(texts(name, bytes.clone()), (two.clone(), None), "{name}");
            }
        }
        let broken = texts("a.jsonl.gz", gzip(b"no JSON"));
        assert!(broken.1.unwrap().starts_with("a.jsonl.gz, line 1"));
        assert!(has_extension("a.html.gz.zst", "html") && has_extension("dir.gz/a.HTML", "html"));
        assert!(!has_extension("html.gz", "html") && !has_extension("a.html.txt", "html"));
    }

    #[test]
    fn too_many_layers_are_no_text() {
        let bytes = (0..MOST_LAYERS + 1).fold(LINES.into(), |bytes: Vec<u8>, _| gzip(&bytes));
        let (texts, error) = texts("a", bytes);
        assert!(texts.is_empty());
        assert!(error.unwrap().contains("gzip data"));
    }

    #[test]
    fn what_came_before_the_damage_is_read() {
        let lines: String = (0..5000)
            .map(|line| format!("{{\"text\":\"{}\"}}\n", line * 7919))
            .collect();
        // Of a Zstandard frame the last stretch is lost with what is damaged after it.
        for (folded, fewest) in [(gzip(lines.as_bytes()), 2000), (zstd(lines.as_bytes()), 0)] {
            let (texts, error) = texts("a.jsonl.gz", folded[..folded.len() / 2].to_vec());
            let error = error.unwrap();
            assert!(
                error.starts_with("a.jsonl.gz") && error.contains("cut short"),
                "{error}"
            );
            assert!(
                texts
                    .iter()
                    .enumerate()
                    .all(|(line, text)| text == &(line * 7919).to_string())
            );
            assert!(texts.len() >= fewest, "{}", texts.len());
        }
        let mut folded = gzip(b"An article.");
        let checksum = folded.len() - 8;
        folded[checksum] ^= 1;
        let error = texts("a.txt.gz", folded).1.unwrap();
        assert!(
            error.starts_with("a.txt.gz: reading failed") && error.contains("checksum"),
            "{error}"
        );
    }

    #[test]
    fn bombs() {
        let blanks = || io::repeat(b' ').take(200 << 20);
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::copy(&mut blanks(), &mut encoder).unwrap();
        let bomb = encoder.finish().unwrap();
        let (found, error) = texts("a.jsonl", [gzip(LINES.as_bytes()), bomb.clone()].concat());
        assert_eq!(found.len(), 2);
        assert!(error.unwrap().contains("raise that limit"));
        // A bomb in a bomb doesn't hide from the count.
        assert!(
            texts("a.jsonl", gzip(&bomb))
                .1
                .unwrap()
                .contains("raise that limit")
        );
        assert!(texts("a.txt", bomb).1.unwrap().contains("longer than"));
    }
}
