//! How often the time of a statement is found: `bench/annotations/statement_times.tsv` against what [`said`] gives for
//! the attributions of a JSON Lines file.
//!
//! ```text
//! said ANNOTATIONS.tsv DOCUMENTS.jsonl PART RECORDS.jsonl MODEL [--predicted]
//! ```
//! PART is `dev`, `train`, `final`, `fresh` or `all`. DOCUMENTS holds gold attributions, of which the annotations speak.
//! RECORDS are records of the same documents: each gold attribution has the speaker that they give to its source. MODEL is
//! the accurate model's file, or `-` for the rules alone. With `--predicted` the attributions of the records are read
//! instead of the gold ones, each annotation is looked up at the predicted attribution whose content covers most of the
//! gold one's, and annotations without one are left out.
//!
//! A time is right where its value is the annotated one, parts of the day left out: `2016-09-12TMO` is `2016-09-12`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod gold;

use std::collections::BTreeMap;
use std::fs::{read, read_to_string};

use gold::{Gold, attributions_of, day, documents_of, shared};
use onrecord_model::{Model, Views};
use onrecord_record::Attribution;
use onrecord_text::words_by_paragraph;
use onrecord_time::said;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [annotations, documents, part, records, model, options @ ..] = arguments.as_slice() else {
        panic!("give ANNOTATIONS.tsv DOCUMENTS.jsonl PART RECORDS.jsonl MODEL [--predicted]");
    };
    let predicted = options.first().is_some_and(|option| option == "--predicted");
    let model = (model != "-").then(|| load(model));
    let annotations = read_to_string(annotations).expect("the annotations can be read");
    let (documents, records) = (documents_of(documents), documents_of(records));
    let (mut right, mut all, mut dated, mut found) = (0, 0, 0, 0);
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for row in annotations.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        if part != "all" && columns[3] != part.as_str() {
            continue;
        }
        let document = &documents[columns[0]];
        let article = articles.entry(columns[0].to_owned()).or_insert_with(|| {
            let gold = Gold::read(document, Some(&records[columns[0]]), predicted);
            Article::read(gold, model.as_ref())
        });
        let one = attributions_of(document)
            .into_iter()
            .find(|one| one.id == columns[1])
            .expect(row);
        let Some(place) = article.place(&one, !predicted) else {
            continue;
        };
        let time = article.said[place].map(|time| &article.gold.times[time]);
        let value = time.map_or("-", |time| day(&time.value));
        all += 1;
        dated += usize::from(columns[2] != "-");
        if value == columns[2] {
            right += 1;
            found += usize::from(value != "-");
        } else {
            let words = time.map_or("", |time| article.gold.text.slice(time.span));
            println!(
                "{}\t{}\tis {}\tgiven {value} {words}",
                columns[0], columns[1], columns[2]
            );
        }
    }
    println!(
        "{right} of {all} right: {:.3}; of {dated} with a time {found}",
        f64::from(right) / f64::from(all)
    );
}

fn load(path: &str) -> Model {
    let bytes = read(path).expect("the model can be read");
    Model::load(Vec::leak(bytes)).expect("a model")
}

/// A document with the times of its statements.
struct Article {
    gold: Gold,
    said: Vec<Option<usize>>,
}

impl Article {
    fn read(gold: Gold, model: Option<&Model>) -> Self {
        let Gold {
            text,
            attributions,
            times,
            entities,
            published,
        } = &gold;
        let said = said(text, attributions, times, entities, *published, |question| {
            model.map_or_else(Vec::new, |model| {
                let (words, paragraphs) = words_by_paragraph(text, |_| true);
                let scores = model.read(&words, &paragraphs).expect("scores");
                let mut views = Views::default();
                views.add(&words, &scores, 0);
                model.point(question, &views)
            })
        });
        Self { gold, said }
    }

    /// The index of an annotated attribution.
    fn place(&self, one: &Attribution, by_id: bool) -> Option<usize> {
        let attributions = &self.gold.attributions;
        if by_id {
            return attributions.iter().position(|other| other.id == one.id);
        }
        let same_cue = |other: &Attribution| {
            one.cue
                .iter()
                .any(|cue| other.cue.iter().any(|span| span.overlaps(*cue)))
        };
        let near = |place: usize| shared(&one.content, &attributions[place].content);
        let candidates = (0..attributions.len()).filter(|&place| near(place) > 0);
        candidates.max_by_key(|&place| (same_cue(&attributions[place]), near(place)))
    }
}
