use onrecord_attribution::Found;
use onrecord_model::Scores;
use onrecord_record::Document;
use onrecord_speaker::{Name, NameKind};
use onrecord_text::{Span, Text, Word, is_furniture, words_by_paragraph};

/// A document's headline and text as one stretch of words.
pub(crate) struct Article {
    pub(crate) text: Text,
    pub(crate) words: Vec<Word>,
    /// Of every word, the number of its paragraph.
    pub(crate) paragraphs: Vec<u32>,
    /// Where the text begins, in scalar values: after the headline and a line end; 0 where no headline is apart.
    pub(crate) text_start: usize,
}

/// Where an attribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Title,
    Text,
}

impl Article {
    pub(crate) fn new(document: &Document) -> Self {
        let title = document
            .title
            .as_deref()
            .filter(|title| !begins_with(&document.text, title))
            .map(one_line);
        let text_start = title.as_ref().map_or(0, |title| title.chars().count() + 1);
        let text = Text::new(match title {
            Some(title) => format!("{title}\n{}", document.text),
            None => document.text.clone(),
        });
        let (all, numbers) = words_by_paragraph(&text, |paragraph| !is_furniture(paragraph));
        Self {
            text,
            words: all,
            paragraphs: numbers,
            text_start,
        }
    }

    /// Whole paragraphs of about `size` words at a time. A paragraph longer than that is cut.
    pub(crate) fn blocks(&self, size: usize) -> impl Iterator<Item = (&[Word], &[u32])> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let words = self.words.get(start..).filter(|rest| !rest.is_empty())?;
            let mut length = words.len().min(size);
            if length < words.len() {
                let next = self.paragraphs[start + length];
                let whole =
                    self.paragraphs[start..start + length].partition_point(|&paragraph| paragraph < next);
                length = if whole > 0 { whole } else { length };
            }
            let range = start..start + length;
            start = range.end;
            Some((&self.words[range.clone()], &self.paragraphs[range]))
        })
    }

    /// Which part an attribution is of, with its spans in that part's own offsets. What reaches over into the other
    /// part is left out; one without content in its part is none.
    pub(crate) fn place(&self, mut found: Found) -> Option<(Part, Found)> {
        let first = found.content.first()?;
        let part = if first.start() < self.text_start {
            Part::Title
        } else {
            Part::Text
        };
        let own = |spans: &[Span]| -> Vec<Span> {
            let placed = spans.iter().filter_map(|span| match part {
                Part::Title => (span.end() < self.text_start).then_some(*span),
                Part::Text => span.shifted_back(self.text_start),
            });
            placed.collect()
        };
        found.source = own(&found.source);
        found.cue = own(&found.cue);
        found.content = own(&found.content);
        (!found.content.is_empty()).then_some((part, found))
    }
}

/// The names that the network found among words, in places of the article.
pub(crate) fn names(scores: &Scores, words: &[Word]) -> Vec<Name> {
    let placed = scores.names().into_iter().filter_map(|name| {
        let found = &words[name.words];
        Some(Name {
            span: Span::new(found.first()?.span.start(), found.last()?.span.end())?,
            kind: match name.kind {
                onrecord_model::NameKind::Person => NameKind::Person,
                onrecord_model::NameKind::Organisation => NameKind::Organisation,
                onrecord_model::NameKind::Place => NameKind::Place,
            },
            confidence: name.confidence.into(),
        })
    });
    placed.collect()
}

/// Line ends in a headline would make it several paragraphs; a space has the same length.
fn one_line(title: &str) -> String {
    title.replace(['\n', '\r'], " ")
}

/// Whether a text begins with its headline; case, marks and white space don't count.
fn begins_with(text: &str, title: &str) -> bool {
    let letters = |string: &str| -> Vec<char> {
        string
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .take(400)
            .collect()
    };
    let title = letters(title);
    title.is_empty() || letters(text).starts_with(&title)
}

#[cfg(test)]
mod tests {
    use onrecord_record::AttributionType;

    use super::*;

    fn article(title: Option<&str>, text: &str) -> Article {
        Article::new(&Document {
            title: title.map(Into::into),
            text: text.into(),
            ..Default::default()
        })
    }

    fn found(content: (usize, usize)) -> Found {
        let content = vec![Span::new(content.0, content.1).unwrap()];
        let cue = vec![Span::new(0, 1).unwrap()];
        Found {
            kind: AttributionType::Direct,
            source: vec![],
            cue,
            content,
            confidence: 0.5,
        }
    }

    #[test]
    fn a_headline_apart_is_read_first() {
        let article = article(Some("Ünal: I will\nstay"), "He stays.");
        assert_eq!(article.words[0].form, "Ünal");
        assert_eq!(article.text_start, 18);
        let (part, placed) = article.place(found((6, 17))).unwrap();
        assert_eq!(
            (part, placed.content[0]),
            (Part::Title, Span::new(6, 17).unwrap())
        );
        let (part, placed) = article.place(found((18, 20))).unwrap();
        assert_eq!(
            (part, placed.content[0], placed.cue.len()),
            (Part::Text, Span::new(0, 2).unwrap(), 0)
        );
    }

    #[test]
    fn a_headline_that_opens_the_text_is_not_read_twice() {
        let article = article(Some("Minister Quits"), "MINISTER QUITS.\n\nShe quit.");
        assert_eq!((article.text_start, article.words.len()), (0, 6));
    }

    #[test]
    fn blocks_are_whole_paragraphs() {
        let article = article(None, "one two three\nfour five\nsix seven eight nine");
        let lengths = |size| {
            article
                .blocks(size)
                .map(|(words, _)| words.len())
                .collect::<Vec<_>>()
        };
        assert_eq!(lengths(100), [9]);
        assert_eq!(lengths(4), [3, 2, 4]);
        assert_eq!(lengths(2), [2, 1, 2, 2, 2]);
    }
}
