//! One file a command.

mod eval;
mod read;
mod schema;
mod version;

pub use eval::eval;
pub use read::read;
pub use schema::schema;
pub use version::version;
