use rusqlite::{Connection, TransactionBehavior, params};

use crate::corrections::column;
use crate::{Error, Store, index, parts};

impl Store {
    /// The numbers of the documents that somebody names: by number, by their own id, or by address; all versions.
    ///
    /// # Errors
    /// Where there is none, or the file can't be read.
    pub fn documents_named(&self, name: &str) -> Result<Vec<i64>, Error> {
        let address = onrecord_duplicates::address(name).unwrap_or_else(|| name.to_owned());
        let found = column(
            &self.connection,
            "SELECT id FROM documents WHERE article IN (SELECT article FROM documents \
             WHERE CAST(id AS TEXT) = ?1 OR name = ?1 OR article = ?2) ORDER BY id",
            params![name, address],
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
    let speakers = column(
        connection,
        "SELECT DISTINCT speaker FROM entities WHERE document = ?1 AND speaker IS NOT NULL \
         UNION SELECT speaker FROM attributions WHERE document = ?1 AND speaker IS NOT NULL",
        [document],
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
        "SELECT EXISTS (SELECT 1 FROM entities WHERE speaker = ?1) \
         OR EXISTS (SELECT 1 FROM attributions WHERE speaker = ?1) \
         OR EXISTS (SELECT 1 FROM speakers WHERE merged_into = ?1) \
         OR EXISTS (SELECT 1 FROM corrections WHERE target ->> 'speaker' = ?1 OR value ->> 'speaker' = ?1)",
        [speaker],
        |row| row.get(0),
    )?;
    if !named {
        connection.execute("DELETE FROM speaker_words WHERE speaker = ?1", [speaker])?;
        connection.execute("DELETE FROM speakers WHERE id = ?1", [speaker])?;
    }
    Ok(())
}
