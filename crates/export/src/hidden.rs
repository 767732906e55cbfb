use std::borrow::Cow;

/// What a character is that a reader can't see, or that acts instead of being shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// White space: shown as a space on one line.
    Space,
    /// Takes no room and changes at most how its neighbours join: may be dropped from a view.
    Invisible,
    /// Would act on the terminal, on the page or on the order of other letters: a view names it instead.
    Acting,
}

/// What a character is, if it is one of these.
pub(crate) fn hidden(char: char) -> Option<Hidden> {
    match char {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Hidden::Space),
        ' ' => None,
        _ if char.is_whitespace() => Some(Hidden::Space),
        // Soft hyphen, combining grapheme joiner, zero-width characters, word joiner and invisible operators, filler
        // letters, marks of direction, byte order mark, tags.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Invisible),
        // Embeddings, overrides and isolates; deprecated format characters; interlinear annotation; noncharacters.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff0}'..='\u{fffb}' => Some(Hidden::Acting),
        _ if char.is_control()
            || char as u32 & 0xfffe == 0xfffe
            || ('\u{fdd0}'..='\u{fdef}').contains(&char) =>
        {
            Some(Hidden::Acting)
        }
        _ => None,
    }
}

/// Words of an article, fit for one line of a terminal.
///
/// White space of every kind, line ends and no-break spaces included, becomes one space a run, and none at the ends;
/// zero-width characters and marks of direction are left out; control characters (escape sequences begin with one) and
/// characters that turn the direction of writing are shown as `<U+001B>`.
pub fn sanitise(words: &str) -> Cow<'_, str> {
    let clean = words.chars().all(|char| hidden(char).is_none())
        && !words.contains("  ")
        && !words.starts_with(' ')
        && !words.ends_with(' ');
    if clean {
        return Cow::Borrowed(words);
    }
    let mut line = String::with_capacity(words.len());
    let mut space = false;
    for char in words.chars() {
        match hidden(char) {
            Some(Hidden::Space) => space = true,
            None if char == ' ' => space = true,
            Some(Hidden::Invisible) => {}
            shown => {
                if space && !line.is_empty() {
                    line.push(' ');
                }
                space = false;
                match shown {
                    Some(_) => line.push_str(&format!("<U+{:04X}>", char as u32)),
                    None => line.push(char),
                }
            }
        }
    }
    Cow::Owned(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leaves_plain_words_as_they_are() {
        for words in ["", "“We’ll pay,” – é 🦀", "e\u{301}"] {
            assert!(matches!(sanitise(words), Cow::Borrowed(same) if same == words));
        }
    }

    #[test]
    fn shows_what_would_act_on_a_terminal() {
        assert_eq!(sanitise("a\u{1b}[31mred"), "a<U+001B>[31mred");
        assert_eq!(sanitise("a\u{1b}]0;title\u{7}b"), "a<U+001B>]0;title<U+0007>b");
        assert_eq!(
            sanitise("a\u{9b}2Jb\u{90}q\u{9c}"),
            "a<U+009B>2Jb<U+0090>q<U+009C>"
        );
        assert_eq!(sanitise("\0\u{8}\u{7f}"), "<U+0000><U+0008><U+007F>");
        assert_eq!(
            sanitise("\u{202e}gnp.exe\u{2066}x\u{2069}"),
            "<U+202E>gnp.exe<U+2066>x<U+2069>"
        );
        assert_eq!(sanitise("a\u{fffe}b\u{10ffff}"), "a<U+FFFE>b<U+10FFFF>");
    }

    #[test]
    fn drops_what_takes_no_room_and_collapses_white_space() {
        assert_eq!(
            sanitise("ze\u{200b}ro\u{feff} so\u{ad}ft l\u{200e}r\u{200f}m \u{2060}"),
            "zero soft lrm"
        );
        assert_eq!(
            sanitise(" a\u{a0}b\r\n\n c\td\u{2028}e\u{85}f\u{202f}g "),
            "a b c d e f g"
        );
        assert_eq!(sanitise("a \u{200b} b"), "a b");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_hidden_is_left(words in any::<String>()) {
            let line = sanitise(&words);
            prop_assert!(line.chars().all(|char| hidden(char).is_none()), "{line:?}");
            prop_assert!(!line.contains("  "));
            prop_assert_eq!(sanitise(&line), line.clone());
        }
    }
}
