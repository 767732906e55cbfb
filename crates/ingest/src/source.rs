use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use crate::{Error, Place, Warning, decode};

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes with a name, of which the beginning has been looked at.
pub struct Source {
    /// The name the caller gave; `-` is standard input.
    pub(crate) file: String,
    /// All bytes up to the end of the first line that isn't blank, without a byte order mark.
    head: Vec<u8>,
    rest: Box<dyn BufRead + Send>,
    /// What has turned out odd so far.
    pub(crate) warnings: Vec<Warning>,
}

impl Source {
    /// Opens a file, or standard input for `-`. Waits for its first line, and reads no further than `limit` bytes for
    /// its end.
    ///
    /// # Errors
    /// Where there is no such file, where it is a directory, or can't be read.
    pub fn open(path: &Path, limit: usize) -> Result<Self, Error> {
        let file = path.to_string_lossy();
        if file == "-" {
            return Self::new("-", BufReader::new(io::stdin()), limit);
        }
        let place = || Place::file(&file);
        let opened = File::open(path).and_then(|opened| Ok((opened.metadata()?.is_dir(), opened)));
        match opened {
            Ok((true, _)) => Err(Error::Directory { place: place() }),
            Ok((false, opened)) => Self::new(&file, BufReader::with_capacity(1 << 16, opened), limit),
            Err(error) => Err(match error.kind() {
                io::ErrorKind::NotFound => Error::NotFound { place: place() },
                io::ErrorKind::PermissionDenied => Error::Permission { place: place() },
                _ => Error::Read {
                    place: place(),
                    source: error,
                },
            }),
        }
    }

    /// Bytes from anywhere, under a name that tells their format by its ending.
    ///
    /// # Errors
    /// Where they can't be read.
    pub fn new(file: &str, bytes: impl BufRead + Send + 'static, limit: usize) -> Result<Self, Error> {
        let mut source = Self {
            file: file.into(),
            head: Vec::new(),
            rest: Box::new(bytes),
            warnings: Vec::new(),
        };
        source.look(limit).map_err(|error| Error::Read {
            place: source.place(),
            source: error,
        })?;
        if source.head.starts_with(UTF8_MARK) {
            source.head.drain(..UTF8_MARK.len());
        } else if source.head.starts_with(b"\xff\xfe") || source.head.starts_with(b"\xfe\xff") {
            source.decode_utf16(limit)?;
        }
        Ok(source)
    }

    fn look(&mut self, limit: usize) -> io::Result<()> {
        loop {
            let room = limit.saturating_sub(self.head.len()) as u64;
            let read = (&mut self.rest).take(room).read_until(b'\n', &mut self.head)?;
            if read == 0 || !self.first_line().is_empty() {
                return Ok(());
            }
        }
    }

    /// Lines of UTF-16 can't be told apart as bytes: the source is decoded as a whole.
    fn decode_utf16(&mut self, limit: usize) -> Result<(), Error> {
        let place = self.place();
        let bytes = self.take_all(limit)?;
        let decoded = decode(bytes).map_err(|binary| Error::Binary {
            place: place.clone(),
            binary,
        })?;
        self.warnings = decoded.warnings(&place);
        self.rest = Box::new(Cursor::new(decoded.text.into_bytes()));
        self.look(limit)
            .map_err(|error| Error::Read { place, source: error })
    }

    pub(crate) fn place(&self) -> Place {
        Place::file(&self.file)
    }

    /// Whether the name ends in `.` and this, in upper or lower case.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.file)
            .extension()
            .is_some_and(|found| found.eq_ignore_ascii_case(extension))
    }

    /// The first line that isn't blank, without blanks around it.
    pub(crate) fn first_line(&self) -> &[u8] {
        self.head
            .strip_prefix(UTF8_MARK)
            .unwrap_or(&self.head)
            .trim_ascii()
    }

    /// All bytes, at most `limit` of them.
    pub(crate) fn take_all(&mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = std::mem::take(&mut self.head);
        let room = limit.saturating_sub(bytes.len()) as u64 + 1;
        let read = (&mut self.rest).take(room).read_to_end(&mut bytes);
        read.map_err(|error| Error::Read {
            place: self.place(),
            source: error,
        })?;
        if bytes.len() > limit {
            return Err(Error::TooLong {
                place: self.place(),
                limit,
            });
        }
        Ok(bytes)
    }

    /// All bytes, as they come.
    pub(crate) fn into_reader(self) -> impl BufRead + Send {
        Cursor::new(self.head).chain(self.rest)
    }
}
