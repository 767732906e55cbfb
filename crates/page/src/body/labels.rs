//! Lines that are known by their words.

/// A label of what is no part of the article.
pub fn is_label(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "advert",
        "iklan",
        "anzeige",
        "publicidade",
        "publicidad",
        "publicité",
        "pubblicità",
        "реклама",
        "explore further",
        "trending news",
        "you may also like",
        "related roundup",
        "more",
        "comments comments",
        "about the author",
        "recommended for you",
        "most viewed",
        "more from the web",
        "also read",
        "read also",
        "up next",
        "watch",
        "related content",
        "more on this",
        "more on this story",
        "related news",
        "related posts",
        "further reading",
        "read next",
        "don't miss",
        "see also",
        "story timeline",
    ];
    if text.len() > 60 {
        return false;
    }
    let line = plain(text);
    let ends = |words: &[&str]| words.iter().any(|word| line.ends_with(word));
    LABELS.contains(&line.as_str())
        || line.starts_with("more ") && ends(&[" stories", " news", " articles", " headlines"])
        || ["more from ", "most read ", "most popular ", "latest from "]
            .iter()
            .any(|label| line.starts_with(label))
}

/// Who wrote it, or when: "By Anna Lind", "20 March 2024, 10:15".
pub fn is_dateline(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let byline = text.starts_with("By ") || text.starts_with("by ") || text.starts_with("BY ");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let date = digits >= 3
        && (text.contains(':') || text.contains("20") || text.contains("19"))
        && words <= 9
        && !text.ends_with('.');
    words <= 14 && byline || date
}

/// The time of an update by itself: "10:15", "10.15am GMT".
pub fn is_clock(text: &str) -> bool {
    let clock = text.split_whitespace().next().unwrap_or_default();
    let clock = clock.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    text.len() <= 16
        && clock.split_once([':', '.']).is_some_and(|(hour, minute)| {
            matches!(hour.len(), 1 | 2)
                && minute.len() == 2
                && (hour.bytes().chain(minute.bytes())).all(|digit| digit.is_ascii_digit())
        })
}

/// Who an author is: "Anna Lind is a reporter in Kellburg".
pub fn is_biography(text: &str, authors: &[String]) -> bool {
    let line = plain(text);
    authors
        .iter()
        .filter(|author| author.contains(' '))
        .any(|author| {
            line.strip_prefix(author.as_str()).is_some_and(|rest| {
                [" is ", " covers ", " reports ", " writes "]
                    .iter()
                    .any(|verb| rest.starts_with(verb))
            })
        })
}

/// Words in lower case, without marks.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    for word in text
        .split(|char: char| !char.is_alphanumeric() && char != '\'' && char != '’')
        .filter(|word| !word.is_empty())
    {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().flat_map(char::to_lowercase));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        assert!(is_label("Also read:") && is_label("MORE NORLAND STORIES") && is_label("You may also like…"));
        assert!(!is_label("More than a hundred stories were told that night.") && !is_label(""));
        assert!(is_dateline("By Anna Lind") && is_dateline("12 March 2024, 10:15"));
        assert!(!is_dateline(
            "By noon on Friday the council had met for nine hours and it had decided nothing at all."
        ));
        assert!(is_clock("10:15") && is_clock("9.50am") && is_clock("10:15 GMT"));
        assert!(!is_clock("10:15 is too late") && !is_clock("7.5 per cent") && !is_clock("10"));
        let authors = ["anna lind".to_owned()];
        assert!(is_biography("Anna Lind is a reporter in Kellburg.", &authors));
        assert!(!is_biography("Anna Lind said she was.", &authors));
    }
}
