use onrecord_record::Stance;
use onrecord_text::{Span, Text, words};

use crate::cues::{Class, TABLE};

/// Words of a cue that are looked at: longer ones are whole sentences.
const LONGEST_CUE: usize = 40;

/// Characters before a cue and at the beginning of a content in which words of the cue are looked for.
const NEARBY: usize = 40;

/// Characters of a content's span that are looked through for question marks.
const LONGEST_QUESTION: usize = 2000;

/// Words that turn a cue round.
const NEGATIONS: &[&str] = &[
    "not", "'t", "never", "no", "nor", "neither", "cannot", "without", "fail",
];

/// Sources that nobody is: "Nobody believes", "Few would say".
const NOBODY: &[&str] = &["nobody", "none", "neither", "no", "few"];

/// Words that a cue may lack at its beginning, though they belong to it: "would not | comment".
const AUXILIARIES: &[&str] = &[
    "not",
    "'t",
    "never",
    "nor",
    "cannot",
    "yet",
    "to",
    "also",
    "be",
    "been",
    "being",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "having",
    "do",
    "does",
    "did",
    "will",
    "would",
    "can",
    "could",
    "should",
    "may",
    "might",
    "don",
    "doesn",
    "didn",
    "isn",
    "aren",
    "wasn",
    "weren",
    "hasn",
    "haven",
    "hadn",
    "won",
    "wouldn",
    "couldn",
    "shouldn",
    "immediately",
    "publicly",
    "so",
    "far",
    "without",
];

/// Forms of "to be", after which a negation says what somebody is not: that is no refusal to speak.
const COPULAS: &[&str] = &[
    "is", "isn", "are", "aren", "was", "wasn", "were", "weren", "am", "be", "been", "being", "'s", "'re",
    "'m",
];

/// What opens a question as a clause.
const QUESTION_WORDS: &[&str] = &[
    "why", "how", "what", "who", "whom", "whose", "where", "when", "which",
];

/// What may stand between "vowed" and the harm that is vowed.
const BEFORE_HARM: &[&str] = &[
    "to", "that", "will", "would", "shall", "of", "further", "more", "new", "severe", "serious", "tough",
    "harsh", "grave", "impose", "take", "have", "face", "with",
];

/// The speaker himself, as a threat has him.
const ONESELF: &[&str] = &["he", "she", "it", "they", "we", "i"];

/// What a speaker does by saying something, as the article words it: from the cue, its negation, and what the content
/// begins with, and whether that is a question. It is [`Stance::Asserts`] where nothing tells otherwise.
///
/// The spans are places in `text`, each list in text order.
///
/// The cues and their meanings are in `data/stances.txt`. What a case means that is open to argument ("did not deny",
/// "doesn't think") is what `bench/annotations/stances.md` says of it.
pub fn stance(text: &Text, source: &[Span], cue: &[Span], content: &[Span]) -> Stance {
    let phrase = Phrase {
        words: cue_words(text, cue),
        content: content
            .first()
            .map_or_else(Vec::new, |span| first_words(text, *span)),
    };
    let nobody = source.first().is_some_and(|span| is_nobody(text, *span));
    match phrase.stance(nobody) {
        Stance::Asserts | Stance::Doubts if is_question(text, content) => Stance::Asks,
        stance => stance,
    }
}

/// A cue with what stands around it, all in lower case.
struct Phrase {
    /// The cue, with its auxiliaries.
    words: Vec<String>,
    /// The first words of the content.
    content: Vec<String>,
}

impl Phrase {
    fn stance(&self, nobody: bool) -> Stance {
        let mut negated = nobody;
        let mut known = false;
        let mut at = 0;
        while at < self.words.len() {
            if let Some((class, length)) = self.meaning(at) {
                let stance = if negated { class.negated } else { class.affirmed };
                if stance != Stance::Asserts {
                    return self.threat(stance, at).unwrap_or(stance);
                }
                if self.warns_of_own_harm(at) {
                    return Stance::Threatens;
                }
                known = true;
                negated = false;
                at += length;
                continue;
            }
            negated |= self.negates(at);
            at += 1;
        }
        let unsaid = negated && !known && !self.words.iter().any(|word| COPULAS.contains(&word.as_str()));
        if unsaid { Stance::Declines } else { Stance::Asserts }
    }

    /// The class of the longest cue of the table that begins at a word, and how many words of this cue are its own.
    fn meaning(&self, at: usize) -> Option<(Class, usize)> {
        let forms = TABLE.forms(&self.words[at]);
        let entries = forms
            .iter()
            .filter_map(|form| TABLE.cues.get(form.as_str()))
            .flatten();
        let matching = entries.filter_map(|entry| Some((entry, self.continues(at + 1, &entry.rest)?)));
        let (entry, end) = matching.max_by_key(|(entry, _)| entry.rest.len())?;
        Some((entry.class, end.min(self.words.len()) - at))
    }

    /// Where `rest` ends, if it stands at `from` in the cue, goes on from there into the content, or opens the content.
    fn continues(&self, from: usize, rest: &[&str]) -> Option<usize> {
        let own = self.words.get(from..).unwrap_or_default();
        follow(own.iter().chain(&self.content), rest).map(|length| from + length)
    }

    fn negates(&self, at: usize) -> bool {
        let forms = TABLE.forms(&self.words[at]);
        let next = self.words.get(at + 1).map(String::as_str);
        forms.iter().any(|form| NEGATIONS.contains(&form.as_str()))
            && !matches!(next, Some("only" | "just" | "merely"))
    }

    /// A promise of harm is a threat.
    fn threat(&self, stance: Stance, at: usize) -> Option<Stance> {
        let promised = self.words[at + 1..].iter().chain(&self.content);
        (stance == Stance::Promises && harms(promised).is_some()).then_some(Stance::Threatens)
    }

    /// "Warned that it would retaliate".
    fn warns_of_own_harm(&self, at: usize) -> bool {
        TABLE.forms(&self.words[at]).iter().any(|form| form == "warn")
            && harms(self.content.iter()) == Some(Doer::Oneself)
    }
}

/// Who does the harm.
#[derive(PartialEq, Eq)]
enum Doer {
    Oneself,
    Unsaid,
}

/// Whether words begin with harm that is announced.
fn harms<'a>(words: impl Iterator<Item = &'a String>) -> Option<Doer> {
    let mut doer = Doer::Unsaid;
    for word in words.map(String::as_str) {
        let forms = TABLE.forms(word);
        if forms.iter().any(|form| TABLE.harm.contains(&form.as_str())) {
            return Some(doer);
        }
        if ONESELF.contains(&word) {
            doer = Doer::Oneself;
        } else if !BEFORE_HARM.contains(&word) && !is_adverb(word) {
            return None;
        }
    }
    None
}

/// How many words it takes to say `rest`; adverbs and negations between are passed over.
fn follow<'a>(words: impl Iterator<Item = &'a String>, rest: &[&str]) -> Option<usize> {
    let mut rest = rest.iter().peekable();
    let mut length = 0;
    for word in words {
        let Some(&&expected) = rest.peek() else { break };
        if is(word, expected) {
            rest.next();
        } else if !is_adverb(word) && word != "not" && word != "also" {
            return None;
        }
        length += 1;
    }
    rest.peek().is_none().then_some(length)
}

fn is(word: &str, expected: &str) -> bool {
    match expected {
        "WH" => QUESTION_WORDS.contains(&word),
        _ => TABLE.forms(word).iter().any(|form| form == expected),
    }
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
}

/// The cue's words, and the auxiliaries before it.
fn cue_words(text: &Text, cue: &[Span]) -> Vec<String> {
    let mut found: Vec<String> = cue.first().map_or_else(Vec::new, |span| auxiliaries(text, *span));
    for span in cue {
        found.extend(
            words(text, shortened(text, *span, LONGEST_CUE * 10))
                .into_iter()
                .map(|word| word.form.to_lowercase()),
        );
        found.truncate(LONGEST_CUE);
    }
    found
}

fn auxiliaries(text: &Text, cue: Span) -> Vec<String> {
    let Some(before) = text.span(cue.start().saturating_sub(NEARBY), cue.start()) else {
        return Vec::new();
    };
    let mut found: Vec<String> = lower_words(text, before)
        .into_iter()
        .rev()
        .take_while(|word| AUXILIARIES.contains(&word.as_str()))
        .collect();
    found.reverse();
    found
}

fn first_words(text: &Text, content: Span) -> Vec<String> {
    let mut found = lower_words(text, shortened(text, content, NEARBY));
    let marks = found
        .iter()
        .take_while(|word| !word.contains(char::is_alphanumeric))
        .count();
    found.drain(..marks);
    found
}

fn lower_words(text: &Text, span: Span) -> Vec<String> {
    words(text, span)
        .into_iter()
        .map(|word| word.form.to_lowercase())
        .collect()
}

fn shortened(text: &Text, span: Span, most: usize) -> Span {
    text.span(span.start(), span.end().min(span.start() + most))
        .unwrap_or(span)
}

/// "Nobody", "no official"; but not "No. 10".
fn is_nobody(text: &Text, source: Span) -> bool {
    let found = lower_words(text, shortened(text, source, NEARBY));
    let numbered = |word: &String| word.starts_with(|char: char| char.is_ascii_digit() || char == '.');
    found.first().is_some_and(|word| NOBODY.contains(&word.as_str())) && !found.get(1).is_some_and(numbered)
}

/// Whether a content ends with a question, and half of its sentences are questions.
fn is_question(text: &Text, content: &[Span]) -> bool {
    let (mut questions, mut sentences, mut last) = (0, 0, ' ');
    for span in content {
        let mut chars = text.slice(*span).chars().take(LONGEST_QUESTION).peekable();
        while let Some(char) = chars.next() {
            let ends = chars
                .peek()
                .is_none_or(|next| next.is_whitespace() || "”’\"')".contains(*next));
            if matches!(char, '.' | '!' | '?') && ends {
                sentences += 1;
                questions += usize::from(char == '?');
            }
            if char.is_alphanumeric() || matches!(char, '.' | '!' | '?') {
                last = char;
            }
        }
    }
    last == '?' && questions * 2 >= sentences
}

#[cfg(test)]
#[path = "stance_tests.rs"]
mod tests;
