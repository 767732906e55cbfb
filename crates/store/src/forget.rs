use rusqlite::{Connection, TransactionBehavior, params};

use crate::fields::ids_in;
use crate::row::column;
use crate::{Error, Store, content, index, parts};

impl Store {
    /// The numbers of the documents that somebody names: by number, by their own id, or by address; all versions.
    ///
    /// # Errors
    /// Where there is none, or the file can't be read.
    pub fn documents_named(&self, name: &str) -> Result<Vec<i64>, Error> {
        let address = onrecord_duplicates::address(name).unwrap_or_else(|| name.to_owned());
        let found = column(
            &self.connection,
            "SELECT id FROM documents WHERE article IN (\
               SELECT article FROM documents WHERE id = CAST(?1 AS INTEGER) AND CAST(id AS TEXT) = ?1 \
               UNION SELECT article FROM documents WHERE name = ?1 UNION SELECT ?2) ORDER BY id",
            params![name, content::number(&address)],
        )?;
        if found.is_empty() {
            return Err(Error::Unknown(format!(
                "{name:?} is no document of the store; name one by number, id or address"
            )));
        }
        Ok(found)
    }

    /// Deletes documents and all that hangs on them: statements, entities, times, figures, corrections of them, speakers
    /// who spoke nowhere else. In one transaction; what is freed is overwritten.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn forget(&mut self, documents: &[i64]) -> Result<(), Error> {
        self.connection.pragma_update(None, "secure_delete", true)?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for document in documents {
            forget(&transaction, *document)?;
        }
        transaction.execute(
            "DELETE FROM corrections WHERE article IS NOT NULL AND article NOT IN (SELECT article FROM documents)",
            [],
        )?;
        transaction.commit()?;
        // The write-ahead log holds what was: it goes, unless somebody reads at this moment.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

fn forget(connection: &Connection, document: i64) -> Result<(), Error> {
    let [first, last] = ids_in(document);
    let speakers = column(
        connection,
        "SELECT DISTINCT speaker FROM kept_entities WHERE id BETWEEN ?1 AND ?2 AND speaker IS NOT NULL \
         UNION SELECT speaker FROM kept_attributions WHERE document = ?3 AND speaker IS NOT NULL",
        [first, last, document],
    )?;
    index::take_out(connection, document)?;
    parts::delete(connection, document)?;
    connection.execute("DELETE FROM documents WHERE id = ?1", [document])?;
    for speaker in speakers {
        forget_speaker(connection, speaker)?;
    }
    Ok(())
}

/// Deletes a speaker whom nothing names any more.
pub(crate) fn forget_speaker(connection: &Connection, speaker: i64) -> Result<(), Error> {
    let named: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM kept_entities WHERE speaker = ?1) \
         OR EXISTS (SELECT 1 FROM kept_attributions WHERE speaker = ?1) \
         OR EXISTS (SELECT 1 FROM speakers WHERE merged_into = ?1) \
         OR EXISTS (SELECT 1 FROM corrections WHERE target ->> 'speaker' = ?1 OR value ->> 'speaker' = ?1)",
        [speaker],
        |row| row.get(0),
    )?;
    if !named {
        connection.execute("DELETE FROM speaker_names WHERE speaker = ?1", [speaker])?;
        connection.execute("DELETE FROM speakers WHERE id = ?1", [speaker])?;
    }
    Ok(())
}
