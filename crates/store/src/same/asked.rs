use onrecord_text::{Span, Text};
use rusqlite::OptionalExtension;

use crate::{Error, Store, index, spans};

/// What is looked for.
pub(super) struct Asked {
    pub(super) words: String,
    /// What stands before and after it, where that is known.
    pub(super) around: String,
}

/// How much of an article is taken before and after a statement, in characters: about as many sentences as the measure of
/// paraphrases was fitted with.
const BEFORE: usize = 400;
const AFTER: usize = 300;

impl Store {
    /// A statement by its number, in whatever version of its article, with what stands around it in the text or headline.
    pub(super) fn standing(&self, statement: i64) -> Result<Asked, Error> {
        let place = self
            .connection
            .query_row(
                "SELECT document, in_title, content, rejected FROM kept_attributions WHERE id = ?1",
                [statement],
                |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get::<_, Option<String>>(2)?,
                        row.get(3)?,
                    ))
                },
            )
            .optional()?;
        let (document, in_title, content) = match place {
            Some((document, in_title, content, false)) => (document, in_title, content),
            Some((.., true)) => {
                return Err(Error::Unknown(format!(
                    "statement {statement} was rejected; `onrecord fix list` tells by whom"
                )));
            }
            None => {
                return Err(Error::Unknown(format!(
                    "there is no statement {statement}; `onrecord search` shows the numbers"
                )));
            }
        };
        let content = spans::read(content.as_deref())?;
        let [title, text] = index::texts(&self.connection, document)?
            .ok_or_else(|| Error::Damaged(format!("document {document} is missing")))?;
        let text = if in_title { title } else { text };
        Ok(Asked {
            words: index::slices(&text, &content),
            around: around(&text, &content),
        })
    }
}

fn around(text: &Text, content: &[spans::Ends]) -> String {
    let (Some([first, _]), Some([_, last])) = (content.first(), content.last()) else {
        return String::new();
    };
    let [start, end] = [*first, *last].map(|end| usize::try_from(end).unwrap_or_default().min(text.len()));
    let before = slice(text, start.saturating_sub(BEFORE), start);
    let after = slice(text, end, (end + AFTER).min(text.len()));
    format!("{before} {after}")
}

fn slice(text: &Text, start: usize, end: usize) -> &str {
    Span::new(start, end).map_or("", |span| text.slice(span))
}
