//! Names of authors out of what stands where an author should: bylines, profile addresses, job titles, e-mail.

use super::dates::{self, Habits};
use super::house::House;
use super::scan::SEAM;
use super::text::{cut, key};
use super::vocabulary::{
    ADDRESSES, AFTERWARDS, ASKED, FOREIGN, KINDS, LEADS, NOBODY, ORGANISED, PARTICLES, TRADES, WEEKDAYS, has,
};

/// The names in a byline or in a field for authors; none where there is none.
pub(crate) fn names(text: &str, house: &House) -> Vec<String> {
    let text = seams_shown(text);
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '@');
    let text = without_brackets(after_lead(text));
    let text = before_others(&text);
    let mut found: Vec<String> = Vec::new();
    for (nth, group) in split_at_and(text).into_iter().enumerate() {
        for (place, piece) in group.split([',', ';']).enumerate() {
            let piece = piece.trim_matches(|char: char| {
                char.is_whitespace() || matches!(char, '.' | ':' | '-' | '–' | '"' | '“' | '”')
            });
            if matches!(key(piece).as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
                && let Some(last) = found.last_mut()
            {
                last.push_str(", ");
                last.push_str(piece);
                continue;
            }
            // "Anna Lind, Kellburg Post" and "Anna Lind, MD" against "Anna Lind, Jo Berg and Mia Holm".
            let later = place > 0;
            if later && (nth > 0 && group.contains(';') || !is_person(piece, house)) {
                continue;
            }
            if let Some(name) = name(piece, house) {
                found.push(name);
            }
        }
    }
    let mut seen = Vec::new();
    found.retain(|name| {
        let key = key(name);
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    found.truncate(20);
    found
}

/// A text after "By" and its like, where it begins so. "von" and its like are names' own words too: they lead only where
/// they are small and two words with capitals follow.
fn after_lead(text: &str) -> &str {
    let (lead, rest) = match lead(text) {
        Some(found) => found,
        None => return text,
    };
    let two = || {
        rest.split_whitespace()
            .take(2)
            .filter(|word| capital(word))
            .count()
            == 2
    };
    if has(FOREIGN, lead) && !(text.starts_with(lead) && two()) {
        text
    } else {
        rest
    }
}

/// The words before a name that a text begins with, and what follows.
pub(crate) fn lead(text: &str) -> Option<(&'static str, &str)> {
    LEADS.split('|').chain(FOREIGN.split(' ')).find_map(|lead| {
        let end = text
            .char_indices()
            .nth(lead.chars().count())
            .map_or(text.len(), |(end, _)| end);
        let (begin, rest) = text.split_at(end);
        let between = |char: char| char.is_whitespace() || char == ':' || char == SEAM;
        let apart = lead.ends_with(':') || rest.starts_with(between);
        (apart && begin.to_lowercase() == lead).then(|| (lead, rest.trim_start_matches(between)))
    })
}

/// A seam between two letters is where one name ends and other words begin.
fn seams_shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(char) = chars.next() {
        if char != SEAM {
            out.push(char);
            before = char;
            continue;
        }
        while chars.next_if_eq(&SEAM).is_some() {}
        let apart = |char: char| char.is_alphanumeric() || matches!(char, '.' | '@');
        if apart(before) && chars.peek().is_some_and(|next| apart(*next)) {
            out.push('|');
        }
    }
    out
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|char| {
            match char {
                '(' | '[' | '<' => depth += 1,
                ')' | ']' | '>' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// A text as far as what isn't a name: a bar or dash, a date, an address, "updated".
fn before_others(text: &str) -> &str {
    let text = cut(text, 600);
    let mut end = text
        .find(['|', '•', '·', '\n', '/', '@', '‧', '―'])
        .unwrap_or(text.len());
    for mark in [" - ", " – ", " — ", " -- ", "- "] {
        end = text.find(mark).map_or(end, |at| at.min(end));
    }
    if let Some((date, _)) = dates::within(text, Habits::default()).first() {
        end = end.min(*date);
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = key(word);
        let small = !word.starts_with(char::is_uppercase);
        let other = has(AFTERWARDS, &bare) && small || matches!(&*bare, "updated" | "published");
        if at > 0 && (other || word.contains("http") || word.contains("www.")) {
            end = end.min(at);
            break;
        }
        at += word.len();
    }
    let text = text.get(..end).unwrap_or_default();
    // The user of an e-mail address, cut at its "@": "Anna Lind anna.lind".
    let of_address =
        |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '.' | '_' | '-');
    match text.rsplit_once(char::is_whitespace) {
        Some((before, last))
            if last.contains(['.', '_']) && last.len() > 3 && last.chars().all(of_address) =>
        {
            before
        }
        _ => text,
    }
}

fn split_at_and(text: &str) -> Vec<&str> {
    let mut groups = vec![text];
    for and in [
        " and ", " And ", " AND ", " & ", " und ", " et ", " och ", " og ", " with ", " y ", " e ",
    ] {
        groups = groups.into_iter().flat_map(|group| group.split(and)).collect();
    }
    groups
}

/// Whether what follows a name and a comma is another person.
fn is_person(piece: &str, house: &House) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let lower = |word: &&str| word.to_lowercase();
    let organised = words
        .iter()
        .map(lower)
        .any(|word| has(ORGANISED, &word) || has(TRADES, &word));
    let small = piece.chars().any(char::is_lowercase);
    let acronym = small
        && words
            .iter()
            .any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let named = words.iter().all(|word| capital(word) || has(PARTICLES, word));
    (2..=4).contains(&words.len()) && named && !organised && !acronym && !house.near(piece)
}

/// Whether a word begins with a capital, or with a letter that has none.
fn capital(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|char| char.is_alphabetic() && !char.is_lowercase())
}

/// A piece as the name of somebody: without forms of address, trades and the publisher's name after it.
fn name(piece: &str, house: &House) -> Option<String> {
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    let is = |word: Option<&&str>, list: &str| word.is_some_and(|word| has(list, &word.to_lowercase()));
    if words.len() > 1 && is(words.last(), WEEKDAYS) {
        words.pop();
    }
    // "Anna Lind Kellburg Post"
    if !house.is(piece)
        && let Some(kept) =
            (1..words.len()).find(|kept| words.len() > 2 && house.is(&words[*kept..].join(" ")))
    {
        words.truncate(kept);
    }
    while words.len() > 1 && words.first().is_some_and(|first| has(ADDRESSES, &key(first))) {
        words.remove(0);
    }
    if is(words.last(), TRADES) {
        while is(words.last(), TRADES) || is(words.last(), KINDS) {
            words.pop();
        }
    }
    let name = words.join(" ");
    let letters = name.chars().filter(|char| char.is_alphabetic()).count();
    let sane = (1..=6).contains(&words.len()) && letters >= 2 && name.chars().count() <= 60;
    let odd = |char: char| {
        matches!(char, '{' | '}' | '=' | '<' | '>' | '@' | '/' | '?' | '!')
            || (char.is_ascii_digit() && letters < 4)
    };
    let nobody = has(NOBODY, &key(&name)) || (words.len() == 1 && is(words.first(), WEEKDAYS));
    let asked = words.iter().any(|word| has(ASKED, &word.to_lowercase()));
    let capitals = words.iter().any(|word| capital(word))
        && words
            .iter()
            .all(|word| capital(word) || has(PARTICLES, word) || !word.contains(char::is_alphabetic));
    (sane && !name.contains(odd) && !nobody && !asked && capitals).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        names(text, &House::new(["Kellburg Post"], Some("kellburgpost.example")))
    }

    #[test]
    fn names_of_bylines() {
        for (text, expected) in [
            ("By Anna Lind", &["Anna Lind"][..]),
            ("BY: Anna Lind", &["Anna Lind"]),
            (
                "By Anna Lind and Jo Berg, Kellburg Post | Nov 19, 2019 5:02 p.m. EST",
                &["Anna Lind", "Jo Berg"],
            ),
            (
                "Anna Lind, Jo Berg and Mia Holm",
                &["Anna Lind", "Jo Berg", "Mia Holm"],
            ),
            (
                "Anna Lind , Jo Berg on Monday, November 18th, 2019",
                &["Anna Lind", "Jo Berg"],
            ),
            ("Written by Dr. Anna Lind, MD, PhD", &["Anna Lind"]),
            ("Anna Lind, Staff Writer", &["Anna Lind"]),
            ("Anna Lind Senior Political Correspondent", &["Anna Lind"]),
            ("By ANNA LIND, National Political Writer", &["ANNA LIND"]),
            ("Anna Lind, KBN Business", &["Anna Lind"]),
            ("Anna Lind, Kellburgpost.com", &["Anna Lind"]),
            ("Anna Lind Kellburg Post", &["Anna Lind"]),
            ("Anna Lind (Kellburg)", &["Anna Lind"]),
            ("Anna Lind @annalind / 2 days", &["Anna Lind"]),
            ("Anna Lind anna.lind@post.example(509) 555-0100", &["Anna Lind"]),
            ("Anna Lind https://post.example/lind", &["Anna Lind"]),
            ("By \u{1f}Anna Lind\u{1f}Staff Writer", &["Anna Lind"]),
            (
                "By \u{1f}Anna Lind\u{1f} and \u{1f}Jo Berg\u{1f}",
                &["Anna Lind", "Jo Berg"],
            ),
            (
                "Martin King, Jr. and Ludwig van der Berg",
                &["Martin King, Jr", "Ludwig van der Berg"],
            ),
            ("von Anna Lind", &["Anna Lind"]),
            ("Von Lind", &["Von Lind"]),
            ("Anna Lind & anna lind", &["Anna Lind"]),
            ("Staff Reports", &["Staff Reports"]),
            ("Kellburg Press Agency", &["Kellburg Press Agency"]),
            ("Текст: Анна Линд", &["Анна Линд"]),
            ("정덕현", &["정덕현"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "",
            "by",
            "Admin",
            "admin",
            "jdadmin",
            "Staff Writer",
            "https://www.faces.example/anna.lind",
            "@annalind",
            "anna@post.example",
            "View all posts",
            "Share this",
            "2 min read",
            "November 19, 2019",
            "Updated Nov 19",
            "{{author}}",
            "By Tuesday",
            "null",
            "-",
            "...",
            "this is a sentence about nobody",
            "\u{1f}\u{1f}",
            "1234",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn houses() {
        let house = House::new(["The Kellburg Post"], Some("kellburgpost.example"));
        for own in [
            "Kellburg Post",
            "THE KELLBURG POST",
            "kellburgpost.example",
            "KellburgPost",
        ] {
            assert!(house.is(own), "{own}");
        }
        assert!(!house.is("Kellburg Sun") && !house.is("Anna Lind") && !house.is(""));
    }
}
