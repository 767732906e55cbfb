use std::io::{self, Read};

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;

/// How many bytes are kept after they were taken. Broken compressed data give themselves away much sooner.
const KEPT: usize = 1 << 20;

/// The bytes of a file, with those that were taken last still at hand.
pub(crate) struct Input<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where in the file the buffer begins.
    start: u64,
    /// How many bytes of the buffer are taken.
    at: usize,
    ended: bool,
}

impl<R: Read> Input<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            start: 0,
            at: 0,
            ended: false,
        }
    }

    /// Bytes from the file's start to the next one.
    pub(crate) fn offset(&self) -> u64 {
        self.start + self.at as u64
    }

    /// The next bytes, at least one; none at the end of the file.
    pub(crate) fn next(&mut self) -> io::Result<&[u8]> {
        self.peek(1)
    }

    /// The next bytes, at least `count`; fewer where the file ends before.
    pub(crate) fn peek(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < count && !self.ended {
            self.read_more()?;
        }
        Ok(&self.buffer[self.at..])
    }

    /// Takes bytes that were looked at.
    pub(crate) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }

    /// Goes back to an offset, or as near to it as bytes are kept.
    pub(crate) fn go_back(&mut self, offset: u64) {
        let at = usize::try_from(offset.saturating_sub(self.start)).unwrap_or(usize::MAX);
        self.at = self.at.min(at);
    }

    fn read_more(&mut self) -> io::Result<()> {
        if self.at > 2 * KEPT {
            let dropped = self.at - KEPT;
            self.buffer.drain(..dropped);
            self.start += dropped as u64;
            self.at = KEPT;
        }
        let end = self.buffer.len();
        self.buffer.resize(end + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.buffer[end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(end + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.next()?;
        let count = bytes.len().min(into.len());
        into[..count].copy_from_slice(&bytes[..count]);
        self.pass(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_as_far_as_it_remembers() {
        let bytes: Vec<u8> = (0..5_000_000_u32).map(|index| (index / 7) as u8).collect();
        let mut input = Input::new(&bytes[..]);
        let mut taken = 0;
        while taken < 4_000_000 {
            let count = input.next().unwrap().len().min(10_000);
            assert_eq!(input.next().unwrap()[..count], bytes[taken..taken + count]);
            input.pass(count);
            taken += count;
        }
        assert!(input.buffer.len() < 4 * KEPT);
        input.go_back(taken as u64 - 900_000);
        assert_eq!(input.offset(), taken as u64 - 900_000);
        assert_eq!(input.peek(100).unwrap()[..100], bytes[taken - 900_000..][..100]);
        input.go_back(0);
        let at = input.offset() as usize;
        assert!(at > 0 && input.next().unwrap()[0] == bytes[at]);
        input.go_back(u64::MAX);
        assert_eq!(input.offset() as usize, at);
    }
}
