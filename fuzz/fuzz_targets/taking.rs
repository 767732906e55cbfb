//! What the targets share that take documents in.

use std::io::Cursor;

use onrecord_ingest::{Options, Source, Taken, read};

/// Takes in all documents of a source of this name, and checks what holds for all: block quotations are in the text, and
/// every message can be shown on a terminal.
pub fn take_in(name: &str, bytes: Vec<u8>) {
    let options = Options { limit: 1 << 16, any_language: true, ..Options::default() };
    let Ok(source) = Source::new(name, Cursor::new(bytes), &options) else { return };
    let Ok(documents) = read(source, &options) else { return };
    for found in documents.map(|pending| pending.and_then(|pending| pending.take_in())) {
        match found.map(Taken::document) {
            Ok(Some(intake)) => {
                let characters = intake.document.text.chars().count();
                assert!(intake.document.block_quotes.iter().all(|quote| quote.end() <= characters));
            }
            Ok(None) => {}
            Err(error) => assert!(!error.to_string().contains(char::is_control)),
        }
    }
}
