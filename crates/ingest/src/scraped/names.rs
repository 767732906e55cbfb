//! Names of people, and of those they write for.

/// Parts of a name that begin with a small letter.
const PARTICLES: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "ten", "ter", "van", "von", "y", "zu", "&",
];

/// Words that begin with a capital letter in headlines ("By Any Means Necessary") and stand in no name.
const NO_NAMES: &[&str] = &[
    "a",
    "all",
    "an",
    "any",
    "day",
    "every",
    "friday",
    "its",
    "land",
    "law",
    "means",
    "monday",
    "night",
    "no",
    "not",
    "now",
    "our",
    "saturday",
    "sea",
    "some",
    "sunday",
    "that",
    "their",
    "then",
    "these",
    "this",
    "those",
    "thursday",
    "tuesday",
    "us",
    "wednesday",
    "your",
];

/// Words of newspapers, agencies and desks.
const DESKS: &[&str] = &[
    "afp",
    "agency",
    "analyst",
    "ap",
    "associated",
    "bbc",
    "bureau",
    "chronicle",
    "cnn",
    "columnist",
    "contributor",
    "correspondent",
    "courier",
    "daily",
    "desk",
    "dispatch",
    "dpa",
    "echo",
    "editor",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "journal",
    "journalist",
    "magazine",
    "mail",
    "mirror",
    "monitor",
    "network",
    "news",
    "newspaper",
    "observer",
    "post",
    "press",
    "radio",
    "reporter",
    "reuters",
    "review",
    "sentinel",
    "service",
    "staff",
    "standard",
    "star",
    "telegraph",
    "times",
    "today",
    "tribune",
    "upi",
    "weekly",
    "writer",
];

/// The names in "Kellburg Post writer Anna Lind".
pub(super) fn after_post(names: &str) -> &str {
    const POSTS: &[&str] = &[
        "correspondent",
        "editor",
        "reporter",
        "reporters",
        "sportswriter",
        "sportswriters",
        "writer",
        "writers",
    ];
    let post = names
        .split(' ')
        .rfind(|word| POSTS.contains(&word.to_lowercase().as_str()));
    let after = post
        .and_then(|post| names.rsplit_once(post))
        .map_or(names, |(_, after)| after.trim());
    if after.is_empty() { names } else { after }
}

/// Whether a text is one name or several: capital letters, no figures, no end of a sentence.
pub(super) fn is_names(text: &str) -> bool {
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let is_name = |(at, word): (usize, &&str)| {
        let lower = word.to_lowercase();
        let capital = word.starts_with(char::is_uppercase) && !NO_NAMES.contains(&lower.as_str());
        let letters = word
            .chars()
            .all(|char| char.is_alphabetic() || matches!(char, '-' | '.' | '\'' | '’' | '‘'));
        let full_stop = word.ends_with('.') && word.chars().count() > 3;
        (letters || *word == "&") && !full_stop && (capital || at > 0 && PARTICLES.contains(word))
    };
    (1..=12).contains(&words.len()) && words.iter().enumerate().all(is_name)
}

/// Whether a text names a newspaper, an agency or a post: "Kellburg Post", "political editor".
pub(super) fn is_desk(text: &str) -> bool {
    text.split_whitespace().count() <= 7 && !text.trim_end().ends_with(['.', '!', '?']) && names_desk(text)
}

/// Whether a word of a newspaper, an agency or a desk stands in a text.
pub(super) fn names_desk(text: &str) -> bool {
    let mut words = text.split([' ', '\u{a0}', ',']);
    words.any(|word| DESKS.contains(&word.to_lowercase().as_str()))
}
