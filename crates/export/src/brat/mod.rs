//! brat's stand-off format, as PolNeAR uses it: of each article `NAME.txt` and `NAME.ann`.

mod ann;
mod archive;
mod names;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use onrecord_record::Record;
use tempfile::NamedTempFile;

use crate::sink::text_of;
use crate::{Error, Sink};
pub use ann::ann;
pub use archive::BratArchive;
use names::Names;

/// A folder of `NAME.txt` and `NAME.ann`; see [`ann`].
///
/// Names come from the records' ids: letters, digits, `.`, `_` and `-` of ASCII stay, all else becomes `_`; a name that
/// was used before gets a number. Each file is written beside its place and moved there when it is whole; one of the
/// same name from before is replaced.
#[derive(Debug)]
pub struct Brat {
    folder: PathBuf,
    names: Names,
}

impl Brat {
    /// Writes into `folder`, which is made if it isn't there.
    pub fn new(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        fs::create_dir_all(&folder).map_err(|error| Error::File {
            path: folder.clone(),
            error,
        })?;
        Ok(Self {
            folder,
            names: Names::default(),
        })
    }
}

impl Sink for Brat {
    fn write(&mut self, record: &Record) -> Result<(), Error> {
        let text = text_of(record)?;
        let ann = ann(record)?;
        let name = self.names.name(&record.id);
        put(&self.folder.join(format!("{name}.txt")), text.as_str())?;
        put(&self.folder.join(format!("{name}.ann")), &ann)
    }

    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

/// Writes a file whole or not at all.
fn put(path: &Path, words: &str) -> Result<(), Error> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = temporary(folder)?;
        file.write_all(words.as_bytes())?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| Error::File {
        path: path.into(),
        error,
    })
}

#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // As any new file, less what the user's mask takes away; the library's own choice is one that only the owner reads.
    tempfile::Builder::new()
        .prefix(".onrecord-")
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".onrecord-").tempfile_in(folder)
}
