//! Dates, authors and titles against what was read off real pages by hand (`facts.tsv`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// A measure: how many pages show a value, and how many of those were read right.
#[derive(Default)]
struct Measure {
    right: u32,
    of: u32,
}

impl Measure {
    fn count(&mut self, page: &str, shown: &str, read: &str, same: bool) {
        self.of += 1;
        self.right += u32::from(same);
        if !same {
            eprintln!("{page}: shows {shown:?}, read {read:?}");
        }
    }

    fn share(&self) -> f64 {
        f64::from(self.right) / f64::from(self.of)
    }
}

#[test]
fn pages_read_by_hand() {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/article-extraction"
    ));
    let Ok(truth) = fs::read_to_string(folder.join("ground-truth.json")) else {
        eprintln!("skipped: {} isn't here", folder.display());
        return;
    };
    let truth: serde_json::Value = serde_json::from_str(&truth).unwrap();
    let pages = truth.as_object().unwrap();
    let (mut dates, mut authors, mut titles) = (Measure::default(), Measure::default(), Measure::default());
    for row in include_str!("facts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
    {
        let mut columns = row.split('\t').map(str::to_owned);
        let [id, date, names, title] = std::array::from_fn(|_| columns.next().unwrap());
        let (page, known) = pages.iter().find(|(page, _)| page.starts_with(&id)).unwrap();
        let mut html = String::new();
        let file = File::open(folder.join(format!("html/{page}.html.gz"))).unwrap();
        flate2::read::MultiGzDecoder::new(file)
            .read_to_string(&mut html)
            .unwrap();
        let facts = onrecord_page::read(&html, known["url"].as_str()).facts;
        let value = |found: &Option<onrecord_page::Found>| {
            found
                .as_ref()
                .map(|found| found.value.clone())
                .unwrap_or_default()
        };
        if !date.is_empty() {
            let read = value(&facts.published);
            dates.count(
                &id,
                &date,
                &format!("{:?}", facts.published),
                read.get(..10) == Some(&date),
            );
        }
        let read: BTreeSet<String> = facts
            .authors
            .iter()
            .map(|found| found.value.to_lowercase())
            .collect();
        if names.is_empty() {
            if !read.is_empty() {
                eprintln!(
                    "{id}: shows no author, read {read:?} ({})",
                    facts.authors[0].origin
                );
            }
        } else {
            let shown = names.split("; ").map(str::to_lowercase).collect();
            authors.count(&id, &names, &format!("{:?}", facts.authors), read == shown);
        }
        let read = value(&facts.title);
        titles.count(&id, &title, &read, read == title);
    }
    for (name, measure, least) in [
        ("dates", dates, 0.95),
        ("authors", authors, 0.90),
        ("titles", titles, 0.98),
    ] {
        eprintln!(
            "{name}: {} of {} right ({:.3})",
            measure.right,
            measure.of,
            measure.share()
        );
        assert!(measure.of > 60 && measure.share() >= least, "{name}");
    }
}
