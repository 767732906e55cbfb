/// Words that show that an account is somebody's, or no more than one.
const HEDGES: &[&str] = &[
    "accord",
    "accordingly",
    "according",
    "accusation",
    "accusations",
    "accusing",
    "admit",
    "admits",
    "admitted",
    "agreed",
    "agrees",
    "allegation",
    "allegations",
    "allegedly",
    "alleging",
    "apparently",
    "appear",
    "appeared",
    "appears",
    "arguing",
    "assert",
    "asserts",
    "assumed",
    "believe",
    "believing",
    "blame",
    "blamed",
    "blames",
    "charged",
    "charges",
    "cited",
    "cites",
    "citing",
    "claim",
    "could",
    "deny",
    "denying",
    "described",
    "describes",
    "estimated",
    "estimates",
    "expected",
    "expects",
    "feared",
    "feels",
    "felt",
    "hinted",
    "hopes",
    "if",
    "knows",
    "likely",
    "may",
    "might",
    "noted",
    "notes",
    "opinion",
    "perhaps",
    "pledged",
    "possible",
    "possibly",
    "presumably",
    "probably",
    "promise",
    "quoting",
    "recalled",
    "remarked",
    "report",
    "reported",
    "reportedly",
    "reporting",
    "rumoured",
    "rumored",
    "rumours",
    "rumors",
    "say",
    "seem",
    "seemed",
    "seems",
    "should",
    "spoke",
    "supposed",
    "supposedly",
    "suspected",
    "suspects",
    "talked",
    "testimony",
    "think",
    "thinking",
    "unconfirmed",
    "view",
    "views",
    "would",
];

/// Words of somebody who speaks.
const PERSONS: &[&str] = &["i", "me", "my", "we", "us", "our", "you", "your"];

/// Whether a sentence is told as plain fact: nobody speaks in it, and nothing shows that it is somebody's account or
/// doubtful. It has no quotation mark, reporting verb, hedge, first or second person, and doesn't ask.
pub fn is_plain(sentence: &str) -> bool {
    if sentence.contains(['?', '«', '»', '„', '‘']) || onrecord_text::reports(sentence) {
        return false;
    }
    let mut words = sentence
        .split(|char: char| !char.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    words.all(|word| !HEDGES.contains(&word.as_str()) && !PERSONS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_not_plain() {
        for (sentence, plain) in [
            ("The dam was blown up by retreating troops on Monday night.", true),
            (
                "The dam was blown up by retreating troops, the ministry said.",
                false,
            ),
            ("The dam was “blown up” by retreating troops.", false),
            ("According to the ministry, the dam was blown up.", false),
            ("Troops allegedly blew up the dam.", false),
            ("Who blew up the dam?", false),
            ("We saw how the dam was blown up.", false),
        ] {
            assert_eq!(is_plain(sentence), plain, "{sentence}");
        }
    }
}
