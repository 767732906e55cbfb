//! Lines that say who wrote an article and when it was published: `By Anna Lind`, `Anna Lind, Kellburg Post`,
//! `By Anna Lind | Updated 3 May 2024, 10:15 GMT`, `Follow Anna Lind on Twitter @annalind`.

use super::daylines::{Day, day, is_time};
use super::names::{after_post, is_desk, is_names, names_desk};

/// Longer lines are prose, in characters.
const LONGEST: usize = 160;

/// What a line between headline and text says of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    /// The names, as they stand there.
    pub author: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day of the last change, `YYYY-MM-DD`.
    pub updated: Option<String>,
}

const LEADS: &[&str] = &[
    "written by ",
    "story by ",
    "words by ",
    "posted by ",
    "reported by ",
    "report by ",
    "by: ",
    "by ",
    "authors: ",
    "author: ",
];

/// Words after which the line goes on about the desk: "By Anna Lind in Kellburg", "for the Kellburg Post".
const AFTER_NAMES: &[&str] = &["in", "for", "at", "of"];

/// What a line says, if it is nothing but names of authors, their desk, and days.
pub(super) fn byline(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let mut byline = Byline::default();
    let mut rest = false;
    for part in parts(line) {
        if let Some(day) = day(part) {
            byline.date(day);
        } else if let Some((names, day)) = signed(part) {
            byline.author.get_or_insert(names);
            if let Some(day) = day {
                byline.date(day);
            }
        } else if is_aside(part) {
            rest = true;
        } else {
            return None;
        }
    }
    // An aside by itself says nothing: "10 min read".
    let found = byline != Byline::default();
    (found && (!rest || byline.author.is_some() || byline.published.is_some())).then_some(byline)
}

impl Byline {
    fn date(&mut self, day: Day) {
        match day {
            Day::Published(day) => self.published.get_or_insert(day),
            Day::Updated(day) => self.updated.get_or_insert(day),
        };
    }

    /// Takes over what another line says and this one doesn't.
    pub(super) fn complete(&mut self, other: Self) {
        self.author = self.author.take().or(other.author);
        self.published = self.published.take().or(other.published);
        self.updated = self.updated.take().or(other.updated);
    }
}

/// The parts of a line between marks that separate: `|`, `•`, `·` and spaced dashes; and before "Updated".
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let part = line.split(['|', '•', '·']).flat_map(|part| part.split(" – "));
    part.flat_map(|part| part.split(" — "))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| {
            let updated = ["Updated", "updated", "UPDATED", "Last updated", "last updated"];
            let cut = updated
                .iter()
                .filter_map(|label| part.find(label))
                .min()
                .unwrap_or(0);
            [&part[..cut], &part[cut..]]
        })
        .map(|part| part.trim_matches(|char: char| char.is_whitespace() || matches!(char, ',' | ';')))
        .filter(|part| !part.is_empty())
}

/// The names in `By Anna Lind`, `Anna Lind, Kellburg Post`, `By Anna Lind, May 3, 2024`, and the day.
fn signed(part: &str) -> Option<(String, Option<Day>)> {
    for (comma, _) in part.match_indices(',') {
        if let Some(day) = day(&part[comma + 1..]) {
            return Some((signed(&part[..comma])?.0, Some(day)));
        }
    }
    let lower = part.to_ascii_lowercase();
    let Some(lead) = LEADS.iter().find(|lead| lower.starts_with(*lead)) else {
        let (name, desk) = part.split_once(',')?;
        let name = name.trim();
        return ((2..=4).contains(&name.split_whitespace().count()) && is_names(name) && is_desk(desk))
            .then(|| (name.into(), None));
    };
    let mut names = part[lead.len()..].trim();
    if let Some((before, _)) = names.split_once(',').filter(|(_, desk)| is_desk(desk)) {
        names = before;
    }
    if let Some(at) = AFTER_NAMES
        .iter()
        .filter_map(|word| names.find(&format!(" {word} ")))
        .min()
    {
        let after = &names[at..];
        names = (after.split_whitespace().count() <= 7).then_some(&names[..at])?;
    }
    let names =
        after_post(names).trim_end_matches(|char: char| char.is_whitespace() || matches!(char, ',' | ':'));
    is_names(names).then(|| (names.into(), None))
}

/// What may stand beside names and days: a desk, a time, "5 min read".
fn is_aside(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    is_desk(part) || lower.ends_with(" read") && lower.contains("min") || is_time(part)
}

/// The name in "Follow Anna Lind on Twitter here @annalind".
pub(super) fn followed(line: &str) -> Option<&str> {
    let line = line.trim();
    let rest = ["Follow ", "You can follow "]
        .iter()
        .find_map(|lead| line.strip_prefix(lead))?;
    let lower = rest.to_ascii_lowercase();
    let end = [" on ", " at ", " here", " @", ": "]
        .iter()
        .filter_map(|word| lower.find(word))
        .min()?;
    let name = rest[..end].trim();
    let person = (2..=4).contains(&name.split_whitespace().count()) && is_names(name);
    let house = names_desk(name) || name.starts_with("The ");
    (person && !house).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(line: &str) -> Option<String> {
        byline(line)?.author
    }

    #[test]
    fn authors() {
        for (line, name) in [
            ("By Anna Lind", "Anna Lind"),
            ("  by Anna Lind ", "Anna Lind"),
            ("BY ANNA LIND", "ANNA LIND"),
            ("By Anna Lind and Ole Brandt", "Anna Lind and Ole Brandt"),
            (
                "By Anna Lind, Ole Brandt and J. R. van der Meer",
                "Anna Lind, Ole Brandt and J. R. van der Meer",
            ),
            ("By Anna Lind, Kellburg Post", "Anna Lind"),
            ("By Anna Lind, Political Correspondent", "Anna Lind"),
            ("By Anna Lind for the Kellburg Post", "Anna Lind"),
            ("By Anna Lind in Kellburg", "Anna Lind"),
            ("Anna Lind, Kellburg Post", "Anna Lind"),
            ("Anna O’Lind-Brandt, staff writer", "Anna O’Lind-Brandt"),
            ("Written by Anna Lind", "Anna Lind"),
            ("By The Associated Press", "The Associated Press"),
            ("By Reuters", "Reuters"),
            (
                "By Kellburg Post writers Anna Lind and Ole Brandt",
                "Anna Lind and Ole Brandt",
            ),
            ("by Sportswriter Anna Lind", "Anna Lind"),
            ("By Staff Writer", "Staff Writer"),
            ("By Anna Lind | Kellburg Post | 5 min read", "Anna Lind"),
            ("By Anna Lind - May 3, 2024 10:15 am", "Anna Lind"),
            ("Anna Lind, Kellburg Post, May 3, 2024", "Anna Lind"),
        ] {
            assert_eq!(author(line).as_deref(), Some(name), "{line}");
        }
    }

    #[test]
    fn no_authors() {
        for line in [
            "",
            "By",
            "By Any Means Necessary",
            "By Friday, nobody was left in the harbour",
            "By the time she left, the bridge was closed.",
            "By Anna Lind, who was there when the bridge fell",
            "Anna Lind, Minister of Ports",
            "Kellburg, Norland",
            "Anna Lind left the Kellburg Post, the newspaper says.",
            "Anna Lind, a reporter, left.",
            "5 min read",
            "Kellburg Post",
            &format!("By {}", "Anna ".repeat(100)),
        ] {
            assert_eq!(author(line), None, "{line}");
        }
    }

    #[test]
    fn days_beside_authors() {
        let all = byline("By Anna Lind | Published 3 May 2024, 10:15 BST | Updated 4 May 2024").unwrap();
        assert_eq!(all.published.as_deref(), Some("2024-05-03"));
        assert_eq!(all.updated.as_deref(), Some("2024-05-04"));
        assert_eq!(
            byline("By Anna Lind, May 3, 2024").unwrap().published.as_deref(),
            Some("2024-05-03")
        );
        let line = byline("Published May 3, 2024 Updated May 4, 2024").unwrap();
        assert_eq!(
            (line.published.as_deref(), line.updated.as_deref()),
            (Some("2024-05-03"), Some("2024-05-04"))
        );
        assert_eq!(byline("The bridge closed on May 3, 2024"), None);
    }

    #[test]
    fn lines_that_invite_to_follow() {
        for line in [
            "Follow Anna Lind on Twitter here @annalind",
            "Follow Anna Lind on Twitter: https://social.example/annalind",
            "Follow Anna Lind @annalind",
            "Follow Anna Lind On Twitter @annalind.",
            "You can follow Anna Lind on Mastodon.",
        ] {
            assert_eq!(followed(line), Some("Anna Lind"), "{line}");
        }
        for line in [
            "Follow us on Facebook",
            "Follow The Kellburg Post on Twitter",
            "Follow Kellburg News on Facebook",
            "Follow @annalind",
        ] {
            assert_eq!(followed(line), None, "{line}");
        }
    }
}
