//! Whatever was named on the command line, as one stream of documents.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use onrecord_fetch::{Fetched, Fetcher};
use walkdir::{DirEntry, WalkDir};

use crate::{
    Documents, Error, Options, Pending, Place, Reason, Source, Taken, decode, open, read_fetched,
    read_verbatim,
};

/// As many inputs are looked at ahead, so that addresses of different hosts load side by side.
const AHEAD: usize = 8;

/// As much of a file in a folder is looked at to tell whether it is text.
const LOOKED_AT: u64 = 4 << 10;

/// Files of a page that hold no article, though some are text.
const NOT_TEXT: &[&str] = &[
    "7z", "avi", "avif", "bin", "bmp", "cjs", "css", "csv", "doc", "docx", "dll", "eot", "epub", "exe",
    "flac", "gif", "heic", "ico", "jpeg", "jpg", "js", "less", "m4a", "m4v", "map", "mjs", "mkv", "mov",
    "mp3", "mp4", "mpeg", "mpg", "ods", "odt", "ogg", "opus", "otf", "pdf", "png", "ppt", "pptx", "psd",
    "rar", "scss", "sqlite", "svg", "swf", "tar", "tif", "tiff", "ts", "tsx", "ttf", "wasm", "wav", "webm",
    "webp", "woff", "woff2", "xls", "xlsx", "xsl", "zip",
];

/// What brat keeps beside its texts.
const BRAT: &[&str] = &[
    "annotation.conf",
    "visual.conf",
    "tools.conf",
    "kb_shortcuts.conf",
];

/// The documents of any mix of
///
/// * files, of any format that [`open`] reads;
/// * folders, with all folders in them, by the names of their files. Hidden files and folders are left out, and the
///   `…_files` folders of saved pages; links to folders are not followed. Files that hold no text are
///   [`Skipped`](crate::Skipped). A `.txt` with brat's `.ann` beside it is read as [`read_verbatim`] does, also where
///   it is named alone;
/// * patterns (`2024-*/**/*.html`), where there is no file of that name;
/// * `-`, standard input, once;
/// * `http` and `https` addresses, which [`Options::fetcher`] fetches, some ahead of their turn: what comes is read by its
///   content.
///
/// They come in the order of the inputs. What can't be opened is an error in its place and stops no other.
pub fn documents<I>(inputs: I, options: &Options) -> Documents
where
    I: IntoIterator<Item: Into<OsString> + 'static, IntoIter: Send + 'static>,
{
    let options = options.clone();
    let ahead = Ahead {
        inputs: inputs.into_iter().map(Into::into).fuse(),
        fetcher: options.fetcher.clone(),
        queue: VecDeque::new(),
    };
    let mut standard_input = false;
    Box::new(ahead.flat_map(move |input| match input {
        Input::Address(address, loading) => fetched(&address, loading, &options),
        Input::Name(name) if name == "-" && std::mem::replace(&mut standard_input, true) => {
            once(Err(Error::StandardInputTwice))
        }
        Input::Name(name) => named(&name, &options),
    }))
}

/// One input.
enum Input {
    Name(OsString),
    /// An address, and the thread that fetches it, if it may be fetched.
    Address(String, Option<Loading>),
}

type Loading = JoinHandle<Result<Fetched, onrecord_fetch::Error>>;

/// The inputs in their order, addresses among the next few loading already.
struct Ahead<I> {
    inputs: I,
    fetcher: Option<Arc<Fetcher>>,
    queue: VecDeque<Input>,
}

impl<I: Iterator<Item = OsString>> Iterator for Ahead<I> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while self.queue.len() < AHEAD
            && let Some(name) = self.inputs.next()
        {
            self.queue
                .push_back(match name.to_str().filter(|name| is_address(name)) {
                    Some(address) => Input::Address(address.into(), self.load(address)),
                    None => Input::Name(name),
                });
        }
        self.queue.pop_front()
    }
}

impl<I> Ahead<I> {
    fn load(&self, address: &str) -> Option<Loading> {
        let (fetcher, address) = (Arc::clone(self.fetcher.as_ref()?), address.to_owned());
        Builder::new().spawn(move || fetcher.get(&address)).ok()
    }
}

fn is_address(name: &str) -> bool {
    let scheme = name
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

fn once(found: Result<Pending, Error>) -> Documents {
    Box::new(std::iter::once(found))
}

fn all_or_error(found: Result<Documents, Error>) -> Documents {
    found.unwrap_or_else(|error| once(Err(error)))
}

fn fetched(address: &str, loading: Option<Loading>, options: &Options) -> Documents {
    let place = Place::file(address);
    let found = match (loading, &options.fetcher) {
        (_, None) => return once(Err(Error::Offline { place })),
        // Where there was no thread to be had, it is fetched now.
        (None, Some(fetcher)) => fetcher.get(address),
        (Some(loading), _) => match loading.join() {
            Ok(found) => found,
            Err(_) => return once(Err(Error::Broke { place })),
        },
    };
    let found = found.map_err(Error::from);
    all_or_error(found.and_then(|fetched| read_fetched(fetched, options)))
}

/// A file, a folder, standard input or a pattern.
fn named(name: &OsStr, options: &Options) -> Documents {
    let path = Path::new(name);
    if name == "-" {
        return all_or_error(open(path, options));
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path, options),
        Ok(_) => all_or_error(file(path, options)),
        Err(error) => match pattern(name) {
            Some(found) if error.kind() == std::io::ErrorKind::NotFound => matches_of(name, found, options),
            _ => all_or_error(open(path, options)),
        },
    }
}

/// What fits a pattern, by name; `None` where it is none.
fn pattern(name: &OsStr) -> Option<glob::Paths> {
    let pattern = name.to_str().filter(|name| name.contains(['*', '?', '[']))?;
    let options = glob::MatchOptions {
        require_literal_leading_dot: true,
        ..glob::MatchOptions::new()
    };
    glob::glob_with(pattern, options).ok()
}

fn matches_of(name: &OsStr, found: glob::Paths, options: &Options) -> Documents {
    let mut found = found.peekable();
    if found.peek().is_none() {
        let place = Place::file(&name.to_string_lossy());
        return once(Err(Error::NoMatch { place }));
    }
    let options = options.clone();
    Box::new(found.flat_map(move |path| match path {
        Ok(path) if path.is_dir() => folder(&path, &options),
        Ok(path) => all_or_error(file(&path, &options)),
        Err(error) => unreadable(error.path(), error.error().kind()),
    }))
}

fn unreadable(path: &Path, kind: std::io::ErrorKind) -> Documents {
    let place = Place::file(&path.to_string_lossy());
    once(Err(match kind {
        std::io::ErrorKind::PermissionDenied => Error::Permission { place },
        kind => Error::Read {
            place,
            source: kind.into(),
        },
    }))
}

/// A file that was named, or is in a folder and holds text.
fn file(path: &Path, options: &Options) -> Result<Documents, Error> {
    let text = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
    if text && path.with_extension("ann").is_file() {
        return read_verbatim(Source::open(path, options)?, options);
    }
    open(path, options)
}

/// The documents of a folder's files.
fn folder(path: &Path, options: &Options) -> Documents {
    let options = options.clone();
    // A folder that was named is read, hidden or not; a link to one, too.
    let walk = WalkDir::new(path).sort_by_file_name();
    let entries = walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_wanted(entry));
    Box::new(entries.flat_map(move |entry| match entry {
        Err(error) => {
            let path = error.path().map(Path::to_owned).unwrap_or_default();
            unreadable(
                &path,
                error
                    .io_error()
                    .map_or(std::io::ErrorKind::Other, std::io::Error::kind),
            )
        }
        // Links lead to files or are passed over; so are pipes and devices, which may never end.
        Ok(entry) if !entry.path().is_file() || entry.file_type().is_dir() => Box::new(std::iter::empty()),
        Ok(entry) => in_folder(entry.into_path(), &options),
    }))
}

/// Whether an entry of a folder is looked at: not if it is hidden, belongs to a saved page or to brat.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') {
        return false;
    }
    if entry.file_type().is_dir() {
        let page = name
            .strip_suffix("_files")
            .map(|page| entry.path().with_file_name(page));
        let has = |extension: &&str| {
            page.as_ref()
                .is_some_and(|page| with_added(page, extension).is_file())
        };
        return !["html", "htm", "xhtml"].iter().any(has);
    }
    !name.ends_with(".ann") && !BRAT.contains(&&*name)
}

/// `a.b` as `a.b.html`.
fn with_added(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn in_folder(path: PathBuf, options: &Options) -> Documents {
    let place = Place::file(&path.to_string_lossy());
    let skipped = |place: Place| {
        once(Ok(Pending::new(place.clone(), move || {
            Ok(Taken::skipped(&place, Reason::NotText))
        })))
    };
    if !holds_text(&path) {
        return skipped(place);
    }
    match file(&path, options) {
        Err(Error::Binary { .. }) => skipped(place),
        found => all_or_error(found),
    }
}

/// Whether a file may hold text, by its name and its first bytes. What can't be opened may: opening it says what is wrong.
fn holds_text(path: &Path) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    if NOT_TEXT.contains(&extension.as_str()) {
        return false;
    }
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut beginning));
    // Compressed files are opened to see; a WARC may begin with a picture.
    read.is_err()
        || [&b"\x1f\x8b"[..], b"\x28\xb5\x2f\xfd", b"WARC/"]
            .iter()
            .any(|start| beginning.starts_with(start))
        || decode(beginning).is_ok()
}
