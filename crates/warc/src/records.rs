use std::io::Read;

use memchr::memmem;

use crate::fields::{Fields, end_of_header};
use crate::members::{BEGINNING, Members};
use crate::{Cause, Damage, Kind, Limits, Record};

/// The most bytes between two records: two line ends, as the standard has it.
const LONGEST_GAP: usize = 4;

/// The records of a WARC file, in its order.
///
/// A broken record is a [`Damage`], and the next one follows it. Only after [`Cause::Read`] nothing follows.
pub struct Records<R> {
    members: Members<R>,
    limits: Limits,
    state: State,
    /// Some of the member that is being read.
    window: Vec<u8>,
    /// How many bytes of the window are done with.
    at: usize,
    /// How many bytes of the member came before the window.
    before: u64,
    /// Whether the window goes to the member's end.
    is_last: bool,
    /// Where in the file the record begins that is being read.
    offset: u64,
}

enum State {
    /// At a member's end, or at the file's start.
    BetweenMembers,
    /// Within a member, at a record's beginning or at blank lines before it.
    BetweenRecords,
    /// Within a member, somewhere after a broken record.
    Lost,
    /// The member can't be undone.
    BrokenMember,
    /// At the file's end, or nothing can be read any more.
    Done,
}

/// What came of one step.
enum Found {
    Record(Record),
    /// A record that is left out, though its end is known.
    LeftOut(Cause),
    /// Nothing yet.
    Nothing,
}

impl<R: Read> Records<R> {
    /// The records of a file, from its start. Nothing is read before the first is asked for.
    pub fn new(reader: R, limits: Limits) -> Self {
        Self {
            members: Members::new(reader, limits),
            limits,
            state: State::BetweenMembers,
            window: Vec::new(),
            at: 0,
            before: 0,
            is_last: false,
            offset: 0,
        }
    }

    fn step(&mut self) -> Result<Found, Cause> {
        match self.state {
            State::BetweenRecords => return self.record(),
            State::BetweenMembers => self.begin_member()?,
            State::Lost => self.find_record()?,
            State::BrokenMember => {
                self.state = match self.members.find_next()? {
                    true => State::BetweenMembers,
                    false => State::Done,
                }
            }
            State::Done => {}
        }
        Ok(Found::Nothing)
    }

    fn begin_member(&mut self) -> Result<(), Cause> {
        self.window.clear();
        (self.at, self.before, self.is_last) = (0, 0, false);
        let begun = self.members.begin();
        self.offset = self.members.offset();
        self.state = match begun {
            Ok(true) => State::BetweenRecords,
            Ok(false) => State::Done,
            Err(_) => State::BrokenMember,
        };
        begun.map(|_| ())
    }

    /// Makes sure of `count` bytes in the window that are not done with; false where the member ends before.
    fn has(&mut self, count: usize) -> Result<bool, Cause> {
        while self.window.len() - self.at < count && !self.is_last {
            self.window.drain(..self.at);
            self.before += self.at as u64;
            self.at = 0;
            match self.members.read(&mut self.window) {
                Ok(more) => self.is_last = !more,
                Err(cause) => {
                    self.state = State::BrokenMember;
                    return Err(cause);
                }
            }
        }
        Ok(self.window.len() - self.at >= count)
    }

    fn ahead(&self) -> &[u8] {
        &self.window[self.at..]
    }

    /// Where in the file the next byte is, or its member.
    fn here(&self) -> u64 {
        let within = if self.members.is_plain() {
            self.before + self.at as u64
        } else {
            0
        };
        self.members.offset() + within
    }

    fn record(&mut self) -> Result<Found, Cause> {
        if !self.pass_blank_lines()? {
            self.state = State::BetweenMembers;
            return Ok(Found::Nothing);
        }
        self.offset = self.here();
        self.state = State::Lost;
        let header = self.header()?;
        let fields = Fields::after_first_line(&self.ahead()[..header]);
        let mut record = Record::new(&fields, self.offset).ok_or(Cause::Field("WARC-Type"))?;
        let length: u64 = fields
            .get("Content-Length")
            .and_then(|length| length.parse().ok())
            .ok_or(Cause::Field("Content-Length"))?;
        if length > self.limits.block as u64 {
            return self.pass_over(header, length, record.kind);
        }
        let end = header + length as usize;
        if !self.has(end)? {
            return Err(Cause::Cut);
        }
        let gap = self.gap(end)?.ok_or(Cause::Length)?;
        if record.kind.has_document() {
            record.block = self.ahead()[header..end].to_vec();
        }
        self.at += end + gap;
        self.state = State::BetweenRecords;
        Ok(Found::Record(record))
    }

    /// False where the member ends with them.
    fn pass_blank_lines(&mut self) -> Result<bool, Cause> {
        while self.has(1)? {
            let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
            let blank = self.ahead().iter().take_while(|byte| is_line_end(byte)).count();
            self.at += blank;
            if self.at < self.window.len() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The length of the header that begins here.
    fn header(&mut self) -> Result<usize, Cause> {
        self.has(BEGINNING.len())?;
        if !self.ahead().starts_with(BEGINNING) {
            return Err(Cause::NoRecord);
        }
        let mut searched = 0;
        loop {
            let bytes = self.ahead();
            if let Some(end) = end_of_header(bytes, searched).filter(|&end| end <= self.limits.header) {
                return Ok(end);
            }
            if bytes.len() > self.limits.header {
                return Err(Cause::Header(self.limits.header));
            }
            // The end may have begun with the last bytes.
            searched = bytes.len().saturating_sub(2);
            let more = bytes.len() + 1;
            if !self.has(more)? {
                return Err(Cause::Cut);
            }
        }
    }

    /// The number of bytes between a record's end and the next record or the member's end; `None` where there is
    /// something else, because the record is not as long as it says.
    fn gap(&mut self, end: usize) -> Result<Option<usize>, Cause> {
        self.has(end + LONGEST_GAP + BEGINNING.len())?;
        let after = &self.ahead()[end..];
        // One of its bytes may be broken.
        if let Some(gap) = memmem::find(
            &after[..after.len().min(LONGEST_GAP + BEGINNING.len())],
            BEGINNING,
        ) {
            return Ok(Some(gap));
        }
        let after = &after[..after.len().min(LONGEST_GAP)];
        let is_gap = if after.len() < LONGEST_GAP {
            after.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
        } else {
            after == b"\r\n\r\n" || after == b"\n\n\n\n"
        };
        Ok(is_gap.then_some(after.len()))
    }

    /// Passes over a record that is too long to be held. What it says of its length is not believed where another record
    /// begins before.
    fn pass_over(&mut self, header: usize, length: u64, kind: Kind) -> Result<Found, Cause> {
        self.at += header;
        let mut left = length;
        while left > 0 {
            if !self.has(1)? {
                self.state = State::BetweenMembers;
                return Err(Cause::Cut);
            }
            // Enough is left for the next round to see a beginning that is not all there yet.
            let within = self
                .ahead()
                .len()
                .min(usize::try_from(left).unwrap_or(usize::MAX));
            if let Some(at) = beginning_after_blank_line(&self.ahead()[..within]) {
                self.at += at;
                self.state = State::BetweenRecords;
                return Ok(Found::LeftOut(Cause::Length));
            }
            let kept = if within as u64 == left {
                0
            } else {
                LONGEST_BEGINNING.min(within - 1)
            };
            self.at += within - kept;
            left -= (within - kept) as u64;
            if kept > 0 && !self.has(kept + 1)? {
                self.state = State::BetweenMembers;
                return Err(Cause::Cut);
            }
        }
        self.state = State::BetweenRecords;
        Ok(match kind.has_document() {
            true => Found::LeftOut(Cause::TooLong(self.limits.block)),
            false => Found::Nothing,
        })
    }

    /// Goes to the next record of the member, from behind the beginning of a broken one.
    fn find_record(&mut self) -> Result<(), Cause> {
        self.at += 1.min(self.ahead().len());
        loop {
            if let Some(at) = beginning(self.ahead()) {
                self.at += at;
                self.state = State::BetweenRecords;
                return Ok(());
            }
            self.at += self.ahead().len().saturating_sub(LONGEST_BEGINNING);
            let more = self.ahead().len() + 1;
            match self.has(more) {
                Ok(true) => {}
                Ok(false) => {
                    self.state = State::BetweenMembers;
                    return Ok(());
                }
                Err(Cause::Read(error)) => return Err(error.into()),
                // The member has had its damage.
                Err(_) => return Ok(()),
            }
        }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Record, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        while !matches!(self.state, State::Done) {
            let cause = match self.step() {
                Ok(Found::Record(record)) => return Some(Ok(record)),
                Ok(Found::Nothing) => continue,
                Ok(Found::LeftOut(cause)) => cause,
                Err(cause) => cause,
            };
            let offset = self.offset;
            if matches!(cause, Cause::Read(_)) {
                self.state = State::Done;
            }
            return Some(Err(Damage { offset, cause }));
        }
        None
    }
}

/// More bytes than any beginning has that is looked for, with the blank line before it.
const LONGEST_BEGINNING: usize = 16;

/// Where a record begins in the midst of other bytes: its first line, and the first letter of a field.
fn beginning(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, BEGINNING).find(|at| match &bytes[at + BEGINNING.len()..] {
        [b'0'..=b'9', b'\r', b'\n', letter, ..] | [b'0'..=b'9', b'\n', letter, ..] => {
            letter.is_ascii_alphabetic()
        }
        _ => false,
    })
}

fn beginning_after_blank_line(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = beginning(&bytes[from..]) {
        let at = from + at;
        if bytes[..at].ends_with(b"\n\r\n") || bytes[..at].ends_with(b"\n\n") {
            return Some(at);
        }
        from = at + 1;
    }
    None
}
