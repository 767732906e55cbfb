//! Who spoke, where a correction says that it was somebody else.

use std::collections::HashSet;

use onrecord_store::{Error, Store};

/// What is told of a statement.
pub(crate) trait Told {
    /// The statement's number.
    fn number(&self) -> i64;

    /// Takes out what only the article tells of who spoke: the role; the name, where there is no speaker.
    fn forget_the_article(&mut self);
}

impl Told for onrecord_store::Statement {
    fn number(&self) -> i64 {
        self.statement
    }

    fn forget_the_article(&mut self) {
        self.role = None;
        self.speaker.take_if(|_| self.speaker_id.is_none());
    }
}

impl Told for onrecord_store::Figure {
    fn number(&self) -> i64 {
        // No statement has this number.
        self.statement.unwrap_or_default()
    }

    fn forget_the_article(&mut self) {
        self.claimant.take_if(|_| self.speaker_id.is_none());
    }
}

/// Takes out of statements what their articles tell of who spoke, where a correction says that it was somebody else, or
/// nobody that can be named.
pub(crate) fn corrected<'a, T: Told + 'a>(
    store: &Store,
    statements: impl IntoIterator<Item = &'a mut T>,
) -> Result<(), Error> {
    // Most stores know no such correction.
    let any = "SELECT EXISTS (SELECT 1 FROM corrections WHERE action = 'speaker' AND undone_at IS NULL)";
    let any: bool = store
        .connection()
        .prepare_cached(any)?
        .query_row([], |row| row.get(0))?;
    if !any {
        return Ok(());
    }
    let statements: Vec<&mut T> = statements.into_iter().collect();
    let numbers: Vec<i64> = statements.iter().map(|one| one.number()).collect();
    let others = said_by_others(store, &numbers)?;
    for statement in statements {
        if others.contains(&statement.number()) {
            statement.forget_the_article();
        }
    }
    Ok(())
}

/// Those of some statements that somebody else said than their articles have it.
fn said_by_others(store: &Store, statements: &[i64]) -> Result<HashSet<i64>, Error> {
    let numbers = serde_json::to_string(statements).unwrap_or_default();
    let mut query = store.connection().prepare_cached(
        "SELECT a.id FROM json_each(?1) n JOIN attributions a ON a.id = n.value JOIN entities e ON e.id = a.entity \
         JOIN speakers p ON p.id = e.speaker WHERE coalesce(p.merged_into, p.id) IS NOT a.speaker",
    )?;
    let others = query.query_map([numbers], |row| row.get(0))?;
    Ok(others.collect::<Result<_, _>>()?)
}
