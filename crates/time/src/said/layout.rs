use std::collections::BTreeMap;
use std::ops::Range;

use onrecord_record::{Attribution, Entity, Timex};
use onrecord_text::{Span, Text, Word, paragraphs, sentences, words};

/// Spans of one role of one statement that are looked at: real ones have two or three.
const MOST_SPANS: usize = 16;

/// Words of a source or cue that are looked at: real ones have two or ten.
const LONGEST: usize = 60;

/// A text's words, and where its sentences, statements and dates stand among them. All places are indices of words.
pub(super) struct Layout {
    words: Vec<Word>,
    /// Their forms in lower case.
    lower: Vec<String>,
    /// The last word of each sentence, plus one.
    sentence_ends: Vec<usize>,
    /// The last word of each paragraph, plus one.
    paragraph_ends: Vec<usize>,
    /// In the order of the attributions.
    pub statements: Vec<Statement>,
    /// In text order.
    pub dates: Vec<DatePlace>,
    /// The value of every time, without the part of the day.
    values: Vec<String>,
    /// Of every entity, whether the text names it.
    named: Vec<bool>,
    /// The first word of every cue, with its statement, in text order.
    cues: Vec<(usize, usize)>,
    /// The contents that lie around each other, as a number for every word: two words in the same innermost content
    /// have the same number, and 0 is none.
    levels: Vec<u32>,
}

/// Where a statement's parts stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    pub source: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// Who speaks, by the index of the entity.
    pub speaker: Option<usize>,
}

/// Where a date stands.
#[derive(Clone, Debug)]
pub(super) struct DatePlace {
    pub words: Range<usize>,
    /// Its index among the times of the record.
    pub time: usize,
}

impl Statement {
    /// The words that it hangs on: its cue, or its source where it has none.
    pub fn anchor(&self) -> Option<Range<usize>> {
        self.cue.first().or(self.source.last()).cloned()
    }
}

impl Layout {
    /// `dates` are the indices of those `times` that something may have been said on.
    pub fn new(
        text: &Text,
        attributions: &[Attribution],
        times: &[Timex],
        dates: &[usize],
        entities: &[Entity],
    ) -> Self {
        let mut layout = Self {
            words: Vec::new(),
            lower: Vec::new(),
            sentence_ends: Vec::new(),
            paragraph_ends: Vec::new(),
            statements: Vec::new(),
            dates: Vec::new(),
            values: times.iter().map(day).collect(),
            named: entities.iter().map(|entity| entity.named == Some(true)).collect(),
            cues: Vec::new(),
            levels: Vec::new(),
        };
        for paragraph in paragraphs(text.as_str()) {
            let words = words(text, paragraph);
            let before = layout.words.len();
            layout
                .sentence_ends
                .extend(sentences(&words).iter().map(|sentence| before + sentence.end));
            layout.words.extend(words);
            layout.paragraph_ends.push(layout.words.len());
        }
        layout.lower = layout.words.iter().map(|word| word.form.to_lowercase()).collect();
        let numbers: BTreeMap<&str, usize> = entities.iter().map(|one| one.id.as_str()).zip(0..).collect();
        layout.statements = attributions
            .iter()
            .map(|one| {
                layout.statement(
                    one,
                    one.speaker.as_deref().and_then(|id| numbers.get(id).copied()),
                )
            })
            .collect();
        layout.dates = layout.dates(times, dates);
        layout.cues = layout.cues();
        layout.levels = layout.levels();
        layout
    }

    /// The word as the encoder reads it, in lower case.
    pub fn lower(&self, word: usize) -> &str {
        self.lower.get(word).map_or("", String::as_str)
    }

    /// The word as it is written.
    pub fn form(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| word.form.as_str())
    }

    /// Where a word begins in the text, in characters.
    pub fn start(&self, word: usize) -> Option<usize> {
        Some(self.words.get(word)?.span.start())
    }

    /// Whether the text names the speaker of a statement.
    pub fn is_named(&self, one: &Statement) -> bool {
        one.speaker.is_some_and(|speaker| self.named[speaker])
    }

    /// Whether a word is a dash between clauses, not the hyphen of a compound.
    pub fn is_dash(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|word| match word.form.as_str() {
            "-" => word.spaced,
            form => matches!(form, "--" | "—" | "–" | "―"),
        })
    }

    /// The words of the sentence that a word stands in.
    pub fn sentence(&self, word: usize) -> Range<usize> {
        let number = self.sentence_ends.partition_point(|&end| end <= word);
        let start = number
            .checked_sub(1)
            .map_or(0, |before| self.sentence_ends[before]);
        start
            ..self
                .sentence_ends
                .get(number)
                .copied()
                .unwrap_or(self.words.len())
    }

    /// All sentences, as ranges of words.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.sentence_ends.iter().copied());
        starts.zip(&self.sentence_ends).map(|(start, &end)| start..end)
    }

    /// The number of the paragraph that a word stands in.
    pub fn paragraph(&self, word: usize) -> usize {
        self.paragraph_ends.partition_point(|&end| end <= word)
    }

    /// How many paragraphs there are.
    pub fn paragraphs(&self) -> usize {
        self.paragraph_ends.len()
    }

    /// The words of a paragraph, by its number.
    pub fn paragraph_words(&self, number: usize) -> Range<usize> {
        let end = |number: usize| {
            self.paragraph_ends
                .get(number)
                .copied()
                .unwrap_or(self.words.len())
        };
        number.checked_sub(1).map_or(0, end)..end(number)
    }

    /// The innermost content around a word; 0 outside of all.
    pub fn level(&self, word: usize) -> u32 {
        self.levels.get(word).copied().unwrap_or_default()
    }

    /// The dates within a range of words.
    pub fn dates_in(&self, range: &Range<usize>) -> &[DatePlace] {
        let first = self.dates.partition_point(|date| date.words.start < range.start);
        let last = self.dates.partition_point(|date| date.words.start < range.end);
        &self.dates[first..last]
    }

    /// The value of a time without the part of the day.
    pub fn value(&self, time: usize) -> &str {
        self.values.get(time).map_or("", String::as_str)
    }

    /// Whether two statements have the same speaker; `None` where nobody knows: somebody without a name may be anybody.
    pub fn same_speaker(&self, one: &Statement, other: &Statement) -> Option<bool> {
        let (one, other) = (one.speaker?, other.speaker?);
        (one == other || self.named[one] && self.named[other]).then_some(one == other)
    }

    /// The word at which a time stands, where it is a date.
    pub fn date_start(&self, time: usize) -> Option<usize> {
        let place = self.dates.binary_search_by_key(&time, |date| date.time).ok()?;
        Some(self.dates[place].words.start)
    }

    /// The cues within a range of words: their first words and statements.
    pub fn cues_in(&self, range: &Range<usize>) -> &[(usize, usize)] {
        let first = self.cues.partition_point(|&(word, _)| word < range.start);
        let last = self.cues.partition_point(|&(word, _)| word < range.end);
        self.cues.get(first..last).unwrap_or_default()
    }

    /// The words that a span covers, in whole or in part; `None` where that is none.
    fn range(&self, span: Span) -> Option<Range<usize>> {
        let start = self.words.partition_point(|word| word.span.end() <= span.start());
        let end = self.words.partition_point(|word| word.span.start() < span.end());
        (start < end).then_some(start..end)
    }

    fn statement(&self, attribution: &Attribution, speaker: Option<usize>) -> Statement {
        let ranges = |spans: &[Span], longest: usize| {
            let ranges = spans.iter().take(MOST_SPANS).filter_map(|span| self.range(*span));
            ranges
                .map(|range| range.start..range.end.min(range.start + longest))
                .collect()
        };
        Statement {
            source: ranges(&attribution.source, LONGEST),
            cue: ranges(&attribution.cue, LONGEST),
            content: ranges(&attribution.content, usize::MAX - self.words.len()),
            speaker,
        }
    }

    fn dates(&self, times: &[Timex], dates: &[usize]) -> Vec<DatePlace> {
        let mut places: Vec<DatePlace> = dates
            .iter()
            .filter_map(|&time| {
                let words = self.range(times[time].span)?;
                Some(DatePlace { words, time })
            })
            .collect();
        places.sort_by_key(|place| place.words.start);
        places
    }

    fn cues(&self) -> Vec<(usize, usize)> {
        let mut cues: Vec<(usize, usize)> = self
            .statements
            .iter()
            .enumerate()
            .flat_map(|(statement, one)| one.cue.iter().map(move |cue| (cue.start, statement)))
            .collect();
        cues.sort_unstable();
        cues
    }

    fn levels(&self) -> Vec<u32> {
        let mut contents: Vec<Range<usize>> = self
            .statements
            .iter()
            .flat_map(|one| one.content.iter().cloned())
            .collect();
        // The longer of two that begin together is the outer one.
        contents.sort_by_key(|content| (content.start, usize::MAX - content.end));
        contents.dedup();
        let mut coming = (1u32..).zip(contents).peekable();
        let mut around: Vec<(u32, usize)> = Vec::new();
        (0..self.words.len())
            .map(|word| {
                while let Some((number, content)) = coming.next_if(|(_, content)| content.start <= word) {
                    around.push((number, content.end));
                }
                while around.last().is_some_and(|&(_, end)| end <= word) {
                    around.pop();
                }
                around.last().map_or(0, |&(number, _)| number)
            })
            .collect()
    }
}

fn day(timex: &Timex) -> String {
    timex.value.split('T').next().unwrap_or_default().to_owned()
}
