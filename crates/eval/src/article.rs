use unicode_general_category::{GeneralCategory, get_general_category};

use crate::characters::Characters;
use crate::document;
use crate::measure::Problems;

/// A span in scalar values, inside of the text, not empty.
pub(crate) type Place = (usize, usize);

/// A text, prepared for comparing spans of it.
pub(crate) struct Article {
    pub chars: Vec<char>,
    /// For each offset up to the length: how many visible characters stand before it.
    visible: Vec<usize>,
    /// For each character: whether it stands between double quotation marks.
    pub quoted: Vec<bool>,
}

/// One attribution of an [`Article`].
pub(crate) struct Statement {
    pub source: Role,
    pub cue: Role,
    pub content: Role,
    /// Content and source with trimmed ends.
    pub strict: (Vec<Place>, Vec<Place>),
    /// Whether a double quotation mark stands in the content.
    pub quoted: bool,
    pub confidence: Option<f64>,
}

/// One role of a [`Statement`].
pub(crate) struct Role {
    /// In text order; those with only white space between them are joined.
    pub spans: Vec<Place>,
    pub characters: Characters,
}

/// What Python's `str.isspace` calls white space: Rust leaves out the four separators of ASCII.
pub(crate) fn is_space(char: char) -> bool {
    char.is_whitespace() || ('\x1c'..='\x1f').contains(&char)
}

/// White space, punctuation, and the signs that stand in for quotation marks.
pub(crate) fn is_edge(char: char) -> bool {
    use GeneralCategory::*;
    is_space(char)
        || matches!(char, '`' | '´')
        || matches!(
            get_general_category(char),
            ConnectorPunctuation
                | DashPunctuation
                | OpenPunctuation
                | ClosePunctuation
                | InitialPunctuation
                | FinalPunctuation
                | OtherPunctuation
        )
}

fn is_double_quote(char: char) -> bool {
    matches!(char, '"' | '“' | '”' | '„' | '‟')
}

impl Article {
    pub fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut visible = Vec::with_capacity(chars.len() + 1);
        let mut count = 0;
        visible.push(0);
        for &char in &chars {
            count += usize::from(!is_space(char));
            visible.push(count);
        }
        let quoted = between_marks(&chars);
        Self {
            chars,
            visible,
            quoted,
        }
    }

    pub fn statement(&self, raw: &document::Attribution, problems: &mut Problems) -> Statement {
        let mut role = |spans| self.role(spans, problems);
        let (source, cue, content) = (role(&raw.source), role(&raw.cue), role(&raw.content));
        let strict = (self.trimmed(&content.spans), self.trimmed(&source.spans));
        let quoted = content
            .spans
            .iter()
            .any(|&(start, end)| self.chars[start..end].iter().any(|&c| is_double_quote(c)));
        Statement {
            source,
            cue,
            content,
            strict,
            quoted,
            confidence: raw.confidence,
        }
    }

    fn role(&self, raw: &[(i64, i64)], problems: &mut Problems) -> Role {
        let spans = self.joined(raw, problems);
        let characters = Characters::new(
            spans
                .iter()
                .map(|&(start, end)| (self.visible[start], self.visible[end])),
        );
        Role { spans, characters }
    }

    /// The spans sorted and inside the text; those with only white space between them joined.
    fn joined(&self, raw: &[(i64, i64)], problems: &mut Problems) -> Vec<Place> {
        let length = self.chars.len();
        let mut sorted = raw.to_vec();
        sorted.sort_unstable();
        let mut joined: Vec<Place> = Vec::with_capacity(sorted.len());
        for (start, end) in sorted {
            let (from, to) = (offset(start, length), offset(end, length));
            if start < 0 || offset_beyond(end, length) || start > end {
                problems.count("spans outside of the text");
            }
            if from >= to {
                continue;
            }
            match joined.last_mut() {
                Some(last) if from <= last.1 || self.visible[from] == self.visible[last.1] => {
                    last.1 = last.1.max(to)
                }
                _ => joined.push((from, to)),
            }
        }
        joined
    }

    /// The spans without the white space and punctuation at their ends; as they are where nothing would be left.
    fn trimmed(&self, spans: &[Place]) -> Vec<Place> {
        let trimmed: Vec<Place> = spans
            .iter()
            .filter_map(|&(start, end)| {
                let chars = &self.chars[start..end];
                let first = chars.iter().position(|&c| !is_edge(c))?;
                let last = chars.iter().rposition(|&c| !is_edge(c))?;
                Some((start + first, start + last + 1))
            })
            .collect();
        if trimmed.is_empty() {
            spans.to_vec()
        } else {
            trimmed
        }
    }

    /// The words of a role, its spans joined with " … ".
    pub fn words(&self, spans: &[Place]) -> String {
        let words: Vec<String> = spans
            .iter()
            .map(|&(start, end)| self.chars[start..end].iter().collect())
            .collect();
        words.join(" … ")
    }
}

/// The offset, cut to the text.
fn offset(raw: i64, length: usize) -> usize {
    usize::try_from(raw).unwrap_or(0).min(length)
}

fn offset_beyond(raw: i64, length: usize) -> bool {
    usize::try_from(raw).is_ok_and(|raw| raw > length)
}

/// For each character whether it stands between double quotation marks of its own line: `“` opens and `”` closes, as
/// do `„ ‟ «` and `»`, and ` `` `; `"` and `''` do what is due. What is open at a line's end is closed there.
fn between_marks(chars: &[char]) -> Vec<bool> {
    let mut inside = false;
    let mut twin = false;
    let mut quoted = Vec::with_capacity(chars.len());
    for (index, &char) in chars.iter().enumerate() {
        let doubled = !twin && matches!(char, '\'' | '`') && chars.get(index + 1) == Some(&char);
        match char {
            '\n' => inside = false,
            '“' | '„' | '‟' | '«' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            '\'' if doubled => inside = !inside,
            '`' if doubled => inside = true,
            _ => {}
        }
        twin = doubled;
        quoted.push(inside);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let article = Article::new(text);
        let inside = article
            .chars
            .iter()
            .zip(&article.quoted)
            .filter(|(c, inside)| **inside && c.is_alphanumeric());
        inside.map(|(c, _)| c).collect()
    }

    #[test]
    fn knows_what_stands_between_marks() {
        assert_eq!(quoted("a “b c” d \"e\" f ''g'' h ``i'' j «k» l"), "bcegik");
        assert_eq!(quoted("“a b\n\n“c” d"), "abc");
        assert_eq!(quoted("it's the boys' 'own' way"), "");
        assert_eq!(quoted("a” b"), "");
    }

    #[test]
    fn joins_cuts_and_counts_spans() {
        let article = Article::new("ab  cd\u{1c}ef");
        let mut problems = Problems::default();
        assert_eq!(article.joined(&[(4, 6), (0, 2)], &mut problems), [(0, 6)]);
        assert_eq!(
            article.joined(&[(0, 1), (5, 6), (7, 9)], &mut problems),
            [(0, 1), (5, 9)]
        );
        assert!(problems.iter().next().is_none());
        assert_eq!(
            article.joined(&[(-4, 1), (8, 99), (7, 3), (50, 60), (4, 4)], &mut problems),
            [(0, 1), (8, 9)]
        );
        assert_eq!(
            problems.iter().collect::<Vec<_>>(),
            [("spans outside of the text", 4)]
        );
    }

    #[test]
    fn trims_punctuation_unless_nothing_is_left() {
        let article = Article::new("“No,” — ´yes`");
        assert_eq!(article.trimmed(&[(0, 5), (6, 7), (8, 13)]), [(1, 3), (9, 12)]);
        assert_eq!(article.trimmed(&[(6, 7)]), [(6, 7)]);
    }
}
