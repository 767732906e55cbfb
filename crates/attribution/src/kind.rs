use std::ops::Range;

use onrecord_record::AttributionType;
use onrecord_text::{Quotation, Word};

/// Direct where all words of the content stand in quotation marks, mixed where some do. Punctuation doesn't count.
pub(crate) fn kind(words: &[Word], content: &[Range<usize>]) -> AttributionType {
    let (mut quoted, mut all) = (0, 0);
    for word in content
        .iter()
        .flat_map(|range| words.get(range.clone()).unwrap_or_default())
    {
        if word.form.chars().any(char::is_alphanumeric) {
            all += 1;
            quoted += usize::from(matches!(word.quotation, Quotation::Inside | Quotation::Unclosed));
        }
    }
    match quoted {
        0 => AttributionType::Indirect,
        _ if quoted == all => AttributionType::Direct,
        _ => AttributionType::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, paragraphs, words};

    use super::*;

    fn of(text: &str) -> AttributionType {
        let text = Text::new(text);
        let words = words(&text, paragraphs(text.as_str())[0]);
        kind(&words, &[0..words.len()])
    }

    #[test]
    fn tells_three_kinds() {
        assert_eq!(of("“We will pay.”"), AttributionType::Direct);
        assert_eq!(of("that he would “never” pay"), AttributionType::Mixed);
        assert_eq!(of("that he would pay"), AttributionType::Indirect);
    }
}
