//! Readings of short texts, for tests.

use onrecord_text::{Text, Word, paragraphs, words};

use crate::reading::Reading;

pub(crate) struct Draft {
    text: Text,
    words: Vec<Word>,
    paragraphs: Vec<u32>,
}

impl Draft {
    pub(crate) fn new(text: &str) -> Self {
        let text = Text::new(text);
        let (mut all, mut numbers) = (Vec::new(), Vec::new());
        for (number, paragraph) in (0..).zip(paragraphs(text.as_str())) {
            all.extend(words(&text, paragraph));
            numbers.resize(all.len(), number);
        }
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
