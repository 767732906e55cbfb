use crate::tokens::{Kind, Token};
use crate::words::{Class, Words};

/// The tokens of a text, to be asked about one by one; past the end nothing is anything.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub text: &'a str,
    pub words: &'a Words,
    pub tokens: &'a [Token],
}

impl<'a> Line<'a> {
    /// The token at a place, unless a new line begins with it.
    pub fn next(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at).filter(|token| !token.first)
    }

    /// How a token is written.
    pub fn raw(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether a token is a word or mark, in any case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.raw(at).eq_ignore_ascii_case(word)
    }

    /// Whether a token follows the one before it without a blank.
    pub fn glued(&self, at: usize) -> bool {
        self.next(at).is_some_and(|token| !token.spaced)
    }

    pub fn is_dash(&self, at: usize) -> bool {
        matches!(self.raw(at), "-" | "–" | "—" | "‐" | "‑" | "−")
    }

    pub fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.raw(at), "'" | "’" | "‘" | "`")
    }

    /// The digits of a token of digits.
    pub fn digits(&self, at: usize) -> Option<&'a str> {
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Digits).then(|| self.raw(at))
    }

    /// Whether a token begins with a lower-case letter.
    pub fn lower(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Letters && !token.capital)
    }

    /// What a token means in a class of the lexicon.
    pub fn value(&self, at: usize, class: Class) -> Option<i16> {
        let token = self.tokens.get(at)?;
        self.words.value(token.word, class, token.capital, false)
    }

    /// Whether a token may be in a class.
    pub fn may_be(&self, at: usize, class: Class) -> bool {
        self.value(at, class).is_some()
    }
}
