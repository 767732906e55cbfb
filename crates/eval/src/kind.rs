use serde::Serialize;

use crate::article::{Article, Statement, is_edge, is_space};

/// A sort of attribution. Each one is of several: one of [`Direct`](Self::Direct), [`Mixed`](Self::Mixed) and
/// [`Indirect`](Self::Indirect), one of [`Quoted`](Self::Quoted) and [`Unquoted`](Self::Unquoted), and so on.
///
/// A gold attribution is sorted by gold's spans, a predicted one by its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// All words of the content stand between double quotation marks of the article, be the marks themselves part of
    /// the content or not. Words are what is neither white space nor punctuation. Marks are `"`, `“ ”`, `„`, `‟`,
    /// `« »`, two apostrophes and two grave accents; what is open at a line's end is closed there.
    Direct,
    /// Some words do and some don't.
    Mixed,
    /// No word does.
    Indirect,
    /// A double quotation mark (`"`, `“`, `”`, `„`, `‟`) stands in the content: the measures `*_quoted`.
    Quoted,
    /// None does.
    Unquoted,
    /// It has a source.
    WithSource,
    /// It has none.
    WithoutSource,
    /// The source is one pronoun: personal (he, them, I, …), possessive (his, …), reflexive or relative (who, which, …).
    PronounSource,
    /// The source is something else.
    OtherSource,
    /// The content is one span once spans with only white space between them are joined.
    Continuous,
    /// It is more than one.
    Discontinuous,
    /// "according to" is part of the cue.
    AccordingTo,
    /// A form of "say" or "tell" is part of the cue, and "according to" is not.
    SayOrTell,
    /// The cue is something else.
    OtherCue,
    /// There is no cue.
    NoCue,
}

impl Kind {
    /// All kinds, in the order in which they are reported.
    pub const ALL: [Self; 15] = [
        Self::Direct,
        Self::Mixed,
        Self::Indirect,
        Self::Quoted,
        Self::Unquoted,
        Self::WithSource,
        Self::WithoutSource,
        Self::PronounSource,
        Self::OtherSource,
        Self::Continuous,
        Self::Discontinuous,
        Self::AccordingTo,
        Self::SayOrTell,
        Self::OtherCue,
        Self::NoCue,
    ];

    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Quoted => "quoted",
            Self::Unquoted => "unquoted",
            Self::WithSource => "with source",
            Self::WithoutSource => "without source",
            Self::PronounSource => "pronoun source",
            Self::OtherSource => "other source",
            Self::Continuous => "continuous",
            Self::Discontinuous => "discontinuous",
            Self::AccordingTo => "cue: according to",
            Self::SayOrTell => "cue: say or tell",
            Self::OtherCue => "cue: other",
            Self::NoCue => "cue: none",
        }
    }
}

/// The relation measure for one [`Kind`] or one publisher.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct KindMeasure {
    /// Of the predicted attributions that are of this kind by their own spans, the share that is right, 0..=1; 1 where
    /// there are none on either side, 0 where there are none here.
    pub p: f64,
    /// Of the gold attributions of this kind, the share that was found (of whatever kind the prediction is), 0..=1.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// Gold attributions of this kind.
    pub gold: usize,
    /// Predicted attributions of this kind.
    pub pred: usize,
    /// Gold attributions of this kind that were found.
    pub found: usize,
    /// Predicted attributions of this kind that are right.
    pub correct: usize,
}

const PRONOUNS: [&str; 36] = [
    "he",
    "she",
    "it",
    "they",
    "i",
    "we",
    "you",
    "one",
    "him",
    "her",
    "them",
    "me",
    "us",
    "his",
    "hers",
    "its",
    "their",
    "theirs",
    "my",
    "mine",
    "our",
    "ours",
    "your",
    "yours",
    "himself",
    "herself",
    "itself",
    "themselves",
    "myself",
    "ourselves",
    "yourself",
    "who",
    "whom",
    "whose",
    "which",
    "that",
];
const SAY_OR_TELL: [&str; 8] = [
    "say", "says", "said", "saying", "tell", "tells", "told", "telling",
];

/// The kinds that a statement is of, in the order of [`Kind::ALL`].
pub(crate) fn kinds(article: &Article, statement: &Statement) -> Vec<Kind> {
    let cue = words(article, &statement.cue.spans);
    let cue_kind = if statement.cue.characters.is_empty() {
        Kind::NoCue
    } else if cue
        .windows(2)
        .any(|pair| pair[0] == "according" && pair[1] == "to")
    {
        Kind::AccordingTo
    } else if cue.iter().any(|word| SAY_OR_TELL.contains(&word.as_str())) {
        Kind::SayOrTell
    } else {
        Kind::OtherCue
    };
    let mut kinds = vec![quotation(article, statement)];
    kinds.push(if statement.quoted {
        Kind::Quoted
    } else {
        Kind::Unquoted
    });
    if statement.source.characters.is_empty() {
        kinds.push(Kind::WithoutSource);
    } else {
        kinds.push(Kind::WithSource);
        kinds.push(match words(article, &statement.source.spans).as_slice() {
            [word] if PRONOUNS.contains(&word.as_str()) => Kind::PronounSource,
            _ => Kind::OtherSource,
        });
    }
    kinds.push(if statement.content.spans.len() > 1 {
        Kind::Discontinuous
    } else {
        Kind::Continuous
    });
    kinds.push(cue_kind);
    kinds
}

fn quotation(article: &Article, statement: &Statement) -> Kind {
    let (mut inside, mut outside) = (false, false);
    for &(start, end) in &statement.content.spans {
        for index in start..end {
            if !is_edge(article.chars[index]) {
                *(if article.quoted[index] {
                    &mut inside
                } else {
                    &mut outside
                }) = true;
            }
        }
    }
    match (inside, outside) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        (false, _) => Kind::Indirect,
    }
}

/// The words of a role, in lower case, without the punctuation at their ends.
fn words(article: &Article, spans: &[(usize, usize)]) -> Vec<String> {
    spans
        .iter()
        .flat_map(|&(start, end)| article.chars[start..end].split(|&c| is_space(c)))
        .map(|word| {
            word.iter()
                .collect::<String>()
                .trim_matches(is_edge)
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Attribution;
    use crate::measure::Problems;

    fn kinds_of(text: &str, source: &str, cue: &str, content: &[&str]) -> Vec<&'static str> {
        let article = Article::new(text);
        let span = |part: &str| {
            let byte = text.find(part).unwrap();
            let start = text[..byte].chars().count() as i64;
            (start, start + part.chars().count() as i64)
        };
        let spans = |part: &str| if part.is_empty() { vec![] } else { vec![span(part)] };
        let raw = Attribution {
            source: spans(source),
            cue: spans(cue),
            content: content.iter().map(|part| span(part)).collect(),
            confidence: None,
        };
        kinds(&article, &article.statement(&raw, &mut Problems::default()))
            .into_iter()
            .map(Kind::name)
            .collect()
    }

    #[test]
    fn direct_mixed_and_indirect() {
        let text =
            "“We will pay,” said Olsen, “but when?” She told them that the toll is “theft” and must go.";
        assert_eq!(
            kinds_of(text, "Olsen", "said", &["“We will pay,”", "“but when?”"]),
            [
                "direct",
                "quoted",
                "with source",
                "other source",
                "discontinuous",
                "cue: say or tell"
            ]
        );
        assert_eq!(
            kinds_of(text, "Olsen,", "said", &["We will pay"])[..2],
            ["direct", "unquoted"],
            "the marks themselves were left out"
        );
        assert_eq!(
            kinds_of(
                text,
                "She",
                "told them",
                &["that the toll is “theft” and must go"]
            ),
            [
                "mixed",
                "quoted",
                "with source",
                "pronoun source",
                "continuous",
                "cue: say or tell"
            ]
        );
    }

    #[test]
    fn sources_and_cues() {
        let text = "It was too late, According to them, and there were fears of rain. Who said so?";
        assert_eq!(
            kinds_of(text, "them,", "According to", &["It was"])[2..],
            ["with source", "pronoun source", "continuous", "cue: according to"]
        );
        assert_eq!(
            kinds_of(text, "", "fears of", &["rain"]),
            [
                "indirect",
                "unquoted",
                "without source",
                "continuous",
                "cue: other"
            ]
        );
        assert_eq!(
            kinds_of(text, "Who", "", &["so"])[3..],
            ["pronoun source", "continuous", "cue: none"]
        );
    }
}
