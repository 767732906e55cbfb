//! Giving records back with their numbers, to be exported.

use std::collections::HashSet;

use onrecord_record::{Kept, KeptStatement};
use rusqlite::ToSql;

use crate::row::column;
use crate::search::Conditions;
use crate::{Error, Filter, Statement, Store, statement};

impl Store {
    /// The numbers of the documents that a filter leaves, in order: current versions only. A filter that asks something of
    /// statements leaves those that hold such a statement; one that asks only for outlet and days leaves documents without
    /// statements, too.
    ///
    /// # Errors
    /// Where the speaker is unknown, or the file can't be read.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<i64>, Error> {
        let Conditions { sql, values, .. } = self.conditions(filter)?;
        let statements = if asks_of_statements(filter) {
            "JOIN kept_attributions a ON a.document = d.id AND a.rejected = 0"
        } else {
            ""
        };
        let sql = format!(
            "SELECT DISTINCT d.id FROM documents d {statements} WHERE d.current = 1 AND d.id BETWEEN ?1 AND ?2 {sql} \
             ORDER BY d.id"
        );
        self.numbers(&sql, [i64::MIN, i64::MAX], &values)
    }

    /// The record of a document with its numbers, and of its statements those that a filter leaves; `None` where there is
    /// no such document, or it is no current version.
    ///
    /// # Errors
    /// Where the speaker is unknown, or the file can't be read.
    pub fn kept(&self, document: i64, filter: &Filter) -> Result<Option<Kept>, Error> {
        // In one transaction, so that a writer can't come in between the queries.
        let _whole = self.connection.unchecked_transaction()?;
        let Some(mut record) = self.record_within(document)? else {
            return Ok(None);
        };
        let all: Vec<i64> = column(
            &self.connection,
            "SELECT id FROM kept_attributions WHERE document = ?1 AND rejected = 0 ORDER BY in_title DESC, n",
            [document],
        )?;
        let wanted: HashSet<i64> = if asks_of_statements(filter) {
            let Conditions { sql, values, .. } = self.conditions(filter)?;
            let sql = format!(
                "SELECT a.id FROM kept_attributions a JOIN documents d ON d.id = a.document \
                 WHERE a.rejected = 0 AND d.id BETWEEN ?1 AND ?2 {sql}"
            );
            self.numbers(&sql, [document, document], &values)?
                .into_iter()
                .collect()
        } else {
            all.iter().copied().collect()
        };
        let mut order = all.iter();
        record.keep(|_| order.next().is_some_and(|id| wanted.contains(id)));
        let left: Vec<i64> = all.into_iter().filter(|id| wanted.contains(id)).collect();
        let statements = statement::load(&self.connection, &left)?;
        Ok((statements.len() == left.len()).then(|| Kept {
            record,
            document,
            statements: statements.into_iter().map(KeptStatement::from).collect(),
        }))
    }

    /// Reads numbers with a query of two documents, from and to, and of a filter's parameters.
    fn numbers(&self, sql: &str, between: [i64; 2], values: &[String]) -> Result<Vec<i64>, Error> {
        let [from, to] = &between;
        let mut parameters: Vec<&dyn ToSql> = vec![from, to];
        parameters.extend(values.iter().map(|value| value as &dyn ToSql));
        column(&self.connection, sql, parameters.as_slice())
    }
}

/// Whether a filter asks for more than outlet and days of publication.
fn asks_of_statements(filter: &Filter) -> bool {
    let Filter {
        speaker,
        outlet: _,
        after: _,
        before: _,
        said_after,
        kind,
        stance,
        measure,
        has_figure,
    } = filter;
    [speaker, said_after, kind, stance, measure]
        .into_iter()
        .any(Option::is_some)
        || *has_figure
}

impl From<Statement> for KeptStatement {
    fn from(statement: Statement) -> Self {
        Self {
            statement: statement.statement,
            speaker: statement.speaker,
            speaker_id: statement.speaker_id,
            wikidata: statement.wikidata,
            said_from: statement.said_from,
            said_to: statement.said_to,
        }
    }
}
