use onrecord_text::{Span, Word};

/// The words of a sentence, beside them in lower case.
pub(crate) struct Sentence<'a> {
    words: &'a [Word],
    lower: Vec<String>,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(words: &'a [Word]) -> Self {
        let lower = words
            .iter()
            .map(|word| {
                if word.form.is_ascii() {
                    word.form.to_ascii_lowercase()
                } else {
                    word.form.to_lowercase()
                }
            })
            .collect();
        Self { words, lower }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at a place, in lower case; empty outside the sentence.
    pub(crate) fn at(&self, place: usize) -> &str {
        self.lower.get(place).map_or("", String::as_str)
    }

    /// The word `back` places before one; empty outside the sentence.
    pub(crate) fn before(&self, place: usize, back: usize) -> &str {
        place.checked_sub(back).map_or("", |place| self.at(place))
    }

    /// Whether no blank stands before the word.
    pub(crate) fn joined(&self, place: usize) -> bool {
        self.words.get(place).is_some_and(|word| !word.spaced)
    }

    /// Whether the word begins with a capital letter.
    pub(crate) fn capital(&self, place: usize) -> bool {
        self.first(place).is_some_and(char::is_uppercase)
    }

    /// Whether the word is in capitals throughout.
    pub(crate) fn shouted(&self, place: usize) -> bool {
        self.words
            .get(place)
            .is_some_and(|word| word.form.chars().all(char::is_uppercase))
    }

    /// Whether the word begins with a letter.
    pub(crate) fn alphabetic(&self, place: usize) -> bool {
        self.first(place).is_some_and(char::is_alphabetic)
    }

    fn first(&self, place: usize) -> Option<char> {
        self.words.get(place)?.form.chars().next()
    }

    /// Whether the words from a place on are those of a phrase, which blanks part.
    pub(crate) fn reads(&self, place: usize, phrase: &str) -> bool {
        phrase
            .split(' ')
            .enumerate()
            .all(|(step, word)| self.at(place + step) == word)
    }

    /// Where a phrase begins whose last word stands just before a place.
    pub(crate) fn ends_before(&self, place: usize, phrase: &str) -> Option<usize> {
        let start = place.checked_sub(phrase.split(' ').count())?;
        self.reads(start, phrase).then_some(start)
    }

    /// Whether the word is punctuation that parts clauses.
    pub(crate) fn parts(&self, place: usize) -> bool {
        matches!(
            self.at(place),
            "," | ";" | ":" | "." | "!" | "?" | "(" | ")" | "[" | "]" | "—" | "\"" | "..." | "…"
        ) || self.at(place).is_empty()
    }

    /// The place of the words `[start, end)` in the text.
    pub(crate) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.words.get(start)?;
        let last = self.words.get(end.checked_sub(1)?)?;
        Span::new(first.span.start(), last.span.end())
    }

    /// The words `[start, end)` in lower case, with single blanks.
    pub(crate) fn phrase(&self, start: usize, end: usize) -> String {
        self.lower
            .get(start..end)
            .map(|words| words.join(" "))
            .unwrap_or_default()
    }
}
