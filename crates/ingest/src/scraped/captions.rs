//! Captions of pictures. Copied from a page, they stand as lines between the headline and the first paragraph, often cut
//! off: "Minister Ilse Varga addresses a press conference with the Kellburg Harbour Mast".

use onrecord_text::reports;

/// Fewer words are a label, not a caption.
const FEWEST_WORDS: usize = 6;

/// How credits begin, in lower case: at the start of a line, or after a mark.
const CREDITS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by ",
    "photo courtesy",
    "photo credit",
    "photo/",
    "photograph:",
    "photographer:",
    "file photo",
    "picture:",
    "picture credit",
    "image:",
    "image credit",
    "ap photo",
    "credit:",
];

/// How they end.
const AGENCIES: &[&str] = &[
    "getty images",
    "via getty",
    "via ap",
    "via reuters",
    "ap photo",
    "/afp",
    "/ap",
    "/dpa",
    "/epa",
    "/reuters",
    "/shutterstock",
    "/ afp",
    "/ ap",
    "/ dpa",
    "/ epa",
    "/ reuters",
    "/ shutterstock",
];

/// A credit begins in so many characters at the end of a caption.
const CREDIT_CHARACTERS: usize = 60;

/// What people do in pictures, and how they are shown. Verbs that report, or that headlines are made of, are left out.
const POSES: &[&str] = &[
    "addresses",
    "applaud",
    "applauds",
    "are seen",
    "embrace",
    "embraces",
    "gesture",
    "gestures",
    "greet",
    "greets",
    "inspect",
    "inspects",
    "is seen",
    "listen",
    "listens",
    "look on",
    "looks on",
    "pictured",
    "pose",
    "poses",
    "salute",
    "salutes",
    "seen here",
    "shake hands",
    "shakes hands",
    "smiles",
    "speaks at",
    "speaks during",
    "speaks to",
    "wave",
    "waves",
];

/// Words that no line ends with, unless it was cut off.
const NEVER_LAST: &[&str] = &["a", "an", "and", "her", "his", "its", "of", "or", "the", "their"];

/// Whether a line that stands between headline and text is a caption, of an article with these
/// paragraphs after it.
///
/// It is one where it ends with a credit. Without one, it must be the only paragraph that doesn't end a sentence, report
/// nothing, and either have been cut off plainly or say what somebody does in a picture: what else has no full stop
/// under a headline is a second headline, which belongs to the article.
pub(super) fn is_caption<'a>(line: &str, others: impl Iterator<Item = &'a str>) -> bool {
    let line = line.trim();
    if is_credited(line) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() < FEWEST_WORDS || ends_sentence(line) || reports(line) {
        return false;
    }
    let mut prose = 0;
    let last = words[words.len() - 1];
    let (mut longer, mut whole) = (false, false);
    for other in others {
        if other.split_whitespace().count() >= FEWEST_WORDS {
            if !ends_sentence(other) {
                return false;
            }
            prose += 1;
        }
        for word in other.split(|char: char| !char.is_alphabetic()) {
            longer |= word.len() > last.len() + 1 && begins(word, last);
            whole |= word.len() == last.len() && begins(word, last);
        }
    }
    let cut = last.starts_with(char::is_uppercase) && longer && !whole;
    let spaced = format!(" {} ", words.join(" ").to_lowercase());
    let poses = POSES.iter().any(|pose| spaced.contains(&format!(" {pose} ")));
    prose >= 2 && (poses || NEVER_LAST.contains(&last.to_lowercase().as_str()) || cut)
}

fn is_credited(line: &str) -> bool {
    let start = line
        .char_indices()
        .rev()
        .nth(CREDIT_CHARACTERS)
        .map_or(0, |(start, _)| start);
    let end = line[start..].to_lowercase();
    let begins = |(at, _): (usize, &str)| {
        let before = end[..at].trim_end();
        before.ends_with(|char: char| !char.is_alphanumeric()) || at == 0 && start == 0
    };
    CREDITS.iter().any(|credit| end.match_indices(credit).any(begins))
        || AGENCIES
            .iter()
            .any(|agency| end.trim_end_matches([')', ']']).ends_with(agency))
}

fn ends_sentence(line: &str) -> bool {
    let closing =
        |char: char| matches!(char, '"' | '\'' | '”' | '’' | '»' | ')' | ']') || char.is_whitespace();
    line.trim_end_matches(closing)
        .ends_with(['.', '!', '?', ':', ';'])
}

/// Whether a word begins with another, in upper or lower case: "minister" with "Min".
fn begins(word: &str, start: &str) -> bool {
    word.get(..start.len())
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: [&str; 3] = [
        "The bridge over the Kell will stay open, Harbour Master Ole Brandt wrote.",
        "“We have looked at every stone of it, and nobody has to fear.”",
        "The ministry did not answer questions.",
    ];

    fn caption(line: &str) -> bool {
        is_caption(line, TEXT.into_iter())
    }

    #[test]
    fn captions() {
        for line in [
            "Minister Ilse Varga addresses a press conference with the Norland Prime Min",
            "The cracks that engineers found under the road to Kellburg, with Harbour Mast",
            "Ships under the bridge on the morning after the storm and the",
            "Ilse Varga and Ole Brandt shake hands on the bridge in Kellburg",
            "The bridge over the Kell on Friday. (Photo by Anna Lind/Getty Images)",
            "The bridge over the Kell. Anna Lind/AFP via Getty Images",
            "The bridge in May. Photo: Anna Lind",
            "(Photo by Anna Lind)",
            "Anna Lind / AFP",
        ] {
            assert!(caption(line), "{line}");
        }
    }

    #[test]
    fn second_headlines_and_paragraphs_are_none() {
        for line in [
            "",
            "Kellburg",
            "Cracks under the road are older than the bridge itself",
            "Minister speaks of a conspiracy and warns of the next storm",
            "Minister Ilse Varga addresses a press conference in Kellburg.",
            "“We have looked at every stone,” she tells the people who speak",
            "The minister fell into the river, and nobody forgets the photo by Anna Lind that shows it",
            "She was shown a file photo of the bridge and the cracks in it, and had nothing to add.",
            "The bridge stands beside the road to the town of Harbour",
            "The minister speaks out against the road to Kellburg",
            "The photographer of the AFP agency was on the bridge when it happened, and fell into the river with his camera",
        ] {
            assert!(!caption(line), "{line}");
        }
    }

    #[test]
    fn in_an_article_without_full_stops_no_line_is_cut_off() {
        let line = "Minister Ilse Varga addresses a press conference with the Norland Prime Min";
        let others = ["Another line that has no full stop", TEXT[0], TEXT[1]];
        assert!(!is_caption(line, others.into_iter()));
        assert!(!is_caption(line, TEXT.into_iter().take(1)));
    }
}
