//! The errors of an evaluation, to be read.

use std::collections::HashMap;
use std::io::{self, Write};

use onrecord_eval::{Document, Fault, Mistake, Side, errors};
use onrecord_export::sanitise;

/// How many characters of the article to show on either side of an error.
const AROUND: usize = 60;

const FAULTS: [Fault; 4] = [
    Fault::Missed,
    Fault::Invented,
    Fault::WrongSource,
    Fault::WrongContent,
];

/// Writes every error, one kind after the other: the article's words around it, and what gold and the prediction have.
pub fn list(output: &mut impl Write, gold: &[Document], predicted: &[Document]) -> io::Result<()> {
    let texts: HashMap<&str, Vec<char>> = gold
        .iter()
        .map(|document| (document.id.as_str(), document.text.chars().collect()))
        .collect();
    let mistakes = errors(gold, predicted);
    for fault in FAULTS {
        let of_kind: Vec<_> = mistakes.iter().filter(|mistake| mistake.fault == fault).collect();
        writeln!(output, "\n{}: {}", fault.name(), of_kind.len())?;
        for mistake in of_kind {
            let text = texts
                .get(mistake.document.as_str())
                .map_or(&[][..], Vec::as_slice);
            write_mistake(output, mistake, text)?;
        }
    }
    Ok(())
}

fn write_mistake(output: &mut impl Write, mistake: &Mistake, text: &[char]) -> io::Result<()> {
    writeln!(
        output,
        "\n  {}: {}",
        sanitise(&mistake.document),
        surroundings(mistake, text)
    )?;
    for (name, side) in [("gold", &mistake.gold), ("predicted", &mistake.predicted)] {
        if let Some(side) = side {
            writeln!(output, "    {name:<10} {}", words(side))?;
        }
    }
    Ok(())
}

/// `[source] (cue) content`, and how sure a prediction is.
fn words(side: &Side) -> String {
    let kinds: Vec<_> = side.kinds.iter().map(|kind| kind.name()).collect();
    let sure = side
        .confidence
        .map_or_else(String::new, |confidence| format!(" {confidence:.2}"));
    format!(
        "[{}] ({}) {}  <{}>{sure}",
        sanitise(&side.source_words),
        sanitise(&side.cue_words),
        sanitise(&side.content_words),
        kinds.join(", ")
    )
}

/// The article from a little before the first word of the attribution to a little after the last.
fn surroundings(mistake: &Mistake, text: &[char]) -> String {
    let sides = mistake.gold.iter().chain(&mistake.predicted);
    let spans = sides.flat_map(|side| side.source.iter().chain(&side.cue).chain(&side.content));
    let Some((start, end)) = spans
        .copied()
        .reduce(|all, span| (all.0.min(span.0), all.1.max(span.1)))
    else {
        return String::new();
    };
    let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(text.len()));
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let words: String = text.get(from..to).unwrap_or_default().iter().collect();
    format!("{}{}{}", cut(from > 0), sanitise(&words), cut(to < text.len()))
}

#[cfg(test)]
mod tests {
    use onrecord_eval::Document;

    use super::list;

    fn documents(attributions: &str) -> Vec<Document> {
        let line = format!(
            r#"{{"id": "d\u001b", "text": "The\nmayor said it was late. Rain fell.", "attributions": [{attributions}]}}"#
        );
        onrecord_eval::read(line.as_bytes(), "test").unwrap()
    }

    #[test]
    fn each_error_stands_under_its_kind_with_the_words_around() {
        let gold = documents(r#"{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 26]]}"#);
        let predicted = documents(r#"{"source": [], "cue": [], "content": [[28, 37]], "confidence": 0.5}"#);
        let mut listed = Vec::new();
        list(&mut listed, &gold, &predicted).unwrap();
        let listed = String::from_utf8(listed).unwrap();
        assert!(
            listed.contains("missed: 1\n\n  d<U+001B>: The mayor said it was late. Rain fell.\n"),
            "{listed}"
        );
        assert!(
            listed.contains("    gold       [The mayor] (said) it was late  <indirect, "),
            "{listed}"
        );
        assert!(listed.contains("invented: 1\n"), "{listed}");
        assert!(
            listed.contains("    predicted  [] () Rain fell  <indirect, "),
            "{listed}"
        );
        assert!(listed.contains("wrong source: 0\n"), "{listed}");
    }
}
