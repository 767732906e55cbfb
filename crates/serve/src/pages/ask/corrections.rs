//! The corrections of one speaker, among all.

use onrecord_store::{Correction, Error, Store};

use super::rows;

/// Those that say who a speaker is: made and undone ones, oldest first.
pub(in crate::pages) fn of_speaker(store: &Store, speaker: i64) -> Result<Vec<Correction>, Error> {
    // Corrections of speakers are about no article alone.
    let numbers: Vec<i64> = rows(
        store,
        "WITH them (id) AS (SELECT id FROM speakers WHERE id = ?1 OR merged_into = ?1) \
         SELECT id FROM corrections WHERE article IS NULL AND (json_extract(target, '$.speaker') IN them \
         OR json_extract(value, '$.speaker') IN them)",
        [speaker],
        |row| row.get(0),
    )?;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let mut corrections = store.corrections()?;
    corrections.retain(|correction| numbers.contains(&correction.id));
    Ok(corrections)
}
