//! One file a command.

mod actor;
mod eval;
mod read;
mod schema;
mod version;

pub use actor::actor;
pub use eval::eval;
pub use read::{inputs, read};
pub use schema::schema;
pub use version::version;
