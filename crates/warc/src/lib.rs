//! Records of WARC and WET files, one by one.
//!
//! [`Records`] reads WARC 1.0 and 1.1 (ISO 28500) from any reader: plain, in gzip with a member for each record (or with
//! all records in one), or in Zstandard, with a dictionary in the first frame where there is one. It tells them apart by
//! their first bytes. Memory doesn't grow with the file: a record's block is held up to [`Limits::block`], the history
//! that is needed to find back after damage is a mebibyte, and a Zstandard window may be 128 MiB.
//!
//! **Damage** costs the record that it is in. Each broken record or member is one [`Damage`], with its place in the file,
//! and reading goes on at the next: in compressed files at the next member whose data begin `WARC/1.`, in plain files at
//! the next such line.
//!
//! [`Response`] takes the HTTP response in a record apart: status, header, and the body without its transfer and content
//! codings.
//!
//! [`Unfolded`] undoes the compression of files that hold something else.
//!
//! `input.rs` holds a little of what was read, `members.rs` undoes the compression (`gzip.rs`, `zstd.rs`), `records.rs`
//! finds the records in that, `http.rs` and `body.rs` are about what is in a response.

mod body;
mod damage;
mod fields;
mod gzip;
mod http;
mod input;
mod members;
mod record;
mod records;
mod unfolded;
mod zstd;

pub use body::{Body, TooLong};
pub use damage::{Cause, Damage};
pub use fields::{ContentType, Fields};
pub use http::Response;
pub use record::{Kind, Record};
pub use records::Records;
pub use unfolded::{Unfolded, is_warc};

/// How much is read of what others wrote.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a record's block; 16 MiB unless set. A longer one is passed over.
    pub block: usize,
    /// The most bytes of a record's header; 64 KiB unless set.
    pub header: usize,
    /// How many times its size a compressed member may unfold to, once that is more than [`Limits::block`]; 250 unless
    /// set. Nothing anybody wrote to be read comes near it.
    pub expansion: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            block: 16 << 20,
            header: 1 << 16,
            expansion: 250,
        }
    }
}
