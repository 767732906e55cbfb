//! The record as pages for people and an API for programs.
//!
//! [`App`] is what every request works with: a store, a reader, and what they may be used for. [`router`] answers requests
//! with it; [`serve`] listens and answers until it is told to end.
//!
//! ```no_run
//! use onrecord_serve::{App, Settings, serve};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let app = App::open(Settings::new("store.db", onrecord::Reader::new()?))?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:7340").await?;
//! serve(app, listener, std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Whatever comes out of a store was in an article: hostile text. The API gives it as JSON, the pages escape it, and the
//! headers of every answer forbid a browser to run or load anything else.

mod admission;
mod api;
mod app;
mod corrected;
mod exporting;
mod guard;
mod intake;
mod listen;
mod pages;
mod pool;
mod problem;
mod reading;
mod tag;
mod token;

pub use app::{App, Settings};
pub use intake::{Given, LONGEST_PAGE, LONGEST_TEXT};
pub use listen::{ServeError, router, run, serve};
pub use problem::{Kind, Problem};
pub use reading::Reading;
pub use token::{Token, TokenError};
