//! Members of gzip files (RFC 1952).

use std::io::Read;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::Cause;
use crate::input::Input;

/// How every member begins: its magic number and the one compression method there is.
pub(crate) const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// The most bytes of a member's header. Names and comments in it are short.
const LONGEST_HEADER: usize = 1 << 17;

/// The member that is being read.
pub(crate) struct Gzip {
    inflate: Decompress,
    sum: Crc,
}

impl Gzip {
    pub(crate) fn new() -> Self {
        Self {
            inflate: Decompress::new(false),
            sum: Crc::new(),
        }
    }

    /// Takes a member's header.
    pub(crate) fn begin<R: Read>(&mut self, input: &mut Input<R>) -> Result<(), Cause> {
        let plain = matches!(input.peek(4)?, [_, _, _, 0, ..]);
        let wanted = if plain { 10 } else { LONGEST_HEADER };
        let length =
            header(input.peek(wanted)?).ok_or_else(|| Cause::Compressed("there is no gzip header".into()))?;
        input.pass(length);
        self.inflate.reset(false);
        self.sum.reset();
        Ok(())
    }

    /// Undoes some more into a buffer with room; whether that was the member's end.
    pub(crate) fn read<R: Read>(&mut self, input: &mut Input<R>, into: &mut Vec<u8>) -> Result<bool, Cause> {
        let bytes = input.next()?;
        if bytes.is_empty() {
            return Err(Cause::Cut);
        }
        let (before, end) = (self.inflate.total_in(), into.len());
        let status = self
            .inflate
            .decompress_vec(bytes, into, FlushDecompress::None)
            .map_err(|_| Cause::Compressed("this is not what deflate writes".into()))?;
        let taken = (self.inflate.total_in() - before) as usize;
        input.pass(taken);
        self.sum.update(&into[end..]);
        match status {
            Status::StreamEnd => self.check(input).map(|()| true),
            _ if taken == 0 && into.len() == end => Err(Cause::Compressed("nothing comes of them".into())),
            _ => Ok(false),
        }
    }

    /// Takes the checksum and the length at a member's end.
    fn check<R: Read>(&self, input: &mut Input<R>) -> Result<(), Cause> {
        let Some(&[a, b, c, d, e, f, g, h]) = input.peek(8)?.first_chunk() else {
            return Err(Cause::Cut);
        };
        let sound = u32::from_le_bytes([a, b, c, d]) == self.sum.sum()
            && u32::from_le_bytes([e, f, g, h]) == self.sum.amount();
        input.pass(8);
        if sound { Ok(()) } else { Err(Cause::Checksum) }
    }

    /// Whether a member begins here, and what it holds begins with these bytes.
    pub(crate) fn holds(&mut self, bytes: &[u8], beginning: &[u8]) -> bool {
        let Some(length) = header(bytes) else {
            return false;
        };
        self.inflate.reset(false);
        let mut found = vec![0; beginning.len()];
        let result = self
            .inflate
            .decompress(&bytes[length..], &mut found, FlushDecompress::None);
        result.is_ok() && found == beginning
    }
}

/// The length of a member's header, where there is one.
fn header(bytes: &[u8]) -> Option<usize> {
    let flags = *bytes.strip_prefix(MAGIC)?.first()?;
    let mut length = 10;
    if flags & 0xe0 != 0 {
        return None;
    }
    if flags & 4 != 0 {
        let extra = bytes.get(length..length + 2)?;
        length += 2 + usize::from(u16::from_le_bytes([extra[0], extra[1]]));
    }
    // The file's name and a comment.
    for flag in [8, 16] {
        if flags & flag != 0 {
            length += memchr::memchr(0, bytes.get(length..)?)? + 1;
        }
    }
    if flags & 2 != 0 {
        length += 2;
    }
    (length <= bytes.len()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn headers() {
        assert_eq!(header(b"\x1f\x8b\x08\0\0\0\0\0\0\x03"), Some(10));
        assert_eq!(
            header(b"\x1f\x8b\x08\x1e\0\0\0\0\0\x03\x02\0abname\0note\0cc"),
            Some(26)
        );
        for bad in [
            &b""[..],
            b"\x1f\x8b\x08",
            b"\x1f\x8b\x08\0\0\0\0\0\0",
            b"\x1f\x8b\x07\0\0\0\0\0\0\x03",
            b"\x1f\x8b\x08\x80\0\0\0\0\0\x03",
            b"\x1f\x8b\x08\x08\0\0\0\0\0\x03name without an end",
            b"\x1f\x8b\x08\x04\0\0\0\0\0\x03\xff\xff",
        ] {
            assert_eq!(header(bad), None);
        }
    }
}
