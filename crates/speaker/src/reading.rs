use std::ops::Range;

use onrecord_text::{Quotation, Span, Text, Word, sentences};

use crate::mojibake::mended;

/// How many words without white space between them are looked at.
const CHUNK: usize = 12;

/// An article as this crate looks at it: its words with all that is asked about them more than once.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a Text,
    pub(crate) words: &'a [Word],
    /// Of every word, the number of its paragraph.
    pub(crate) paragraphs: &'a [u32],
    /// The words in lower case.
    pub(crate) lower: Vec<String>,
    /// Of every word, the number of its sentence, counted through the article.
    sentence: Vec<u32>,
    /// Of every sentence, its words.
    sentences: Vec<Range<usize>>,
    /// Whether the word stands in a headline: a paragraph that writes most of its words with capitals.
    headline: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(text: &'a Text, words: &'a [Word], paragraphs: &'a [u32]) -> Self {
        let mut reading = Self {
            text,
            words,
            paragraphs,
            lower: words.iter().map(|word| word.form.to_lowercase()).collect(),
            sentence: Vec::with_capacity(words.len()),
            sentences: Vec::new(),
            headline: Vec::with_capacity(words.len()),
        };
        let mut start = 0;
        for paragraph in paragraphs.chunk_by(|left, right| left == right) {
            let end = (start + paragraph.len()).min(words.len());
            let Some(own) = words.get(start..end) else { break };
            for sentence in sentences(own) {
                let number = reading.sentences.len() as u32;
                reading.sentence.extend(sentence.clone().map(|_| number));
                reading
                    .sentences
                    .push(start + sentence.start..start + sentence.end);
            }
            reading.headline.extend(own.iter().map(|_| is_headline(own)));
            start = end;
        }
        reading
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word in lower case; empty past the end.
    pub(crate) fn low(&self, word: usize) -> &str {
        self.lower.get(word).map_or("", String::as_str)
    }

    /// The word before, in lower case, of the same sentence; empty where there is none.
    pub(crate) fn before(&self, word: usize) -> &str {
        match word.checked_sub(1) {
            Some(before) if self.sentence_of(before) == self.sentence_of(word) => self.low(before),
            _ => "",
        }
    }

    /// The word as the article writes it; empty past the end.
    pub(crate) fn form(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| &word.form)
    }

    pub(crate) fn sentence_of(&self, word: usize) -> u32 {
        self.sentence.get(word).copied().unwrap_or(u32::MAX)
    }

    pub(crate) fn paragraph_of(&self, word: usize) -> u32 {
        self.paragraphs.get(word).copied().unwrap_or(u32::MAX)
    }

    /// The words of the sentence that a word stands in.
    pub(crate) fn sentence(&self, word: usize) -> Range<usize> {
        let found = self
            .sentence
            .get(word)
            .and_then(|&number| self.sentences.get(number as usize));
        found.cloned().unwrap_or(word..word)
    }

    /// Whether the first word of its sentence but for marks.
    pub(crate) fn opens_sentence(&self, word: usize) -> bool {
        let start = self.sentence(word).start;
        (start..word)
            .rev()
            .take(4)
            .all(|before| !self.is_wordlike(before))
            && word - start <= 4
    }

    pub(crate) fn in_headline(&self, word: usize) -> bool {
        self.headline.get(word).copied().unwrap_or(false)
    }

    /// Whether the word stands between quotation marks.
    pub(crate) fn quoted(&self, word: usize) -> bool {
        let state = self.words.get(word).map(|word| word.quotation);
        matches!(state, Some(Quotation::Inside | Quotation::Unclosed))
    }

    /// Whether the word begins with a letter or a digit.
    pub(crate) fn is_wordlike(&self, word: usize) -> bool {
        self.form(word).starts_with(char::is_alphanumeric)
    }

    pub(crate) fn is_capital(&self, word: usize) -> bool {
        self.form(word).starts_with(char::is_uppercase)
    }

    pub(crate) fn spaced(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| word.spaced)
    }

    /// The words that a stretch of the text covers, in whole or in part.
    pub(crate) fn words_of(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        start..end.max(start)
    }

    /// From the first character of a range's first word to the last one of its last word.
    pub(crate) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let (first, last) = (
            self.words.get(range.start)?,
            self.words.get(range.end.checked_sub(1)?)?,
        );
        Span::new(first.span.start(), last.span.end())
    }

    /// A name as it is meant: as the article writes it, but for letters that were decoded wrongly on their way.
    pub(crate) fn name(&self, range: &Range<usize>) -> String {
        let words: Vec<String> = self
            .phrase(range)
            .split(' ')
            .map(|word| mended(word.to_owned()))
            .collect();
        words.join(" ")
    }

    /// The first of the words that no white space parts from a word, this one among them.
    pub(crate) fn chunk_start(&self, word: usize) -> usize {
        let first = word.saturating_sub(CHUNK);
        let starts = |at: &usize| self.gap(*at).is_none_or(|gap| gap.contains(char::is_whitespace));
        (first..=word).rev().find(starts).unwrap_or(first)
    }

    /// What stands between a word and the one before.
    fn gap(&self, word: usize) -> Option<&str> {
        let before = self.words.get(word.checked_sub(1)?)?.span.end();
        let gap = Span::new(before, self.words.get(word)?.span.start());
        Some(gap.map_or("", |gap| self.text.slice(gap)))
    }

    /// The words of a range as the article writes them, white space folded.
    pub(crate) fn phrase(&self, range: &Range<usize>) -> String {
        let Some(span) = self.span(range) else {
            return String::new();
        };
        let words: Vec<&str> = self.text.slice(span).split_whitespace().collect();
        words.join(" ")
    }
}

/// Whether most words of a paragraph that could have small letters have none: short words don't count.
fn is_headline(words: &[Word]) -> bool {
    if words.len() > 40 {
        return false;
    }
    let long = words.iter().filter(|word| word.form.chars().count() >= 4);
    let (mut all, mut capital) = (0, 0);
    for word in long.filter(|word| word.form.starts_with(char::is_alphabetic)) {
        all += 1;
        capital += usize::from(word.form.starts_with(char::is_uppercase));
    }
    all >= 3 && capital * 10 >= all * 8
}

#[cfg(test)]
mod tests {
    use onrecord_text::words_by_paragraph;

    use super::*;

    #[test]
    fn knows_sentences_headlines_and_quotations() {
        let text = Text::new("Mayor Lindqvist Promises New Bridge\n\nShe spoke. “We build,” she said.");
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        let reading = Reading::new(&text, &all, &numbers);
        assert!(reading.in_headline(0) && !reading.in_headline(5));
        assert_eq!(reading.sentence(5), 5..8);
        assert_eq!(reading.low(8), "\"");
        assert!(reading.quoted(9) && !reading.quoted(13));
        assert!(reading.opens_sentence(9) && !reading.opens_sentence(10));
        assert_eq!(reading.phrase(&(0..2)), "Mayor Lindqvist");
        assert_eq!(reading.words_of(Span::new(6, 15).unwrap()), 1..2);
    }
}
