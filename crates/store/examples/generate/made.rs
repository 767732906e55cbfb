//! Records that nobody wrote: the same for the same seed and number, with words as frequent as in a language (Zipf).
#![allow(dead_code, clippy::unwrap_used)]

use onrecord_record::Record;
use serde_json::{Value, json};

/// Statements of an article.
pub const STATEMENTS: usize = 24;

const VOCABULARY: usize = 30_000;
const SPEAKERS: usize = 20_000;
const OUTLETS: usize = 200;

/// Words so frequent that nobody searches for them.
const FREQUENT: usize = 100;

/// What articles are made of.
pub struct Maker {
    seed: u64,
    words: Vec<String>,
    /// Sums of the words' weights.
    weights: Vec<f64>,
}

/// Numbers in a row that look drawn by lot (SplitMix64).
pub struct Lot(u64);

impl Lot {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut lot = Self(seed ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03));
        lot.next();
        lot
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Whether something happens that does in so many of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        let mut lot = Lot::new(seed, u64::MAX);
        let mut words = Vec::with_capacity(VOCABULARY);
        for rank in 0..VOCABULARY {
            // Frequent words are short.
            let syllables = 1 + usize::from(rank > 40) + usize::from(rank > 1500 && lot.percent(60));
            let word: String = (0..syllables).map(|_| syllable(&mut lot)).collect();
            words.push(word);
        }
        let mut sum = 0.0;
        let weights = (0..VOCABULARY)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 1.5);
                sum
            })
            .collect();
        Self { seed, words, weights }
    }

    fn word(&self, lot: &mut Lot) -> &str {
        let all = self.weights[VOCABULARY - 1];
        let drawn = lot.below(1 << 40) as f64 / (1_u64 << 40) as f64 * all;
        &self.words[self
            .weights
            .partition_point(|sum| *sum < drawn)
            .min(VOCABULARY - 1)]
    }

    fn words(&self, lot: &mut Lot, number: usize) -> String {
        (0..number).map(|_| self.word(lot)).collect::<Vec<_>>().join(" ")
    }

    /// The name of a speaker: first and last name.
    pub fn speaker(&self, speaker: usize) -> String {
        let mut lot = Lot::new(self.seed, 1 << 40 | speaker as u64);
        let mut name = || {
            let mut name = syllable(&mut lot) + &syllable(&mut lot);
            name[..1].make_ascii_uppercase();
            name
        };
        format!("{} {}", name(), name())
    }

    pub fn outlet(number: usize) -> String {
        format!("The Paper of Town {number}")
    }

    pub fn day(number: usize) -> String {
        format!(
            "20{:02}-{:02}-{:02}",
            30 + number / 336 % 10,
            number / 28 % 12 + 1,
            number % 28 + 1
        )
    }

    /// The words of a statement. Two of a hundred are said again and again.
    fn statement(&self, lot: &mut Lot) -> String {
        if lot.percent(2) {
            let famous = lot.below(5_000);
            let mut lot = Lot::new(self.seed, 1 << 41 | famous as u64);
            return self.words(&mut lot, 18);
        }
        let length = 6 + lot.below(24);
        self.words(lot, length)
    }

    /// The record of an article.
    pub fn record(&self, number: u64) -> Record {
        let mut lot = Lot::new(self.seed, number);
        let mut text = String::new();
        let (mut attributions, mut entities, mut times, mut quantities) = (vec![], vec![], vec![], vec![]);
        let put = |words: &str, text: &mut String| {
            let start = text.len();
            text.push_str(words);
            json!([start, text.len()])
        };
        let voices: Vec<usize> = (0..8).map(|_| lot.below(1 + lot.0 as usize % SPEAKERS)).collect();
        for n in 0..STATEMENTS {
            let voice = lot.below(voices.len());
            let source = put(&self.speaker(voices[voice]), &mut text);
            text.push(' ');
            let cue = put(if lot.percent(70) { "said" } else { "told reporters" }, &mut text);
            text.push(' ');
            let time = lot.percent(30).then(|| {
                let day = Self::day(lot.below(3000));
                let span = put(&day, &mut text);
                text.push(' ');
                let id = format!("t{}", times.len() + 1);
                times.push(json!({"id": id, "span": span, "type": "DATE", "value": day, "earliest": day, "latest": day}));
                id
            });
            let begin = text.len();
            if lot.percent(15) {
                let value = 1 + lot.below(5000);
                let span = put(&value.to_string(), &mut text);
                text.push(' ');
                let of = put(self.word(&mut lot), &mut text);
                text.push(' ');
                let measure = ["killed", "wounded", "displaced", "arrested"][lot.below(4)];
                quantities.push(json!({"id": format!("q{}", quantities.len() + 1), "span": span, "words": value.to_string(),
                    "low": value, "high": value, "value": value, "of": [of], "measure": measure,
                    "polarity": "positive", "hypothetical": false, "attribution": format!("a{}", n + 1)}));
            }
            text.push_str(&self.statement(&mut lot));
            let content = json!([begin, text.len()]);
            text.push_str(". ");
            let filler = lot.below(14);
            text.push_str(&self.words(&mut lot, filler));
            text.push_str(if lot.percent(30) { ".\n\n" } else { ". " });
            let entity = match entities.iter().position(|(known, _)| *known == voice) {
                Some(known) => known,
                None => {
                    let wikidata = (voices[voice] % 5 < 2).then(|| format!("Q{}", voices[voice] + 1));
                    entities.push((
                        voice,
                        json!({"id": format!("e{}", entities.len() + 1), "name": self.speaker(voices[voice]),
                        "type": "person", "named": true, "wikidata": wikidata, "mentions": [source]}),
                    ));
                    entities.len() - 1
                }
            };
            let kind = ["indirect", "indirect", "direct", "mixed"][lot.below(4)];
            let stance = ["asserts", "asserts", "asserts", "denies", "promises"][lot.below(5)];
            attributions.push(
                json!({"id": format!("a{}", n + 1), "type": kind, "source": [source], "cue": [cue],
                "content": [content], "speaker": format!("e{}", entity + 1), "time": time, "stance": stance,
                "evidence": "named in the source", "confidence": (50 + lot.below(50)) as f64 / 100.0}),
            );
        }
        let entities: Vec<Value> = entities.into_iter().map(|(_, entity)| entity).collect();
        serde_json::from_value(json!({
            "schema": "onrecord/1", "id": number.to_string(), "url": format!("https://town.example/{number}"),
            "publisher": Self::outlet(lot.below(OUTLETS)), "title": self.words(&mut lot, 8),
            "date": Self::day(lot.below(3000)), "language": "en", "sha256": "0".repeat(64), "text": text,
            "producer": {"name": "onrecord", "version": "0.1.0", "model": "made"},
            "attributions": attributions, "title_attributions": [], "entities": entities, "times": times,
            "quantities": quantities, "events": []
        }))
        .unwrap()
    }

    /// A query as somebody might type it, out of words of one of the first `articles` articles, with filters of some.
    pub fn query(&self, number: u64, articles: u64) -> Query {
        let mut lot = Lot::new(self.seed, 1 << 42 | number);
        let record = self.record(lot.below(articles as usize) as u64);
        let text = record.text.unwrap_or_default();
        let span = record.attributions[lot.below(STATEMENTS)].content[0];
        let rare = |word: &&str| self.words[..FREQUENT].iter().all(|frequent| frequent != word);
        let words: Vec<&str> = text[span.start()..span.end()].split(' ').filter(rare).collect();
        let mut word = || {
            words
                .get(lot.below(words.len().max(1)))
                .copied()
                .unwrap_or("harbour")
                .to_owned()
        };
        let (one, two) = (word(), word());
        let kind = lot.below(100);
        let row: Vec<&str> = text[span.start()..span.end()].split(' ').collect();
        let at = lot.below(row.len() - 1);
        let mut query = Query {
            words: one.clone(),
            ..Query::default()
        };
        match kind {
            0..25 => {}
            25..50 => query.words = format!("{one} {two}"),
            50..65 => query.words = format!("\"{} {}\"", row[at], row[at + 1]),
            65..75 => query.words = format!("{}*", &one[..one.len().min(4)]),
            75..80 => query.words = format!("{one} OR {two}"),
            80..85 => query.words = format!("{one} -{two}"),
            85..90 => query.speaker = Some(self.speaker(lot.below(SPEAKERS) / 20)),
            90..95 => query.outlet = Some(Self::outlet(lot.below(OUTLETS))),
            _ => query.after = Some(Self::day(lot.below(3000))),
        }
        query
    }
}

/// A query with its filters.
#[derive(Default)]
pub struct Query {
    pub words: String,
    pub speaker: Option<String>,
    pub outlet: Option<String>,
    pub after: Option<String>,
}

fn syllable(lot: &mut Lot) -> String {
    const BEFORE: [&str; 20] = [
        "b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr",
        "v",
    ];
    const VOWEL: [&str; 7] = ["a", "e", "i", "o", "u", "ea", "ou"];
    const AFTER: [&str; 8] = ["", "", "n", "r", "s", "l", "t", "nd"];
    format!(
        "{}{}{}",
        BEFORE[lot.below(20)],
        VOWEL[lot.below(7)],
        AFTER[lot.below(8)]
    )
}
