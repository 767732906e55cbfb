//! Bytes that come from Python, for a thread that reads.
//!
//! Python objects are asked on the caller's thread only, while it waits for a result: a generator or a database's cursor
//! may mind another one, and no thread of ours ever needs the interpreter.

use std::io::{self, Read};

use crossbeam_channel::{Sender, bounded};

/// What the caller's thread hears of.
pub enum Event<R> {
    /// A result, in its order.
    Result(R),
    /// More bytes are wanted; an empty answer, or none, is the end.
    More(Sender<io::Result<Vec<u8>>>),
}

/// Bytes as the caller's thread hands them over.
pub struct Feed<R> {
    ask: Sender<Event<R>>,
    bytes: io::Cursor<Vec<u8>>,
    ended: bool,
}

impl<R> Feed<R> {
    /// Bytes that are asked for on a channel.
    pub fn new(ask: Sender<Event<R>>) -> Self {
        Self {
            ask,
            bytes: io::Cursor::default(),
            ended: false,
        }
    }

    /// What the caller gives; nothing once nobody answers.
    fn more(&self) -> io::Result<Vec<u8>> {
        let (reply, answer) = bounded(1);
        match self.ask.send(Event::More(reply)) {
            Ok(()) => answer.recv().unwrap_or(Ok(Vec::new())),
            Err(_) => Ok(Vec::new()),
        }
    }
}

impl<R> Read for Feed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.bytes.read(buffer)?;
            if read > 0 || self.ended || buffer.is_empty() {
                return Ok(read);
            }
            let more = self.more();
            self.ended = more.as_ref().map_or(true, Vec::is_empty);
            self.bytes = io::Cursor::new(more?);
        }
    }
}
