//! Readings of short texts, for tests.

use onrecord_text::{Text, Word, words_by_paragraph};

use crate::reading::Reading;

pub(crate) struct Draft {
    text: Text,
    words: Vec<Word>,
    paragraphs: Vec<u32>,
}

impl Draft {
    pub(crate) fn new(text: &str) -> Self {
        let text = Text::new(text);
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        Self {
            text,
            words: all,
            paragraphs: numbers,
        }
    }

    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading::new(&self.text, &self.words, &self.paragraphs)
    }
}
