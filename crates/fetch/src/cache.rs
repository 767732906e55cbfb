use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Error, Fetched};

/// Answers kept in a folder, each in a file of its own: a line of JSON about it, then its body.
pub(crate) struct Cache {
    folder: PathBuf,
    /// Numbers the files that are being written.
    written: AtomicU64,
}

/// By what a server tells whether its answer has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Validators {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    url: String,
    status: u16,
    content_type: Option<String>,
    charset: Option<String>,
    #[serde(flatten)]
    validators: Validators,
    fetched: String,
    /// Of the body, so that a file that was cut off is not taken for whole.
    length: usize,
}

impl Cache {
    pub(crate) fn open(folder: PathBuf) -> Result<Self, Error> {
        match fs::create_dir_all(&folder) {
            Ok(()) => Ok(Self {
                folder,
                written: AtomicU64::new(0),
            }),
            Err(error) => Err(Error::Cache {
                folder,
                problem: error.to_string(),
            }),
        }
    }

    fn file(&self, url: &str) -> PathBuf {
        let hash = Sha256::digest(url);
        let name: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name)
    }

    /// The answer that was kept for an address, if it is whole and not longer than `limit`.
    pub(crate) fn get(&self, url: &str, limit: usize) -> Option<Fetched> {
        let mut bytes = fs::read(self.file(url)).ok()?;
        let end = bytes.iter().position(|&byte| byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
        bytes.drain(..=end);
        (head.url == url && head.length == bytes.len() && head.length <= limit).then_some(Fetched {
            url: head.url,
            bytes,
            status: head.status,
            content_type: head.content_type,
            charset: head.charset,
            etag: head.validators.etag,
            last_modified: head.validators.last_modified,
            fetched: head.fetched,
            unchanged: true,
        })
    }

    /// Keeps an answer. One that can't be written is not kept, and will be fetched as a whole again.
    pub(crate) fn put(&self, fetched: &Fetched) {
        let _ = self.write(fetched);
    }

    fn write(&self, fetched: &Fetched) -> io::Result<()> {
        let head = Head {
            url: fetched.url.clone(),
            status: fetched.status,
            content_type: fetched.content_type.clone(),
            charset: fetched.charset.clone(),
            validators: fetched.validators(),
            fetched: fetched.fetched.clone(),
            length: fetched.bytes.len(),
        };
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        bytes.extend_from_slice(&fetched.bytes);
        // Other programs may use the folder at the same time: a file appears whole or not at all.
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let unfinished = self.folder.join(format!("{}-{number}.part", std::process::id()));
        let written =
            fs::write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, self.file(&fetched.url)));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written
    }
}
