use std::io::{self, Read};

use memchr::memmem;

use crate::gzip::{self, Gzip};
use crate::input::Input;
use crate::zstd::{self, Zstd};
use crate::{Cause, Limits};

/// What every record begins with, up to the minor version.
pub(crate) const BEGINNING: &[u8] = b"WARC/1.";

/// How far ahead is looked when a member is searched for: a whole Zstandard block.
const AHEAD: usize = 160 << 10;

/// How far into a file with an unknown beginning is looked for the first record.
const FAR: usize = 1 << 20;

/// The members of a file, one after the other, with their compression undone. A plain file is one member.
pub(crate) struct Members<R> {
    input: Input<R>,
    codec: Option<Codec>,
    limits: Limits,
    /// Where the member begins.
    offset: u64,
    /// How many bytes it has given.
    given: u64,
    /// What went wrong after the bytes that were given last.
    failure: Option<Cause>,
}

enum Codec {
    Plain,
    Gzip(Gzip),
    Zstd(Box<Zstd>),
}

impl<R: Read> Members<R> {
    pub(crate) fn new(reader: R, limits: Limits) -> Self {
        Self {
            input: Input::new(reader),
            codec: None,
            limits,
            offset: 0,
            given: 0,
            failure: None,
        }
    }

    /// Bytes from the file's start to the member's.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Whether offsets in a member are offsets in the file.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.codec, Some(Codec::Plain))
    }

    /// Goes to the next member, from the end of the last one. False at the end of the file.
    pub(crate) fn begin(&mut self) -> Result<bool, Cause> {
        self.offset = self.input.offset();
        self.given = 0;
        self.failure = None;
        if self.codec.is_none() {
            self.codec = Some(codec_of(&mut self.input)?);
        }
        if let Some(Codec::Zstd(zstd)) = &mut self.codec {
            zstd.skip_all(&mut self.input)?;
            self.offset = self.input.offset();
        }
        if self.input.next()?.is_empty() {
            return Ok(false);
        }
        match &mut self.codec {
            None | Some(Codec::Plain) => {}
            Some(Codec::Gzip(gzip)) => gzip.begin(&mut self.input)?,
            Some(Codec::Zstd(zstd)) => zstd.begin(&mut self.input)?,
        }
        Ok(true)
    }

    /// Adds some more of the member to a buffer. False at the member's end.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>) -> Result<bool, Cause> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let end = into.len();
        into.reserve(1 << 16);
        let over = match &mut self.codec {
            None | Some(Codec::Plain) => {
                let bytes = self.input.next()?;
                into.extend_from_slice(bytes);
                let count = bytes.len();
                self.input.pass(count);
                Ok(count == 0)
            }
            Some(Codec::Gzip(gzip)) => gzip.read(&mut self.input, into),
            Some(Codec::Zstd(zstd)) => zstd.read(&mut self.input, into),
        };
        self.given += (into.len() - end) as u64;
        let taken = self.input.offset() - self.offset;
        if self.given > self.limits.block as u64 && self.given / self.limits.expansion.max(1) > taken {
            return Err(Cause::Expansion(self.limits.expansion));
        }
        match over {
            Ok(over) => Ok(!over),
            // What came before it is sound as far as anybody knows; the caller wants it first.
            Err(failure) if into.len() > end => {
                self.failure = Some(failure);
                Ok(true)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Goes to the next member that begins like a record, after a broken one. False where there is none.
    pub(crate) fn find_next(&mut self) -> io::Result<bool> {
        let magic = match self.codec {
            None | Some(Codec::Plain) => return Ok(false),
            Some(Codec::Gzip(_)) => gzip::MAGIC,
            Some(Codec::Zstd(_)) => zstd::MAGIC,
        };
        self.input.go_back(self.offset + 1);
        if self.input.offset() == self.offset {
            self.input.pass(1);
        }
        loop {
            let bytes = self.input.peek(AHEAD)?;
            let Some(at) = memmem::find(bytes, magic) else {
                let passed = bytes.len().saturating_sub(magic.len() - 1).max(1);
                if bytes.is_empty() {
                    return Ok(false);
                }
                self.input.pass(passed);
                continue;
            };
            self.input.pass(at);
            let bytes = self.input.peek(AHEAD)?;
            let found = match &mut self.codec {
                Some(Codec::Gzip(gzip)) => gzip.holds(bytes, BEGINNING),
                Some(Codec::Zstd(zstd)) => zstd.holds(bytes, BEGINNING),
                _ => false,
            };
            if found {
                return Ok(true);
            }
            self.input.pass(1);
        }
    }
}

/// How a file is compressed: by its first bytes, or, where they are damaged, by the first record in it.
fn codec_of<R: Read>(input: &mut Input<R>) -> io::Result<Codec> {
    let bytes = input.peek(BEGINNING.len())?;
    if bytes.starts_with(gzip::MAGIC) {
        return Ok(Codec::Gzip(Gzip::new()));
    }
    if bytes.starts_with(zstd::MAGIC) || zstd::is_skippable(bytes) {
        return Ok(Codec::Zstd(Box::new(Zstd::new())));
    }
    if bytes.trim_ascii_start().starts_with(BEGINNING) {
        return Ok(Codec::Plain);
    }
    let bytes = input.peek(FAR)?;
    let (mut gzip, mut zstd) = (Gzip::new(), Zstd::new());
    let in_gzip = memmem::find_iter(bytes, gzip::MAGIC).find(|&at| gzip.holds(&bytes[at..], BEGINNING));
    let in_zstd = memmem::find_iter(bytes, zstd::MAGIC).find(|&at| zstd.holds(&bytes[at..], BEGINNING));
    Ok(match (in_gzip, in_zstd) {
        (None, None) => Codec::Plain,
        (Some(gzip_at), zstd_at) if zstd_at.is_none_or(|zstd_at| gzip_at < zstd_at) => Codec::Gzip(gzip),
        _ => Codec::Zstd(Box::new(zstd)),
    })
}
