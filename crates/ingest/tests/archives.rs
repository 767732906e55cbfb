//! The pages of an archive are those of the files it was made from, where both are at hand.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::path::Path;

use onrecord_ingest::{Options, open};
use onrecord_record::Document;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

fn documents(path: &Path) -> Vec<Document> {
    let options = Options {
        any_language: true,
        ..Options::default()
    };
    let documents = open(path, &options).unwrap();
    documents
        .filter_map(|found| found.unwrap().take_in().unwrap().document())
        .map(|intake| intake.document)
        .collect()
}

#[test]
fn every_page_of_the_archive_is_that_of_its_file() {
    let shared = Path::new(SHARED);
    let (archive, pages) = (
        shared.join("examples/news.warc.gz"),
        shared.join("data/article-extraction"),
    );
    let Ok(truth) = std::fs::read(pages.join("ground-truth.json")) else {
        return eprintln!("skipped: {} is not there", pages.display());
    };
    if !archive.exists() {
        return eprintln!("skipped: {} is not there", archive.display());
    }
    let truth: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&truth).unwrap();
    let archived: BTreeMap<String, Document> = documents(&archive)
        .into_iter()
        .map(|document| (document.provenance.clone().unwrap().uri.unwrap(), document))
        .collect();
    assert_eq!(archived.len(), 85);
    for (id, page) in truth {
        let archived = &archived[page["url"].as_str().unwrap()];
        let [file] = &documents(&pages.join(format!("html/{id}.html.gz")))[..] else {
            panic!("{id} is not one document");
        };
        assert_eq!(archived.text, file.text, "{id}");
        assert_eq!(archived.title, file.title, "{id}");
        assert!(archived.provenance.as_ref().unwrap().fetched.is_some());
    }
}
