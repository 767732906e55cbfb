//! Corrections as they are told.

use onrecord_export::html::moment;
use onrecord_store::{Correction, Error, Store};
use rusqlite::OptionalExtension;
use serde_json::Value;

/// A correction, as it is told.
pub(in crate::pages) struct Made {
    pub id: i64,
    pub at: String,
    pub by: String,
    /// What it changed.
    pub change: String,
    /// The words that it is about.
    pub words: Option<String>,
    pub note: Option<String>,
    /// When it was undone, and by whom.
    pub undone: Option<String>,
}

/// Corrections as they are told, the last first.
pub(in crate::pages) fn told(
    store: &Store,
    corrections: impl IntoIterator<Item = Correction>,
) -> Result<Vec<Made>, Error> {
    let made = corrections
        .into_iter()
        .map(|correction| Made::of(store, correction));
    let mut made: Vec<Made> = made.collect::<Result<_, _>>()?;
    made.reverse();
    Ok(made)
}

impl Made {
    fn of(store: &Store, correction: Correction) -> Result<Self, Error> {
        let (target, value) = (&correction.target, &correction.value);
        let change = match correction.action.as_str() {
            "merge" => format!("{} is {}", speaker(store, target)?, speaker(store, value)?),
            "split" => format!(
                "{} is two, in {} it is {}",
                speaker(store, target)?,
                articles(target),
                speaker(store, value)?
            ),
            "speaker" if value["speaker"].is_null() => "said by nobody that can be named:".to_owned(),
            "speaker" => format!("said by {}:", speaker(store, value)?),
            "spans" => match value["role"].as_str() {
                Some("source") => "other words name who said:".to_owned(),
                Some("cue") => "other words tell that it was said:".to_owned(),
                _ => "other words were said; before:".to_owned(),
            },
            "time" => format!("said {}:", days(value)),
            "reject" => "nobody said:".to_owned(),
            other => other.to_owned(),
        };
        let undone = correction.undone_at.zip(correction.undone_by);
        Ok(Self {
            id: correction.id,
            at: moment(&correction.made_at).into_owned(),
            by: correction.made_by,
            change,
            words: correction.target["words"].as_str().map(str::to_owned),
            note: correction.note,
            undone: undone.map(|(at, by)| format!("undone by {by}, {}", moment(&at))),
        })
    }
}

/// A speaker of a correction, by name and number.
fn speaker(store: &Store, side: &Value) -> Result<String, Error> {
    let number = side["speaker"].as_i64().unwrap_or_default();
    let name: Option<String> = store
        .connection()
        .prepare_cached("SELECT name FROM speakers WHERE id = ?1")?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(match name {
        Some(name) => format!("{name} (#{number})"),
        None => format!("#{number}"),
    })
}

fn articles(target: &Value) -> String {
    match target["articles"].as_array().map_or(0, Vec::len) {
        1 => "one article".to_owned(),
        number => format!("{number} articles"),
    }
}

fn days(value: &Value) -> String {
    let [from, to] = ["from", "to"].map(|key| value[key].as_str().unwrap_or_default());
    if from == to {
        from.to_owned()
    } else {
        format!("between {from} and {to}")
    }
}
