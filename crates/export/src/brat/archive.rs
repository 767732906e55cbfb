use std::io::{self, Write};

use onrecord_record::Record;
use tar::{Builder, EntryType, Header};

use super::ann;
use super::names::Names;
use crate::sink::text_of;
use crate::{Error, Sink};

/// The files of [`Brat`](crate::Brat) in a tar archive (POSIX ustar), for an output that is one stream.
///
/// The same records give the same bytes: no file has an owner, and all are of 1 January 1970.
pub struct BratArchive<W: Write> {
    archive: Builder<W>,
    names: Names,
}

impl<W: Write> BratArchive<W> {
    /// Writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self {
            archive: Builder::new(writer),
            names: Names::default(),
        }
    }

    fn put(&mut self, name: &str, words: &str) -> io::Result<()> {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_size(words.len() as u64);
        header.set_mtime(0);
        self.archive.append_data(&mut header, name, words.as_bytes())
    }
}

impl<W: Write> Sink for BratArchive<W> {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let ann = ann(record)?;
        let name = self.names.name(&record.id);
        self.put(&format!("{name}.txt"), text.as_str())?;
        self.put(&format!("{name}.ann"), &ann)?;
        Ok(self.archive.get_mut().flush()?)
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.archive.finish()?;
        Ok(self.archive.get_mut().flush()?)
    }
}
