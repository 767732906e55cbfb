//! What makes two spellings of a name alike. It is part of what a store holds: changing it asks for a migration.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name that is looked at, in characters.
const LONGEST: usize = 200;

/// Lower-case words without accents, apostrophes and full stops, one space between them: "Édouard O’Hara Jr." is
/// "edouard ohara jr". Looks at the first 200 characters.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::new();
    let mut gap = false;
    let letters = name.chars().take(LONGEST).nfkd();
    for letter in letters
        .filter(|letter| !is_combining_mark(*letter) && !matches!(letter, '.' | '\'' | '’' | '‘' | 'ʼ'))
    {
        if !letter.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.extend(letter.to_lowercase());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_a_name_are_alike() {
        assert_eq!(fold("Édouard O’Hara Jr."), "edouard ohara jr");
        assert_eq!(fold("  Maria-Luise\u{a0}BRANDT, "), "maria luise brandt");
        assert_eq!(fold("“—”"), "");
    }
}
