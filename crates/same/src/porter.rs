//! The stemmer of Porter (1980), "An algorithm for suffix stripping", as SQLite's `porter` tokeniser has it: the terms
//! of its full-text index are these stems, so that its counts can be asked for them.

/// The stem of a word in lower case. Words of fewer than three or more than 64 bytes, and those with other than ASCII
/// letters, stay as they are.
pub(crate) fn stem(word: &str) -> String {
    let mut word = word.to_owned();
    if word.len() < 3 || word.len() > 64 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    plurals(&mut word);
    past_and_participle(&mut word);
    if word.ends_with('y') && has_vowel(&word[..word.len() - 1]) {
        word.pop();
        word.push('i');
    }
    replace(&mut word, STEP_2, |stem| measure(stem) > 0);
    replace(&mut word, STEP_3, |stem| measure(stem) > 0);
    step_4(&mut word);
    if let Some(stem) = word.strip_suffix('e')
        && (measure(stem) > 1 || (measure(stem) == 1 && !ends_cvc(stem)))
    {
        word.pop();
    }
    if word.ends_with("ll") && measure(&word[..word.len() - 1]) > 1 {
        word.pop();
    }
    word
}

fn plurals(word: &mut String) {
    if word.ends_with("sses") || word.ends_with("ies") {
        word.truncate(word.len() - 2);
    } else if word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
}

fn past_and_participle(word: &mut String) {
    if let Some(stem) = word.strip_suffix("eed") {
        if measure(stem) > 0 {
            word.pop();
        }
        return;
    }
    let Some(stem) = ["ed", "ing"].iter().find_map(|suffix| word.strip_suffix(suffix)) else {
        return;
    };
    if !has_vowel(stem) {
        return;
    }
    word.truncate(stem.len());
    if ["at", "bl", "iz"].iter().any(|end| word.ends_with(end)) {
        word.push('e');
    } else if ends_double(word) && !word.ends_with(['l', 's', 'z']) {
        word.pop();
    } else if measure(word) == 1 && ends_cvc(word) {
        word.push('e');
    }
}

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("logi", "log"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
];

/// Puts the ending of the first suffix that fits in its place, where the stem before it allows.
fn replace(word: &mut String, suffixes: &[(&str, &str)], allowed: impl Fn(&str) -> bool) {
    for (suffix, ending) in suffixes {
        if let Some(stem) = word.strip_suffix(suffix) {
            if allowed(stem) {
                word.truncate(stem.len());
                word.push_str(ending);
            }
            return;
        }
    }
}

fn step_4(word: &mut String) {
    for suffix in STEP_4 {
        if let Some(stem) = word.strip_suffix(suffix) {
            if measure(stem) > 1 && (*suffix != "ion" || stem.ends_with(['s', 't'])) {
                word.truncate(stem.len());
            }
            return;
        }
    }
}

/// Whether each letter is a consonant; a `y` after one is a vowel.
fn consonants(word: &str) -> impl Iterator<Item = bool> {
    let mut before = false;
    word.bytes().map(move |byte| {
        before = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => !before,
            _ => true,
        };
        before
    })
}

/// How often a consonant follows a vowel: Porter's *m*.
fn measure(word: &str) -> usize {
    let mut vowel = false;
    let mut count = 0;
    for consonant in consonants(word) {
        count += usize::from(vowel && consonant);
        vowel = !consonant;
    }
    count
}

fn has_vowel(word: &str) -> bool {
    consonants(word).any(|consonant| !consonant)
}

fn ends_double(word: &str) -> bool {
    let bytes = word.as_bytes();
    let n = bytes.len();
    n > 1 && bytes[n - 1] == bytes[n - 2] && consonants(word).last() == Some(true)
}

/// Consonant, vowel, consonant other than w, x, y: "hop".
fn ends_cvc(word: &str) -> bool {
    let last: Vec<bool> = consonants(word).collect();
    last.ends_with(&[true, false, true]) && !word.ends_with(['w', 'x', 'y'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("feed", "feed"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("bled", "bled"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "sky"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("generalization", "gener"),
            ("triplicate", "triplic"),
            ("hopefulness", "hope"),
            ("adoption", "adopt"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("controlling", "control"),
            ("roll", "roll"),
            ("is", "is"),
            ("1990s", "1990s"),
            ("café", "café"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn as_sqlite_has_it() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../../shared/data/polnear/dev.jsonl"
        );
        let Ok(file) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is not there");
            return;
        };
        let runs = file.split(|char: char| !char.is_ascii_alphabetic());
        let words: std::collections::BTreeSet<String> = runs.map(str::to_ascii_lowercase).collect();
        let store = rusqlite::Connection::open_in_memory().unwrap();
        store
            .execute_batch(
                "CREATE VIRTUAL TABLE words USING fts5(word, tokenize = 'porter unicode61');
                 CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance);",
            )
            .unwrap();
        for word in words.iter().filter(|word| !word.is_empty()) {
            store.execute("DELETE FROM words", ()).unwrap();
            store.execute("INSERT INTO words VALUES (?1)", (word,)).unwrap();
            let term: String = store
                .query_row("SELECT term FROM terms", (), |row| row.get(0))
                .unwrap();
            assert_eq!(stem(word), term, "{word}");
        }
    }
}
