use crate::words::{WordId, Words};

/// A run of letters, a run of digits with the marks in `1,000`, `3.5` and `10:30`, or one mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// The word in the lexicon; [`WordId::UNKNOWN`] for all others.
    pub word: WordId,
    pub kind: Kind,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it begins a line, which is a paragraph of its own.
    pub first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Letters,
    Digits,
    Mark,
}

/// The tokens of a text, in order; one pass.
pub(crate) fn tokens(text: &str, words: &Words) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let (mut spaced, mut first) = (true, true);
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        if char.is_whitespace() || char.is_control() {
            spaced = true;
            first |= char == '\n';
            at += char.len_utf8();
            continue;
        }
        let (kind, end) = cut(text, at, char);
        tokens.push(Token {
            start: at,
            end,
            word: words.id(&text[at..end]),
            kind,
            capital: char.is_uppercase(),
            spaced,
            first,
        });
        (spaced, first) = (false, false);
        at = end;
    }
    tokens
}

/// The kind and the end of the token that begins at a byte with a character.
fn cut(text: &str, at: usize, first: char) -> (Kind, usize) {
    let bytes = text.as_bytes();
    if first.is_ascii_digit() {
        let mut end = at + 1;
        while bytes.get(end).is_some_and(u8::is_ascii_digit)
            || matches!(bytes.get(end), Some(b'.' | b',' | b':'))
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        {
            end += 1;
        }
        return (Kind::Digits, end);
    }
    if first.is_alphabetic() {
        let length = text[at..]
            .find(|char: char| !char.is_alphanumeric())
            .unwrap_or(text.len() - at);
        return (Kind::Letters, at + length);
    }
    (Kind::Mark, at + first.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn cuts() {
        let text = "On “Friday’s” 9pm–10.30 show,\n1,000 in the 1990s: Q3 é1.";
        let tokens = tokens(text, &RULES.words);
        let shown: Vec<_> = tokens.iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(
            shown,
            [
                "On", "“", "Friday", "’", "s", "”", "9", "pm", "–", "10.30", "show", ",", "1,000", "in",
                "the", "1990", "s", ":", "Q3", "é1", "."
            ]
        );
        assert!(tokens[12].first && !tokens[13].first && !tokens[7].spaced);
    }
}
