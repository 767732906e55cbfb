use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use onrecord_warc::is_warc;

use crate::{Error, Options, Place, Warning, compression, decode};

/// As much is looked at of a source whose first line doesn't tell what it is.
const LONGEST_BEGINNING: usize = 4 << 10;

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes with a name, of which the beginning has been looked at.
pub struct Source {
    /// The name the caller gave; `-` is standard input.
    pub(crate) file: String,
    /// All bytes up to the end of the first line that isn't blank, and a few more of markup and JSON that goes on after
    /// it; without a byte order mark and without compression.
    head: Vec<u8>,
    rest: Box<dyn BufRead + Send>,
    /// Whether it is a WARC file, compressed or not. Nothing has been looked at then.
    pub(crate) is_archive: bool,
    /// The address that the bytes were fetched from.
    pub(crate) url: Option<String>,
    /// The label of their encoding, as the server stated it.
    pub(crate) charset: Option<String>,
    /// What has turned out odd so far.
    pub(crate) warnings: Vec<Warning>,
}

impl Source {
    /// Opens a file, or standard input for `-`. Waits for its first line, and reads no further than
    /// [`Options::limit`] bytes for its end.
    ///
    /// # Errors
    /// Where there is no such file, where it is a directory, or can't be read.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        let file = path.to_string_lossy();
        if file == "-" {
            return Self::new("-", BufReader::new(io::stdin()), options);
        }
        let place = || Place::file(&file);
        let opened = File::open(path).and_then(|opened| Ok((opened.metadata()?.is_dir(), opened)));
        match opened {
            Ok((true, _)) => Err(Error::Directory { place: place() }),
            Ok((false, opened)) => Self::new(&file, BufReader::with_capacity(1 << 16, opened), options),
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

    /// Bytes from anywhere, under a name that tells their format by its ending. Their compression is undone, if it is
    /// gzip or Zstandard.
    ///
    /// # Errors
    /// Where they can't be read.
    pub fn new(file: &str, bytes: impl BufRead + Send + 'static, options: &Options) -> Result<Self, Error> {
        let limit = options.limit;
        let failed = |source| Error::Read {
            place: Place::file(file),
            source,
        };
        let plain = compression::undo(file, Box::new(bytes), options.expansion).map_err(failed)?;
        let mut source = Self {
            file: file.into(),
            head: Vec::new(),
            rest: plain.bytes,
            is_archive: plain.is_archive,
            url: None,
            charset: None,
            warnings: Vec::new(),
        };
        if source.is_archive {
            return Ok(source);
        }
        source.look(limit).map_err(failed)?;
        source.is_archive = is_warc(&source.head);
        if source.head.starts_with(UTF8_MARK) {
            source.head.drain(..UTF8_MARK.len());
        } else if source.head.starts_with(b"\xff\xfe") || source.head.starts_with(b"\xfe\xff") {
            source.decode_utf16(limit)?;
        }
        Ok(source)
    }

    /// The same, as what stands at an address: a page that states no address of its own has this one.
    #[must_use]
    pub fn at_address(self, address: &str) -> Self {
        Self {
            url: Some(address.to_owned()),
            ..self
        }
    }

    fn look(&mut self, limit: usize) -> io::Result<()> {
        loop {
            let line = self.head.len();
            let room = limit.saturating_sub(line) as u64;
            let read = (&mut self.rest).take(room).read_until(b'\n', &mut self.head)?;
            let line = &self.head[line..];
            let is_blank = line
                .strip_prefix(UTF8_MARK)
                .unwrap_or(line)
                .trim_ascii()
                .is_empty();
            if read == 0 || !is_blank {
                break;
            }
        }
        // What kind of markup or JSON it is may be said on a later line.
        let goes_on = self.first_line().starts_with(b"<") || self.first_line() == b"{";
        if goes_on && self.head.len() < LONGEST_BEGINNING.min(limit) {
            let room = LONGEST_BEGINNING.min(limit) - self.head.len();
            (&mut self.rest).take(room as u64).read_to_end(&mut self.head)?;
        }
        Ok(())
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

    /// Whether the name ends in `.` and this, in upper or lower case; the endings of compressed files don't count.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        compression::has_extension(&self.file, extension)
    }

    /// The first line that isn't blank, without blanks around it.
    pub(crate) fn first_line(&self) -> &[u8] {
        let beginning = self.beginning().trim_ascii_start();
        let line = beginning.split(|&byte| byte == b'\n').next();
        line.unwrap_or_default().trim_ascii_end()
    }

    /// The first bytes, as many as have been looked at: the first line, of markup and JSON the first 4 KiB.
    pub(crate) fn beginning(&self) -> &[u8] {
        self.head.strip_prefix(UTF8_MARK).unwrap_or(&self.head)
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
