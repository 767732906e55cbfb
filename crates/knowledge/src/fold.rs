//! What makes two spellings of a name alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest phrase that is looked at, in characters; names and offices are far shorter.
pub const LONGEST: usize = 400;

/// Lower case words without marks and punctuation, one space between them: "Édouard Ngirente" is "edouard ngirente",
/// "U.S." is "us". At most the first 400 characters are looked at.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(LONGEST));
    let mut gap = false;
    for letter in text
        .chars()
        .take(LONGEST)
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
    {
        match letter {
            '.' | '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʹ' | '\u{200b}'..='\u{200f}' => {
                continue;
            }
            '&' => {
                push(&mut folded, "and", true);
                gap = true;
                continue;
            }
            letter if !letter.is_alphanumeric() => {
                gap = true;
                continue;
            }
            _ => {}
        }
        let mut buffer = [0; 4];
        for lower in letter.to_lowercase() {
            push(&mut folded, plain(lower, &mut buffer), gap);
            gap = false;
        }
    }
    folded
}

fn push(folded: &mut String, letters: &str, gap: bool) {
    if gap && !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(letters);
}

/// Letters that have no decomposition, as they are written where they are lacking.
fn plain(letter: char, buffer: &mut [u8; 4]) -> &str {
    match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ħ' => "h",
        'ŋ' => "ng",
        'ə' => "a",
        _ => letter.encode_utf8(buffer),
    }
}

/// The key under which a person's name is found whatever its transliteration: Zelensky, Zelenskiy and Zelenskyy are one,
/// so are Mohammed and Muhammad, Yanukovych and Yanukovich, al-Sisi and Sisi. Takes any text, gives folded words.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut key = String::with_capacity(folded.len());
    for word in &words {
        // The Arabic article, and initials between a first and a last name.
        let idle =
            matches!(*word, "al" | "el") || word.chars().count() == 1 && words.len() > 2 && word != &words[0];
        if idle && words.len() > 1 {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&word_key(word));
    }
    key
}

/// Given and family names that are transliterated in more ways than a rule could say; the first stands for all.
const VARIANTS: [&[&str]; 26] = [
    &[
        "muhamad",
        "mohamed",
        "mohammed",
        "mohammad",
        "muhammad",
        "muhammed",
        "mohamad",
        "mohamud",
        "mohammadu",
        "muhammadu",
        "mehmed",
    ],
    &[
        "husein", "hussein", "husain", "hossein", "hussain", "husayn", "hosein", "houssein",
    ],
    &[
        "gadafi", "gaddafi", "qaddafi", "kadhafi", "gadhafi", "qadhafi", "khadafy", "kaddafi", "qadafi",
    ],
    &["abdul", "abdel", "abdal", "abdol", "abd"],
    &["ahmad", "ahmed", "ahmet"],
    &[
        "yusuf", "yousef", "youssef", "yousuf", "yousif", "yussuf", "youssouf", "yusef", "yosef",
    ],
    &["umar", "omar", "omer", "oumar"],
    &["usama", "osama", "oussama"],
    &[
        "aleksandr",
        "alexander",
        "aleksander",
        "oleksandr",
        "alyaksandr",
        "alexandr",
        "aliaksandr",
        "olexander",
        "alexandre",
    ],
    &[
        "aleksei", "alexei", "alexey", "aleksey", "oleksii", "oleksiy", "alexis", "oleksij",
    ],
    &["sergei", "sergey", "serhiy", "serhii", "siarhei", "sergiy"],
    &["dmitri", "dmitry", "dmytro", "dmitriy", "dmitrii", "dzmitry"],
    &["mikhail", "mykhailo", "mikhael", "mykhaylo", "michail"],
    &["nikolai", "nikolay", "mykola", "nikolaj"],
    &["andrei", "andrey", "andriy", "andrii", "andrej"],
    &[
        "evgeni", "yevgeny", "evgeny", "yevgeni", "yevhen", "evgeniy", "yevgeniy", "evgenii", "yevhenii",
    ],
    &["iulia", "yulia", "julia", "yuliya", "iuliia", "yuliia"],
    &["lukashenka", "lukashenko", "lukaschenko"],
    &["erdogan", "erdoghan"],
    &["netaniahu", "netanyahu", "netanjahu", "nethanyahu"],
    &["binyamin", "benjamin"],
    &[
        "said", "saeed", "sayed", "saied", "seyed", "sayyed", "sayyid", "seyyed", "syed",
    ],
    &["vladimir", "volodymyr", "uladzimir", "wladimir", "volodimir"],
    &["igor", "ihor"],
    &["hasan", "hassan", "hasen"],
    &["nasralah", "nasrallah", "nasrullah", "nasrollah"],
];

fn word_key(word: &str) -> String {
    if let Some(group) = VARIANTS.iter().find(|group| group.contains(&word)) {
        return group[0].to_owned();
    }
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut sounds = word.to_owned();
    for (written, sound) in SOUNDS {
        if sounds.contains(written) {
            sounds = sounds.replace(written, sound);
        }
    }
    let mut key = String::with_capacity(sounds.len());
    for letter in sounds.chars() {
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    // A last h after a vowel is not heard: Abdullah, Abdulla.
    if key.len() > 3 && (key.ends_with("ah") || key.ends_with("eh")) {
        key.pop();
    }
    key
}

/// What is written differently and meant alike, in this order.
const SOUNDS: [(&str, &str); 14] = [
    ("tsch", "ch"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("ij", "i"),
    ("y", "i"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "ks"),
    ("ck", "k"),
];
