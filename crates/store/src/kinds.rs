//! Words of closed lists, which rows hold by number: types, stances, polarities.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::Error;

/// The numbers of kinds, looked up once each, made where they are new.
pub(crate) struct Kinds<'a> {
    connection: &'a Connection,
    numbers: HashMap<String, i64>,
}

impl<'a> Kinds<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self {
            connection,
            numbers: HashMap::new(),
        }
    }

    /// The number of a kind.
    pub(crate) fn number(&mut self, name: String) -> Result<i64, Error> {
        if let Some(number) = self.numbers.get(&name) {
            return Ok(*number);
        }
        let known = self
            .connection
            .prepare_cached("SELECT id FROM kinds WHERE name = ?1")?
            .query_row([&name], |row| row.get(0))
            .optional()?;
        let number = match known {
            Some(number) => number,
            None => self
                .connection
                .prepare_cached("INSERT INTO kinds (name) VALUES (?1)")?
                .insert([&name])?,
        };
        self.numbers.insert(name, number);
        Ok(number)
    }
}

/// The names of kinds by their numbers.
pub(crate) fn names(connection: &Connection) -> Result<HashMap<i64, String>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM kinds")?;
    let names = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.collect::<Result<_, _>>()?)
}
