//! Which language an article is in. The model reads English: an article in another language would be misread, not read.
//!
//! Two kinds of evidence are asked. Function words tell English from everything else at next to no cost: every sixth word
//! of an English text is one of [`ENGLISH`], hardly a word of any other. Only a text that lacks them is handed to
//! `whatlang`, which compares its trigrams with those of 69 languages and their scripts. A text is said to be in another
//! language only where both agree; lists of results and short notices often aren't told, and stay.

use onrecord_record::Document;
use whatlang::{Detector, Info, Lang};

/// The languages that the model knows: BCP 47 codes.
pub const KNOWN_LANGUAGES: &[&str] = &["en"];

/// A text of fewer words is too short for [`ENGLISH`] words to be counted.
const FEWEST_WORDS: usize = 20;

/// A text of fewer letters is never said to be in another language.
const FEWEST_LETTERS: usize = 100;

/// The least share of [`ENGLISH`] words in a text that is English for sure.
const ENGLISH_SHARE: f64 = 0.08;

/// The greatest share of them in a text that may be in another language: a text of which a tenth is English has more.
const OTHER_SHARE: f64 = 0.02;

/// Trigrams are counted in so many characters.
const MOST_CHARACTERS: usize = 4_000;

/// Frequent words of English news that are no words of other languages, or rare ones.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "because", "been", "before", "but", "could", "from", "has", "his", "into", "it",
    "not", "said", "she", "should", "than", "that", "the", "their", "there", "they", "this", "were", "what",
    "when", "where", "which", "while", "who", "with", "would",
];

/// Settles the language of a document: fills it in where the text tells it and nothing was declared, and puts the text's
/// language in the place of a declared one that it plainly contradicts.
///
/// Gives the code of the language if it is one that the model doesn't know: the text's, else the declared one.
pub(crate) fn settle(document: &mut Document) -> Option<String> {
    let declared = document.language.as_deref().and_then(primary);
    let found = identify(&document.text);
    let known = |code: &str| KNOWN_LANGUAGES.contains(&code);
    let settled = match (declared, found) {
        // Close relatives are mistaken for each other: of two that aren't read, the declared one stands.
        (Some(declared), Some(found)) if known(&declared) == known(found) => declared,
        (_, Some(found)) => {
            document.language = Some(found.into());
            found.into()
        }
        (Some(declared), None) => declared,
        (None, None) => return None,
    };
    (!known(&settled)).then_some(settled)
}

/// The language of a declared tag, `en-GB` or `en_GB` or `English`: its first part; `None` for one that says nothing.
fn primary(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match first.as_str() {
        "und" | "mul" | "mis" | "zxx" => None,
        "eng" | "english" => Some("en".into()),
        code if (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            Some(first)
        }
        _ => None,
    }
}

/// The language of a text, as a BCP 47 code, where it is certain.
pub(crate) fn identify(text: &str) -> Option<&'static str> {
    let (mut words, mut english, mut letters) = (0_usize, 0_usize, 0_usize);
    for word in text
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        english += usize::from(is_english(word));
        letters += word.chars().count();
    }
    let share = english as f64 / words.max(1) as f64;
    if words >= FEWEST_WORDS && share >= ENGLISH_SHARE {
        return Some("en");
    }
    if letters < FEWEST_LETTERS || share > OTHER_SHARE {
        return None;
    }
    let end = text
        .char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(text.len(), |(end, _)| end);
    other(&text[..end])
}

fn is_english(word: &str) -> bool {
    let mut lower = [0; 8];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return false;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    ENGLISH.iter().any(|english| english.as_bytes() == lower)
}

/// The language of a text that doesn't look like English, if trigrams say so too. Which of two close relatives it is need
/// not be certain; that it is the one rather than English must be.
fn other(text: &str) -> Option<&'static str> {
    let likeliest = whatlang::detect_lang(text).filter(|language| *language != Lang::Eng)?;
    Detector::with_allowlist(vec![likeliest, Lang::Eng])
        .detect(text)
        .filter(|found| found.lang() == likeliest && Info::is_reliable(found))
        .map(|found| code(found.lang()))
}

/// The shortest code of a language, as BCP 47 wants it.
fn code(language: Lang) -> &'static str {
    const SHORT: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let long = language.code();
    SHORT
        .iter()
        .find(|(of, _)| *of == long)
        .map_or(long, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENGLISH: &str = "The bridge over the Kell will stay open, the minister said on Friday, after engineers found \
        that the cracks in its piers were older than the road. “Nobody has to fear for it,” she told reporters.";
    const GERMAN: &str = "Die Brücke über die Kell bleibt offen, sagte die Ministerin am Freitag, nachdem Ingenieure \
        festgestellt hatten, dass die Risse in den Pfeilern älter sind als die Straße. „Niemand muss sich fürchten“, \
        sagte sie vor Journalisten.";
    const DANISH: &str = "Broen over Kell forbliver åben, sagde ministeren fredag, efter at ingeniører havde fundet ud \
        af, at revnerne i pillerne er ældre end vejen. »Ingen behøver at være bange,« sagde hun til journalisterne.";
    const RUSSIAN: &str = "Мост через Келл останется открытым, заявила в пятницу министр, после того как инженеры \
        установили, что трещины в опорах старше самой дороги. «Бояться никому не нужно», сказала она журналистам.";

    fn settled(language: Option<&str>, text: &str) -> (Option<String>, Option<String>) {
        let mut document = Document {
            language: language.map(Into::into),
            text: text.into(),
            ..Document::default()
        };
        let unknown = settle(&mut document);
        (document.language, unknown)
    }

    #[test]
    fn texts_tell_their_language() {
        for (text, language) in [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru")] {
            assert_eq!(identify(text), Some(language));
        }
        // It may be taken for Norwegian, not for English.
        assert!(identify(DANISH).is_some_and(|language| language != "en"));
        let chinese =
            "部长周五表示，在工程师发现桥墩裂缝早于道路出现之后，凯尔河上的大桥将继续开放。".repeat(3);
        assert_eq!(identify(&chinese), Some("zh"));
    }

    #[test]
    fn nothing_is_said_of_short_or_mixed_texts() {
        let first = |text: &str| text.chars().take(60).collect::<String>();
        assert_eq!(identify(""), None);
        assert_eq!(identify(&first(GERMAN)), None);
        assert_eq!(
            identify("Kellburg 2 (Lind 12, Brandt 77) Norwick 1 (Okonrade 90)"),
            None
        );
        let results = (1..40)
            .map(|at| format!("Lindqvist FC {at} Bellegarde Olympique {at}\n"))
            .collect::<String>();
        assert_eq!(
            identify(&format!(
                "Results of the league on Tuesday and the table after them:\n{results}"
            )),
            None
        );
        assert_ne!(
            identify(&format!("{ENGLISH}\n{GERMAN}\n{GERMAN}\n{GERMAN}\n{GERMAN}")),
            Some("de")
        );
        // Foreign names and quotations make no foreign article.
        let quoting =
            format!("{ENGLISH} “Die Brücke bleibt offen”, she added, “niemand muss sich fürchten”.");
        assert_eq!(identify(&quoting), Some("en"));
    }

    #[test]
    fn an_undeclared_language_is_filled_in() {
        assert_eq!(settled(None, ENGLISH), (Some("en".into()), None));
        assert_eq!(settled(None, GERMAN), (Some("de".into()), Some("de".into())));
        assert_eq!(settled(None, "Kellburg."), (None, None));
        assert_eq!(settled(Some("und"), ENGLISH).0.as_deref(), Some("en"));
    }

    #[test]
    fn the_text_settles_what_is_declared() {
        assert_eq!(
            settled(Some("en"), GERMAN),
            (Some("de".into()), Some("de".into()))
        );
        assert_eq!(settled(Some("de-AT"), ENGLISH), (Some("en".into()), None));
        assert_eq!(settled(Some("en-GB"), ENGLISH), (Some("en-GB".into()), None));
        assert_eq!(settled(Some("English"), ENGLISH), (Some("English".into()), None));
        assert_eq!(
            settled(Some("nn"), DANISH),
            (Some("nn".into()), Some("nn".into()))
        );
    }

    #[test]
    fn a_short_text_is_what_it_is_declared_to_be() {
        assert_eq!(settled(Some("en_US"), "Kellburg."), (Some("en_US".into()), None));
        assert_eq!(
            settled(Some("DE"), "Kellburg."),
            (Some("DE".into()), Some("de".into()))
        );
        assert_eq!(
            settled(Some("of the desk"), "Kellburg."),
            (Some("of the desk".into()), None)
        );
    }

    #[test]
    fn every_code_is_a_short_one() {
        assert!(Lang::all().iter().all(|language| code(*language).len() == 2));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything(text in any::<String>(), declared in any::<Option<String>>()) {
            let _ = settled(declared.as_deref(), &text.repeat(20));
        }
    }
}
