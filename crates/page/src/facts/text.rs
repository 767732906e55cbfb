use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{State, Tokenizer};

/// A text on one line: entities decoded, also where they were written twice ("&amp;amp;"), blanks made one.
pub(crate) fn plain(text: impl AsRef<str>) -> String {
    let mut text = text.as_ref().to_owned();
    for _ in 0..2 {
        if text.contains('&') {
            text = decoded(&text);
        }
    }
    text.split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, _: html5gum::Span<()>| -> Option<std::convert::Infallible> {
            if let CallbackEvent::String { value } = event {
                out.push_str(&String::from_utf8_lossy(value));
            }
            None
        },
    );
    let mut tokenizer = Tokenizer::new_with_emitter(text, emitter);
    tokenizer.set_state(State::RcData);
    let Ok(()) = tokenizer.finish();
    out
}

/// The beginning of a text: at most so many bytes, whole characters.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// The end of a text: at most so many bytes, whole characters.
pub(crate) fn last(text: &str, bytes: usize) -> &str {
    let begin = (text.len().saturating_sub(bytes)..=text.len()).find(|&begin| text.is_char_boundary(begin));
    text.get(begin.unwrap_or(0)..).unwrap_or_default()
}

/// What two ways to write a title have in common: letters and digits in lower case.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_on_one_line() {
        assert_eq!(
            plain(" Ferry &amp; bridge:\n “no&#8217;s”\u{a0}win "),
            "Ferry & bridge: “no’s” win"
        );
        assert_eq!(
            plain("Ferry &amp;amp; bridge &amp;mdash; now"),
            "Ferry & bridge — now"
        );
        assert_eq!(
            plain("A & B < C </title> &nonsense; &#x110000;"),
            "A & B < C </title> &nonsense; \u{fffd}"
        );
        assert_eq!(plain("\u{1b}\u{0} \n"), "");
    }

    #[test]
    fn ends_of_texts() {
        assert_eq!((cut("aéb", 2), cut("aéb", 3), cut("aéb", 9)), ("a", "aé", "aéb"));
        assert_eq!(
            (last("aéb", 2), last("aéb", 3), last("aéb", 9)),
            ("b", "éb", "aéb")
        );
    }

    #[test]
    fn keys() {
        assert_eq!(key("‘Meth. We’re ON it.’"), "methwereonit");
    }
}
