//! One form for words that are written in several ways.

/// The form in which a word of [`onrecord_text::words`] is compared; `None` for marks.
pub(crate) fn fold(form: &str) -> Option<String> {
    if form == "%" {
        return Some("percent".into());
    }
    if !form.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut word: String = form.to_lowercase();
    word.retain(|char| !matches!(char, ',' | '\''));
    if let Some(number) = NUMBERS.iter().position(|name| *name == word) {
        return Some(number.to_string());
    }
    for (british, american) in SPELLINGS {
        // At least three letters before it keep "four" and "rise" as they are.
        if let Some(stem) = word.strip_suffix(british).filter(|stem| stem.len() > 2) {
            return Some(format!("{stem}{american}"));
        }
    }
    Some(word)
}

/// The ways to write a word in the form of [`fold`]: itself, and British or written out.
pub(crate) fn spellings(form: &str) -> Vec<String> {
    let mut spellings = vec![form.to_owned()];
    if let Some(name) = form.parse().ok().and_then(|number: usize| NUMBERS.get(number)) {
        spellings.push((*name).to_owned());
    }
    for (british, american) in SPELLINGS {
        let written = form.strip_suffix(american).map(|stem| format!("{stem}{british}"));
        spellings.extend(written.filter(|written| fold(written).as_deref() == Some(form)));
    }
    spellings
}

/// Small numbers that news styles write out.
const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

/// British endings and their American ones. A few other words are changed with them ("promise" becomes "promize"), the
/// same in every text.
const SPELLINGS: [(&str, &str); 20] = [
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ourable", "orable"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("our", "or"),
    ("atre", "ater"),
    ("ences", "enses"),
    ("ence", "ense"),
    ("grammes", "grams"),
    ("gramme", "gram"),
    ("lling", "ling"),
    ("lled", "led"),
    ("llers", "lers"),
    ("ller", "ler"),
    ("ogue", "og"),
];

/// Words that say little alone, in the forms of [`fold`].
pub(crate) fn is_function_word(form: &str) -> bool {
    FUNCTION_WORDS.binary_search(&form).is_ok()
}

/// Articles, pronouns, prepositions, auxiliaries, conjunctions, and the ends of "don't" and "she's". "Not", "no" and
/// "never" are not among them: they change what is said.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "could", "d", "did", "do", "does", "doing", "done", "for", "from", "get",
    "got", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in",
    "into", "is", "it", "its", "just", "ll", "m", "may", "me", "might", "my", "of", "on", "or", "our", "out",
    "over", "own", "re", "s", "shall", "she", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "too", "up", "us", "ve", "very", "was",
    "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
    "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_are_in_order() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(
            FUNCTION_WORDS
                .iter()
                .all(|word| fold(word).as_deref() == Some(word))
        );
    }

    #[test]
    fn spellings() {
        for [one, other] in [
            ["organised", "Organized"],
            ["colour", "color"],
            ["travelled", "traveled"],
            ["theatre", "theater"],
            ["defence", "defense"],
            ["dialogue", "dialog"],
            ["seven", "7"],
            ["1,200", "1200"],
        ] {
            assert_eq!(fold(one), fold(other));
        }
        for mark in ["—", "\"", "…", "["] {
            assert_eq!(fold(mark), None);
        }
        for [one, other] in [["four", "for"], ["rise", "rize"], ["1.5", "15"]] {
            assert_ne!(fold(one), fold(other));
        }
    }
}
