//! Fetches pages politely.
//!
//! A [`Fetcher`] asks web servers as a guest does. It
//!
//! * names itself and a contact, and keeps to `robots.txt` (RFC 9309);
//! * sends one request a host at a time, with a delay after each, and waits when it is told to (`Retry-After`);
//! * asks only for what has changed, where it has a folder to keep answers in;
//! * follows at most ten redirects, and checks each anew;
//! * bounds time and size, on the wire and decoded;
//! * connects to the public internet only, unless it is allowed more: the addresses that a name stands for are looked up
//!   once, checked, and the connection goes to one that was checked. A page can't send it into a private network, however
//!   it spells the address.
//!
//! Many threads can share one. It uses no proxy, whatever the environment says: behind one, the check of addresses would
//! be the proxy's. TLS trusts Mozilla's certificate authorities as built in (`webpki-roots`), which are the same on every
//! machine; certificates of a house's own authority are refused.

mod address;
mod cache;
mod clock;
mod coding;
mod error;
mod exchange;
mod fetcher;
mod guard;
mod lanes;
mod robots;
mod rules;
#[cfg(test)]
mod server;
mod settings;
#[cfg(test)]
mod tests;

pub use clock::{Clock, SystemClock};
pub use error::Error;
pub use fetcher::{Fetched, Fetcher};
pub use guard::{Resolve, SystemResolver};
pub use settings::Settings;
