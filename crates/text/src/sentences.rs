use std::ops::Range;

use crate::{Quotation, Word};

/// Words before a full stop that doesn't end the sentence.
const TITLES: &[&str] = &[
    "adm", "amb", "atty", "brig", "capt", "cmdr", "col", "cpl", "det", "dr", "fr", "gen", "gov", "govs",
    "hon", "insp", "lt", "maj", "messrs", "mme", "mr", "mrs", "ms", "mt", "pres", "prof", "pvt", "rep",
    "reps", "rev", "sec", "sen", "sens", "sgt", "st", "supt", "vs", "v",
];

/// Words before a full stop that may end the sentence too: they do where a word follows that seldom is a name.
const SHORTENED: &[&str] = &[
    "ala", "apr", "ariz", "ark", "aug", "ave", "blvd", "bros", "calif", "co", "colo", "conn", "corp", "dec",
    "del", "dept", "est", "etc", "feb", "fla", "ft", "ga", "ill", "inc", "ind", "jan", "jr", "jul", "jun",
    "kan", "ky", "ltd", "mass", "md", "mich", "minn", "mo", "mont", "neb", "nev", "nov", "oct", "okla",
    "ore", "penn", "plc", "rd", "sep", "sept", "sr", "tenn", "tex", "univ", "va", "vt", "wash", "wis", "wyo",
];

/// Words that seldom begin a name.
const STARTERS: &[&str] = &[
    "A",
    "About",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "Another",
    "As",
    "At",
    "Before",
    "Both",
    "But",
    "By",
    "During",
    "Even",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "It",
    "Its",
    "Last",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "No",
    "Not",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
    "Your",
];

/// Verbs that come after a quoted question or cry: `“Who pays?” Lind asked.`
const SPEAKING: &[&str] = &[
    "added",
    "asked",
    "asks",
    "cried",
    "demanded",
    "exclaimed",
    "joked",
    "replied",
    "responded",
    "said",
    "say",
    "says",
    "shouted",
    "told",
    "tweeted",
    "wondered",
    "wrote",
    "yelled",
];

/// The sentences of one paragraph, given its words: ranges of indices into `words`, in order, none empty, together all
/// of them. Closing quotation marks and brackets belong to the sentence before them.
///
/// Where a full stop may end a sentence or an abbreviation, the next word decides.
pub fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < words.len() {
        at += 1;
        if !ends(&words[at - 1]) {
            continue;
        }
        let mark = at - 1;
        while words.get(at).is_some_and(belongs_before) {
            at += 1;
        }
        if words.get(at).is_some_and(ends) {
            continue;
        }
        if at < words.len()
            && begins(words, at)
            && !is_abbreviation(words, mark, at)
            && !speaks_after(words, mark, at)
        {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < words.len() {
        sentences.push(start..words.len());
    }
    sentences
}

fn ends(word: &Word) -> bool {
    matches!(word.form.as_str(), "!" | "?")
        || !word.form.is_empty() && word.form.bytes().all(|byte| byte == b'.')
}

fn belongs_before(word: &Word) -> bool {
    let closes = matches!(word.quotation, Quotation::Closing | Quotation::Stray)
        || matches!(word.form.as_str(), ")" | "]" | "'");
    closes && !word.spaced
}

/// Whether a sentence may begin at a word.
fn begins(words: &[Word], at: usize) -> bool {
    words[at].spaced
        && !words[at].form.starts_with(char::is_lowercase)
        && !matches!(words[at].form.as_str(), "," | ";" | ":")
}

fn is_abbreviation(words: &[Word], mark: usize, next: usize) -> bool {
    // Marks between the full stop and the next word show that a sentence has ended.
    if words[mark].form != "." || next != mark + 1 || words[mark].spaced || mark == 0 {
        return false;
    }
    let (before, next) = (words[mark - 1].form.as_str(), words[next].form.as_str());
    let lower = before.to_lowercase();
    let starter = STARTERS.contains(&next);
    if TITLES.contains(&lower.as_str()) && before.chars().next().is_some_and(char::is_alphabetic) {
        return lower != "v" || !starter;
    }
    if matches!(lower.as_str(), "no" | "nos" | "art" | "fig" | "p" | "pp")
        && next.starts_with(|char: char| char.is_ascii_digit())
    {
        return true;
    }
    if SHORTENED.contains(&lower.as_str()) && before.starts_with(char::is_uppercase) || lower == "etc" {
        return !starter;
    }
    let mut letters = before.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return false;
    };
    let dotted =
        mark >= 3 && words[mark - 2].form == "." && !words[mark - 1].spaced && !words[mark - 2].spaced;
    match (letter.is_alphabetic(), letter.is_lowercase(), dotted) {
        (false, ..) => false,
        // p.m., a.m., i.e.: a zone, a day or a number may follow.
        (true, true, true) => {
            !starter && !next.starts_with(char::is_alphabetic) || is_capitals(next) || is_day_or_month(next)
        }
        (true, true, false) => false,
        // U.S.
        (true, false, true) => !starter,
        // An initial; but "Plan B. The" and "so did I. He".
        (true, false, false) => letter != 'I' && !starter,
    }
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

fn is_day_or_month(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Eastern",
        "Pacific",
        "Central",
        "Mountain",
    ];
    NAMES.contains(&word)
}

/// Whether what ends at `mark` is a quoted question or cry whose speaker follows.
fn speaks_after(words: &[Word], mark: usize, next: usize) -> bool {
    let quoted = words[next - 1].quotation == Quotation::Closing;
    let following = words
        .iter()
        .skip(next)
        .take(4)
        .take_while(|word| !matches!(word.form.as_str(), "." | "\""));
    words[mark].form != "."
        && quoted
        && following
            .into_iter()
            .any(|word| SPEAKING.contains(&word.form.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Text, paragraphs, words};

    fn split(text: &str) -> Vec<String> {
        let text = Text::new(text);
        let words = words(&text, paragraphs(text.as_str())[0]);
        sentences(&words)
            .into_iter()
            .map(|range| {
                let (first, last) = (&words[range.start], &words[range.end - 1]);
                text.slice(text.span(first.span.start(), last.span.end()).unwrap())
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn splits() {
        for expected in [
            &["One sentence"][..],
            &["The bridge is closed.", "Nobody knows why.", "Do you?", "No!"],
            &[
                "Mr. Lind met Sen. Varga of the U.S. Senate on Jan. 3.",
                "They spoke.",
            ],
            &[
                "J. R. Lind left the U.S.",
                "He came back at 5 p.m.",
                "The door was shut at 6 p.m. EST on 1 May.",
            ],
            &["“We will pay.”", "She left."],
            &["“We will pay,” Lind said.", "“All of it.”"],
            &["“Who pays?” Lind asked.", "“You!” she said.", "He left."],
            &["She wrote (in May.)", "Then nothing."],
            &["What?!", "Nothing..."],
            &["It is No. 5 at Kell Inc. in Norland, Fla.", "The end."],
            &["Well... so it goes.", "3.5 percent agreed."],
            &["He said no.", "The vote was lost."],
            &["She works for Apex Co. and lives on St. Olaf Street."],
        ] {
            assert_eq!(split(&expected.join(" ")), expected);
        }
    }

    #[test]
    fn nothing_in_nothing_out() {
        assert!(sentences(&[]).is_empty());
    }
}
