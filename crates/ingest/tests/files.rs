//! Files that can't be opened.

use onrecord_ingest::{Error, Options, open};

#[test]
fn a_missing_file() {
    let path = std::env::temp_dir().join("onrecord-no-such-file.txt");
    let error = open(&path, &Options::default()).err().unwrap();
    assert!(matches!(error, Error::NotFound { .. }));
    assert_eq!(
        error.to_string(),
        format!("{}: there is no such file; check the name", path.display())
    );
}

#[test]
fn a_directory() {
    let error = open(std::env::temp_dir(), &Options::default()).err().unwrap();
    assert!(matches!(error, Error::Directory { .. }));
}

#[test]
fn a_file() {
    let path = std::env::temp_dir().join(format!("onrecord-ingest-{}.txt", std::process::id()));
    std::fs::write(&path, "Head\n\nBody").unwrap();
    let documents: Vec<_> = open(&path, &Options::default())
        .unwrap()
        .map(|pending| pending.unwrap().take_in().unwrap().document().unwrap())
        .collect();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].document.title.as_deref(), Some("Head"));
    assert_eq!(
        documents[0].document.provenance.as_ref().unwrap().file.as_deref(),
        path.to_str()
    );
}
