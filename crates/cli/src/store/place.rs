//! Which store.

use std::env;
use std::path::PathBuf;

use clap::Args;
use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use onrecord_store::Store;

use crate::failure::Failure;

/// The environment variable that names the store.
const VARIABLE: &str = "ONRECORD_DB";

/// Where the store is.
#[derive(Debug, Args)]
pub struct Place {
    /// The store, a SQLite file [default: what ONRECORD_DB says, else onrecord/store.db in your data folder]
    #[arg(long, value_name = "FILE", global = true)]
    db: Option<PathBuf>,
}

impl Place {
    /// Opens the store to read and write; makes it where there is none.
    pub fn open(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.path()?)?)
    }

    /// Opens the store only to read.
    pub fn open_read_only(&self) -> Result<Store, Failure> {
        Ok(Store::open_read_only(&self.path()?)?)
    }

    /// The store's file: as asked, as the environment says, else in the data folder.
    pub fn path(&self) -> Result<PathBuf, Failure> {
        if let Some(path) = &self.db {
            return Ok(path.clone());
        }
        if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Ok(path.into());
        }
        let folders = choose_native_strategy().map_err(|_| {
            Failure::Usage(format!(
                "your data folder is not known; name the store with --db or {VARIABLE}"
            ))
        })?;
        Ok(folders.data_dir().join("onrecord").join("store.db"))
    }
}
