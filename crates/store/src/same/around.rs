use onrecord_text::{Span, Text};
use rusqlite::OptionalExtension;

use crate::{Error, Store, index, spans};

/// How much of an article is taken before and after a statement, in characters: about as many sentences as the measure of
/// paraphrases was fitted with.
const BEFORE: usize = 400;
const AFTER: usize = 300;

impl Store {
    /// What stands before and after a statement in its text, or headline.
    pub(super) fn around(&self, statement: i64) -> Result<String, Error> {
        let place = self
            .connection
            .query_row(
                "SELECT document, in_title, content FROM kept_attributions WHERE id = ?1",
                [statement],
                |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?)),
            )
            .optional()?;
        let Some((document, in_title, content)) = place else {
            return Ok(String::new());
        };
        let content = spans::read(content.as_deref())?;
        let texts = index::texts(&self.connection, document)?;
        let (Some([first, _]), Some([_, last]), Some([title, text])) =
            (content.first(), content.last(), texts)
        else {
            return Ok(String::new());
        };
        let text = if in_title { title } else { text };
        let [start, end] =
            [*first, *last].map(|end| usize::try_from(end).unwrap_or_default().min(text.len()));
        let before = slice(&text, start.saturating_sub(BEFORE), start);
        let after = slice(&text, end, (end + AFTER).min(text.len()));
        Ok(format!("{before} {after}"))
    }
}

fn slice(text: &Text, start: usize, end: usize) -> &str {
    Span::new(start, end).map_or("", |span| text.slice(span))
}
