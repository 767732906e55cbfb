//! Reads a plain text and prints who said what in it.
//!
//! ```console
//! $ cargo run --release -p onrecord --example who_said_what -- examples/harbour.txt
//! ```

use std::error::Error;

use onrecord::{Document, Reader, Span, Text};

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => {
            "“We will pay,” said the mayor, Ada Brandt, “but not today.” She thinks that it can wait.".into()
        }
    };
    let document = Document {
        id: "example".into(),
        text,
        ..Default::default()
    };

    let record = Reader::new()?.read(&document)?;

    // Spans count characters; `Text` cuts them out.
    let text = Text::new(document.text);
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|span| text.slice(*span))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    for attribution in &record.attributions {
        println!(
            "{} | {} | {}",
            words(&attribution.source),
            words(&attribution.cue),
            words(&attribution.content)
        );
    }
    Ok(())
}
