use crate::Span;

/// Scalar values between two entries of [`Text`]'s index: 64 keeps the index at an eighth of a byte a character.
const STEP: usize = 64;

/// A text that can be sliced by scalar values and by bytes.
///
/// Finding a byte offset takes at most 63 steps forward from an index entry; a text of ASCII alone takes none.
#[derive(Clone, Debug)]
pub struct Text {
    string: String,
    chars: usize,
    /// The byte offset of every 64th scalar value; empty for ASCII.
    index: Vec<usize>,
}

impl Text {
    /// Takes the string as it is; nothing is normalised.
    pub fn new(string: impl Into<String>) -> Self {
        let string = string.into();
        if string.is_ascii() {
            return Self {
                chars: string.len(),
                string,
                index: Vec::new(),
            };
        }
        let mut index = Vec::with_capacity(string.len() / STEP + 1);
        let mut chars = 0;
        for (byte, _) in string.char_indices() {
            if chars % STEP == 0 {
                index.push(byte);
            }
            chars += 1;
        }
        Self { string, chars, index }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Its length in scalar values.
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether it holds nothing at all.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// The span `[start, end)` of this text; `None` where it is empty or reaches past the end.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        (end <= self.chars).then(|| Span::new(start, end)).flatten()
    }

    /// The words of a span. A span of another, longer text is cut at this one's end.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.byte(span.start())..self.byte(span.end())]
    }

    /// The byte offset of a scalar value; the length in bytes for any past the end.
    pub fn byte(&self, char: usize) -> usize {
        if char >= self.chars {
            return self.string.len();
        }
        let Some(&near) = self.index.get(char / STEP) else {
            return char;
        };
        self.string[near..]
            .char_indices()
            .nth(char % STEP)
            .map_or(self.string.len(), |(byte, _)| near + byte)
    }

    /// The number of scalar values before a byte offset; one inside a scalar value counts that one as before it.
    pub fn char(&self, byte: usize) -> usize {
        if self.index.is_empty() {
            return byte.min(self.chars);
        }
        let entry = self.index.partition_point(|&near| near <= byte).saturating_sub(1);
        entry * STEP
            + self.string[self.index[entry]..]
                .char_indices()
                .take_while(|(at, _)| self.index[entry] + at < byte)
                .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_by_scalar_values() {
        let text = Text::new(format!("{}“é” 🦀 end", "ab".repeat(100)));
        let crab = text.span(204, 205).unwrap();
        assert_eq!(text.slice(crab), "🦀");
        assert_eq!(text.char(text.byte(204)), 204);
        assert!(text.span(204, 999).is_none());
        assert!(text.span(5, 5).is_none());
    }

    #[test]
    fn bytes_and_chars_agree_everywhere() {
        for string in ["", "plain", "“curly” and 🦀🦀 and é", &"é🦀x".repeat(90)] {
            let text = Text::new(string);
            for (char, (byte, _)) in string.char_indices().enumerate() {
                assert_eq!((text.byte(char), text.char(byte)), (byte, char), "{string:?}");
            }
            assert_eq!(
                (text.byte(text.len()), text.char(string.len())),
                (string.len(), text.len())
            );
        }
    }
}
