use std::str::Chars;

use unicode_normalization::UnicodeNormalization;

use crate::characters::{alphanumeric, blank, digit, ignorable};
use crate::quotations::{self, Kind, Mark, Quotation};
use crate::{Span, Text, paragraphs};

/// What the model reads: a run of letters and digits, or a punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// What the encoder reads: quotation marks, apostrophes and dashes of one form each, compatibility forms folded
    /// (NFKC), characters that show nothing left out.
    pub form: String,
    /// Whether white space stands before it, or it opens its paragraph.
    pub spaced: bool,
    /// What it is to the quotation marks around it.
    pub quotation: Quotation,
}

/// The words of all paragraphs of `text` that `wanted` holds of, and of each word the number of its paragraph among all:
/// numbers that never fall.
pub fn words_by_paragraph(text: &Text, wanted: impl Fn(&str) -> bool) -> (Vec<Word>, Vec<u32>) {
    let (mut all, mut numbers) = (Vec::new(), Vec::new());
    for (number, paragraph) in (0..).zip(paragraphs(text.as_str())) {
        if wanted(text.slice(paragraph)) {
            all.extend(words(text, paragraph));
            numbers.resize(all.len(), number);
        }
    }
    (all, numbers)
}

/// The words of one paragraph of `text`, in order, with their quotation states. Time and memory grow with the length
/// of the paragraph, whatever it holds.
///
/// Every character of the paragraph that is neither blank nor ignorable (soft hyphens, zero-width and direction marks)
/// is in exactly one word. The training code in Python cuts words in the same way: `training/tests/words.json` holds
/// both to it.
pub fn words(text: &Text, paragraph: Span) -> Vec<Word> {
    let mut cursor = Cursor::new(text.slice(paragraph), paragraph.start());
    let mut words = Vec::with_capacity(paragraph.len() / 5 + 1);
    let mut marks = Vec::new();
    let mut spaced = true;
    while let Some(char) = cursor.peek() {
        if blank(char) || ignorable(char) {
            spaced |= blank(char);
            cursor.advance();
            continue;
        }
        let start = cursor.clone();
        cursor.advance();
        cursor.finish_word(char, spaced, start.before);
        let raw = start.until(&cursor);
        let Some(span) = Span::new(start.char, cursor.char) else {
            continue;
        };
        if let Some(kind) = Kind::of(raw) {
            marks.push(Mark {
                word: words.len(),
                kind,
                before: start.before,
                after: cursor.peek(),
            });
        }
        words.push(Word {
            span,
            form: canonical(raw),
            spaced,
            quotation: Quotation::Outside,
        });
        spaced = false;
    }
    quotations::settle(&mut words, &marks);
    words
}

/// A place in a paragraph.
#[derive(Clone)]
struct Cursor<'a> {
    rest: Chars<'a>,
    /// Scalar values from the start of the text.
    char: usize,
    /// The character before the place; `None` at the start of the paragraph.
    before: Option<char>,
}

impl<'a> Cursor<'a> {
    fn new(paragraph: &'a str, char: usize) -> Self {
        Self {
            rest: paragraph.chars(),
            char,
            before: None,
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn advance(&mut self) {
        if let Some(char) = self.rest.next() {
            self.char += 1;
            self.before = Some(char);
        }
    }

    /// The text from here to a later place.
    fn until(&self, later: &Self) -> &'a str {
        let (from, to) = (self.rest.as_str(), later.rest.as_str());
        &from[..from.len() - to.len()]
    }

    /// Moves to the end of the word whose first character has just been passed.
    fn finish_word(&mut self, first: char, spaced: bool, before: Option<char>) {
        if alphanumeric(first) {
            self.finish_run();
        } else if apostrophe(first) {
            let after_letter = !spaced && before.is_some_and(alphanumeric);
            match self.suffix() {
                Some(length) if after_letter => (0..length).for_each(|_| self.advance()),
                _ if matches!(first, '\'' | '`') && self.peek() == Some(first) => self.advance(),
                _ => {}
            }
        } else if matches!(first, '.' | '-' | '_' | '*' | '=' | '#' | '~') {
            while self.peek() == Some(first) {
                self.advance();
            }
        }
    }

    /// Moves past letters, digits, ignorable characters between them, and the marks in `1,000`, `3.5` and `10:30`.
    fn finish_run(&mut self) {
        let mut end = self.clone();
        loop {
            match self.peek() {
                Some(char) if alphanumeric(char) => {
                    self.advance();
                    end = self.clone();
                }
                Some(char) if ignorable(char) => self.advance(),
                Some('.' | ',' | ':') if self.between_digits() => {
                    self.advance();
                    self.advance();
                    end = self.clone();
                }
                _ => break,
            }
        }
        *self = end;
    }

    fn between_digits(&self) -> bool {
        self.before.is_some_and(digit) && self.rest.clone().nth(1).is_some_and(digit)
    }

    /// The length of the suffix of `it's`, `don't`, `we're`, … that stands here, alone.
    fn suffix(&self) -> Option<usize> {
        let mut letters = self
            .rest
            .clone()
            .take_while(|&char| alphanumeric(char))
            .map(|char| char.to_ascii_lowercase());
        match (letters.next(), letters.next(), letters.next()) {
            (Some('s' | 't' | 'd' | 'm'), None, _) => Some(1),
            (Some('r' | 'v'), Some('e'), None) | (Some('l'), Some('l'), None) => Some(2),
            _ => None,
        }
    }
}

fn apostrophe(char: char) -> bool {
    Kind::of_char(char).is_some_and(Kind::is_single)
}

/// The form the encoder reads of a word as it stands in the text.
fn canonical(raw: &str) -> String {
    let mut rest = raw.chars();
    let Some(first) = rest.next() else {
        return String::new();
    };
    match (Kind::of(raw), first) {
        (Some(kind), _) if !kind.is_single() => "\"".into(),
        _ if apostrophe(first) => format!("'{}", rest.as_str()),
        (_, '\u{2012}'..='\u{2015}' | '\u{2212}') => "—".into(),
        (_, '-') if raw.len() > 1 => "—".into(),
        _ if raw.is_ascii() => raw.into(),
        _ => raw
            .nfkc()
            .filter(|&char| !ignorable(char) && !blank(char))
            .collect(),
    }
}
