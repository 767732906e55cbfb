//! Letters that were decoded wrongly on their way: "FranÃ§ois" for "François".

use unicode_normalization::UnicodeNormalization;

/// What Windows-1252 holds at 0x80 to 0x9F.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
/// How often one text is wrongly decoded, at the most.
const ROUNDS: usize = 3;

/// The text as it was before UTF-8 was taken for Latin-1 or Windows-1252, once or several times; a text that wasn't comes
/// back as it is.
pub(crate) fn mended(mut text: String) -> String {
    for _ in 0..ROUNDS {
        let is_suspect = text.nfc().any(|char| ('\u{c2}'..='\u{f4}').contains(&char));
        let bytes: Option<Vec<u8>> = text.nfc().map(byte).collect();
        match bytes.filter(|_| is_suspect).map(String::from_utf8) {
            Some(Ok(before)) => text = before,
            _ => break,
        }
    }
    text
}

/// The byte that was taken for a character.
fn byte(char: char) -> Option<u8> {
    let high = || WINDOWS.chars().position(|other| other == char);
    u8::try_from(char)
        .ok()
        .or_else(|| u8::try_from(0x80 + high()?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_wrong_decodings_and_nothing_else() {
        for (found, meant) in [
            ("FranÃ§ois", "François"),
            ("FranÃ\u{83}Â§ois", "François"),
            ("FranÃƒÂ§ois", "François"),
            ("FranA\u{303}\u{83}A\u{302}§ois", "François"),
            ("Åukasz", "Åukasz"),
            ("François", "François"),
            ("Łukasz Ångström", "Łukasz Ångström"),
            ("", ""),
        ] {
            assert_eq!(mended(found.into()), meant, "{found}");
        }
    }
}
