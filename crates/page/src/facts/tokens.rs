use super::text::cut;

/// The longest text that is looked through for a date, in bytes.
const LONGEST: usize = 1000;

/// A piece of a text as far as dates care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A number, or the greatest where it is greater, and how many digits it has.
    Number(u32, usize),
    /// Letters.
    Word(&'a str),
    /// Any other character but blanks.
    Mark(char),
    /// The end of a line.
    Line,
}

/// The numbers, words and marks of a text.
pub(crate) struct Tokens<'a> {
    tokens: Vec<(usize, Token<'a>)>,
    ends: Vec<usize>,
}

impl<'a> Tokens<'a> {
    /// Cuts a text into its pieces.
    pub(crate) fn of(text: &'a str) -> Tokens<'a> {
        let text = cut(text, LONGEST);
        let (mut tokens, mut ends) = (Vec::new(), Vec::new());
        let mut chars = text.char_indices().peekable();
        while let Some((begin, char)) = chars.next() {
            let mut end = begin + char.len_utf8();
            let mut run = |like: fn(char) -> bool| {
                while let Some((at, next)) = chars.next_if(|(_, next)| like(*next)) {
                    end = at + next.len_utf8();
                }
                end
            };
            let token = if char.is_ascii_digit() {
                let digits = &text[begin..run(|next| next.is_ascii_digit())];
                Token::Number(digits.parse().unwrap_or(u32::MAX), digits.len())
            } else if char.is_alphabetic() {
                Token::Word(&text[begin..run(char::is_alphabetic)])
            } else if char == '\n' {
                Token::Line
            } else if char.is_whitespace() || char.is_control() {
                continue;
            } else {
                Token::Mark(char)
            };
            tokens.push((begin, token));
            ends.push(end);
        }
        Tokens { tokens, ends }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<Token<'a>> {
        self.tokens.get(at).map(|(_, token)| *token)
    }

    /// The first token from `at` on that isn't skipped; at most four are.
    pub(crate) fn skip(&self, at: usize, skipped: impl Fn(Token) -> bool) -> usize {
        (at..at + 4)
            .find(|&at| !self.get(at).is_some_and(&skipped))
            .unwrap_or(at + 4)
    }

    /// The byte where a token begins.
    pub(crate) fn begin(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |(begin, _)| *begin)
    }

    /// Whether nothing stands between a token and the one before it.
    pub(crate) fn touches(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.ends.get(before))
            == self.tokens.get(at).map(|(begin, _)| begin)
    }
}
