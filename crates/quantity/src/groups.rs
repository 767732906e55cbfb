//! Which group is counted: whose soldiers, whose dead.

/// Endings of adjectives of nations and of their names, longest first: "Russian" and "Russia" are one.
const ENDINGS: &[&str] = &[
    "ians", "ian", "ese", "ish", "ans", "ain", "an", "is", "ia", "i", "ns", "n", "s", "ey", "y", "a", "e",
];

/// Nations whose adjective has another stem.
const IRREGULAR: &[(&str, &str)] = &[
    ("french", "franc"),
    ("dutch", "netherland"),
    ("greek", "greec"),
    ("greeks", "greec"),
    ("spanish", "spa"),
    ("danish", "denmark"),
    ("finnish", "finland"),
    ("polish", "poland"),
    ("swedish", "sweden"),
    ("swiss", "switzerland"),
    ("turkish", "turk"),
    ("american", "us"),
    ("americans", "us"),
    ("u.s", "us"),
    ("usa", "us"),
    ("america", "us"),
    ("british", "brit"),
    ("britons", "brit"),
    ("britain", "brit"),
    ("uk", "brit"),
    ("filipino", "philippin"),
    ("iraqi", "iraq"),
    ("iraqis", "iraq"),
    ("iraq", "iraq"),
    ("thai", "thail"),
    ("thailand", "thail"),
    ("kremlin", "russ"),
    ("moscow", "russ"),
    ("kyiv", "ukrain"),
    ("kiev", "ukrain"),
];

/// A group of those counted.
pub(crate) struct Group {
    /// The same for the same group.
    pub(crate) key: String,
    /// What is counted, in the words of the text; `None` where that is only somebody's "own".
    pub(crate) words: Option<String>,
}

impl Group {
    /// The group that `counted` names, said by a claimant of the name `own`. Where `tracked`, it is told by the names in
    /// it alone: "Russian soldiers" are "Russians". What is counted "of its own", and what is only "losses", is the
    /// claimant's.
    pub(crate) fn new(counted: &str, own: &str, tracked: bool) -> Self {
        let possessed = matches!(
            counted
                .split_whitespace()
                .next()
                .map(str::to_lowercase)
                .as_deref(),
            Some("its" | "their" | "our" | "my" | "own")
        );
        let whose = if possessed { own } else { counted };
        let words = Some(counted.to_string()).filter(|words| !words.is_empty());
        let key = if tracked {
            names(whose)
        } else {
            counted.to_lowercase()
        };
        Self {
            key,
            words: words.filter(|_| !possessed),
        }
    }
}

/// The stems of the names in a phrase, and its words for civilians.
fn names(phrase: &str) -> String {
    let mut stems: Vec<String> = phrase
        .split(|char: char| !char.is_alphanumeric() && char != '.')
        .filter_map(|word| {
            let lower = word.to_lowercase();
            let named = word.starts_with(char::is_uppercase) && !matches!(lower.as_str(), "the" | "a" | "an");
            let kind = matches!(
                lower.as_str(),
                "civilian" | "civilians" | "children" | "journalists"
            );
            if named {
                Some(stem(lower.trim_end_matches('.')))
            } else {
                kind.then(|| lower.trim_end_matches('s').to_string())
            }
        })
        .collect();
    stems.sort();
    stems.dedup();
    stems.join(" ")
}

fn stem(word: &str) -> String {
    if let Some(&(_, stem)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        return stem.into();
    }
    let stem = ENDINGS
        .iter()
        .find_map(|end| word.strip_suffix(end).filter(|stem| stem.len() >= 3));
    stem.unwrap_or(word).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nations_and_their_people() {
        for (one, other) in [
            ("Russian soldiers", "Russia"),
            ("Ukrainian troops", "Ukraine"),
            ("Israelis", "Israel"),
            ("French police", "France"),
            ("Chinese sailors", "China"),
            ("Syrian fighters", "Syria"),
            ("Americans", "U.S. troops"),
        ] {
            assert_eq!(names(one), names(other), "{one} {other}");
        }
        assert_ne!(names("Austrian soldiers"), names("Australian soldiers"));
        assert_ne!(names("Russian civilians"), names("Russian soldiers"));
    }

    #[test]
    fn own_losses_are_the_claimants() {
        assert_eq!(
            Group::new("its own", "Ukraine", true).key,
            Group::new("Ukrainian soldiers", "Russia", true).key
        );
    }
}
