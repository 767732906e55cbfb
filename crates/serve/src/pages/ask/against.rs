//! Denials beside a claim, claims beside a denial.

use onrecord_store::{Error, Filter, Statement, Store, denials_among};

use crate::corrected::corrected;

/// Words of a statement that others must have, too: the longest, which tend to be rare. A denial shares two at least.
const SOUGHT: usize = 2;

/// Statements that are compared with one.
const COMPARED: usize = 40;

/// Who denies what a statement claims, or claims what it denies.
pub(in crate::pages) fn against(store: &Store, statement: &Statement) -> Result<Vec<Statement>, Error> {
    let wanted: &[&str] = match statement.stance.as_deref() {
        Some("denies" | "doubts") => &["asserts"],
        Some("asserts") => &["denies", "doubts"],
        _ => return Ok(Vec::new()),
    };
    let Some(query) = rarest(&statement.words) else {
        return Ok(Vec::new());
    };
    let mut all = vec![statement.clone()];
    for stance in wanted {
        let filter = Filter {
            stance: Some((*stance).into()),
            ..Filter::default()
        };
        let hits = store.search(&query, &filter, COMPARED)?;
        all.extend(hits.into_iter().map(|hit| hit.statement));
    }
    corrected(store, &mut all[1..])?;
    Ok(denials_among(&all)
        .into_iter()
        .filter_map(|pair| match pair {
            [0, other] | [other, 0] => Some(all[other].clone()),
            _ => None,
        })
        .collect())
}

/// A query for the longest words; `None` where there are none.
fn rarest(words: &str) -> Option<String> {
    let mut longest: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .take(400)
        .collect();
    longest.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), *word));
    longest.dedup();
    longest.truncate(SOUGHT);
    let quoted: Vec<String> = longest.iter().map(|word| format!("\"{word}\"")).collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}
