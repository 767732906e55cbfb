//! Articles for tests, with their attributions given by their words.

#![allow(dead_code)]

use onrecord_knowledge::Knowledge;
use onrecord_speaker::{Article, Name, NameKind, Resolved, Said, speakers};
use onrecord_text::{Span, Text, Word, words_by_paragraph};

/// An attribution by the words of source, cue and content, each looked for behind the cue before; an empty string is none.
pub type Said3 = (&'static str, &'static str, &'static str);

/// An article being put together.
pub struct Draft {
    pub text: Text,
    pub words: Vec<Word>,
    pub paragraphs: Vec<u32>,
    pub names: Vec<Name>,
    pub said: Vec<[Vec<Span>; 3]>,
}

impl Draft {
    pub fn new(text: &str) -> Self {
        let text = Text::new(text);
        let (all, numbers) = words_by_paragraph(&text, |_| true);
        Self {
            text,
            words: all,
            paragraphs: numbers,
            names: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Names that the network is to have found, everywhere they stand.
    pub fn names(mut self, names: &[(&str, NameKind)]) -> Self {
        for (name, kind) in names {
            let found: Vec<usize> = self
                .text
                .as_str()
                .match_indices(name)
                .map(|(byte, _)| byte)
                .collect();
            for byte in found {
                let span = Span::new(self.text.char(byte), self.text.char(byte + name.len())).unwrap();
                self.names.push(Name {
                    span,
                    kind: *kind,
                    confidence: 0.9,
                });
            }
        }
        self
    }

    /// Attributions in the order of the text: each is looked for in the stretch of text that its words share.
    pub fn said(mut self, said: &[Said3]) -> Self {
        for (source, cue, content) in said {
            let text = self.text.as_str();
            let at = text.find(content).unwrap_or_else(|| panic!("{content}"));
            let near = |words: &str| -> Vec<Span> {
                if words.is_empty() {
                    return Vec::new();
                }
                let places = text.match_indices(words).map(|(byte, _)| byte);
                let outside = places.filter(|byte| byte + words.len() <= at || *byte >= at + content.len());
                let byte = outside
                    .min_by_key(|byte| byte.abs_diff(if *byte < at { at } else { at + content.len() }))
                    .unwrap_or_else(|| panic!("{words}"));
                vec![Span::new(self.text.char(byte), self.text.char(byte + words.len())).unwrap()]
            };
            let spans = [
                near(source),
                near(cue),
                vec![Span::new(self.text.char(at), self.text.char(at + content.len())).unwrap()],
            ];
            self.said.push(spans);
        }
        self
    }

    pub fn resolve(&self, author: Option<&str>, date: Option<&str>) -> Resolved {
        self.resolve_by(Knowledge::shipped(), author, date)
    }

    pub fn resolve_by(&self, knowledge: &Knowledge, author: Option<&str>, date: Option<&str>) -> Resolved {
        let said: Vec<Said> = self
            .said
            .iter()
            .map(|[source, cue, content]| Said { source, cue, content })
            .collect();
        let article = Article {
            text: &self.text,
            words: &self.words,
            paragraphs: &self.paragraphs,
            text_start: 0,
            names: &self.names,
            said: &said,
            author,
            publisher: None,
            date,
        };
        speakers(&article, knowledge)
    }

    /// The names of the speakers, in the order of the attributions.
    pub fn speakers(&self, author: Option<&str>, date: Option<&str>) -> Vec<Option<String>> {
        let resolved = self.resolve(author, date);
        let name = |id: &String| {
            let entity = resolved.entities.iter().find(|entity| entity.id == *id);
            entity.map(|entity| entity.name.clone())
        };
        resolved
            .speakers
            .iter()
            .map(|speaker| speaker.entity.as_ref().and_then(name))
            .collect()
    }
}
