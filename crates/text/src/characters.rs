//! Classes of characters, as the training code in Python has them.

use unicode_normalization::char::is_combining_mark;

/// White space and control characters.
pub(crate) fn blank(char: char) -> bool {
    char.is_whitespace() || char.is_control()
}

/// Characters that show nothing: soft hyphen, zero-width and direction marks.
pub(crate) fn ignorable(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
    )
}

/// Letters and numbers: Python's `str.isalnum`. Rust's own class also takes vowel signs and circled letters.
pub(crate) fn alphanumeric(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric();
    }
    char.is_alphanumeric() && !is_combining_mark(char) && !circled_letter(char)
}

fn circled_letter(char: char) -> bool {
    matches!(char, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}')
}

/// What may stand on both sides of the mark in `1,000`, `3.5` and `10:30`. Python's `str.isdigit` leaves out fractions
/// (`½`), Roman numerals (`Ⅷ`) and numbers above nine in one sign (`⑩`); the first two are left out here as well, the
/// third are not: nobody writes a decimal point after `⑩`.
pub(crate) fn digit(char: char) -> bool {
    char.is_ascii_digit()
        || (!char.is_ascii()
            && char.is_numeric()
            && !matches!(char, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{218b}'))
}
