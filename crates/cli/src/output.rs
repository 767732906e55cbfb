//! Where results are written: standard output, or a file that appears under its name only when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::interrupt;

/// A place that takes bytes. Dropped before [`Output::finish`], a file is not left behind.
pub enum Output {
    /// Standard output.
    Standard(BufWriter<io::Stdout>),
    /// A device or a pipe: written to as it is.
    Direct(BufWriter<File>),
    /// A file that is still written under another name.
    File {
        /// What is written so far.
        unfinished: BufWriter<NamedTempFile>,
        /// The name it will have.
        path: PathBuf,
    },
}

impl Output {
    /// Opens `path`, or standard output where there is none (or it is `-`).
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        Self::open_path(path).map_err(|error| Failure::writing(Some(path), &error))
    }

    fn open_path(path: &Path) -> io::Result<Self> {
        // Through a link, so that the link stays and what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let present = match fs::metadata(&path) {
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if let Some(metadata) = &present {
            if metadata.is_dir() {
                return Err(io::Error::new(
                    io::ErrorKind::IsADirectory,
                    "it is a folder; name a file",
                ));
            }
            let file = OpenOptions::new().write(true).open(&path)?;
            if !metadata.is_file() {
                return Ok(Self::Direct(BufWriter::new(file)));
            }
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".onrecord-").suffix(".unfinished");
        #[cfg(unix)]
        builder.permissions(present.map_or_else(new_file_permissions, |metadata| metadata.permissions()));
        let unfinished = interrupt::make_unfinished(|| builder.tempfile_in(folder))?;
        Ok(Self::File {
            unfinished: BufWriter::new(unfinished),
            path,
        })
    }

    /// Writes out what is left, and gives a file its name.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Standard(mut standard) => standard.flush(),
            Self::Direct(mut file) => file.flush(),
            Self::File { unfinished, path } => {
                let file = unfinished.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(path).map_err(|error| error.error)?;
                interrupt::nothing_unfinished();
                Ok(())
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(standard) => standard.write(bytes),
            Self::Direct(file) => file.write(bytes),
            Self::File { unfinished, .. } => unfinished.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(standard) => standard.flush(),
            Self::Direct(file) => file.flush(),
            Self::File { unfinished, .. } => unfinished.flush(),
        }
    }
}

/// What a program that simply makes a file would ask for: the user's mask takes away what it must.
#[cfg(unix)]
fn new_file_permissions() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        let mut output = Output::open(Some(&path)).unwrap();
        output.write_all(b"one\n").unwrap();
        output.flush().unwrap();
        assert!(!path.exists());
        output.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\n");
        assert_eq!(names(folder.path()), ["out.jsonl"]);
    }

    #[test]
    fn an_unfinished_file_leaves_the_old_one_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        fs::write(&path, "old").unwrap();
        let mut output = Output::open(Some(&path)).unwrap();
        output.write_all(b"new").unwrap();
        drop(output);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["out.jsonl"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let mut output = Output::open(Some(&link)).unwrap();
        output.write_all(b"new").unwrap();
        output.finish().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
    }
}
